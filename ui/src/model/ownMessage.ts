import type { Attachment } from '../bindings/Attachment';
import type { Content } from '../bindings/Content';
import type { FileInfo } from '../bindings/FileInfo';
import type { Message } from '../bindings/Message';

/** A message of ours that has not been sent, for looking at it as the customer will. */
export function ownMessage(content: Content, file: Attachment | null, at: number): Message {
	return {
		id: 0,
		conversation: 0,
		providerId: null,
		outbound: true,
		at,
		content,
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
		file: file && fileInfo(file),
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
