import type { Conversation } from '../bindings/Conversation';
import type { ConversationId } from '../bindings/ConversationId';
import type { Label } from '../bindings/Label';
import type { LabelColor } from '../bindings/LabelColor';
import type { LabelId } from '../bindings/LabelId';
import type { ListView } from '../bindings/ListView';
import type { SavedView } from '../bindings/SavedView';
import type { ViewId } from '../bindings/ViewId';
import type { WorkWish } from '../bindings/WorkWish';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { wishFor } from '../model/work';
import type { ServerClock } from './clock.svelte';
import type { Inbox } from './inbox.svelte';
import type { Toasts } from './toasts.svelte';

/** What is open for the chat in view. */
export type WorkMenu = 'more' | 'snooze' | 'labels';

type Rows = readonly Conversation[];

/**
 * Where the work on chats stands, and how they are marked: for the one in view and for many at once. Whatever is done
 * can be undone for a moment.
 */
export class Work {
	#host: Host;
	#inbox: Inbox;
	#clock: ServerClock;
	#toasts: Toasts;
	#labels = $state.raw<readonly Label[]>([]);
	#views = $state.raw<readonly SavedView[]>([]);
	#menu = $state<WorkMenu | null>(null);
	#timing = $state.raw<Rows | null>(null);

	constructor(host: Host, inbox: Inbox, clock: ServerClock, toasts: Toasts) {
		this.#host = host;
		this.#inbox = inbox;
		this.#clock = clock;
		this.#toasts = toasts;
	}

	/** By name. */
	get labels(): readonly Label[] {
		return this.#labels;
	}

	get views(): readonly SavedView[] {
		return this.#views;
	}

	/** The menu of the chat in view that is open. */
	get menu(): WorkMenu | null {
		return this.#menu;
	}

	/** The chats for which a time is being picked. */
	get timing(): Rows | null {
		return this.#timing;
	}

	openMenu(menu: WorkMenu | null): void {
		this.#menu = menu;
	}

	pickTime(rows: Rows | null): void {
		this.#timing = rows;
	}

	/** The labels of a chat, by name; one that was deleted meanwhile is left out. */
	labelsOf(row: Conversation): Label[] {
		return this.#labels.filter(({ id }) => row.labels.includes(id));
	}

