import { expect, it } from 'vitest';
import { comboText, matches } from './keyboard';
import { shortcuts } from './shortcuts';

const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

it('a letter with Shift is another shortcut than without', () => {
	const find = { key: 'f', mod: true };
	const search = { key: 'f', mod: true, shift: true };
	const plain = key({ key: 'f', code: 'KeyF', ctrlKey: true });
	const shifted = key({ key: 'F', code: 'KeyF', ctrlKey: true, shiftKey: true });
	expect([matches(plain, find), matches(plain, search)]).toEqual([true, false]);
	expect([matches(shifted, find), matches(shifted, search)]).toEqual([false, true]);
});

it('a sign is found wherever a layout has it', () => {
	const sheet = { key: '/', mod: true };
	// German: Shift and 7.
	expect(matches(key({ key: '/', code: 'Digit7', ctrlKey: true, shiftKey: true }), sheet)).toBe(true);
	// Arabic: the key that has "/" on an English keyboard.
	expect(matches(key({ key: 'ظ', code: 'Slash', ctrlKey: true }), sheet)).toBe(true);
	expect(matches(key({ key: '-', code: 'Slash', ctrlKey: true }), sheet)).toBe(false);
});

it('a letter that the layout has elsewhere is taken from there, and not from its old place', () => {
	const palette = { key: 'k', mod: true };
	// Dvorak has "k" on the key that is V elsewhere.
	expect(matches(key({ key: 'k', code: 'KeyV', ctrlKey: true }), palette)).toBe(true);
	expect(matches(key({ key: 't', code: 'KeyK', ctrlKey: true }), palette)).toBe(false);
	expect(matches(key({ key: 'л', code: 'KeyK', ctrlKey: true }), palette)).toBe(true);
	// AltGr is Ctrl and Alt: a sign, not a shortcut.
	expect(matches(key({ key: 'k', code: 'KeyK', ctrlKey: true, altKey: true }), palette)).toBe(false);
});

it('no two shortcuts share a key', () => {
	const all = shortcuts(() => undefined).flatMap(({ combos }) => combos.map((c) => comboText(c).join(' ')));
	expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
});
