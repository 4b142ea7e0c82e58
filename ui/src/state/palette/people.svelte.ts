import type { Conversation } from '../../bindings/Conversation';
import { m } from '../../i18n/generated/messages';
import { grouped, shownName } from '../../model/phone';
import type { App } from '../app.svelte';
import type { Entry, Source } from './entry';

const ASK_AFTER_MS = 80;
/** Who wrote last, before anything is typed. */
const RECENT = 6;
const LIMIT = 20;

/** People with a chat: the latest of the list, and whoever the core finds for the words. */
export class PeopleSource implements Source {
	readonly fitting = true;
	#app: App;
	#found = $state.raw<readonly Conversation[]>([]);
	#query = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts the questions, so that a slow answer does not replace a newer one. */
	#asked = 0;

	readonly entries: readonly Entry[] = $derived.by(() => {
		const rows = this.#query === '' ? this.#app.inbox.shown.slice(0, RECENT) : this.#found;
		return rows.map((row) => personEntry(row));
	});

	constructor(app: App) {
		this.#app = app;
	}

	open(): void {
		this.#found = [];
		void this.ask('');
	}

	async ask(query: string): Promise<void> {
		this.#query = query;
		clearTimeout(this.#timer);
		const asked = ++this.#asked;
		if (query === '') return;
		await new Promise((resolve) => (this.#timer = setTimeout(resolve, ASK_AFTER_MS)));
		await this.#search(query, asked);
	}

	async #search(query: string, asked: number): Promise<void> {
		try {
			const { people } = await this.#app.host.rpc('search', { query, limit: LIMIT });
			if (asked !== this.#asked) return;
			this.#found = people;
		} catch (error) {
			console.warn('Nobody was looked for', error);
		}
	}
}

function personEntry(row: Conversation): Entry {
	const { phone, username } = row.contact;
	return {
		id: `chat:${row.id}`,
		group: 'people',
		title: shownName(row.contact),
		detail: phone ? grouped(phone) : username ? `@${username}` : m.no_phone(),
		run: (app) => void app.open(row.id),
	};
}
