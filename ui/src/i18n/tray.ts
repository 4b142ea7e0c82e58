import type { MediaKind } from '../bindings/MediaKind';
import { fileSize } from '../model/measure';
import type { Misfit, TrayFile, TrayProblem } from '../model/tray';
import { m } from './generated/messages';

const KINDS: Record<MediaKind, () => string> = {
	image: m.tray_as_image,
	video: m.tray_as_video,
	audio: m.tray_as_audio,
	voice: m.tray_as_voice,
	document: m.tray_as_document,
	sticker: m.tray_as_sticker,
};

/** How a file is to be sent, as a choice. */
export function sentAs(media: MediaKind): string {
	return KINDS[media]();
}

const SEND_AS: Record<MediaKind, () => string> = {
	image: m.tray_send_as_image,
	video: m.tray_send_as_video,
	audio: m.tray_send_as_audio,
	voice: m.tray_send_as_voice,
	document: m.tray_send_as_document,
	sticker: m.tray_send_as_sticker,
};

/** The way out for a file that cannot be sent as it is. */
export function sendAs(media: MediaKind): string {
	return SEND_AS[media]();
}

const TOO_LARGE: Record<MediaKind, (sizes: { size: string; most: string }) => string> = {
	image: m.tray_large_image,
	video: m.tray_large_video,
	audio: m.tray_large_sound,
	voice: m.tray_large_sound,
	document: m.tray_large_document,
	sticker: m.tray_large_sticker,
};

const WRONG_TYPE: Record<MediaKind, () => string> = {
	image: m.tray_type_image,
	video: m.tray_type_video,
	audio: m.tray_type_audio,
	voice: m.tray_type_voice,
	document: m.tray_type_document,
	sticker: m.tray_type_sticker,
};

/** What keeps a file from being sent, in a sentence. */
export function trayProblemText(file: TrayFile, problem: TrayProblem): string {
	switch (problem.kind) {
		case 'coming':
			return m.tray_coming({ name: file.name });
		case 'failed':
			return file.failure ?? '';
		case 'tooLarge':
		case 'wrongType':
			return misfitText(problem, file.bytes);
		case 'caption':
			return m.tray_caption_long({ most: problem.most });
	}
}

/** Why WhatsApp does not take a file of this size or type as this kind. */
export function misfitText({ kind, media, limit }: Misfit, bytes: number): string {
	return kind === 'tooLarge'
		? TOO_LARGE[media]({ size: fileSize(bytes), most: fileSize(limit) })
		: WRONG_TYPE[media]();
}
