import type { Content } from '../../bindings/Content';
import type { Message } from '../../bindings/Message';
import type { MessageError } from '../../bindings/MessageError';
import type { Quote } from '../../bindings/Quote';

/** How a message quotes another one. */
export function quoteOf({ id, outbound, content, file }: Message): Quote {
	return { message: id, outbound, content, file };
}

/** The key of the file in a message or above its words. */
export function fileOf(content: Content): string | null {
	if (content.kind === 'media') return content.sha256 ?? null;
	if (content.kind !== 'interactive') return null;
	return content.header?.kind === 'media' ? (content.header.sha256 ?? null) : null;
}

/** The reason of a message that was taken back before it left. */
export const TAKEN_BACK: MessageError = {
	code: 'cancelled',
	explanation: 'cancelled',
	detail: null,
	useTemplate: false,
};
