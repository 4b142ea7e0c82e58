import type { Content } from '../../bindings/Content';
import type { Conversation } from '../../bindings/Conversation';
import type { ConversationPage } from '../../bindings/ConversationPage';
import type { GalleryKind } from '../../bindings/GalleryKind';
import type { GalleryPage } from '../../bindings/GalleryPage';
import type { ListConversations } from '../../bindings/ListConversations';
import type { ListGallery } from '../../bindings/ListGallery';
import type { ListMessages } from '../../bindings/ListMessages';
import type { Message } from '../../bindings/Message';
import type { MessagePage } from '../../bindings/MessagePage';
import type { Search } from '../../bindings/Search';
import type { SearchKind } from '../../bindings/SearchKind';
import type { SearchResults } from '../../bindings/SearchResults';
import { fold } from '../../model/text';
import { before } from '../../model/thread';
import { isOpen, passesFilter, stageOf } from '../../model/window';
import { isUnread } from '../../model/work';
import { wordsOf } from './preview';

/** The part of a list that stands behind a cursor. */
export function part<T>(all: readonly T[], cursor: string | undefined, limit: number) {
	const start = Number(cursor ?? 0);
	const end = start + limit;
	return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
}

export function listed(rows: Conversation[], wish: ListConversations, now: number): ConversationPage {
	const { filter, sort, unread, work = 'all', label, cursor, limit } = wish;
	const key = (row: Conversation) =>
		sort === 'newest'
			? -row.lastMessageAt
			: sort === 'longestWaiting'
				? row.waitingSince!
				: row.window.closesAt!;
	const fitting = rows
		.filter((row) => passesFilter(filter, stageOf(row.window, now)))
		.filter((row) => work === 'all' || row.work.status === work)
		.filter((row) => label === undefined || row.labels.includes(label))
		.filter((row) => !unread || isUnread(row))
		.filter((row) => sort !== 'longestWaiting' || row.waitingSince !== null)
		.filter((row) => sort !== 'closingSoonest' || isOpen(stageOf(row.window, now)))
		.sort(
			(a, b) =>
				(sort === 'newest' ? Number(b.pinned) - Number(a.pinned) : 0) ||
				key(a) - key(b) ||
				(sort === 'newest' ? b.id - a.id : a.id - b.id),
		);
	return part(fitting, cursor, limit);
}

export function threadOf(messages: ReadonlyMap<number, Message>, conversation: number): Message[] {
	return [...messages.values()].filter((message) => message.conversation === conversation).sort(before);
}

export function pageOf(all: readonly Message[], wish: ListMessages): MessagePage {
	const { before: older, after: newer, around, limit } = wish;
	let start = Math.max(0, all.length - limit);
	if (older !== undefined) start = Math.max(0, Number(older) - limit);
	if (newer !== undefined) start = Number(newer);
	if (around !== undefined) {
		const at = all.findIndex((message) => message.id === around);
		start = Math.max(0, at - Math.floor(limit / 2));
	}
	const end = Math.min(all.length, older !== undefined ? Number(older) : start + limit);
	return {
		items: all.slice(start, end),
		older: start > 0 ? String(start) : null,
		newer: end < all.length ? String(end) : null,
	};
}

export function found(
	rows: ReadonlyMap<number, Conversation>,
	all: ReadonlyMap<number, Message>,
	{ query, limit, kind, outbound, since, until, conversation }: Search,
): SearchResults {
	const words = fold(query).split(/\s+/);
	const fits = (text: string) => words.every((word) => fold(text).includes(word));
	const narrowed = [kind, outbound, since, until, conversation].some((one) => one !== undefined);
	const people = [...rows.values()].filter(({ contact }) =>
		fits([contact.name, contact.username, contact.phone?.replace(/\D/g, '')].join(' ')),
	);
	const messages = [...all.values()]
		.filter(({ content }) => fits(wordsOf(content) ?? ''))
		.filter(({ content }) => kind === undefined || isOfKind(content, kind))
		.filter((one) => outbound === undefined || one.outbound === outbound)
		.filter((one) => (since ?? 0) <= one.at && one.at < (until ?? Infinity))
		.filter((one) => conversation === undefined || one.conversation === conversation)
		.sort((a, b) => before(b, a))
		.map((message) => ({ message, contact: rows.get(message.conversation)!.contact }));
	return { people: narrowed ? [] : people.slice(0, limit), messages: messages.slice(0, limit) };
}

const SHOWN: Record<GalleryKind, readonly SearchKind[]> = {
	photos: ['media'],
	files: ['documents', 'sounds'],
	links: ['links'],
};

export function galleryOf(thread: readonly Message[], { kind, cursor, limit }: ListGallery): GalleryPage {
	const fitting = thread.filter(({ content }) => SHOWN[kind].some((one) => isOfKind(content, one)));
	return part(fitting.reverse(), cursor, limit);
}

function isOfKind(content: Content, kind: SearchKind): boolean {
	if (kind === 'links') return /https?:\/\//.test(wordsOf(content) ?? '');
	if (content.kind !== 'media') return false;
	switch (content.media) {
		case 'image':
		case 'video':
			return kind === 'media';
		case 'audio':
		case 'voice':
			return kind === 'sounds';
		case 'document':
			return kind === 'documents';
		case 'sticker':
			return false;
	}
}
