import { SvelteSet } from 'svelte/reactivity';
import type { Conversation } from '../bindings/Conversation';
import type { ConversationId } from '../bindings/ConversationId';
import type { ListView } from '../bindings/ListView';
import type { Inbox } from './inbox.svelte';

/** As many as the core takes in one step. */
const MOST = 500;

/** The chats of the list that something is to be done with at once. What is not listed any more is not chosen either. */
export class Selection {
	#inbox: Inbox;
	#ids = new SvelteSet<ConversationId>();
	/** From where a stretch is chosen. */
	#anchor: ConversationId | null = null;
	/** The view in which they were chosen: in another one nothing is. */
	#view = $state.raw<ListView | null>(null);

	readonly rows: readonly Conversation[] = $derived.by(() =>
		this.#ids.size === 0 ? [] : this.#inbox.shown.filter(({ id }) => this.has(id)),
	);

	constructor(inbox: Inbox) {
		this.#inbox = inbox;
	}

	has(id: ConversationId): boolean {
		return this.#view === this.#inbox.shows && this.#ids.has(id);
	}

	toggle(id: ConversationId): void {
		this.#begin();
		this.#anchor = id;
		if (this.#ids.delete(id) || this.#ids.size >= MOST) return;
		this.#ids.add(id);
	}

	/** Everything between the last one that was chosen and this one. */
	stretch(to: ConversationId): void {
		this.#begin();
		const rows = this.#inbox.shown;
		const [from, end] = [this.#anchor ?? to, to]
			.map((id) => rows.findIndex((row) => row.id === id))
			.sort((a, b) => a - b) as [number, number];
		this.#add(rows.slice(Math.max(0, from), end + 1));
	}

	all(): void {
		this.#begin();
		this.#add(this.#inbox.shown);
	}

	clear(): void {
		this.#ids.clear();
		this.#anchor = null;
	}

	#begin(): void {
		if (this.#view === this.#inbox.shows) return;
		this.clear();
		this.#view = this.#inbox.shows;
	}

	#add(rows: readonly Conversation[]): void {
		rows.slice(0, MOST - this.#ids.size).forEach(({ id }) => this.#ids.add(id));
	}
}
