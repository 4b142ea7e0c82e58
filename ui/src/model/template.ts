import type { FieldValue } from '../bindings/FieldValue';
import type { Location } from '../bindings/Location';
import type { Products } from '../bindings/Products';
import type { TemplateButton } from '../bindings/TemplateButton';
import type { TemplateField } from '../bindings/TemplateField';
import type { TemplateFile } from '../bindings/TemplateFile';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import { fold } from './text';

export type Values = Readonly<Record<string, FieldValue>>;

/**
 * Why a value cannot be sent. WhatsApp refuses line breaks, tabs and wide gaps in a variable (error 132018), and texts
 * that are too long with it (132005).
 */
export type FieldProblem = 'empty' | 'newline' | 'tab' | 'spaces' | 'long' | 'past' | 'place';

export function fieldProblem(
	field: TemplateField,
	value: FieldValue | undefined,
	now: number,
): FieldProblem | null {
	if (isBlank(value)) return field.required ? 'empty' : null;
	if (field.mostChars !== null && typeof value === 'string' && [...value].length > field.mostChars)
		return 'long';
	if (field.kind === 'text') return spacingProblem(textOf(value));
	if (field.kind === 'moment') return typeof value === 'number' && value > now ? null : 'past';
	if (field.kind === 'place') return isWholePlace(value) ? null : 'place';
	return null;
}

function spacingProblem(text: string): FieldProblem | null {
	if (/[\n\r]/.test(text)) return 'newline';
	if (text.includes('\t')) return 'tab';
	return / {5,}/.test(text) ? 'spaces' : null;
}

function isBlank(value: FieldValue | undefined): boolean {
	if (value === undefined) return true;
	if (typeof value === 'string') return value.trim() === '';
	return isProducts(value) && value.sections.every((section) => section.products.length === 0);
}

/** WhatsApp wants a place to have a name and an address (error 132012). */
function isWholePlace(value: FieldValue | undefined): boolean {
	return isPlace(value) && Boolean(value.name?.trim()) && Boolean(value.address?.trim());
}

export function isFile(value: FieldValue | undefined): value is TemplateFile {
	return typeof value === 'object' && 'key' in value;
}

export function isPlace(value: FieldValue | undefined): value is Location {
	return typeof value === 'object' && 'latitude' in value;
}

export function isProducts(value: FieldValue | undefined): value is Products {
	return typeof value === 'object' && 'sections' in value;
}

/** The words of a value; nothing of one that has none. */
export function textOf(value: FieldValue | undefined): string {
	return typeof value === 'string' ? value : '';
}

/** The first field that keeps the template from being sent. */
export function firstProblem(
	template: TemplateInfo,
	values: Values,
	now: number,
): { field: TemplateField; problem: FieldProblem } | null {
	for (const field of template.fields) {
		const problem = fieldProblem(field, values[field.key], now);
		if (problem) return { field, problem };
	}
	return null;
}

/** A long text on one line, as WhatsApp wants it in a variable. */
export function flattened(text: string): string {
	return text
		.trim()
		.replace(/\s*[\n\r\t]+\s*/g, ' ')
		.replace(/ {5,}/g, '    ');
}

/** A piece of a template's text: words, or a variable with its value if it has one. */
export interface Piece {
	readonly text: string;
	readonly variable?: string;
	readonly filled?: boolean;
}

/** The text of one part cut at its variables; those without a value show as they stand, in braces. */
export function pieces(text: string, part: string, values: Values): Piece[] {
	return text
		.split(/(\{\{\s*[^{}]+?\s*\}\})/)
		.filter((piece) => piece !== '')
		.map((piece) => {
			const variable = /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(piece)?.[1];
			if (variable === undefined) return { text: piece };
			const value = textOf(values[`${part}.${variable}`]);
			return value === ''
				? { text: `{{${variable}}}`, variable, filled: false }
				: { text: value, variable, filled: true };
		});
}

/** The text of one part with its values; what has none stays in braces. */
export function filled(text: string, part: string, values: Values): string {
	return pieces(text, part, values)
		.map((piece) => piece.text)
		.join('');
}

/** The name as people read it: underscores are spaces. */
export function humanTitle(name: string): string {
	const words = name.replaceAll('_', ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether every word of the query stands somewhere in the template, accents and case aside. */
export function templateFits(template: TemplateInfo, query: string): boolean {
	const labels = (buttons: readonly TemplateButton[]) => buttons.map((button) => button.text);
	const haystack = fold(
		[
			humanTitle(template.name),
			template.name,
			template.header,
			template.offer,
			template.body,
			template.footer,
			...labels(template.buttons),
			...template.cards.flatMap((card) => [card.body, ...labels(card.buttons)]),
		].join('\n'),
	);
	return fold(query)
		.split(/\s+/)
		.every((word) => haystack.includes(word));
}

/** Whether a picture, a film or a document stands in it. */
export function hasMedia(template: TemplateInfo): boolean {
	return template.fields.some(({ kind }) => kind === 'image' || kind === 'video' || kind === 'document');
}

/** Names one template of a channel: a name has one text per language. */
export function templateKey(template: Pick<TemplateInfo, 'name' | 'language'>): string {
	return `${template.name}/${template.language}`;
}
