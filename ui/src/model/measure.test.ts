import { expect, it } from 'vitest';
import { duration, fileSize, fitted } from './measure';

it.each([
	[0, '0:00'],
	[12_400, '0:12'],
	[725_000, '12:05'],
	[3_723_000, '1:02:03'],
])('%d milliseconds are written %s', (ms, words) => {
	expect(duration(ms)).toBe(words);
});

it.each([
	[0, '0 kB'],
	[1, '1 kB'],
	[834 * 1024, '834 kB'],
	[1.2 * 1024 * 1024, '1.2 MB'],
	[100 * 1024 * 1024, '100 MB'],
])('%d bytes are written %s', (bytes, words) => {
	expect(fileSize(bytes)).toBe(words);
});

it('a picture keeps its shape and is never shown larger than it is', () => {
	expect(fitted({ width: 1600, height: 1200 }, 320)).toEqual({ width: 320, height: 240 });
	expect(fitted({ width: 200, height: 150 }, 320)).toEqual({ width: 200, height: 150 });
});

it('a very long picture is cut, not shown as a thread', () => {
	expect(fitted({ width: 10_000, height: 100 }, 320).height).toBeGreaterThan(90);
});
