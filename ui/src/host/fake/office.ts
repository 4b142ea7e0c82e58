import type { Commands } from '../../bindings/Commands';
import type { Conversation } from '../../bindings/Conversation';
import type { ConversationId } from '../../bindings/ConversationId';
import type { Message } from '../../bindings/Message';
import type { Office } from '../../bindings/Office';
import type { OfficeInfo } from '../../bindings/OfficeInfo';
import type { Scheduled } from '../../bindings/Scheduled';
import type { ScheduleWhat } from '../../bindings/ScheduleWhat';
import type { TimeRange } from '../../bindings/TimeRange';
import { HOUR, isOpen, MINUTE, stageOf } from '../../model/window';
import { HostError } from '../host';
import { CHANNEL } from './data';
import type { FakeHouse } from './house';

type Names =
	| 'office'
	| 'save_office'
	| 'closing_soon'
	| 'schedule_message'
	| 'list_scheduled'
	| 'change_schedule'
	| 'cancel_schedule'
	| 'send_now';
type Handlers = { [K in Names]: (payload: Commands[K][0]) => Commands[K][1] };

const NINE_TO_SIX: TimeRange[] = [{ from: 540, until: 1080 }];

/** What a core in memory knows of the office and of what goes out later. Its office has no holidays. */
export class FakeOffice {
	readonly scheduled: Scheduled[] = [];
	assumed = true;
	office: Office = {
		hours: {
			zone: 'Europe/Madrid',
			week: [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []],
			holidays: [],
		},
		away: { on: false, text: '' },
	};
	#house: FakeHouse;
	#now: () => number;
	#ids = 5000;
	/** When something was scheduled in a chat the last time. */
	#madeAt = new Map<ConversationId, number>();

	constructor(house: FakeHouse, now: () => number) {
		this.#house = house;
		this.#now = now;
	}

	readonly handlers: Handlers = {
		office: () => this.#info(),
		save_office: ({ office }) => {
			this.office = office;
			this.assumed = false;
			return this.#info();
		},
		closing_soon: () => {
			const now = this.#now();
			const waiting = [...this.#house.rows.values()]
				.filter((row) => row.waitingSince !== null && isOpen(stageOf(row.window, now)))
				.filter((row) => !this.#keepsInTouch(row))
				.sort((a, b) => (a.window.closesAt ?? 0) - (b.window.closesAt ?? 0));
			const away = waiting.filter((row) => this.#isClosed(row.window.closesAt ?? 0));
			const later = waiting.filter((row) => !away.includes(row));
			return {
				whileAway: away,
				whileAwayCount: away.length,
				backAt: away.length > 0 ? this.#opening(now) : null,
				later,
				laterCount: later.length,
				soonCount: waiting.filter((row) => (row.window.closesAt ?? 0) - now <= 4 * HOUR).length,
				assumed: this.assumed,
			};
		},
		schedule_message: ({ conversation, what, dueAt, ifClosed, unlessTheyWrite }) => {
			const row = this.#house.rows.get(conversation)!;
			const item: Scheduled = {
				id: ++this.#ids,
				channel: row.channel,
				conversation,
				contact: row.contact,
				content: this.#content(what),
				dueAt,
				ifClosed: ifClosed ? this.#content({ kind: 'template', template: ifClosed }) : null,
				unlessTheyWrite,
				author: 'You',
				problem: null,
				needsTemplate: what.kind === 'content' && (row.window.closesAt ?? 0) <= dueAt,
			};
			this.scheduled.push(item);
			this.#madeAt.set(conversation, this.#now());
			this.#changed(item);
			return item;
		},
		list_scheduled: ({ conversation }) =>
			this.scheduled
				.filter((item) => conversation === undefined || item.conversation === conversation)
				.sort((a, b) => Number(b.problem !== null) - Number(a.problem !== null) || a.dueAt - b.dueAt),
		change_schedule: ({ schedule, what, dueAt, ifClosed, askIfClosed, unlessTheyWrite }) => {
			const item = this.#find(schedule);
			if (what) item.content = this.#content(what);
			if (ifClosed) item.ifClosed = this.#content({ kind: 'template', template: ifClosed });
			if (askIfClosed) item.ifClosed = null;
			item.dueAt = dueAt ?? item.dueAt;
			item.unlessTheyWrite = unlessTheyWrite ?? item.unlessTheyWrite;
			item.problem = null;
			this.#changed(item);
			return item;
		},
		cancel_schedule: ({ schedule }) => {
			this.#drop(this.#find(schedule));
			return null;
		},
		send_now: ({ schedule }): Message => {
			const item = this.#find(schedule);
			this.#drop(item);
			return this.#house.wrote(item.conversation, item.content);
		},
	};

	/** Whether something goes out that reaches them whatever becomes of the window. */
	#keepsInTouch({ id, window, lastMessageAt }: Conversation): boolean {
		return this.scheduled.some(
			({ conversation, content, dueAt, ifClosed, problem }) =>
				conversation === id &&
				problem === null &&
				(content.kind === 'template' || ifClosed !== null || dueAt < (window.closesAt ?? 0)) &&
				(this.#madeAt.get(id) ?? 0) >= lastMessageAt,
		);
	}

	#find(id: number): Scheduled {
		const item = this.scheduled.find((one) => one.id === id);
		if (!item) throw new HostError('not_found', { what: 'schedule' });
		return item;
	}

	#drop(item: Scheduled): void {
		this.scheduled.splice(this.scheduled.indexOf(item), 1);
		this.#changed(item);
	}

	#changed(item: Scheduled): void {
		const row = this.#house.rows.get(item.conversation)!;
		const times = this.scheduled.filter((one) => one.conversation === row.id).map(({ dueAt }) => dueAt);
		if (times.length > 0) row.scheduledAt = Math.min(...times);
		else delete row.scheduledAt;
		this.#house.hint({ kind: 'scheduled' }, { kind: 'conversation', id: row.id, messages: [] });
	}

	#content(what: ScheduleWhat): Scheduled['content'] {
		if (what.kind === 'content') return what.content;
		const { name, language } = what.template;
		const template = this.#house.templates.find((one) => one.name === name && one.language === language)!;
		const { category, header, body, footer } = template;
		const texts = { ...(header ? { header } : {}), body, ...(footer ? { footer } : {}) };
		return { kind: 'template', name, language, category, ...texts, buttons: [], components: null };
	}

	#isClosed(at: number): boolean {
		const date = new Date(at);
		const minute = date.getHours() * 60 + date.getMinutes();
		const day = this.office.hours.week[(date.getDay() + 6) % 7] ?? [];
		return !day.some(({ from, until }) => minute >= from && minute < until);
	}

	#opening(after: number): number {
		let at = Math.ceil(after / (15 * MINUTE)) * 15 * MINUTE;
		for (let steps = 0; steps < 7 * 96; steps++, at += 15 * MINUTE) {
			if (!this.#isClosed(at) && this.#isClosed(at - 15 * MINUTE)) return at;
		}
		return at;
	}

	#info(): OfficeInfo {
		const now = this.#now();
		const nextOpening = this.#opening(now);
		const { office, assumed } = this;
		return { channel: CHANNEL.id, office, assumed, closesAt: null, nextOpening, mondayOpening: null };
	}
}