	async load(): Promise<void> {
		[this.#labels, this.#views] = await Promise.all([
			this.#host.rpc('labels', null),
			this.#host.rpc('saved_views', null),
		]);
	}

	forget(): void {
		this.#labels = [];
		this.#views = [];
		this.#menu = null;
		this.#timing = null;
	}

	/** Answers whether it was done. */
	async set(rows: Rows, work: WorkWish): Promise<boolean> {
		const before = new Map(rows.map((row) => [row.id, wishFor(row.work, this.#clock.exact())]));
		const changed = await this.#try(() => this.#host.rpc('set_work', { conversations: ids(rows), work }));
		if (!changed) return false;
		if (changed.length === 0) {
			this.#toasts.show(
				work.status === 'snoozedUntilLastHour' ? m.work_no_last_hour() : m.work_none_changed(),
			);
		} else {
			this.#told(doneWords(work, changed.length), changed, () => this.#giveBack(before, changed));
		}
		return true;
	}

	/** Puts a label on chats, or takes it off. */
	async label(rows: Rows, { id: label, name }: Label, on: boolean): Promise<void> {
		const set = (conversations: ConversationId[], on: boolean) =>
			this.#host.rpc('set_label', { conversations, label, on });
		const changed = await this.#try(() => set(ids(rows), on));
		if (!changed?.length) return;
		const said = { count: changed.length, label: name };
		const text = on ? m.work_done_labelled(said) : m.work_done_unlabelled(said);
		this.#told(text, changed, () => set(changed, !on));
	}

	async pin(rows: Rows, pinned: boolean): Promise<void> {
		const set = (conversations: ConversationId[], pinned: boolean) =>
			this.#host.rpc('pin', { conversations, pinned });
		const changed = await this.#try(() => set(ids(rows), pinned));
		if (!changed?.length) return;
		const count = { count: changed.length };
		const text = pinned ? m.work_done_pinned(count) : m.work_done_unpinned(count);
		this.#told(text, changed, () => set(changed, !pinned));
	}

	/** Lets chats look unread, or counts all in them as read: which cannot be undone, since it is not known any more. */
	async markUnread(rows: Rows, unread: boolean): Promise<void> {
		const set = (conversations: ConversationId[], unread: boolean) =>
			this.#host.rpc('mark_unread', { conversations, unread });
		const changed = await this.#try(() => set(ids(rows), unread));
		if (!changed?.length) return;
		const count = { count: changed.length };
		if (unread) this.#told(m.work_done_unread(count), changed, () => set(changed, false));
		else this.#told(m.work_done_read(count), changed);
	}

	/** A chat that was marked by hand was opened: it has done its duty. */
	async opened(row: Conversation): Promise<void> {
		if (!row.markedUnread || row.unread > 0) return;
		await this.#host.rpc('mark_unread', { conversations: [row.id], unread: false });
	}

	/** Makes a label, or changes one. Answers whether it was done. */
	async saveLabel(name: string, color: LabelColor, label?: LabelId): Promise<boolean> {
		const save = { name: name.trim(), color, ...(label === undefined ? {} : { label }) };
		return this.#managed(() => this.#host.rpc('save_label', save));
	}

	deleteLabel(label: LabelId): Promise<boolean> {
		return this.#managed(() => this.#host.rpc('delete_label', { label }));
	}

	/** Keeps a view under a name, or changes one. Answers whether it was done. */
	async saveView(name: string, view: ListView, id?: ViewId): Promise<boolean> {
		const save = { name: name.trim(), view, ...(id === undefined ? {} : { id }) };
		return this.#managed(() => this.#host.rpc('save_view', save));
	}

	deleteView(id: ViewId): Promise<boolean> {
		return this.#managed(() => this.#host.rpc('delete_view', { id }));
	}

	async #managed(act: () => Promise<unknown>): Promise<boolean> {
		const done = await this.#try(async () => {
			await act();
			await this.load();
			return true;
		});
		return done ?? false;
	}

	#told(text: string, changed: readonly ConversationId[], undo?: () => Promise<unknown>): void {
		void this.#inbox.refresh(changed).catch(() => undefined);
		const again = async () => {
			await this.#try(undo!);
			await this.#inbox.refresh(changed).catch(() => undefined);
		};
		this.#toasts.show(text, 'good', undo && { text: m.work_undo(), run: () => void again() });
	}

	/** Each chat back to where it stood, in as few steps as there were such places. */
	async #giveBack(before: ReadonlyMap<ConversationId, WorkWish>, changed: readonly ConversationId[]) {
		const groups = new Map<string, ConversationId[]>();
		for (const id of changed) {
			const key = JSON.stringify(before.get(id) ?? { status: 'open' });
			groups.set(key, [...(groups.get(key) ?? []), id]);
		}
		for (const [key, conversations] of groups) {
			await this.#host.rpc('set_work', { conversations, work: JSON.parse(key) as WorkWish });
		}
	}

	async #try<T>(act: () => Promise<T>): Promise<T | null> {
		try {
			return await act();
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
			return null;
		}
	}
}

function ids(rows: Rows): ConversationId[] {
	return rows.map(({ id }) => id);
}

function doneWords({ status }: WorkWish, count: number): string {
	switch (status) {
		case 'open':
			return m.work_done_open({ count });
		case 'pending':
			return m.work_done_pending({ count });
		case 'resolved':
			return m.work_done_resolved({ count });
		case 'snoozedUntil':
		case 'snoozedUntilAnswer':
		case 'snoozedUntilLastHour':
			return m.work_done_snoozed({ count });
	}
}
