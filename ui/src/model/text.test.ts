import { expect, it } from 'vitest';
import { excerpt } from './search';
import { initials, onlyEmoji } from './text';

it.each([
	['Ana Souza', 'AS'],
	['Maria-Theresia von Hohenberg', 'MH'],
	['ana', 'A'],
	['محمد عبد الرحمن', 'م'],
	['陈晓明', '陈'],
	['प्रिया शर्मा', 'प्रि'],
	['🌸 Lucía 🌸', 'L'],
	['+49 151 123', ''],
])('the initials of %s are "%s"', (name, expected) => {
	expect(initials(name)).toBe(expected);
});

it.each([
	['👍', true],
	['👍🏽 🎉', true],
	['🇧🇷', true],
	['👍👍👍👍', false],
	['ok 👍', false],
	['123', false],
	['', false],
])('%j is shown large: %s', (text, large) => {
	expect(onlyEmoji(text)).toBe(large);
});

it('an excerpt marks what was found, accents aside, and starts near it', () => {
	const lead = 'word '.repeat(30);
	const parts = excerpt(`${lead}São Paulo is far`, 'sao');
	expect(parts.filter((part) => part.found).map((part) => part.text)).toEqual(['São']);
	expect(parts[0]?.text).toBe('… ');
	expect(parts.map((part) => part.text).join('').length).toBeLessThan(80);
});
