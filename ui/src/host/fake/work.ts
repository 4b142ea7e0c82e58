import type { Conversation } from '../../bindings/Conversation';
import type { Label } from '../../bindings/Label';
import type { LabelColor } from '../../bindings/LabelColor';
import type { SavedView } from '../../bindings/SavedView';
import type { Work } from '../../bindings/Work';
import type { WorkWish } from '../../bindings/WorkWish';
import type { WriteNote } from '../../bindings/WriteNote';
import { HOUR, isOpen, stageOf } from '../../model/window';
import { isUnread } from '../../model/work';
import { type Answer, type Command, HostError, type Payload } from '../host';
import type { FakeHouse } from './house';

type Commands =
	| 'set_work'
	| 'pin'
	| 'set_label'
	| 'mark_unread'
	| 'write_note'
	| 'labels'
	| 'save_label'
	| 'delete_label'
	| 'saved_views'
	| 'save_view'
	| 'delete_view';

type Handlers = { [K in Commands & Command]: (payload: Payload<K>) => Answer<K> };

/** Where the work on chats stands, in a core in memory. Snoozed chats do not wake in it. */
export class FakeWork {
	labels: Label[] = [];
	views: SavedView[] = [];
	#house: FakeHouse;
	#ids = 10_000;

	constructor(house: FakeHouse) {
		this.#house = house;
	}

	addLabel(name: string, color: LabelColor): number {
		const id = ++this.#ids;
		this.labels = [...this.labels, { id, name, color }].sort((a, b) => a.name.localeCompare(b.name));
		return id;
	}

	readonly handlers: Handlers = {
		set_work: ({ conversations, work }) =>
			this.#each(conversations, (row) => {
				const next = this.#worked(row, work);
				if (!next || JSON.stringify(next) === JSON.stringify(row.work)) return false;
				row.work = next;
				return true;
			}),
		pin: ({ conversations, pinned }) =>
			this.#each(conversations, (row) => row.pinned !== pinned && ((row.pinned = pinned), true)),
		set_label: ({ conversations, label, on }) =>
			this.#each(conversations, (row) => {
				if (row.labels.includes(label) === on) return false;
				row.labels = on ? [...row.labels, label] : row.labels.filter((id) => id !== label);
				return true;
			}),
		mark_unread: ({ conversations, unread }) =>
			this.#each(conversations, (row) => {
				if (isUnread(row) === unread) return false;
				row.markedUnread = unread;
				if (!unread) row.unread = 0;
				return true;
			}),
		write_note: (note) => this.#note(note),
		labels: () => this.labels,
		save_label: ({ label, name, color }) => {
			if (label === undefined) return this.addLabel(name, color);
			this.labels = this.labels.map((one) => (one.id === label ? { ...one, name, color } : one));
			return label;
		},
		delete_label: ({ label }) => {
			this.labels = this.labels.filter(({ id }) => id !== label);
			this.views = this.views.filter(({ view }) => view.label !== label);
			return null;
		},
		saved_views: () => this.views,
		save_view: ({ id = ++this.#ids, name, view }) => {
			this.views = [...this.views.filter((one) => one.id !== id), { id, name, view }];
			return id;
		},
		delete_view: ({ id }) => {
			this.views = this.views.filter((one) => one.id !== id);
			return null;
		},
	};

	#each(ids: number[], change: (row: Conversation) => boolean): number[] {
		const changed = ids.filter((id) => {
			const row = this.#house.rows.get(id);
			return row !== undefined && change(row);
		});
		changed.forEach((id) => this.#house.changed(id));
		return changed;
	}

	#worked(row: Conversation, wish: WorkWish): Work | null {
		switch (wish.status) {
			case 'snoozedUntil':
				return { status: 'snoozed', until: { kind: 'time', at: wish.at } };
			case 'snoozedUntilAnswer':
				return { status: 'snoozed', until: { kind: 'answer' } };
			case 'snoozedUntilLastHour': {
				const stage = stageOf(row.window, Date.now());
				if (!isOpen(stage) || stage.left <= HOUR) return null;
				return { status: 'snoozed', until: { kind: 'lastHour', at: stage.closesAt - HOUR } };
			}
			default:
				return wish;
		}
	}

	#note({ conversation, text }: WriteNote) {
		if (!this.#house.rows.has(conversation)) throw new HostError('not_found');
		return this.#house.noted(conversation, text);
	}
}
