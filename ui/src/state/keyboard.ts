import { m } from '../i18n/generated/messages';
import { composes } from '../model/keys';
import type { App } from './app.svelte';
import type { Shortcut } from './shortcuts';

/** One combination of keys. `mod` is Ctrl, or Cmd on a Mac. */
export interface Combo {
	/** What the key produces without Shift: a small letter, a sign, or the name of the key. */
	readonly key: string;
	readonly mod?: boolean;
	readonly ctrl?: boolean;
	readonly alt?: boolean;
	readonly shift?: boolean;
	/** A browser keeps it for itself; it works in a window of our own. */
	readonly ownWindowOnly?: boolean;
	/** Another way to reach the same key on some layouts; not worth a line of its own in the list. */
	readonly unlisted?: boolean;
}

const isMac = navigator.platform.startsWith('Mac');

/** Where signs stand on the keyboards on which the shortcuts were chosen. */
const PLACES: Record<string, string> = { '/': 'Slash', '-': 'Minus', '=': 'Equal', '0': 'Digit0' };

/**
 * Whether the event is this combination: by the sign that the key produces, or by the key's place where the layout
 * produces signs that no shortcut has (Cyrillic, Arabic and others), or where Alt turned it into another sign.
 */
export function matches(event: KeyboardEvent, combo: Combo): boolean {
	const ctrl = combo.ctrl === true || (combo.mod === true && !isMac);
	const meta = combo.mod === true && isMac;
	if (event.ctrlKey !== ctrl || event.metaKey !== meta || event.altKey !== (combo.alt === true)) return false;
	const letter = /^[a-z]$/.test(combo.key);
	// Many layouts have signs such as "/" and "+" on a key with Shift.
	if ((letter || combo.key.length > 1) && event.shiftKey !== (combo.shift === true)) return false;
	if (combo.key.length > 1) return event.key === combo.key;
	if (event.key.toLowerCase() === combo.key) return true;
	const foreign = event.altKey || !/^[\x20-\x7e]$/.test(event.key);
	return foreign && event.code === (letter ? `Key${combo.key.toUpperCase()}` : PLACES[combo.key]);
}

/** Follows the keyboard. While a dialog is open the keys belong to it. */
export function handleKey(event: KeyboardEvent, app: App, table: readonly Shortcut[]): void {
	if (event.defaultPrevented || composes(event) || app.phase !== 'ready') return;
	if (document.querySelector('dialog[open]')) return;
	for (const { combos, run } of table) {
		const works = (combo: Combo) => app.host.ownWindow || !combo.ownWindowOnly;
		if (!combos.some((combo) => works(combo) && matches(event, combo))) continue;
		if (run(app) !== false) event.preventDefault();
		return;
	}
	typeAhead(event);
}

/** A letter typed while the thread has the focus is meant for the composer. */
function typeAhead(event: KeyboardEvent): void {
	if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
	const active = document.activeElement;
	if (active !== document.body && !active?.closest('#thread-messages')) return;
	document.querySelector<HTMLTextAreaElement>('#composer')?.focus();
}

/** The combination as it stands on the keys. */
export function comboText(combo: Combo): string[] {
	const names: Record<string, string> = {
		ArrowDown: '↓',
		ArrowUp: '↑',
		Escape: m.key_escape(),
		Tab: m.key_tab(),
		Enter: m.key_enter(),
	};
	return [
		...(combo.ctrl || (combo.mod && !isMac) ? [m.key_ctrl()] : []),
		...(combo.mod && isMac ? ['⌘'] : []),
		...(combo.alt ? [isMac ? '⌥' : m.key_alt()] : []),
		...(combo.shift ? [m.key_shift()] : []),
		names[combo.key] ?? combo.key.toUpperCase(),
	];
}

/** The ways to a shortcut that work in this window, as they stand on the keys. */
export function combosShown(shortcut: Shortcut, ownWindow: boolean): string[][] {
	return shortcut.combos
		.filter((combo) => !combo.unlisted && (ownWindow || !combo.ownWindowOnly))
		.map((combo) => comboText(combo));
}
