import type { TemplateField } from '../bindings/TemplateField';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import { fold } from './text';

export type Values = Readonly<Record<string, string>>;

/** Why a value cannot be sent. WhatsApp refuses these characters in a variable (error 132018). */
export type FieldProblem = 'empty' | 'newline' | 'tab' | 'spaces';

export function fieldProblem(value: string): FieldProblem | null {
	if (value.trim() === '') return 'empty';
	if (/[\n\r]/.test(value)) return 'newline';
	if (value.includes('\t')) return 'tab';
	if (/ {5,}/.test(value)) return 'spaces';
	return null;
}

/** The first field that keeps the template from being sent. */
export function firstProblem(
	template: TemplateInfo,
	values: Values,
): { field: TemplateField; problem: FieldProblem } | null {
	for (const field of template.fields) {
		const problem = fieldProblem(values[field.key] ?? '');
		if (problem) return { field, problem };
	}
	return null;
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
			const value = values[`${part}.${variable}`] ?? '';
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
	const haystack = fold(
		[
			humanTitle(template.name),
			template.name,
			template.header,
			template.body,
			template.footer,
			...template.buttons.map((button) => button.text),
		].join('\n'),
	);
	return fold(query)
		.split(/\s+/)
		.every((word) => haystack.includes(word));
}

/** Names one template of a channel: a name has one text per language. */
export function templateKey(template: Pick<TemplateInfo, 'name' | 'language'>): string {
	return `${template.name}/${template.language}`;
}
