import { expect, it } from 'vitest';
import { CURRENCIES, writtenAmount, writtenDay, writtenToday } from './written';

/** The platform puts spaces that do not break between numbers and signs. */
const plain = (text: string | null) =>
	text?.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f]/g, '');

it.each([
	['en_US', 'Friday, December 4, 2026'],
	['es', 'viernes, 4 de diciembre de 2026'],
	['pt_BR', 'sexta-feira, 4 de dezembro de 2026'],
	['hi', 'शुक्रवार, 4 दिसंबर 2026'],
	['ar', 'الجمعة، 4 ديسمبر 2026'],
])('a day in %s is written as people there write it', (language, written) => {
	expect(plain(writtenDay('2026-12-04', '', language))).toBe(written);
});

it('a day with a time says both, at the hour of the clock on the wall', () => {
	expect(plain(writtenDay('2026-12-04', '14:05', 'en_US'))).toMatch(/^Friday, December 4, 2026.* 2:05 PM$/);
	expect(plain(writtenDay('2026-12-04', '14:05', 'es'))).toMatch(/^viernes, 4 de diciembre de 2026.* 14:05$/);
});

it('what is no day is nothing', () => {
	expect(writtenDay('', '14:05', 'en')).toBeNull();
	expect(writtenDay('2026-13-40', '', 'en')).toBeNull();
});

it.each([
	['en_US', 'USD', '$1,234.50'],
	['es_ES', 'EUR', '1234,50 €'],
	['pt_BR', 'BRL', 'R$ 1.234,50'],
	['hi', 'INR', '₹1,234.50'],
	['en', 'JPY', '¥1,235'],
])('an amount in %s is written with its sign where it belongs', (language, currency, written) => {
	expect(plain(writtenAmount(1234.5, currency, language))).toBe(written);
});

it('what is no number is nothing', () => {
	expect(writtenAmount(Number.NaN, 'EUR', 'en')).toBeNull();
});

it('today is said in the language of the template, not of the screen', () => {
	expect(writtenToday(Date.UTC(2026, 11, 4, 12), 'pt_BR')).toBe('4 de dezembro de 2026');
});

it('every currency can be written', () => {
	for (const currency of CURRENCIES) expect(writtenAmount(1, currency, 'en')).toMatch(/1/);
});
