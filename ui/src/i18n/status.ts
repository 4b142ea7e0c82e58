import type { Message } from '../bindings/Message';
import type { MessageStatus } from '../bindings/MessageStatus';
import { timeOf } from '../model/time';
import { m } from './generated/messages';

export interface StatusLabel {
	/** For screen readers: "Read 14:05". */
	readonly text: string;
	/** The same and what it does not mean. */
	readonly tooltip: string;
}

type Words = (input: { time: string }) => string;

const WORDS: Record<MessageStatus, Words> = {
	queued: () => m.status_queued(),
	sending: () => m.status_sending(),
	accepted: () => m.status_accepted(),
	sent: m.status_sent,
	delivered: m.status_delivered,
	read: m.status_read,
	played: m.status_played,
	failed: () => m.status_failed(),
	unknown: () => m.status_unknown(),
};

/** Customers can switch read receipts off, so two grey ticks are no proof that a message was not read. */
const NO_PROOF: readonly MessageStatus[] = ['sent', 'delivered'];

export function statusLabel(status: MessageStatus, at: number | null): StatusLabel {
	const text = WORDS[status]({ time: at === null ? '' : timeOf(at) }).trim();
	return { text, tooltip: NO_PROOF.includes(status) ? `${text}. ${m.status_no_proof()}` : text };
}

/** When a message came to the state it is in. */
export function statusTime(message: Message): number | null {
	switch (message.status) {
		case 'read':
		case 'played':
			return message.readAt;
		case 'delivered':
			return message.deliveredAt;
		case 'sent':
			return message.sentAt;
		default:
			return null;
	}
}
