import { afterEach, expect, it } from 'vitest';
import { HostError } from '../host/host';
import { errorSentence } from './errors';
import { language } from './language.svelte';

afterEach(() => language.choose(null));

const invalid = (params: Record<string, string>, detail: string | null = null) =>
	errorSentence(new HostError('invalid', params, detail));

it('what the core objects to is said in the language of the screen', () => {
	language.choose('en');
	expect(invalid({ field: 'name', problem: 'taken' })).toBe('Name: Something else has this name already.');
	language.choose('es');
	expect(invalid({ field: 'name', problem: 'taken' })).toBe('Nombre: Ya hay otro elemento con este nombre.');
});

it('a part that no form shows is not named', () => {
	language.choose('en');
	expect(invalid({ field: 'sections.0.rows', problem: 'too_many', most: '10' })).toBe(
		'No more than 10 are possible.',
	);
});

it('words that are for programs are never shown', () => {
	language.choose('en');
	const words = 'missing field `text` at line 1';
	for (const problem of ['malformed', 'of a newer core', words]) {
		expect(invalid({ field: 'payload', problem }, words)).not.toContain('missing field');
	}
});
