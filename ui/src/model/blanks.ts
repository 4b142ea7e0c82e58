import type { AttributeValue } from './attributes';
import { fold } from './text';

const BLANK = /\{\{([^{}\n]{1,60})\}\}/gu;

/** The names of the blanks in a text, such as `contact.first_name` in `{{contact.first_name}}`, each once, in order. */
export function blanksIn(text: string): string[] {
	const names = [...text.matchAll(BLANK)].map((match) => match[1]!.trim()).filter((name) => name !== '');
	return [...new Set(names)];
}

/** Fills in the blanks that something is known for; the others stay. */
export function fillBlanks(text: string, value: (name: string) => string | null): string {
	return text.replace(BLANK, (blank, name: string) => value(name.trim()) || blank);
}

/** Whom a reply goes to and who sends it. */
export interface Parties {
	/** What we call them; may be a number, when nothing else is known. */
	readonly name: string;
	readonly phone: string | null;
	readonly username: string | null;
	readonly userId: string | null;
	readonly attributes: readonly AttributeValue[];
	readonly agent: string;
	readonly business: string;
}

/** What is known for a blank; `null`: somebody has to be asked. */
export function knownBlank(name: string, parties: Parties): string | null {
	const key = fold(name);
	if (key === 'contact.name') return realName(parties);
	if (key === 'contact.first_name') return firstName(realName(parties));
	if (key === 'contact.phone') return parties.phone;
	if (key === 'agent.name') return parties.agent.trim() || null;
	if (key === 'business.name') return parties.business.trim() || null;
	const attribute = parties.attributes.find((one) => `contact.${attributeKey(one.name)}` === plain(key));
	return attribute?.text.trim() || null;
}

/** How an attribute is named in a blank: `contact.` and this. */
export function attributeKey(name: string): string {
	return plain(fold(name));
}

function plain(key: string): string {
	return key.trim().replace(/[\s_]+/gu, '_');
}

/** A number or a user name is no name that one calls somebody by. */
function realName({ name, phone, username, userId }: Parties): string | null {
	const other = name === phone || name === userId || (username !== null && name === `@${username}`);
	return other || !/\p{L}/u.test(name) ? null : name;
}

/** The first word of a name that is no title; of a name of one word, that word. */
function firstName(name: string | null): string | null {
	const words = name?.trim().split(/\s+/u) ?? [];
	return words.find((word) => /\p{L}/u.test(word) && !word.endsWith('.')) ?? words[0] ?? null;
}
