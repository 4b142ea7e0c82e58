import type { Message } from '../bindings/Message';

/** What a message has without its place, its time and its content: nothing yet. */
export const BLANK_MESSAGE = {
	providerId: null,
	outbound: false,
	status: null,
	retryAt: null,
	author: null,
	error: null,
	canRetry: false,
	canCancel: false,
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
	late: false,
} satisfies Omit<Message, 'id' | 'conversation' | 'at' | 'content'>;
