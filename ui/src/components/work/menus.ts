import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import AlarmClockOff from '@lucide/svelte/icons/alarm-clock-off';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import MailOpen from '@lucide/svelte/icons/mail-open';
import Mail from '@lucide/svelte/icons/mail';
import Pin from '@lucide/svelte/icons/pin';
import PinOff from '@lucide/svelte/icons/pin-off';
import Settings from '@lucide/svelte/icons/settings';
import Tag from '@lucide/svelte/icons/tag';
import type { Conversation } from '../../bindings/Conversation';
import type { WorkWish } from '../../bindings/WorkWish';
import { m } from '../../i18n/generated/messages';
import { timeOf, weekdayOf } from '../../model/time';
import { hasLastHour, isUnread, laterToday, nextWeek, tomorrow } from '../../model/work';
import type { App } from '../../state/app.svelte';
import type { MenuItem } from '../shared/Menu.svelte';

type Rows = readonly Conversation[];

/** Until when chats can be put off; each has a digit, so that the keyboard needs no arrows. */
export function snoozeItems(app: App, rows: Rows): MenuItem[] {
	const now = app.clock.exact();
	const later = laterToday(now);
	const until = (at: number): WorkWish => ({ status: 'snoozedUntil', at });
	const set = (work: WorkWish) => () => void app.work.set(rows, work);
	const morning = tomorrow(now);
	const week = nextWeek(now);
	const all: (MenuItem | false)[] = [
		later !== null && {
			digit: '1',
			text: m.snooze_today({ time: timeOf(later) }),
			run: set(until(later)),
		},
		{ digit: '2', text: m.snooze_tomorrow({ time: timeOf(morning) }), run: set(until(morning)) },
		{
			digit: '3',
			text: m.snooze_week({ day: weekdayOf(week), time: timeOf(week) }),
			run: set(until(week)),
		},
		{ digit: '4', text: m.snooze_answer(), run: set({ status: 'snoozedUntilAnswer' }) },
		rows.some((row) => hasLastHour(row, now)) && {
			digit: '5',
			text: m.snooze_last_hour(),
			run: set({ status: 'snoozedUntilLastHour' }),
		},
		{ digit: '6', text: m.snooze_pick(), run: () => app.work.pickTime(rows) },
	];
	return all.filter((item) => item !== false);
}

/** Every label; those that all of the chats bear are ticked, and choosing one of them takes it off. */
export function labelItems(app: App, rows: Rows): MenuItem[] {
	const items = app.work.labels.map((label, at): MenuItem => {
		const checked = rows.every((row) => row.labels.includes(label.id));
		const digit = at < 9 ? String(at + 1) : undefined;
		return {
			text: label.name,
			checked,
			...(digit ? { digit } : {}),
			run: () => void app.work.label(rows, label, !checked),
		};
	});
	return [...items, { text: m.label_manage(), icon: Settings, run: () => app.goToSettings('labels') }];
}

/** Reading and unread, for many chats. */
export function readItems(app: App, rows: Rows): MenuItem[] {
	return [
		{ text: m.work_mark_read(), icon: MailOpen, run: () => void app.work.markUnread(rows, false) },
		{ text: m.work_mark_unread(), icon: Mail, run: () => void app.work.markUnread(rows, true) },
	];
}

/** What else there is for the chat in view. */
export function moreItems(app: App, row: Conversation): MenuItem[] {
	const { status } = row.work;
	const open = () => void app.work.set([row], { status: 'open' });
	const all: (MenuItem | false)[] = [
		{ text: m.work_snooze_menu(), icon: AlarmClock, run: () => app.work.openMenu('snooze') },
		status === 'snoozed' && { text: m.work_wake(), icon: AlarmClockOff, run: open },
		status === 'pending'
			? { text: m.work_reopen(), icon: CirclePause, run: open }
			: {
					text: m.work_pend(),
					icon: CirclePause,
					run: () => void app.work.set([row], { status: 'pending' }),
				},
		{ text: m.work_labels_menu(), icon: Tag, run: () => app.work.openMenu('labels') },
		{
			text: row.pinned ? m.work_unpin() : m.work_pin(),
			icon: row.pinned ? PinOff : Pin,
			run: () => void app.work.pin([row], !row.pinned),
		},
		!isUnread(row) && { text: m.work_mark_unread(), icon: Mail, run: () => void app.leaveUnread() },
	];
	return all.filter((item) => item !== false);
}
