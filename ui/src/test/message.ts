import type { FileInfo } from '../bindings/FileInfo';
import type { Message } from '../bindings/Message';

const NOON = new Date('2026-11-20T12:00:00').getTime();

/** A customer's message, a second later for each number. */
export function aMessage(id: number, part: Partial<Message> = {}): Message {
	return {
		id,
		conversation: 1,
		providerId: `wamid.${id}`,
		outbound: false,
		at: NOON + id * 1000,
		content: { kind: 'text', text: `message ${id}` },
		status: null,
		retryAt: null,
		author: null,
		error: null,
		canRetry: false,
		sentAt: null,
		deliveredAt: null,
		readAt: null,
		playedAt: null,
		pricing: null,
		file: null,
		transcript: null,
		quote: null,
		forwarded: null,
		product: null,
		ad: null,
		reactions: [],
		earlier: [],
		deletedAt: null,
		fromPhone: false,
		canCancel: false,
		late: false,
		...part,
	};
}

/** A file that is here. */
export function aFile(part: Partial<FileInfo> = {}): FileInfo {
	return {
		state: 'here',
		key: 'f'.repeat(64),
		bytes: 1000,
		mimeType: 'image/jpeg',
		width: 800,
		height: 600,
		durationMs: null,
		waveform: [],
		thumbnail: true,
		problem: null,
		retryAt: null,
		...part,
	};
}
