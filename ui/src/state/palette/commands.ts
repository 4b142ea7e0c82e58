import { m } from '../../i18n/generated/messages';
import type { App, View } from '../app.svelte';
import { combosShown } from '../keyboard';
import type { Shortcut } from '../shortcuts';
import type { Entry, Source } from './entry';

/** The pages, as the rail names them. */
const PAGES: readonly { view: View; label: () => string }[] = [
	{ view: 'inbox', label: m.view_inbox },
	{ view: 'closing', label: m.view_closing },
	{ view: 'scheduled', label: m.view_scheduled },
	{ view: 'contacts', label: m.view_contacts },
	{ view: 'templates', label: m.view_templates },
	{ view: 'numbers', label: m.view_numbers },
	{ view: 'connection', label: m.view_connection },
	{ view: 'news', label: m.view_news },
	{ view: 'settings', label: m.view_settings },
];

/** What can be done: the table of shortcuts, and the pages. */
export class CommandSource implements Source {
	#app: App;
	#table: readonly Shortcut[] = [];

	constructor(app: App) {
		this.#app = app;
	}

	/** The table belongs to the view, which knows how to show the cheat sheet. */
	use(table: readonly Shortcut[]): void {
		this.#table = table;
	}

	get entries(): readonly Entry[] {
		const commands = this.#table
			.filter((shortcut) => shortcut.offered?.(this.#app) ?? true)
			.map((shortcut): Entry => {
				const title = shortcut.label();
				return {
					id: `command:${title}`,
					group: 'commands',
					title,
					keys: combosShown(shortcut, this.#app.host.ownWindow),
					run: (app) => void shortcut.run(app),
				};
			});
		const pages = PAGES.map(({ view, label }): Entry => ({
			id: `page:${view}`,
			group: 'commands',
			title: m.palette_go({ page: label() }),
			run: (app) => app.go(view),
		}));
		return [...commands, ...pages];
	}
}
