import { expect, it } from 'vitest';
import { FOR_EVER, nextZoom, quietUntil } from './comfort.svelte';

it('zooms by steps between the smallest and the largest, and back to the usual size', () => {
	expect([nextZoom(100, 1), nextZoom(100, -1), nextZoom(103, 1), nextZoom(103, -1)]).toEqual([
		110, 90, 110, 100,
	]);
	expect([nextZoom(200, 1), nextZoom(50, -1), nextZoom(175, 0)]).toEqual([200, 50, 100]);
});

it('is quiet for an hour, until the next morning, or until it is turned off', () => {
	const evening = new Date(2026, 10, 20, 22, 30).getTime();
	expect(quietUntil('hour', evening)).toBe(evening + 3_600_000);
	expect(new Date(quietUntil('tomorrow', evening))).toEqual(new Date(2026, 10, 21, 8, 0));
	expect(quietUntil('forEver', evening)).toBe(FOR_EVER);
	expect(new Date(FOR_EVER).getUTCFullYear()).toBe(9999);
});

it('until tomorrow is until tomorrow on the last day of a month too', () => {
	expect(new Date(quietUntil('tomorrow', new Date(2026, 11, 31, 9).getTime()))).toEqual(
		new Date(2027, 0, 1, 8, 0),
	);
});
