import type { Attachment } from '../bindings/Attachment';
import type { Content } from '../bindings/Content';
import type { Limits } from '../bindings/Limits';
import type { MediaKind } from '../bindings/MediaKind';

/** A file in the tray above the composer. */
export interface TrayFile {
	/** Ours, for as long as it stands in the tray. */
	readonly id: string;
	readonly name: string;
	readonly bytes: number;
	readonly media: MediaKind;
	readonly caption: string;
	/** How it is when it has been brought in; `null` on the way. */
	readonly attachment: Attachment | null;
	/** How much of it has been brought in, 0 to 1. */
	readonly progress: number;
	/** Why it could not be brought in; `null` when all is well. */
	readonly failure: string | null;
}

/** Why WhatsApp does not take a file as this kind; `limit` is the most bytes that it takes of it. */
export interface Misfit {
	readonly kind: 'tooLarge' | 'wrongType';
	readonly media: MediaKind;
	readonly limit: number;
}

/** What keeps a file from being sent. */
export type TrayProblem =
	{ readonly kind: 'coming' | 'failed' } | Misfit | { readonly kind: 'caption'; readonly most: number };

/** WhatsApp shows words below these kinds only (Meta, "Media messages"). */
export function takesCaption(media: MediaKind): boolean {
	return media === 'image' || media === 'video' || media === 'document';
}

export function trayProblem(file: TrayFile, limits: Limits): TrayProblem | null {
	const { attachment, media } = file;
	if (file.failure !== null) return { kind: 'failed' };
	if (!attachment) return { kind: 'coming' };
	if (!attachment.mayBe.includes(media)) return misfit(attachment, media, limits);
	if (takesCaption(media) && signs(file.caption) > limits.caption) {
		return { kind: 'caption', most: limits.caption };
	}
	return null;
}

/** Why a file cannot be sent as this kind. */
export function misfit({ problem, bytes }: Attachment, media: MediaKind, limits: Limits): Misfit {
	const limit = limits.files.find((one) => one.media === media)?.bytes ?? 0;
	if (problem?.media === media) {
		return { kind: problem.code === 'tooLarge' ? 'tooLarge' : 'wrongType', media, limit: problem.limit };
	}
	return { kind: bytes > limit ? 'tooLarge' : 'wrongType', media, limit };
}

/** How a file is meant at first: as what it is, even if WhatsApp does not take it so, since then somebody must choose. */
export function meantAs({ mayBe, problem }: Attachment): MediaKind {
	return problem?.media ?? mayBe[0] ?? 'document';
}

/** The message that a file becomes. */
export function mediaContent({ attachment, media, caption, name }: TrayFile): Content {
	return {
		kind: 'media',
		media,
		sha256: attachment?.key ?? null,
		mimeType: attachment?.mimeType ?? null,
		...(takesCaption(media) && caption.trim() !== '' ? { caption: caption.trim() } : {}),
		...(media === 'document' ? { filename: name } : {}),
	};
}

/** The list with one of its files at another place. */
export function moved<T extends { readonly id: string }>(files: readonly T[], id: string, to: number): T[] {
	const file = files.find((one) => one.id === id);
	const rest = files.filter((one) => one.id !== id);
	if (file) rest.splice(Math.max(0, Math.min(rest.length, to)), 0, file);
	return rest;
}

/** How long a text is, as WhatsApp counts it: an emoji is one sign or a few, never half a one. */
export function signs(text: string): number {
	return [...text].length;
}
