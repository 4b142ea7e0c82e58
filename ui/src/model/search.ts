import type { ContactCard } from '../bindings/ContactCard';
import type { Content } from '../bindings/Content';
import type { Interactive } from '../bindings/Interactive';
import type { Message } from '../bindings/Message';
import { plainText } from './markup';
import { fold } from './text';

/** Every word of a message by which a search can have found it, the most telling first. */
export function textsOf({ content, transcript }: Message): string[] {
	return [...contentTexts(content), transcript].filter((text): text is string => Boolean(text));
}

type Words = (string | null | undefined)[];

function contentTexts(content: Content): Words {
	switch (content.kind) {
		case 'text':
			return [plainText(content.text)];
		case 'template':
			return [content.header, plainText(content.body), content.footer];
		case 'media':
			return [plainText(content.caption ?? ''), content.filename];
		case 'location':
			return [content.name, content.address];
		case 'contacts':
			return content.cards.map(cardText);
		case 'interactive':
			return interactiveTexts(content);
		case 'choice':
			return [content.title, content.description];
		case 'form':
			return [content.body, ...content.fields.map(({ name, value }) => `${name}: ${value}`)];
		case 'order':
			return [content.text, ...content.items.map((item) => item.product)];
		case 'note':
			return [plainText(content.text)];
		case 'notice':
			return [content.what === 'words' ? content.text : null];
		case 'edit':
			return contentTexts(content.content);
		case 'other':
			return [content.caption];
		case 'callPermission':
		case 'reaction':
		case 'revoke':
		case 'call':
		case 'unsupported':
		case 'elsewhere':
		case 'placeholder':
			return [];
	}
}

function cardText(card: ContactCard): string {
	const phones = card.phones.map((one) => one.phone);
	const emails = card.emails.map((one) => one.email);
	return [card.formattedName, card.company, ...phones, ...emails].filter(Boolean).join(' · ');
}

function interactiveTexts({ header, body, footer, action }: Interactive): Words {
	const labels =
		action.kind === 'buttons'
			? action.buttons.map((button) => button.title)
			: action.kind === 'list'
				? action.sections.flatMap(({ rows }) => rows.flatMap((row) => [row.title, row.description]))
				: [];
	return [header?.kind === 'text' ? header.text : null, plainText(body ?? ''), footer, ...labels];
}

/** The text in which the words were found: the first that has one of them, else the first of all. */
export function matchedText(message: Message, query: string): string {
	const words = fold(query).split(/\s+/).filter(Boolean);
	const texts = textsOf(message);
	return texts.find((text) => words.some((word) => fold(text).includes(word))) ?? texts[0] ?? '';
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

/** The words of a message as somebody would copy them. */
export function copyable(message: Message): string {
	if (message.deletedAt !== null) return '';
	const { content } = message;
	if (content.kind === 'text') return content.text;
	if (content.kind === 'media') return content.caption ?? message.transcript ?? '';
	return textsOf(message).join('\n');
}
