import { expect, it } from 'vitest';
import { aFile, aMessage } from '../test/message';
import { Lightbox } from './lightbox.svelte';

const photo = (id: number, state: 'here' | 'failed' = 'here') =>
	aMessage(id, { content: { kind: 'media', media: 'image' }, file: aFile({ state }) });

it('goes from photo to photo, past everything else and what is not here', () => {
	const lightbox = new Lightbox();
	lightbox.open(photo(3), [photo(1), aMessage(2), photo(3), photo(4, 'failed'), photo(5)]);
	expect([lightbox.hasPrevious, lightbox.hasNext]).toEqual([true, true]);
	lightbox.step(1);
	expect(lightbox.message?.id).toBe(5);
	expect(lightbox.hasNext).toBe(false);
	lightbox.step(-1);
	lightbox.step(-1);
	lightbox.step(-1);
	expect(lightbox.message?.id).toBe(1);
});

it('shows one that is not among the others all the same', () => {
	const lightbox = new Lightbox();
	lightbox.open(photo(9), [photo(1)]);
	expect(lightbox.message?.id).toBe(9);
	expect(lightbox.hasNext).toBe(false);
});
