import { describe, expect, it } from 'vitest';
import type { WindowInfo } from '../bindings/WindowInfo';
import { crossedWarning, HOUR, isOpen, MINUTE, passesFilter, stageOf } from './window';

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
