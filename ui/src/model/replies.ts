import type { SavedReply } from '../bindings/SavedReply';
import { fold } from './text';

/** More than these are not looked through; another letter finds the right one. */
const MOST_FOUND = 50;

/** A word that begins with `/` and is being typed. */
export interface Slash {
	/** Where the `/` stands. */
	readonly start: number;
	/** Where the word ends: at the caret. */
	readonly end: number;
	/** What follows the `/`. */
	readonly query: string;
}

/** The word with a `/` before the caret; `null` if there is none. One within a word, as in `and/or`, is a sign. */
export function slashBefore(text: string, caret: number): Slash | null {
	const match = /(?:^|\s)\/([^\s/]*)$/u.exec(text.slice(0, caret));
	const query = match?.[1];
	return query === undefined ? null : { start: caret - query.length - 1, end: caret, query };
}

/** The replies that fit what was typed: by their shortcuts first, then by any of their words. */
export function findReplies(replies: readonly SavedReply[], query: string): SavedReply[] {
	const wanted = fold(query.trim());
	const rank = ({ shortcut, title, text }: SavedReply) => {
		const short = fold(shortcut);
		if (short.startsWith(wanted)) return 0;
		if (short.includes(wanted)) return 1;
		if (fold(title ?? '').includes(wanted)) return 2;
		return fold(text).includes(wanted) ? 3 : 4;
	};
	return replies
		.map((reply) => ({ reply, rank: rank(reply) }))
		.filter((one) => one.rank < 4)
		.sort((one, other) => one.rank - other.rank || one.reply.shortcut.localeCompare(other.reply.shortcut))
		.slice(0, MOST_FOUND)
		.map((one) => one.reply);
}
