import { m } from '../i18n/generated/messages';
import type { App } from './app.svelte';
import type { Combo } from './keyboard';

export { comboText } from './keyboard';

export interface Shortcut {
	readonly label: () => string;
	/** None for what only the palette offers. */
	readonly combos: readonly Combo[];
	/** Answers `false` if it did not apply, so that the key keeps its usual meaning. */
	readonly run: (app: App) => void | boolean;
	/** Whether it can be chosen now; what has no say always can. */
	readonly offered?: (app: App) => boolean;
}

/**
 * All of them: the keyboard follows this table, the cheat sheet shows it and the palette offers it, so none of them can
 * know more than the others.
 */
export function shortcuts(showSheet: () => void): readonly Shortcut[] {
	return [
		{
			label: m.shortcut_palette,
			combos: [{ key: 'k', mod: true }],
			run: (app) => app.palette.open('all'),
			// The palette does not offer itself.
			offered: () => false,
		},
		{
			label: m.shortcut_new_chat,
			combos: [
				{ key: 'n', mod: true, ownWindowOnly: true },
				{ key: 'n', alt: true },
			],
			run: (app) => app.palette.open('people'),
		},
		{
			label: m.shortcut_next,
			combos: [
				{ key: 'ArrowDown', alt: true },
				{ key: 'j', alt: true },
				{ key: 'Tab', ctrl: true, ownWindowOnly: true },
			],
			run: (app) => app.step(1),
		},
		{
			label: m.shortcut_previous,
			combos: [
				{ key: 'ArrowUp', alt: true },
				{ key: 'k', alt: true },
				{ key: 'Tab', ctrl: true, shift: true, ownWindowOnly: true },
			],
			run: (app) => app.step(-1),
		},
		{
			label: m.shortcut_find,
			combos: [{ key: 'f', mod: true }],
			run: (app) => (chatInView(app) ? app.find.open() : focusSearch(app)),
		},
		{
			label: m.shortcut_search,
			combos: [{ key: 'f', mod: true, shift: true }],
			run: focusSearch,
		},
		{
			label: m.shortcut_templates,
			combos: [
				{ key: 't', mod: true, ownWindowOnly: true },
				{ key: 't', alt: true },
			],
			run: (app) => (app.view === 'inbox' ? app.pickTemplate() : false),
			offered: chatInView,
		},
		{
			label: m.shortcut_resolve,
			combos: [{ key: 'e', mod: true }],
			run: (app) => withChat(app, () => void app.resolve()),
			offered: chatInView,
		},
		{
			label: m.shortcut_resolve_next,
			combos: [{ key: 'e', mod: true, shift: true }],
			run: (app) => withChat(app, () => void app.resolve(true)),
			offered: chatInView,
		},
		{
			label: m.shortcut_snooze,
			combos: [{ key: 'h', mod: true, shift: true }],
			run: (app) => withChat(app, () => app.work.openMenu('snooze')),
			offered: chatInView,
		},
		{
			label: m.shortcut_label,
			combos: [{ key: 'l', mod: true, shift: true }],
			run: (app) => withChat(app, () => app.work.openMenu('labels')),
			offered: chatInView,
		},
		{
			label: m.shortcut_unread,
			combos: [{ key: 'u', mod: true, shift: true }],
			run: (app) => withChat(app, () => void app.leaveUnread()),
			offered: chatInView,
		},
		{
			label: m.shortcut_reply,
			combos: [{ key: 'l', alt: true }],
			run: (app) => app.write('answer'),
			offered: chatInView,
		},
		{
			label: m.shortcut_note,
			combos: [{ key: 'p', alt: true }],
			run: (app) => app.write('note'),
			offered: chatInView,
		},
		{
			label: m.shortcut_attach,
			combos: [{ key: 'o', mod: true }],
			run: attach,
			offered: () => attachButton() !== null,
		},
		{
			label: m.shortcut_reply_above,
			combos: [{ key: 'ArrowUp', mod: true }],
			run: (app) => (canQuote() ? app.quoteNext(-1) : false),
			offered: (app) => chatInView(app) && canQuote(),
		},
		{
			label: m.shortcut_reply_below,
			combos: [{ key: 'ArrowDown', mod: true }],
			run: (app) => (canQuote() ? app.quoteNext(1) : false),
			offered: (app) => chatInView(app) && canQuote(),
		},
		{
			label: m.shortcut_panel,
			combos: [{ key: 'o', alt: true }],
			run: (app) => (chatInView(app) ? app.layout.togglePanel() : false),
			offered: chatInView,
		},
		{
			label: m.shortcut_print,
			combos: [{ key: 'p', mod: true }],
			run: (app) => (chatInView(app) ? app.printing.ask() : false),
			offered: chatInView,
		},
		{
			label: m.shortcut_larger,
			combos: [
				{ key: '+', mod: true, ownWindowOnly: true },
				{ key: '=', mod: true, ownWindowOnly: true, unlisted: true },
			],
			run: (app) => app.comfort.zoomBy(1),
			offered: (app) => app.host.ownWindow,
		},
		{
			label: m.shortcut_smaller,
			combos: [{ key: '-', mod: true, ownWindowOnly: true }],
			run: (app) => app.comfort.zoomBy(-1),
			offered: (app) => app.host.ownWindow,
		},
		{
			label: m.shortcut_usual_size,
			combos: [{ key: '0', mod: true, ownWindowOnly: true }],
			run: (app) => app.comfort.zoomBy(0),
			offered: (app) => app.host.ownWindow,
		},
		{
			label: m.shortcut_quiet,
			combos: [],
			run: (app) => app.comfort.toggleQuiet(),
		},
		{
			label: m.shortcut_tour,
			combos: [],
			run: (app) => app.tour.start(),
			offered: (app) => app.practice,
		},
		{
			label: m.shortcut_close,
			combos: [{ key: 'Escape' }],
			run: back,
			// Whoever is in the palette goes back by its own Escape.
			offered: () => false,
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

function chatInView(app: App): boolean {
	return app.view === 'inbox' && app.opened !== undefined;
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

function attachButton(): HTMLButtonElement | null {
	return document.querySelector<HTMLButtonElement>('#composer-attach');
}

function attach(): void | boolean {
	const button = attachButton();
	if (!button) return false;
	button.click();
}

/** Only where an answer can be typed. */
function canQuote(): boolean {
	return document.querySelector('#composer') !== null;
}

/** One step back: to the inbox, from chosen chats to none, from the panel to the chat, from the chat to the list. */
function back(app: App): void | boolean {
	if (app.view !== 'inbox') return app.go('inbox');
	if (app.selection.rows.length > 0) return app.selection.clear();
	if (app.find.shown) return app.find.close();
	if (app.layout.panelCovers) return app.layout.togglePanel();
	if (!app.thread) return false;
	if (app.stepBackInComposer()) return;
	app.close();
}
