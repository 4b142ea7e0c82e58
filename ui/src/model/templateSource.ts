import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Contact } from '../bindings/Contact';
import type { TemplateField } from '../bindings/TemplateField';
import { grouped, shownName } from './phone';
import { writtenToday } from './written';

/** What a field can be filled from by itself. The names are kept with the template. */
export const SOURCES = ['name', 'firstName', 'profileName', 'phone', 'business', 'agent', 'today'] as const;
export type Source = (typeof SOURCES)[number];

/** Everything that is known when a template is filled in. */
export interface Known {
	readonly contact: Contact;
	/** What customers see as our name. */
	readonly business: string | null;
	/** How whoever writes signs. */
	readonly agent: string;
	readonly now: number;
}

/** What a source knows of this contact, written in the language of the template; nothing if it knows nothing. */
export function known(source: Source, { contact, business, agent, now }: Known, language: string): string {
	switch (source) {
		case 'name':
			return isNamed(contact) ? shownName(contact) : '';
		case 'firstName':
			return isNamed(contact) ? firstName(contact.name) : '';
		case 'profileName':
			return contact.profileName?.trim() ?? '';
		case 'phone':
			return contact.phone ? grouped(contact.phone) : '';
		case 'business':
			return business?.trim() ?? '';
		case 'agent':
			return agent.trim();
		case 'today':
			return writtenToday(now, language);
	}
}

/** Whoever is called by their number, their user name or their id has no name to be addressed by. */
function isNamed({ name, phone, username, userId }: Contact): boolean {
	return /\p{L}/u.test(name) && name !== phone && name !== username && name !== userId;
}

/** The first word with letters in it: one-word names are first names, and flowers around a name are no part of it. */
function firstName(name: string): string {
	return name.split(/\s+/).find((word) => /\p{L}/u.test(word)) ?? '';
}

export function asSource(name: string | null | undefined): Source | null {
	return SOURCES.find((source) => source === name) ?? null;
}

const BY_NAME: readonly [RegExp, Source][] = [
	[/^(?:first|given)_?name$|^(?:primer_)?nombre$|^primeiro_nome$/, 'firstName'],
	[/^(?:(?:full|customer|client|contact|patient)_?)?name$|^nome$/, 'name'],
	[/^(?:phone|mobile|telefono|telefone)(?:_?number)?$/, 'phone'],
	[/^(?:business|company|clinic|shop|store)(?:_?name)?$/, 'business'],
	[/^(?:agent|assistant|sender)(?:_?name)?$/, 'agent'],
	[/^today$/, 'today'],
];

/** What a variable with a telling name is filled from; one with a number says nothing. */
export function guessed(field: TemplateField): Source | null {
	if (field.kind !== 'text' || field.part === 'button') return null;
	const name = field.variable.toLowerCase();
	return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** The language that is mostly spoken where a number is from, such as `pt-BR`; `null` if nobody can tell. */
export function languageOf(phone: string | null): Intl.Locale | null {
	const number = phone ? parsePhoneNumberFromString(phone) : undefined;
	// Where several countries share a code and the number does not tell which it is, the largest of them stands first.
	const country = number?.country ?? number?.getPossibleCountries()[0];
	return country ? new Intl.Locale(`und-${country}`).maximize() : null;
}

/** How well a template's language suits a contact: 2 for language and country, 1 for the language alone. */
export function suits(language: string, theirs: Intl.Locale | null): number {
	if (!theirs) return 0;
	const [code, country] = language.split(/[_-]/);
	if (code !== theirs.language) return 0;
	return country === theirs.region ? 2 : 1;
}
