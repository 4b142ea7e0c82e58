import { describe, expect, it } from 'vitest';
import type { Message } from '../bindings/Message';
import { aMessage as message } from '../test/message';
import { merge, newestInbound, toItems } from './thread';

const NOON = new Date('2026-11-20T12:00:00').getTime();

describe('merging', () => {
	it('orders by the time of writing and, within a second, by number', () => {
		const late = message(9, { at: NOON });
		const merged = merge(
			[message(3), message(5, { at: NOON + 3000 })],
			[late, message(4, { at: NOON + 3000 })],
		);
		expect(merged.map(({ id }) => id)).toEqual([9, 3, 4, 5]);
	});

	it('shows a message once, however often its hint comes, and in its newest state', () => {
		const sent = message(1, { outbound: true, status: 'sent' });
		const merged = merge(merge([sent], [sent]), [{ ...sent, status: 'read' }]);
		expect(merged.map(({ status }) => status)).toEqual(['read']);
	});
});

describe('items', () => {
	const kinds = (messages: Message[], ...rest: [number | null, number] | []) =>
		toItems(messages, ...rest).map((item) => (item.kind === 'message' ? item.message.id : item.kind));

	it('have a separator for each day', () => {
		const yesterday = NOON - 24 * 3_600_000;
		expect(kinds([message(1, { at: yesterday }), message(2), message(3)])).toEqual(['day', 1, 'day', 2, 3]);
	});

	it('have the unread divider before the first unseen message of the customer', () => {
		const messages = [message(1), message(2, { outbound: true }), message(3), message(4)];
		expect(kinds(messages, 1, 2)).toEqual(['day', 1, 2, 'unread', 3, 4]);
		expect(kinds(messages, null, 3)).toEqual(['day', 'unread', 1, 2, 3, 4]);
		expect(kinds(messages, 4, 0)).toEqual(['day', 1, 2, 3, 4]);
	});

	it('group what one sender writes within a minute', () => {
		const items = toItems([
			message(1),
			message(2),
			message(3, { outbound: true }),
			message(4, { outbound: true, at: NOON + 61_000 }),
		]);
		expect(items.map((item) => item.kind === 'message' && item.leads)).toEqual([
			false,
			true,
			false,
			true,
			true,
		]);
	});
});

it('the newest message of the customer is the one with the highest number, even if it was written earlier', () => {
	expect(newestInbound([message(7, { at: NOON }), message(5), message(9, { outbound: true })])).toBe(7);
	expect(newestInbound([message(9, { outbound: true })])).toBeNull();
});

it('a change of an earlier message has a place of its own only when ours did not go out', () => {
	const reaction = { kind: 'reaction', to: 'wamid.1', emoji: '👍' } as const;
	const items = toItems([
		message(1),
		message(2, { content: reaction }),
		message(3, { content: reaction, outbound: true, status: 'sent' }),
		message(4, { content: reaction, outbound: true, status: 'failed' }),
		message(5, { content: { kind: 'revoke', of: 'wamid.0' }, deletedAt: NOON }),
	]);
	const shown = items.flatMap((item) => (item.kind === 'message' ? [item.message.id] : []));
	expect(shown).toEqual([1, 4, 5]);
});
