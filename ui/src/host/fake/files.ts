import type { Attachment } from '../../bindings/Attachment';
import type { AttachmentProblem } from '../../bindings/AttachmentProblem';
import type { FileInfo } from '../../bindings/FileInfo';
import type { MediaKind } from '../../bindings/MediaKind';
import { HostError, type Progress } from '../host';
import { LIMITS } from './limits';
import { toneUrl } from './sound';

const STEPS = 10;

/** The files of a core in memory: what was brought here to be sent, and what scenes put into messages. */
export class FakeFiles {
	/** How long bringing or sending a file takes; tests do not wait. */
	slowMs = 0;
	#kept = new Map<string, { attachment: Attachment; url: string }>();

	/** Keeps a file of which only this much is known; `url` shows it. */
	add(
		part: Pick<Attachment, 'name' | 'mimeType' | 'bytes'> & Partial<Attachment>,
		url = 'data:,',
	): Attachment {
		const key = (this.#kept.size + 1).toString(16).padStart(64, 'f');
		const attachment: Attachment = {
			key,
			width: null,
			height: null,
			durationMs: null,
			waveform: [],
			thumbnail: part.mimeType.startsWith('image/'),
			...judged(part.mimeType, part.bytes),
			...part,
		};
		this.#kept.set(key, { attachment, url });
		return attachment;
	}

	async bring(blob: Blob, name: string, progress?: Progress, signal?: AbortSignal): Promise<Attachment> {
		await this.slowly((part) => progress?.(Math.round(blob.size * part)), signal);
		const url = typeof URL.createObjectURL === 'function' ? URL.createObjectURL(blob) : 'data:,';
		const mimeType = blob.type || 'application/octet-stream';
		return this.add({ name, mimeType, bytes: blob.size }, url);
	}

	/** Tells how much is done, from 0 to 1. */
	async slowly(tell: (part: number) => void, signal?: AbortSignal): Promise<void> {
		for (let step = 1; step <= STEPS; step++) {
			if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs / STEPS));
			if (signal?.aborted) throw new HostError('cancelled');
			tell(step / STEPS);
		}
	}

	attachment(key: string): Attachment {
		const kept = this.#kept.get(key);
		if (!kept) throw new HostError('not_found');
		return kept.attachment;
	}

	shrink(key: string): Attachment {
		const { name } = this.attachment(key);
		const smaller = { name: name.replace(/\.\w+$/, '.jpg'), mimeType: 'image/jpeg', bytes: 900 * 1024 };
		return this.add(smaller, this.url(key));
	}

	url(key: string): string {
		return this.#kept.get(key)?.url ?? 'data:,';
	}

	listenUrl(key: string): string {
		return toneUrl(this.#kept.get(key)?.attachment.durationMs ?? 2000);
	}

	/** What a message says of its file. */
	info(key: string): FileInfo {
		const { bytes, mimeType, width, height, durationMs, waveform, thumbnail } = this.attachment(key);
		const file = { key, bytes, mimeType, width, height, durationMs, waveform, thumbnail };
		return { state: 'here', problem: null, retryAt: null, ...file };
	}
}

/** How a file may be sent, by its type and size. */
function judged(mimeType: string, bytes: number) {
	const fits = (media: MediaKind) => {
		const { bytes: most, types } = limitOf(media);
		return bytes <= most && (types.length === 0 || types.includes(mimeType));
	};
	const all: readonly MediaKind[] = ['image', 'video', 'audio', 'voice', 'sticker', 'document'];
	const mayBe = all.filter(fits);
	const meant = meantAs(mimeType);
	const problem: AttachmentProblem | null = mayBe.includes(meant)
		? null
		: {
				code: bytes > limitOf(meant).bytes ? 'tooLarge' : 'wrongType',
				media: meant,
				limit: limitOf(meant).bytes,
			};
	return { mayBe, problem, canShrink: problem !== null && mimeType.startsWith('image/') };
}

function meantAs(mimeType: string): MediaKind {
	if (mimeType === 'image/webp') return 'sticker';
	const family = mimeType.split('/')[0];
	return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

function limitOf(media: MediaKind) {
	return LIMITS.files.find((limit) => limit.media === media)!;
}
