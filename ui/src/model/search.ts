import type { Message } from '../bindings/Message';
import { plainText } from './markup';
import { fold } from './text';

/** The words of a message that a search can have found. */
export function textOf({ content }: Message): string {
	switch (content.kind) {
		case 'text':
			return plainText(content.text);
		case 'template':
			return [content.header, plainText(content.body), content.footer].filter(Boolean).join('\n');
		case 'other':
			return content.caption ?? '';
	}
}

export interface ExcerptPart {
	readonly text: string;
	readonly found: boolean;
}

const LEAD = 40;

/** The text from a little before the first word that was found, cut where words of the query begin and end. */
export function excerpt(text: string, query: string): ExcerptPart[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	const { folded, origin } = foldedWithOrigin(text);
	const hits = words
		.flatMap((word) => occurrences(folded, word))
		.map(([from, to]) => [origin[from]!, origin[to] ?? text.length] as const)
		.sort((a, b) => a[0] - b[0]);
	const first = hits[0]?.[0] ?? 0;
	const start = first > LEAD ? text.lastIndexOf(' ', first - LEAD / 2) + 1 : 0;
	const parts: ExcerptPart[] = [];
	if (start > 0) parts.push({ text: '… ', found: false });
	let at = start;
	for (const [from, to] of hits) {
		if (from < at) continue;
		if (from > at) parts.push({ text: text.slice(at, from), found: false });
		parts.push({ text: text.slice(from, to), found: true });
		at = to;
	}
	if (at < text.length) parts.push({ text: text.slice(at), found: false });
	return parts;
}

/** The folded text, and for each of its signs the place in the original that it came from. */
function foldedWithOrigin(text: string): { folded: string; origin: number[] } {
	let folded = '';
	const origin: number[] = [];
	let at = 0;
	for (const sign of text) {
		const plain = fold(sign);
		folded += plain;
		for (let n = 0; n < plain.length; n++) origin.push(at);
		at += sign.length;
	}
	return { folded, origin };
}

function occurrences(text: string, word: string): [number, number][] {
	const found: [number, number][] = [];
	for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
		found.push([at, at + word.length]);
	}
	return found;
}
