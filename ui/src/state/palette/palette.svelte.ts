import { m } from '../../i18n/generated/messages';
import { fit, ranked } from '../../model/ranking';
import type { App } from '../app.svelte';
import type { Shortcut } from '../shortcuts';
import { CommandSource } from './commands';
import { type Entry, type Group, GROUPS, type Source } from './entry';
import { NumberSource } from './number';
import { PeopleSource } from './people.svelte';
import { Recent } from './recent';
import { ReplySource } from './replies';
import { TemplateSource } from './templates';

export type PaletteMode = 'all' | 'people';

/** So many of a group, so that the others stay in view. */
const MOST: Record<Group, number> = {
	people: 6,
	number: 4,
	commands: 6,
	replies: 5,
	templates: 5,
	messages: 1,
};
/** Before anything is typed: what was chosen lately is enough. */
const MOST_UNASKED = 5;
const MOST_PEOPLE = 20;

/** The box that leads everywhere: people, chats with new numbers, commands, saved replies and templates. */
export class Palette {
	#app: App;
	#mode = $state<PaletteMode | null>(null);
	#query = $state('');
	#chosen = $state<string | null>(null);
	/** Settles when all sources have answered. */
	#answers: Promise<unknown> = Promise.resolve();
	#recent = new Recent();
	#commands: CommandSource;
	/** Another kind of thing to choose is another source here, and its group in `entry.ts`. */
	#sources: readonly Source[];

	readonly entries: readonly Entry[] = $derived.by(() => this.#entries());

	/** The entry that Enter takes. */
	readonly active: Entry | undefined = $derived(
		this.entries.find((entry) => entry.id === this.#chosen) ?? this.entries[0],
	);

	constructor(app: App) {
		this.#app = app;
		this.#commands = new CommandSource(app);
		this.#sources = [
			new PeopleSource(app),
			new NumberSource(app, () => this.#query),
			this.#commands,
			new ReplySource(app),
			new TemplateSource(app),
		];
	}

	/** Whether it is open, and for what. */
	get mode(): PaletteMode | null {
		return this.#mode;
	}

	get query(): string {
		return this.#query;
	}

	/** The commands that it offers. */
	use(table: readonly Shortcut[]): void {
		this.#commands.use(table);
	}

	open(mode: PaletteMode, query = ''): void {
		this.#mode = mode;
		for (const source of this.#sources) source.open?.();
		this.type(query);
	}

	close(): void {
		this.#mode = null;
	}

	type(query: string): void {
		this.#query = query;
		this.#chosen = null;
		this.#answers = Promise.all(this.#sources.map((source) => source.ask?.(query.trim())));
	}

	/** The next or previous one; from the last to the first. */
	step(by: 1 | -1): void {
		const count = this.entries.length;
		if (count === 0) return;
		const at = this.active ? this.entries.indexOf(this.active) : -1;
		this.#chosen = this.entries[(at + by + count) % count]?.id ?? null;
	}

	/**
	 * Takes the entry that stands first, or the one that was gone to. Somebody who types fast is ahead of the answers: a
	 * name would lead to what stood first before the person was found.
	 */
	async enter(): Promise<void> {
		if (this.#chosen === null) await this.#answers;
		if (this.#mode !== null) this.choose();
	}

	choose(entry: Entry | undefined = this.active): void {
		if (!entry) return;
		this.close();
		this.#recent.note(entry.id);
		// The focus goes back to where it was before the entry takes it elsewhere.
		setTimeout(() => entry.run(this.#app));
	}

	#entries(): Entry[] {
		if (this.#mode === null) return [];
		const query = this.#query.trim();
		const people = this.#mode === 'people';
		const groups = people ? (['people', 'number'] as const) : GROUPS;
		const all = this.#sources.flatMap((source) =>
			source.entries.map((entry) => ({ entry, fit: source.fitting ? 1 : fitOf(entry, query) })),
		);
		return groups.flatMap((group) => {
			const mine = all.filter(({ entry }) => entry.group === group);
			const best = ranked(
				mine,
				(one) => one.fit,
				// People stand as the core gives them: who wrote last comes first.
				({ entry }) => (group === 'people' ? 0 : this.#recent.place(entry.id)),
			);
			const most = people ? MOST_PEOPLE : query === '' ? Math.min(MOST[group], MOST_UNASKED) : MOST[group];
			return [...best.slice(0, most).map(({ entry }) => entry), ...this.#searching(group, query)];
		});
	}

	/** The way on to the search of all messages. */
	#searching(group: Group, query: string): Entry[] {
		if (group !== 'messages' || query === '') return [];
		return [
			{
				id: 'messages',
				group,
				title: m.palette_search_messages({ query }),
				run: (app) => app.searchFor(query),
			},
		];
	}
}

function fitOf(entry: Entry, query: string): number {
	return fit(query, entry.title, entry.also);
}
