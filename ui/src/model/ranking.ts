import { fold } from './text';

/** How well something fits what was typed: higher is better, 0 is not at all. Every word has to be found. */
export function fit(query: string, title: string, also = ''): number {
	const words = fold(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return 1;
	const name = fold(title);
	const rest = fold(also);
	const scores = words.map((word) => scoreOf(word, name, rest));
	if (scores.includes(0)) return 0;
	const whole = name.startsWith(fold(query).trim()) ? 2 : 0;
	return whole + scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** At the beginning, at the beginning of a word, within one; in the title before anywhere else. */
function scoreOf(word: string, name: string, rest: string): number {
	if (name.startsWith(word)) return 6;
	if (startsAWord(word, name)) return 5;
	if (name.includes(word)) return 3;
	if (startsAWord(word, rest)) return 2;
	return rest.includes(word) ? 1 : 0;
}

function startsAWord(word: string, text: string): boolean {
	for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
		if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
	}
	return false;
}

/** The best ones first; among equals those that were chosen lately, then as they came. */
export function ranked<T>(
	items: readonly T[],
	fitOf: (item: T) => number,
	recency: (item: T) => number,
): T[] {
	return items
		.map((item) => ({ item, fit: fitOf(item), recency: recency(item) }))
		.filter(({ fit }) => fit > 0)
		.sort((a, b) => b.fit - a.fit || a.recency - b.recency)
		.map(({ item }) => item);
}
