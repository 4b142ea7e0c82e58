import { describe, expect, it, vi } from 'vitest';
import { HOUR } from '../model/window';
import { ServerClock } from './clock.svelte';

const SERVER = new Date('2030-01-01T00:00:00Z').getTime();

function clock(factor: number) {
	const it = new ServerClock();
	it.set({ now: SERVER, factor });
	it.start();
	return it;
}

it('shows the server’s time, not this computer’s', async () => {
	const server = clock(1);
	await vi.advanceTimersByTimeAsync(20_000);
	expect(server.exact()).toBe(SERVER + 20_000);
});

it('ticks calmly until something counts seconds', async () => {
	const server = clock(1);
	await vi.advanceTimersByTimeAsync(3_000);
	expect(server.now, 'no tick within the first 15 s').toBe(SERVER);
	const end = server.bySecond();
	await vi.advanceTimersByTimeAsync(3_000);
	expect(server.now).toBeGreaterThanOrEqual(SERVER + 5_000);
	end();
	const stopped = server.now;
	await vi.advanceTimersByTimeAsync(5_000);
	expect(server.now - stopped, 'one more tick at most, then calm again').toBeLessThanOrEqual(1_000);
});

it('a fast clock ticks several times a second and keeps its speed', async () => {
	const server = clock(600);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(server.now).toBeGreaterThanOrEqual(SERVER + 450_000);
	expect(server.exact()).toBeCloseTo(SERVER + 600_000, -3);
});

it('a change of speed does not move the time', () => {
	const server = clock(600);
	vi.advanceTimersByTime(1_000);
	const now = server.exact();
	server.set({ now, factor: 1 });
	expect(server.exact()).toBe(now);
});

it('does not tick any more once it was stopped', async () => {
	const server = clock(600);
	server.stop();
	const { now } = server;
	await vi.advanceTimersByTimeAsync(5_000);
	expect(server.now).toBe(now);
});

describe('pain 3: the screen counts by the server’s time alone', () => {
	it.each([
		['three hours behind', -3 * HOUR],
		['three hours ahead', 3 * HOUR],
		['years off', -3650 * 24 * HOUR],
	])('with this computer’s clock %s', async (_, off) => {
		vi.setSystemTime(SERVER + off);
		const server = clock(1);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(server.exact()).toBe(SERVER + 30_000);
	});

	it.each([
		['forward', 6 * HOUR],
		['back', -6 * HOUR],
	])('when this computer’s clock is set %s while it runs', async (_, by) => {
		const server = clock(1);
		await vi.advanceTimersByTimeAsync(10_000);
		vi.setSystemTime(Date.now() + by);
		await vi.advanceTimersByTimeAsync(20_000);
		expect(server.exact()).toBe(SERVER + 30_000);
	});

	it('after a sleep it is what the server says then, at once and without a tick in between', () => {
		const server = clock(1);
		server.set({ now: SERVER + 8 * HOUR, factor: 1 });
		expect(server.now).toBe(SERVER + 8 * HOUR);
		server.set({ now: SERVER + 7 * HOUR, factor: 1 });
		expect(server.now, 'and a correction may go back').toBe(SERVER + 7 * HOUR);
	});

	it('and tells how wrong the server’s computer is for as long as it is', () => {
		const server = clock(1);
		server.set({ now: SERVER, factor: 1, behindS: 10_800 });
		expect(server.behindS).toBe(10_800);
		server.set({ now: SERVER, factor: 1 });
		expect(server.behindS).toBe(0);
	});
});
