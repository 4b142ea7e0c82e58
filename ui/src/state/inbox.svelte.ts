import { SvelteMap } from 'svelte/reactivity';
import type { Conversation } from '../bindings/Conversation';
import type { ConversationId } from '../bindings/ConversationId';
import type { ConversationSort } from '../bindings/ConversationSort';
import type { LabelId } from '../bindings/LabelId';
import type { ListView } from '../bindings/ListView';
import type { WindowFilter } from '../bindings/WindowFilter';
import type { WorkFilter } from '../bindings/WorkFilter';
import type { Host } from '../host/host';
import { isOpen, passesFilter, stageOf } from '../model/window';
import { isUnread, sameView, USUAL_VIEW } from '../model/work';
import type { ServerClock } from './clock.svelte';

const PAGE = 100;
/** What comes while somebody scrolls is taken in within a frame, so it is little at a time. */
const MORE = 40;
const MOST = 200;
/** A practice clock makes minutes pass in no time; the list is not read more often than this. */
const KEEP_UP_MS = 2_000;
const MOST_IDS = 500;

/** The conversation list: every row that was read, and which of them the current view shows in which order. */
export class Inbox {
	#host: Host;
	#clock: ServerClock;
	#rows = new SvelteMap<ConversationId, Conversation>();
	#listed = $state.raw<readonly ConversationId[]>([]);
	#cursor = $state.raw<string | null>(null);
	/** The last row of the pages that were read, as it was then: what stands after it comes with the next page. */
	#edge: Conversation | undefined;
	#shows = $state.raw<ListView>(USUAL_VIEW);
	#loaded = $state(false);
	/** Counts the views, so that an answer for an earlier one is not taken for the current one. */
	#view = 0;
	#readAt = 0;
	#loadingMore = false;
	/** Rows that came while the list was being read; its answer may be older than they are. */
	#meanwhile: Conversation[] | null = null;
	/** The open chat stays listed under "Unread": it must not vanish because one reads it. */
	#held = $state<ConversationId | null>(null);

