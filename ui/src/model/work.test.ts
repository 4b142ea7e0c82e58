import { expect, test } from 'vitest';
import { laterToday, nextWeek, tomorrow, wishFor } from './work';

const local = (text: string) => new Date(text).getTime();

test('later today is three hours on, to the nearest quarter of an hour', () => {
	expect(laterToday(local('2026-11-20T12:04:00'))).toBe(local('2026-11-20T15:00:00'));
});

test('late in the evening there is no later today', () => {
	expect(laterToday(local('2026-11-20T21:04:00'))).toBeNull();
});

test('tomorrow and next week begin at nine by the clock on the wall', () => {
	expect(tomorrow(local('2026-11-20T12:00:00'))).toBe(local('2026-11-21T09:00:00'));
	expect(nextWeek(local('2026-11-20T12:00:00'))).toBe(local('2026-11-23T09:00:00'));
	expect(nextWeek(local('2026-11-23T08:00:00')), 'on a Monday the next one').toBe(
		local('2026-11-30T09:00:00'),
	);
	expect(nextWeek(local('2026-11-22T08:00:00')), 'a Sunday ends the week').toBe(local('2026-11-23T09:00:00'));
});

test('what would have come back meanwhile is brought back open', () => {
	const until = { kind: 'time', at: 1000 } as const;
	expect(wishFor({ status: 'snoozed', until }, 999)).toEqual({ status: 'snoozedUntil', at: 1000 });
	expect(wishFor({ status: 'snoozed', until }, 1000)).toEqual({ status: 'open' });
});
