import type { Attachment } from '../bindings/Attachment';
import type { Content } from '../bindings/Content';
import type { FileInfo } from '../bindings/FileInfo';
import type { Message } from '../bindings/Message';
import { BLANK_MESSAGE } from './blankMessage';

/** A message of ours that has not been sent, for looking at it as the customer will. */
export function ownMessage(content: Content, file: Attachment | null, at: number): Message {
	return {
		...BLANK_MESSAGE,
		id: 0,
		conversation: 0,
		outbound: true,
		at,
		content,
		file: file && fileInfo(file),
	};
}

function fileInfo({
	key,
	bytes,
	mimeType,
	width,
	height,
	durationMs,
	waveform,
	thumbnail,
}: Attachment): FileInfo {
	const known = { key, bytes, mimeType, width, height, durationMs, waveform, thumbnail };
	return { state: 'here', problem: null, retryAt: null, ...known };
}
