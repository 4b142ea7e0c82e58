import { expect, it } from 'vitest';

const files = import.meta.glob<string>(['../**/*.svelte', './*.css', '!../components/print/**'], {
	query: '?raw',
	import: 'default',
	eager: true,
});

it('no size of type is in points of the window: the text size is one number at the root', () => {
	const offenders = Object.entries(files).flatMap(([file, text]) =>
		[...text.matchAll(/(?:font-size|line-height): [\d.]+px|font: [^;]*\dpx/g)].map(
			([match]) => `${file}: ${match}`,
		),
	);
	expect(Object.keys(files).length).toBeGreaterThan(100);
	expect(offenders).toEqual([]);
});
