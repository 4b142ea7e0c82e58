import type { Content } from '../bindings/Content';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';

/** What the thread shows, top to bottom. */
export type ThreadItem =
	| { readonly kind: 'day'; readonly key: string; readonly at: number }
	| { readonly kind: 'unread'; readonly key: string; readonly count: number }
	| { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly leads: boolean };

/** The order of a thread: by time, then by number, since times are whole seconds. */
export function before(a: Message, b: Message): number {
	return a.at - b.at || a.id - b.id;
}

/** Both lists in order, each message once; of two with the same number the one in `news` wins. */
export function merge(known: readonly Message[], news: readonly Message[]): Message[] {
	const byId = new Map<MessageId, Message>();
	for (const message of known) byId.set(message.id, message);
	for (const message of news) byId.set(message.id, message);
	return [...byId.values()].sort(before);
}

/**
 * The thread as items. `unreadAfter` is the newest message that had been seen when the chat was opened; the divider
 * stands before the first of the customer's messages that came later. With `undefined` there is none.
 */
export function toItems(
	messages: readonly Message[],
	unreadAfter?: MessageId | null,
	unread = 0,
): ThreadItem[] {
	const items: ThreadItem[] = [];
	let dividerDue = unreadAfter !== undefined && unread > 0;
	let previous: Message | undefined;
	for (const message of messages) {
		if (!hasPlace(message)) continue;
		let leads = !previous || !sameGroup(previous, message);
		if (!previous || dayKey(previous.at) !== dayKey(message.at)) {
			items.push({ kind: 'day', key: `day-${dayKey(message.at)}`, at: message.at });
			leads = true;
		}
		if (dividerDue && !message.outbound && message.id > (unreadAfter ?? 0)) {
			items.push({ kind: 'unread', key: 'unread', count: unread });
			dividerDue = false;
			leads = true;
		}
		items.push({ kind: 'message', key: `message-${message.id}`, message, leads });
		previous = message;
	}
	return items;
}

/**
 * Whether a message has a place of its own. A reaction, an edit or a deletion changes an earlier message, and is only
 * spoken of when ours did not go out.
 */
export function hasPlace({ content, status, deletedAt }: Message): boolean {
	// A deleted message whose content is kept from the screen still has its place.
	if (deletedAt !== null) return true;
	if (content.kind !== 'reaction' && content.kind !== 'edit' && content.kind !== 'revoke') return true;
	return status === 'failed' || status === 'unknown';
}

/** Lines in the middle of the thread: nobody said them. */
export function isLine(content: Content): content is Extract<Content, { kind: 'notice' | 'call' }> {
	return content.kind === 'notice' || content.kind === 'call';
}

/** Messages of one sender in the same minute stand close together. */
function sameGroup(a: Message, b: Message): boolean {
	return (
		!isLine(a.content) &&
		!isLine(b.content) &&
		a.outbound === b.outbound &&
		(a.content.kind === 'note') === (b.content.kind === 'note') &&
		a.author === b.author &&
		Math.floor(a.at / 60_000) === Math.floor(b.at / 60_000)
	);
}

/** The local calendar day of a moment, as a word that sorts. */
function dayKey(at: number): string {
	const day = new Date(at);
	const two = (n: number) => String(n).padStart(2, '0');
	return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The customer's newest message by number, which is what reading is counted by. */
export function newestInbound(messages: readonly Message[]): MessageId | null {
	let newest: MessageId | null = null;
	for (const message of messages) {
		if (!message.outbound && message.id > (newest ?? 0)) newest = message.id;
	}
	return newest;
}
