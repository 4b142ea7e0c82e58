import { describe, expect, it } from 'vitest';
import type { Contact } from '../bindings/Contact';
import { TEMPLATES } from '../host/fake/templates';
import { sorted } from './templateSections';
import { guessed, known, languageOf, suits } from './templateSource';

const ANA: Contact = {
	id: 1,
	name: 'Ana Souza',
	phone: '+5511987654321',
	userId: null,
	username: null,
	profileName: 'ana ✨',
	firstSeenAt: 0,
};
const of = (contact: Partial<Contact>) => ({
	contact: { ...ANA, ...contact },
	business: 'Riverside',
	agent: 'Maya',
	now: 0,
});

// Pain 22: a name of one word made the first name empty, and the message stuck.
describe('pain 22: the first name', () => {
	it.each([
		['Ana Souza', 'Ana'],
		['Ana', 'Ana'],
		['🌸 Lucía 🌸', 'Lucía'],
		['محمد عبد الرحمن', 'محمد'],
		['陈晓明', '陈晓明'],
	])('of %s is %s', (name, first) => {
		expect(known('firstName', of({ name }), 'en')).toBe(first);
	});

	it('of somebody who is called by a number or a user name is nothing, and no half of it', () => {
		expect(known('firstName', of({ name: '+5511987654321' }), 'en')).toBe('');
		expect(known('firstName', of({ name: 'quiet.fox', username: 'quiet.fox' }), 'en')).toBe('');
	});
});

it('a variable is filled in by its name alone, never by its number', () => {
	const field = { ...TEMPLATES[1]!.fields[0]! };
	expect(guessed(field)).toBe('firstName');
	expect(guessed({ ...field, variable: 'customer_name' })).toBe('name');
	expect(guessed({ ...field, variable: 'primer_nombre' })).toBe('firstName');
	expect(guessed({ ...field, variable: 'agent_name' })).toBe('agent');
	expect(guessed({ ...field, variable: '1' })).toBeNull();
	expect(guessed({ ...field, variable: 'doctor_name' })).toBeNull();
});

it('the language of a number is the one of its country', () => {
	const theirs = languageOf('+5511987654321');
	expect(theirs?.language).toBe('pt');
	expect(suits('pt_BR', theirs)).toBe(2);
	expect(suits('pt_PT', theirs)).toBe(1);
	expect(suits('en_US', theirs)).toBe(0);
	expect(languageOf(null)).toBeNull();
	expect(languageOf('+447700900101')?.language, 'Britain shares its code with islands').toBe('en');
});

it('favourites stand first, then what was sent lately, then their language; each once', () => {
	const named = (name: string, language = 'en_US') =>
		TEMPLATES.find((one) => one.name === name && one.language === language)!;
	const list = [
		{ ...named('hello_world'), usedAt: 5 },
		{ ...named('how_was_your_visit'), usedAt: 9 },
		{ ...named('appointment_reminder'), favourite: true, usedAt: 99 },
		named('rappel_de_rendez_vous', 'fr'),
		named('continue_conversation', 'pt_BR'),
		named('login_code'),
	];
	const sections = sorted(list, languageOf(ANA.phone), 5).map(({ name, templates }) => [
		name,
		templates.map((one) => one.name),
	]);
	expect(sections).toEqual([
		['favourites', ['appointment_reminder']],
		['recent', ['how_was_your_visit', 'hello_world']],
		['theirs', ['continue_conversation']],
		['others', ['rappel_de_rendez_vous']],
		['unsendable', ['login_code']],
	]);
});
