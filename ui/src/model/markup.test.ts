import { describe, expect, it } from 'vitest';
import { plainText, spans } from './markup';

describe('WhatsApp marks', () => {
	it.each([
		['*bold*', [{ text: 'bold', bold: true }]],
		['_italic_', [{ text: 'italic', italic: true }]],
		['~gone~', [{ text: 'gone', strike: true }]],
		['`code`', [{ text: 'code', mono: true }]],
		['```two\nlines```', [{ text: 'two\nlines', mono: true }]],
		['a *b* c', [{ text: 'a ' }, { text: 'b', bold: true }, { text: ' c' }]],
		['*_both_*', [{ text: 'both', bold: true, italic: true }]],
		['`*as it stands*`', [{ text: '*as it stands*', mono: true }]],
	])('%j', (text, expected) => {
		expect(spans(text)).toEqual(expected);
	});

	it.each([
		'2*3*4',
		'snake_case_name',
		'* not bold*',
		'*not bold *',
		'*',
		'**',
		'*open',
		'*one\ntwo*',
		'5 * 3 * 2',
	])('leaves %j as it is', (text) => {
		expect(plainText(text)).toBe(text);
		expect(spans(text).every((span) => !span.bold && !span.italic)).toBe(true);
	});
});

describe('links', () => {
	it('are found, and marks inside them are not', () => {
		const text = 'see https://example.com/a_b_c?x=*1* or ana@example.com.';
		expect(spans(text).filter((span) => span.href)).toEqual([
			{ text: 'https://example.com/a_b_c?x=*1*', href: 'https://example.com/a_b_c?x=*1*' },
			{ text: 'ana@example.com', href: 'mailto:ana@example.com' },
		]);
	});

	it('can be bold', () => {
		expect(spans('*https://example.com*')).toEqual([
			{ text: 'https://example.com', href: 'https://example.com', bold: true },
		]);
	});

	it('get https where the customer wrote no scheme', () => {
		expect(spans('example.com/menu')[0]?.href).toBe('https://example.com/menu');
	});

	it('are never scripts', () => {
		for (const text of ['javascript:alert(1)', 'data:text/html,<b>x</b>', 'file:///etc/passwd']) {
			for (const span of spans(text)) expect(span.href ?? 'https:').toMatch(/^https?:/);
		}
	});

	it('are not confused by the sign that stands for them', () => {
		expect(spans('\uFFFC and https://example.com').filter((span) => span.href)).toHaveLength(1);
	});
});

it('no words are lost', () => {
	const text = 'A <b>*bold*</b> & "quoted" line\nhttps://example.com/ ~x~ end';
	expect(plainText(text)).toBe('A <b>bold</b> & "quoted" line\nhttps://example.com/ x end');
});

it('telephone numbers with the code of a country keep their order in every script', () => {
	expect(spans('اتصل على +20 100 000 0172 اليوم')).toEqual([
		{ text: 'اتصل على ' },
		{ text: '+20 100 000 0172', phone: true },
		{ text: ' اليوم' },
	]);
	expect(spans('من 100 200 300 إلى +5')).toEqual([{ text: 'من 100 200 300 إلى +5' }]);
});
