import { expect, it } from 'vitest';
import { blankDraft, choiceOf, grouped, headerOf, nextCard, nextVariable, withSamples } from './authoring';

it('the next variable is one that the text does not have', () => {
	expect(nextVariable('', 'numbered')).toBe('{{1}}');
	expect(nextVariable('{{1}} {{ 2 }}', 'numbered')).toBe('{{3}}');
	expect(nextVariable('', 'named')).toBe('{{first_name}}');
	expect(nextVariable('{{first_name}} {{date}} {{time}}', 'named')).toBe('{{value_1}}');
});

it('samples are filled in where they are known', () => {
	const samples = { 'body.name': 'Ana' };
	expect(withSamples('Hello {{name}}, {{date}}', 'body', samples)).toBe('Hello Ana, {{date}}');
});

it('a header becomes what is chosen, and says what it is', () => {
	for (const choice of ['none', 'text', 'image', 'video', 'document', 'location'] as const) {
		expect(choiceOf(headerOf(choice))).toBe(choice);
	}
});

it('one more card is built like the last one, without its words', () => {
	const [first] = [nextCard([])];
	const film = { ...first, header: { ...first.header, media: 'video' as const }, body: 'A mug' };
	const next = nextCard([film, { ...film, buttons: [{ kind: 'url', label: 'Buy', url: 'https://e.org/' }] }]);
	expect(next.header).toEqual({ media: 'video', key: null, name: '', mimeType: '' });
	expect(next.body).toBe('');
	expect(next.buttons).toEqual([{ kind: 'url', label: '', url: 'https://' }]);
});

it('templates are grouped by name and found in their words', () => {
	const one = {
		id: '1',
		name: 'order_ready',
		language: 'en',
		category: 'UTILITY',
		status: 'APPROVED',
		quality: null,
		body: 'Your café order',
		rejection: null,
		canEdit: true,
	};
	const all = [one, { ...one, id: '2', language: 'es' }, { ...one, id: '3', name: 'visit', body: '' }];
	expect(grouped(all, '').map((group) => group.languages.length)).toEqual([2, 1]);
	expect(grouped(all, 'CAFE').map((group) => group.name)).toEqual(['order_ready']);
	expect(grouped(all, 'order ready').map((group) => group.name)).toEqual(['order_ready']);
	expect(blankDraft('es').language).toBe('es');
});
