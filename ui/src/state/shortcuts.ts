import { m } from '../i18n/generated/messages';
import type { App } from './app.svelte';

/** One combination of keys. `mod` is Ctrl, or Cmd on a Mac. */
export interface Combo {
	readonly key: string;
	readonly mod?: boolean;
	readonly ctrl?: boolean;
	readonly alt?: boolean;
	readonly shift?: boolean;
	/** A browser keeps it for itself; it works in a window of our own. */
	readonly ownWindowOnly?: boolean;
}

export interface Shortcut {
	readonly label: () => string;
	readonly combos: readonly Combo[];
	/** Answers `false` if it did not apply, so that the key keeps its usual meaning. */
	readonly run: (app: App) => void | boolean;
}

/** All of them: the keyboard follows this table and the cheat sheet shows it, so neither can know more than the other. */
export function shortcuts(showSheet: () => void): readonly Shortcut[] {
	return [
		{
			label: m.shortcut_next,
			combos: [
				{ key: 'ArrowDown', alt: true },
				{ key: 'Tab', ctrl: true, ownWindowOnly: true },
			],
			run: (app) => app.step(1),
		},
		{
			label: m.shortcut_previous,
			combos: [
				{ key: 'ArrowUp', alt: true },
				{ key: 'Tab', ctrl: true, shift: true, ownWindowOnly: true },
			],
			run: (app) => app.step(-1),
		},
		{
			label: m.shortcut_search,
			combos: [
				{ key: 'k', mod: true },
				{ key: 'f', mod: true },
			],
			run: focusSearch,
		},
		{
			label: m.shortcut_templates,
			combos: [
				{ key: 't', mod: true, ownWindowOnly: true },
				{ key: 't', alt: true },
			],
			run: (app) => (app.view === 'inbox' ? app.pickTemplate() : false),
		},
		{
			label: m.shortcut_resolve,
			combos: [{ key: 'e', mod: true }],
			run: (app) => withChat(app, () => void app.resolve()),
		},
		{
			label: m.shortcut_resolve_next,
			combos: [{ key: 'e', mod: true, shift: true }],
			run: (app) => withChat(app, () => void app.resolve(true)),
		},
		{
			label: m.shortcut_snooze,
			combos: [{ key: 'h', mod: true, shift: true }],
			run: (app) => withChat(app, () => app.work.openMenu('snooze')),
		},
		{
			label: m.shortcut_label,
			combos: [{ key: 'l', mod: true, shift: true }],
			run: (app) => withChat(app, () => app.work.openMenu('labels')),
		},
		{
			label: m.shortcut_unread,
			combos: [{ key: 'u', mod: true, shift: true }],
			run: (app) => withChat(app, () => void app.leaveUnread()),
		},
		{
			label: m.shortcut_reply,
			combos: [{ key: 'l', alt: true }],
			run: (app) => app.write('answer'),
		},
		{
			label: m.shortcut_note,
			combos: [{ key: 'p', alt: true }],
			run: (app) => app.write('note'),
		},
		{
			label: m.shortcut_attach,
			combos: [{ key: 'o', mod: true }],
			run: attach,
		},
		{
			label: m.shortcut_panel,
			combos: [{ key: 'o', alt: true }],
			run: (app) => (app.opened && app.view === 'inbox' ? app.layout.togglePanel() : false),
		},
		{
			label: m.shortcut_close,
			combos: [{ key: 'Escape' }],
			run: back,
		},
		{
			label: m.shortcut_sheet,
			combos: [{ key: '/', mod: true }],
			run: showSheet,
		},
	];
}

function withChat(app: App, run: () => void): void | boolean {
	if (!app.opened || app.view !== 'inbox') return false;
	run();
}

function focusSearch(app: App): void {
	app.go('inbox');
	// The box is there after the view was drawn.
	setTimeout(() => {
		const box = document.querySelector<HTMLInputElement>('#inbox-search');
		box?.focus();
		box?.select();
	});
}

function attach(): void | boolean {
	const button = document.querySelector<HTMLButtonElement>('#composer-attach');
	if (!button) return false;
	button.click();
}

/** One step back: from another view to the inbox, from chosen chats to none, from the panel to the chat, from the chat to the list. */
function back(app: App): void | boolean {
	if (app.view !== 'inbox') return app.go('inbox');
	if (app.selection.rows.length > 0) return app.selection.clear();
	if (app.layout.panelCovers) return app.layout.togglePanel();
	if (!app.thread) return false;
	if (app.stepBackInComposer()) return;
	app.close();
}

const isMac = navigator.platform.startsWith('Mac');

/**
 * Whether the event is this combination: by the letter that the key produces, or by the key's place where the layout
 * produces letters that no shortcut has (Cyrillic, Arabic and others), or where Alt turned it into another sign.
 */
function matches(event: KeyboardEvent, combo: Combo): boolean {
	const ctrl = combo.ctrl === true || (combo.mod === true && !isMac);
	const meta = combo.mod === true && isMac;
	if (event.ctrlKey !== ctrl || event.metaKey !== meta || event.altKey !== (combo.alt === true)) return false;
	if (combo.key.length > 1) return event.key === combo.key && event.shiftKey === (combo.shift === true);
	// On some layouts a sign needs Shift; a letter never does.
	if (/^[a-z]$/.test(combo.key) && event.shiftKey !== (combo.shift === true)) return false;
	if (event.key.toLowerCase() === combo.key) return true;
	const foreign = event.altKey || !/^[\x20-\x7e]$/.test(event.key);
	return foreign && event.code === (combo.key === '/' ? 'Slash' : `Key${combo.key.toUpperCase()}`);
}

/** Follows the keyboard. While a dialog is open the keys belong to it. */
export function handleKey(event: KeyboardEvent, app: App, table: readonly Shortcut[]): void {
	if (event.defaultPrevented || event.isComposing || app.phase !== 'ready') return;
	if (document.querySelector('dialog[open]')) return;
	for (const { combos, run } of table) {
		if (!combos.some((combo) => matches(event, combo))) continue;
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
	};
	return [
		...(combo.ctrl || (combo.mod && !isMac) ? [m.key_ctrl()] : []),
		...(combo.mod && isMac ? ['⌘'] : []),
		...(combo.alt ? [isMac ? '⌥' : m.key_alt()] : []),
		...(combo.shift ? [m.key_shift()] : []),
		names[combo.key] ?? combo.key.toUpperCase(),
	];
}
