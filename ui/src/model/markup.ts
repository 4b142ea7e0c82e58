import { tokenize } from 'linkifyjs';
import { safeUrl } from '../host/host';

/** A stretch of a message: plain or a link, in the styles that WhatsApp's marks ask for. */
export interface Span {
	readonly text: string;
	readonly href?: string;
	/** A telephone number, which is read from left to right in every script. */
	readonly phone?: boolean;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly strike?: boolean;
	readonly mono?: boolean;
}

type Style = Omit<Span, 'text' | 'href' | 'phone'>;

const MARKS: readonly { mark: string; style: keyof Style }[] = [
	{ mark: '```', style: 'mono' },
	{ mark: '`', style: 'mono' },
	{ mark: '*', style: 'bold' },
	{ mark: '_', style: 'italic' },
	{ mark: '~', style: 'strike' },
];

const WORD = /[\p{L}\p{N}]/u;

/**
 * A message's text as spans for the screen to put into elements. Nothing here makes HTML: whatever a customer writes
 * stays text. Links are found first, so that an underscore in an address is not a mark.
 */
export function spans(text: string): Span[] {
	const result: Span[] = [];
	let plain = '';
	const links: { href: string; text: string }[] = [];
	for (const token of tokenize(text)) {
		const link = token.isLink ? linkIn(token.toString(), token.toHref('https'), plain.at(-1)) : null;
		if (link) {
			links.push(link);
			// One sign that no mark and no word contains stands in for the link while marks are looked for.
			plain += LINK + token.toString().slice(link.text.length);
		} else {
			// The same sign in the text itself would be taken for a link that is not there.
			plain += token.toString().replaceAll(LINK, '\uFFFD');
		}
	}
	let next = 0;
	for (const span of styled(plain, {})) {
		for (const piece of span.text.split(/(\uFFFC)/)) {
			if (piece === '') continue;
			if (piece !== LINK) {
				result.push(...withPhones(piece, span));
				continue;
			}
			const link = links[next++];
			if (link) result.push({ ...span, text: link.text, href: link.href });
		}
	}
	return result;
}

/** With the code of a country: a row of numbers without one may be anything, and is read as the text is. */
const PHONE = /(\+\d[\d ().-]{5,}\d)/;

function withPhones(text: string, style: Style): Span[] {
	return text
		.split(PHONE)
		.map((part, at) => ({ ...style, text: part, ...(at % 2 === 1 ? { phone: true } : {}) }))
		.filter((span) => span.text !== '');
}

/** The words alone, as they stand in a list. */
export function plainText(text: string): string {
	return spans(text)
		.map((span) => span.text)
		.join('');
}

/** The "object replacement character", made for standing in for something that is not text. */
const LINK = '\uFFFC';

/** The link that may be opened, without a mark that closes around it: the last sign of `*https://example.com*`. */
function linkIn(
	text: string,
	href: string,
	before: string | undefined,
): { href: string; text: string } | null {
	const marked = before !== undefined && '*_~`'.includes(before) && text.endsWith(before);
	const kept = marked ? text.slice(0, -1) : text;
	const target = marked ? href.slice(0, -1) : href;
	return safeUrl(target) ? { href: target, text: kept } : null;
}

function styled(text: string, style: Style): Span[] {
	const found = firstMarked(text);
	if (!found) return text === '' ? [] : [{ text, ...style }];
	const { start, end, mark, kind } = found;
	const inner = text.slice(start + mark.length, end);
	const inside: Style = { ...style, [kind]: true };
	return [
		...(start > 0 ? [{ text: text.slice(0, start), ...style }] : []),
		// Inside a monospaced stretch marks are shown as they stand.
		...(kind === 'mono' ? [{ text: inner, ...inside }] : styled(inner, inside)),
		...styled(text.slice(end + mark.length), style),
	];
}

function firstMarked(text: string) {
	for (let start = 0; start < text.length; start++) {
		const entry = MARKS.find(({ mark }) => text.startsWith(mark, start));
		if (!entry || !opens(text, start, entry.mark)) continue;
		const end = closing(text, start + entry.mark.length, entry.mark, entry.style === 'mono');
		if (end !== -1) return { start, end, mark: entry.mark, kind: entry.style };
	}
	return null;
}

/** WhatsApp's rule: a mark opens at the edge of a word and before something that is not a space. */
function opens(text: string, at: number, mark: string): boolean {
	const previous = text[at - 1];
	const next = text[at + mark.length];
	return !(previous && WORD.test(previous)) && next !== undefined && !/\s/.test(next) && next !== mark[0];
}

function closing(text: string, from: number, mark: string, lines: boolean): number {
	for (let at = text.indexOf(mark, from + 1); at !== -1; at = text.indexOf(mark, at + 1)) {
		if (!lines && text.slice(from, at).includes('\n')) return -1;
		const next = text[at + mark.length];
		if (!/\s/.test(text[at - 1] ?? ' ') && !(next && WORD.test(next))) return at;
	}
	return -1;
}
