import { describe, expect, it } from 'vitest';
import { ago, dayLabel, moment, rowTime, timeLeft, timeLeftShort, timeOf } from './time';
import { HOUR, MINUTE } from './window';

const NOON = new Date('2026-11-20T12:00:00').getTime();
const DAY = 24 * HOUR;

describe('the time left', () => {
	it.each([
		[19 * HOUR + 5 * MINUTE, '19 h 05 min', '19 h'],
		[3 * HOUR + 10 * MINUTE, '3 h 10 min', '3 h'],
		[HOUR, '1 h 00 min', '1 h'],
		[HOUR - 1, '59 min', '59 min'],
		[2 * MINUTE, '2 min', '2 min'],
		[2 * MINUTE - 1, '1:59', '1:59'],
		[5_000, '0:05', '0:05'],
		[999, '0:00', '0:00'],
	])('%i ms', (left, long, short) => {
		expect(timeLeft(left)).toBe(long);
		expect(timeLeftShort(left)).toBe(short);
	});
});

it('a row shows the time today and the day before that', () => {
	expect(rowTime(NOON - HOUR, NOON)).toBe(timeOf(NOON - HOUR));
	expect(rowTime(NOON - 13 * HOUR, NOON)).toBe('Yesterday');
	expect(rowTime(NOON - 3 * DAY, NOON)).toBe('Tuesday');
	expect(rowTime(NOON - 7 * DAY, NOON)).toMatch(/13/);
});

it('a separator says today, yesterday, the weekday or the date', () => {
	expect(dayLabel(NOON, NOON)).toBe('Today');
	expect(dayLabel(NOON - DAY, NOON)).toBe('Yesterday');
	expect(dayLabel(NOON - 6 * DAY, NOON)).toBe('Saturday');
	expect(dayLabel(NOON - 7 * DAY, NOON)).toMatch(/2026/);
});

it('a moment in a sentence says on which day it is', () => {
	expect(moment(NOON + DAY, NOON)).toBe(`tomorrow ${timeOf(NOON)}`);
	expect(moment(NOON - DAY, NOON)).toBe(`yesterday ${timeOf(NOON)}`);
	expect(moment(NOON + HOUR, NOON)).toBe(timeOf(NOON + HOUR));
});

it('says how long ago something was', () => {
	expect(ago(NOON - 30_000, NOON)).toBe('just now');
	expect(ago(NOON - 2 * MINUTE, NOON)).toBe('2 min ago');
});
