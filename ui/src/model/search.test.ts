import { expect, it } from 'vitest';
import { aMessage } from '../test/message';
import { linksIn } from './links';
import { copyable, matchedText } from './search';

it('shows the words that were found: the file’s name, the card, the transcript', () => {
	const content = {
		kind: 'media',
		media: 'document',
		caption: 'As you asked',
		filename: 'Café bill.pdf',
	} as const;
	expect(matchedText(aMessage(1, { content }), 'cafe')).toBe('Café bill.pdf');
	const voice = { kind: 'media', media: 'voice' } as const;
	const spoken = aMessage(2, { content: voice, transcript: 'I come on Monday' });
	expect(matchedText(spoken, 'monday')).toBe('I come on Monday');
});

it('a deleted message is not copied', () => {
	expect(copyable(aMessage(1))).toBe('message 1');
	expect(copyable(aMessage(1, { deletedAt: 1 }))).toBe('');
});

it('links are found in words and on buttons, and an underscore in one is no mark', () => {
	const text = 'See https://example.com/a_b_c and https://example.com/a_b_c again';
	const hrefs = (message: ReturnType<typeof aMessage>) => linksIn(message).map((link) => link.href);
	expect(hrefs(aMessage(1, { content: { kind: 'text', text } }))).toEqual(['https://example.com/a_b_c']);
	const action = { kind: 'link', label: 'Open', url: 'https://example.com/page' } as const;
	expect(hrefs(aMessage(2, { content: { kind: 'interactive', body: 'Here', action } }))).toEqual([
		'https://example.com/page',
	]);
});
