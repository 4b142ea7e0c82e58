import type { Conversation } from '../bindings/Conversation';
import type { ListView } from '../bindings/ListView';
import type { Work } from '../bindings/Work';
import type { WorkWish } from '../bindings/WorkWish';
import { HOUR, isOpen, stageOf } from './window';

/** When a chat that was put off until a day comes back. */
const MORNING = 9;
const QUARTER = 15 * 60_000;
const LATER = 3 * HOUR;

/** The view with which the list begins. */
export const USUAL_VIEW: ListView = {
	work: 'open',
	filter: 'all',
	sort: 'newest',
	unread: false,
	label: null,
};

export function sameView(a: ListView, b: ListView): boolean {
	return (
		a.work === b.work &&
		a.filter === b.filter &&
		a.sort === b.sort &&
		a.unread === b.unread &&
		a.label === b.label
	);
}

/** Asking for this brings a chat back to where it stood. */
export function wishFor(work: Work, now: number): WorkWish {
	if (work.status !== 'snoozed') return work;
	switch (work.until.kind) {
		case 'answer':
			return { status: 'snoozedUntilAnswer' };
		case 'lastHour':
			return { status: 'snoozedUntilLastHour' };
		case 'time':
			// Meanwhile it would have come back by itself.
			return work.until.at > now ? { status: 'snoozedUntil', at: work.until.at } : { status: 'open' };
	}
}

/** Three hours from now, to the nearest quarter of an hour; `null` when that is tomorrow. */
export function laterToday(now: number): number | null {
	const at = Math.round((now + LATER) / QUARTER) * QUARTER;
	return new Date(at).toDateString() === new Date(now).toDateString() ? at : null;
}

export function tomorrow(now: number): number {
	return morningIn(now, 1);
}

/** The coming Monday; on a Monday the next one. */
export function nextWeek(now: number): number {
	return morningIn(now, (8 - new Date(now).getDay()) % 7 || 7);
}

/** By the calendar, since two days of the year have not 24 hours. */
function morningIn(now: number, days: number): number {
	const day = new Date(now);
	day.setDate(day.getDate() + days);
	return day.setHours(MORNING, 0, 0, 0);
}

/** Whether more than an hour of a chat's window is left. */
export function hasLastHour(row: Conversation, now: number): boolean {
	const stage = stageOf(row.window, now);
	return isOpen(stage) && stage.left > HOUR;
}

/** Whether a chat looks unread. */
export function isUnread(row: Pick<Conversation, 'unread' | 'markedUnread'>): boolean {
	return row.unread > 0 || row.markedUnread;
}
