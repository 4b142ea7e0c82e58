import type { TemplateField } from '../../../bindings/TemplateField';
import { m } from '../../../i18n/generated/messages';
import { sourceName } from '../../../i18n/templates';
import { flattened, textOf } from '../../../model/template';
import { type Source, SOURCES } from '../../../model/templateSource';
import type { Filling } from '../filling.svelte';

/** A text that can be put into a field with one press, and where it comes from. */
export interface Offer {
	readonly name: string;
	readonly text: string;
	/** What is known of the contact, if that is where it comes from. */
	readonly source: Source | null;
}

/** Whether a field takes words for people to read, and no code and no end of a link. */
export function takesWords(field: TemplateField): boolean {
	return field.kind === 'text' && field.part !== 'button';
}

/** What fits into a field of words: what is known of the contact, the draft, and what stood here the last time. */
export function offersFor(field: TemplateField, filling: Filling, draft: string): Offer[] {
	const sources = takesWords(field) ? SOURCES : [];
	const known = sources.map((source) => ({ name: sourceName(source), text: filling.known(source), source }));
	const line = field.part === 'body' && field.card === null ? flattened(draft) : '';
	const name = line === draft.trim() ? m.offer_draft() : m.offer_draft_flat();
	const typed = [
		{ name, text: line, source: null },
		{ name: m.offer_last(), text: textOf(filling.last(field) ?? undefined), source: null },
	];
	const seen = new Set(['', textOf(filling.values[field.key])]);
	return [...known, ...typed].filter(({ text }) => !seen.has(text) && seen.add(text));
}
