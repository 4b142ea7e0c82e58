import { describe, expect, it } from 'vitest';
import type { OfficeInfo } from '../bindings/OfficeInfo';
import { fromInput, laterTimes, toInput } from './later';
import { HOUR } from './window';

const MORNING = new Date(2026, 10, 18, 10, 2).getTime();

function office(nextOpening: number, mondayOpening: number): OfficeInfo {
	const hours = {
		zone: 'UTC',
		week: [[], [], [], [], [], [], []] as OfficeInfo['office']['hours']['week'],
		holidays: [],
	};
	const away = { on: false, text: '' };
	return {
		channel: 'main',
		office: { hours, away },
		assumed: false,
		closesAt: null,
		nextOpening,
		mondayOpening,
	};
}

describe('the times that are offered for later', () => {
	it('come soonest first and are all still to come', () => {
		const times = laterTimes(office(MORNING + 23 * HOUR, MORNING + 119 * HOUR), MORNING);
		expect(times.map(({ kind }) => kind)).toEqual(['hour', 'afternoon', 'opening', 'monday']);
		expect(times.every(({ at }) => at > MORNING)).toBe(true);
	});

	it('leave out an afternoon that is over, and Monday when it is the next opening', () => {
		const evening = MORNING + 9 * HOUR;
		const times = laterTimes(office(evening + 14 * HOUR, evening + 14 * HOUR), evening);
		expect(times.map(({ kind }) => kind)).toEqual(['hour', 'opening']);
	});
});

it('a moment is shown by an input as the clock on the wall has it, and read back', () => {
	expect(toInput(MORNING)).toBe('2026-11-18T10:02');
	expect(fromInput('2026-11-18T10:02')).toBe(MORNING);
	expect(fromInput('')).toBeNull();
});
