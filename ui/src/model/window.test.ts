import { describe, expect, it } from 'vitest';
import type { WindowInfo } from '../bindings/WindowInfo';
import { crossedWarning, freeUntil, HOUR, isOpen, MINUTE, passesFilter, stageOf } from './window';

const NOW = 1_800_000_000_000;

function window(part: Partial<WindowInfo>): WindowInfo {
	return {
		phase: 'open',
		closesAt: NOW,
		lastCustomerMessageAt: NOW - 24 * HOUR,
		closedByProvider: false,
		templateWaitingSince: null,
		...part,
	};
}

describe('the stage of a window', () => {
	it.each([
		[24 * HOUR, 'open'],
		[4 * HOUR + 1, 'open'],
		[4 * HOUR, 'soon'],
		[HOUR, 'soon'],
		[HOUR - 1, 'last'],
		[1, 'last'],
		[0, 'closed'],
		[-1, 'closed'],
	])('with %i ms left is "%s"', (left, kind) => {
		expect(stageOf(window({ closesAt: NOW + left }), NOW).kind).toBe(kind);
	});

	it('turns from open to closed by itself when its end passes', () => {
		const info = window({ closesAt: NOW + 1000 });
		expect(isOpen(stageOf(info, NOW + 999))).toBe(true);
		expect(stageOf(info, NOW + 1000)).toEqual({ kind: 'closed', closedAt: NOW + 1000, byProvider: false });
	});

	it('is closed when the provider says so, whatever the clock says', () => {
		const info = window({ phase: 'closed', closesAt: NOW + HOUR, closedByProvider: true });
		expect(stageOf(info, NOW)).toMatchObject({ kind: 'closed', byProvider: true });
	});

	it('waits after a template, to someone new and to someone whose window has closed', () => {
		const waiting = { templateWaitingSince: NOW - HOUR };
		expect(stageOf(window({ ...waiting, phase: 'neverOpened', closesAt: null }), NOW).kind).toBe('waiting');
		expect(stageOf(window({ ...waiting, phase: 'closed' }), NOW).kind).toBe('waiting');
	});

	it('stays open after a template that was sent into an open window', () => {
		expect(stageOf(window({ closesAt: NOW + 5 * HOUR, templateWaitingSince: NOW }), NOW).kind).toBe('open');
	});

	it('was never opened by someone who never wrote', () => {
		expect(stageOf(window({ phase: 'neverOpened', closesAt: null }), NOW).kind).toBe('never');
	});
});

describe('whatever the clock does', () => {
	const wrote = NOW - 24 * HOUR;
	const info = window({ closesAt: NOW });

	it.each([
		['a sleep of hours between two looks', [-3 * HOUR, 5 * HOUR]],
		['a sleep over the end and back by a clock that was set', [-HOUR, HOUR, -HOUR]],
		['a clock that goes back by days', [HOUR, -47 * HOUR]],
		['steps of a millisecond around the end', [-1, 0, 1]],
	])('each look is right by itself: %s', (_, looks) => {
		for (const at of looks) {
			const stage = stageOf(info, NOW + at);
			expect(isOpen(stage)).toBe(at < 0);
			if (isOpen(stage)) expect(stage.left).toBe(-at);
		}
	});

	it('a window that has closed does not open without news, however often one looks', () => {
		const looks = Array.from({ length: 200 }, (_, step) => NOW - 24 * HOUR + step * 17 * MINUTE);
		const seen = looks.map((now) => isOpen(stageOf(info, now)));
		expect(seen.lastIndexOf(true)).toBeLessThan(seen.indexOf(false));
	});

	it('what was written late counts from when it was written', () => {
		const late = window({ closesAt: wrote + 24 * HOUR - 5 * HOUR, lastCustomerMessageAt: wrote - 5 * HOUR });
		expect(isOpen(stageOf(late, NOW - 5 * HOUR - 1))).toBe(true);
		expect(isOpen(stageOf(late, NOW - 5 * HOUR))).toBe(false);
	});

	it('a sleep over several warnings gives the last of them, and one that goes back gives none', () => {
		expect(crossedWarning(70 * MINUTE, 4 * MINUTE)).toBe(5);
		expect(crossedWarning(4 * MINUTE, 70 * MINUTE)).toBeNull();
	});
});

describe('a doubt', () => {
	const unheard = { from: NOW - 9 * HOUR, to: NOW - HOUR, mattersUntil: NOW + 23 * HOUR };

	it('stands in the place of what is closed or awaited, until it does not matter any more', () => {
		const closed = window({ closesAt: NOW - 2 * HOUR, unheard });
		expect(stageOf(closed, NOW)).toEqual({ kind: 'doubtful', from: unheard.from, to: unheard.to });
		expect(stageOf({ ...closed, templateWaitingSince: NOW - 10 * HOUR }, NOW).kind).toBe('doubtful');
		expect(isOpen(stageOf(closed, NOW))).toBe(false);
		expect(passesFilter('closed', stageOf(closed, NOW))).toBe(true);
		expect(stageOf(closed, unheard.mattersUntil).kind).toBe('closed');
	});

	it('comes up by itself when an open window ends', () => {
		const open = window({ closesAt: NOW + HOUR, unheard });
		expect(stageOf(open, NOW).kind).toBe('soon');
		expect(stageOf(open, NOW + HOUR).kind).toBe('doubtful');
	});
});

it('what is free changes no stage, and ends by itself', () => {
	const free = window({ closesAt: NOW - HOUR, freeUntil: NOW + HOUR });
	expect(stageOf(free, NOW).kind).toBe('closed');
	expect(freeUntil(free, NOW)).toBe(NOW + HOUR);
	expect(freeUntil(free, NOW + HOUR)).toBeNull();
	expect(freeUntil(window({}), NOW)).toBeNull();
});

it('each stage passes "All" and either "Open" or "Closed"', () => {
	for (const left of [10 * HOUR, 2 * HOUR, MINUTE, -HOUR]) {
		const stage = stageOf(window({ closesAt: NOW + left }), NOW);
		expect(passesFilter('all', stage)).toBe(true);
		expect(passesFilter('open', stage)).toBe(left > 0);
		expect(passesFilter('closed', stage)).toBe(left <= 0);
		expect(passesFilter('closingSoon', stage)).toBe(left > 0 && left <= 4 * HOUR);
	}
});

describe('warnings', () => {
	it.each([
		[61, 60, 60],
		[60, 59, null],
		[16, 15, 15],
		[16, 4, 5],
		[6, 5, 5],
		[5, 4, null],
	])('between %i and %i minutes: %s', (before, now, warning) => {
		expect(crossedWarning(before * MINUTE, now * MINUTE)).toBe(warning);
	});

	it('do not fall on opening a chat that is late already', () => {
		expect(crossedWarning(null, 3 * MINUTE)).toBeNull();
	});
});
