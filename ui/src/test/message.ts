import type { FileInfo } from '../bindings/FileInfo';
import type { Message } from '../bindings/Message';
import { BLANK_MESSAGE } from '../model/blankMessage';

const NOON = new Date('2026-11-20T12:00:00').getTime();

/** A customer's message, a second later for each number. */
export function aMessage(id: number, part: Partial<Message> = {}): Message {
	return {
		...BLANK_MESSAGE,
		id,
		conversation: 1,
		providerId: `wamid.${id}`,
		at: NOON + id * 1000,
		content: { kind: 'text', text: `message ${id}` },
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
