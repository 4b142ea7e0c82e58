import { afterEach, expect, it } from 'vitest';
import { authorName, isProgram } from './authors';
import { language } from './language.svelte';

afterEach(() => language.choose(null));

it.each([
	['en', 'You'],
	['es', 'Tú'],
] as const)('the one who works here is called so in the language of the screen (%s)', (locale, name) => {
	language.choose(locale);
	expect(authorName('You')).toBe(name);
	expect(authorName(null)).toBe(name);
	expect(authorName('Booking desk')).toBe('Booking desk');
});

it('only another program is one', () => {
	expect([null, 'You', 'Booking desk'].map(isProgram)).toEqual([false, false, true]);
});
