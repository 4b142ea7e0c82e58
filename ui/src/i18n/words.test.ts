import { describe, expect, it } from 'vitest';
import type { Preview } from '../bindings/Preview';
import { NEWS } from '../host/fake/data';
import { aFile } from '../test/message';
import { messagingLimit } from './limits';
import { callLine, noticeLine, unsupportedReason } from './lines';
import { newsSentence } from './news';
import { previewOf } from './preview';
import { pricingText } from './pricing';
import { summaryOf } from './summary';

const preview = (part: Partial<Preview>): string =>
	previewOf({
		outbound: false,
		waType: 'text',
		media: null,
		text: null,
		about: null,
		deleted: false,
		status: null,
		...part,
	}).text;

describe('a row of the list', () => {
	it.each<[string, Partial<Preview>]>([
		['Hello there', { text: '*Hello* there' }],
		['Photo', { waType: 'image', media: 'image' }],
		['my X-ray', { waType: 'image', media: 'image', text: 'my X-ray' }],
		['Voice message', { waType: 'audio', media: 'voice' }],
		['Reacted 👍 to: Until tomorrow', { waType: 'reaction', text: '👍', about: 'Until tomorrow' }],
		['Took a reaction back', { waType: 'reaction' }],
		['Deleted message', { deleted: true, text: 'a secret' }],
		['Message of a new kind', { waType: 'hologram' }],
	])('says %s', (words, part) => {
		expect(preview(part)).toBe(words);
	});
});

it('a voice message is quoted with its length', () => {
	const summary = summaryOf({ kind: 'media', media: 'voice' }, aFile({ durationMs: 12_000 }));
	expect(summary.text).toBe('Voice message 0:12');
});

it('several cards are counted', () => {
	const card = {
		formattedName: 'Ana',
		firstName: null,
		lastName: null,
		company: null,
		jobTitle: null,
		birthday: null,
		phones: [],
		emails: [],
		urls: [],
		addresses: [],
	};
	expect(summaryOf({ kind: 'contacts', cards: [card] }).text).toBe('Ana');
	expect(summaryOf({ kind: 'contacts', cards: [card, card] }).text).toBe('2 contact cards');
});

it('a new number is told with both numbers, as far as they are known', () => {
	const told = (from?: string, to?: string) =>
		noticeLine({ what: 'numberChanged', from: from ?? null, to: to ?? null }, 'Ana').text;
	expect(told('4930901820', '4940123456')).toBe(
		'Ana has a new phone number: +49 30 901820 became +49 40 123456.',
	);
	expect(told(undefined, '4940123456')).toBe('Ana has a new phone number: +49 40 123456.');
	expect(told()).toBe('Ana has a new phone number.');
});

it('a call says who called whom and what became of it', () => {
	expect(callLine({ direction: 'fromCustomer', outcome: 'failed' }, 'Ana')).toEqual({
		text: 'Missed call',
		hint: 'Ana called you',
	});
	const done = { direction: 'fromBusiness', outcome: 'completed', seconds: 151 } as const;
	expect(callLine(done, 'Ana').text).toBe('Call 2:31');
});

it('a message that only the phone can show says so', () => {
	expect(unsupportedReason({ kind: 'unsupported', code: 131060 })).toContain('only on the phone');
	expect(unsupportedReason({ kind: 'unsupported', what: 'poll_creation', code: 131051 })).toContain('poll');
	expect(unsupportedReason({ kind: 'unsupported', what: 'gif' })).toContain('(gif)');
});

it.each([
	[{ type: 'free_customer_service', category: 'service' }, 'Free: answered within the 24 hours'],
	[{ type: 'free_entry_point', category: 'marketing' }, 'Free: the customer came from an advertisement'],
	[{ type: 'regular', category: 'utility' }, 'Counted as: utility message'],
	[{ type: 'regular', category: 'authentication-international' }, 'Counted as: login code'],
	[{ type: 'regular', category: 'group_service' }, 'Counted as: group service'],
])('%o is told in words', (pricing, words) => {
	expect(pricingText(pricing)).toBe(words);
});

it.each([
	['TIER_2K', '2,000 people'],
	['TIER_250', '250 people'],
	['TIER_UNLIMITED', 'No limit'],
	['TIER_OF_TOMORROW', 'TIER_OF_TOMORROW'],
])('the limit %s is %s', (tier, words) => {
	expect(messagingLimit(tier)).toBe(words);
});

describe('news', () => {
	it('of every topic have a sentence without a hole', () => {
		for (const { news } of NEWS) expect(newsSentence(news)).toMatch(/^[^{}]+\.$/);
		expect(new Set(NEWS.map(({ news }) => news.topic)).size).toBe(14);
	});

	it('in a word that nobody knows yet repeat the word', () => {
		const news = { ...NEWS[0]!.news, state: 'SENT_ON_HOLIDAY' };
		expect(newsSentence(news)).toContain('sent on holiday');
	});
});
