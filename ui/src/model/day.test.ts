import { expect, it } from 'vitest';
import { dayAfter, dayBefore, dayName, midnightOf } from './day';

it('days are counted by the calendar, over months, years and leap days', () => {
	expect(dayBefore('2026-03-01')).toBe('2026-02-28');
	expect(dayBefore('2028-03-01')).toBe('2028-02-29');
	expect(dayAfter('2026-12-31')).toBe('2027-01-01');
	expect(dayBefore('2026-11-20', 30)).toBe('2026-10-21');
});

it('a day begins at its local midnight and has one name until the next', () => {
	for (const day of ['2026-03-29', '2026-10-25', '2026-11-20']) {
		expect(dayName(midnightOf(day))).toBe(day);
		expect(dayName(midnightOf(dayAfter(day)) - 1)).toBe(day);
	}
});