	/** The rows to show. Windows close while one looks, so the list follows the clock. */
	readonly shown: readonly Conversation[] = $derived.by(() => {
		const now = this.#clock.now;
		const rows: Conversation[] = [];
		for (const id of this.#listed) {
			const row = this.#rows.get(id);
			if (row && this.#belongs(row, now)) rows.push(row);
		}
		return rows;
	});

	constructor(host: Host, clock: ServerClock) {
		this.#host = host;
		this.#clock = clock;
	}

	/** What the list shows. */
	get shows(): ListView {
		return this.#shows;
	}

	get work(): WorkFilter {
		return this.#shows.work;
	}

	get filter(): WindowFilter {
		return this.#shows.filter;
	}

	get sort(): ConversationSort {
		return this.#shows.sort;
	}

	get unreadOnly(): boolean {
		return this.#shows.unread;
	}

	get label(): LabelId | null {
		return this.#shows.label;
	}

	/** Whether the list shows something else than it does at the start. */
	get narrowed(): boolean {
		return !sameView(this.#shows, USUAL_VIEW);
	}

	/** Whether the current view has been read at least once. */
	get loaded(): boolean {
		return this.#loaded;
	}

	hold(id: ConversationId | null): void {
		this.#held = id;
	}

	row(id: ConversationId): Conversation | undefined {
		return this.#rows.get(id);
	}

	show(view: Partial<ListView>): Promise<void> {
		this.#shows = { ...this.#shows, ...view };
		this.#loaded = false;
		this.#listed = [];
		return this.reload();
	}

	/** Reads the view again, as far as it had been read. The old rows stay on screen meanwhile. */
	async reload(): Promise<void> {
		const view = ++this.#view;
		this.#readAt = performance.now();
		const newer: Conversation[] = [];
		this.#meanwhile = newer;
		const page = await this.#read(Math.min(MOST, Math.max(PAGE, this.#listed.length))).finally(() => {
			if (this.#meanwhile === newer) this.#meanwhile = null;
		});
		if (view !== this.#view) return;
		this.#keep(page.items);
		this.#listed = page.items.map((row) => row.id);
		this.#cursor = page.nextCursor;
		this.#edge = page.items[page.items.length - 1];
		this.#loaded = true;
		this.take(newer);
	}

	/** Reads the view again if time alone brings chats into it that were not read yet. */
	async keepUp(): Promise<void> {
		const grows = this.filter === 'closingSoon' || this.filter === 'closed';
		if (!grows || performance.now() - this.#readAt < KEEP_UP_MS) return;
		await this.reload();
	}

	async loadMore(): Promise<void> {
		if (this.#cursor === null || this.#loadingMore) return;
		this.#loadingMore = true;
		const view = this.#view;
		try {
			const page = await this.#read(MORE, this.#cursor);
			if (view !== this.#view) return;
			this.#keep(page.items);
			this.#listed = [...new Set([...this.#listed, ...page.items.map((row) => row.id)])];
			this.#cursor = page.nextCursor;
			this.#edge = page.items[page.items.length - 1] ?? this.#edge;
		} finally {
			this.#loadingMore = false;
		}
	}

	/** Reads some rows again and puts each where it belongs now. Answers which of them became parts of others. */
	async refresh(ids: readonly ConversationId[]): Promise<ConversationId[]> {
		const gone: ConversationId[] = [];
		for (let at = 0; at < ids.length; at += MOST_IDS) {
			const part = ids.slice(at, at + MOST_IDS);
			const rows = await this.#host.rpc('conversations', { ids: part });
			this.take(rows);
			const read = new Set(rows.map((row) => row.id));
			gone.push(...part.filter((id) => !read.has(id) && this.#rows.delete(id)));
		}
		if (gone.length > 0) this.#listed = this.#listed.filter((id) => this.#rows.has(id));
		return gone;
	}

	/** Takes over rows that were read elsewhere. */
	take(rows: readonly Conversation[]): void {
		this.#keep(rows);
		this.#meanwhile?.push(...rows);
		const now = this.#clock.exact();
		// A chat that changed twice comes twice, the newer last.
		const taken = new Map(rows.map((row) => [row.id, row]));
		const rest = this.#listed.filter((id) => !taken.has(id));
		for (const row of taken.values()) {
			if (!this.#belongs(row, now)) continue;
			if (this.#cursor !== null && this.#edge && this.#compare(this.#edge, row) < 0) continue;
			const at = rest.findIndex((id) => this.#compare(row, this.#rows.get(id)!) < 0);
			rest.splice(at === -1 ? rest.length : at, 0, row.id);
		}
		this.#listed = rest;
	}

	/** Empties everything, for another workspace. */
	forget(): void {
		this.#view++;
		this.#rows.clear();
		this.#listed = [];
		this.#cursor = null;
		this.#edge = undefined;
		this.#loaded = false;
		this.#held = null;
		this.#shows = USUAL_VIEW;
	}

	#read(limit: number, cursor?: string) {
		const { label, ...view } = this.#shows;
		return this.#host.rpc('list_conversations', {
			...view,
			...(label === null ? {} : { label }),
			limit,
			...(cursor === undefined ? {} : { cursor }),
		});
	}

	#keep(rows: readonly Conversation[]): void {
		for (const row of rows) this.#rows.set(row.id, row);
	}

	#belongs(row: Conversation, now: number): boolean {
		const { work, filter, sort, unread, label } = this.#shows;
		if (work !== 'all' && row.work.status !== work) return false;
		if (label !== null && !row.labels.includes(label)) return false;
		if (unread && !isUnread(row) && row.id !== this.#held) return false;
		// One that was opened here, and nothing was said in it yet.
		if (row.lastMessage === null) return false;
		const stage = stageOf(row.window, now);
		if (sort === 'longestWaiting' && row.waitingSince === null) return false;
		if (sort === 'closingSoonest' && !isOpen(stage)) return false;
		return passesFilter(filter, stage);
	}

	/** The server's order. */
	#compare(a: Conversation, b: Conversation): number {
		switch (this.sort) {
			case 'newest':
				return Number(b.pinned) - Number(a.pinned) || b.lastMessageAt - a.lastMessageAt || b.id - a.id;
			case 'longestWaiting':
				return (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || a.id - b.id;
			case 'closingSoonest':
				return (a.window.closesAt ?? 0) - (b.window.closesAt ?? 0) || a.id - b.id;
		}
	}
}
