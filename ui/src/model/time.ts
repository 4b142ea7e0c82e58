import { dateFormat } from '../i18n/formats';
import { m } from '../i18n/generated/messages';
import { HOUR, MINUTE, SECONDS } from './window';

const DAY = 24 * HOUR;

const clockTime = dateFormat({ timeStyle: 'short' });
const weekday = dateFormat({ weekday: 'long' });
const shortDate = dateFormat({ day: 'numeric', month: 'numeric', year: '2-digit' });
const longDate = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' });
const fullDate = dateFormat({ dateStyle: 'full', timeStyle: 'short' });

/** Whole local days from the day of `at` to that of `now`; negative for tomorrow. */
function daysAgo(at: number, now: number): number {
	const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
	// Rounded, because two days of the year have not 24 hours.
	return Math.round((midnight(now) - midnight(at)) / DAY);
}

export function isToday(at: number, now: number): boolean {
	return daysAgo(at, now) === 0;
}

/** The day of the week. */
export function weekdayOf(at: number): string {
	return weekday(at);
}

/** "14:32" */
export function timeOf(at: number): string {
	return clockTime(at);
}

/** For tooltips: the day, the date and the time. */
export function exactly(at: number): string {
	return fullDate(at);
}

/** For a row of the list: the time today, then "Yesterday", the weekday within a week, and the date. */
export function rowTime(at: number, now: number): string {
	const days = daysAgo(at, now);
	return days === 0 ? timeOf(at) : pastDay(at, days, shortDate);
}

/** For the separators of a thread: "Today", "Yesterday", the weekday within a week, and the date. */
export function dayLabel(at: number, now: number): string {
	const days = daysAgo(at, now);
	return days === 0 ? m.day_today() : pastDay(at, days, longDate);
}

function pastDay(at: number, days: number, date: (at: number) => string): string {
	if (days === 1) return m.day_yesterday();
	return days > 1 && days < 7 ? weekday(at) : date(at);
}

/** Inside a sentence: "14:32", "yesterday 14:32", "tomorrow 14:32", "Monday 14:32" or with the date. */
export function moment(at: number, now: number): string {
	const days = daysAgo(at, now);
	const time = timeOf(at);
	if (days === 0) return time;
	if (days === 1) return m.moment_yesterday({ time });
	if (days === -1) return m.moment_tomorrow({ time });
	const day = Math.abs(days) < 7 ? weekday(at) : longDate(at);
	return m.moment_day({ day, time });
}

/** The time left, never more than there is: "19 h 05 min", "42 min", "1:45". */
export function timeLeft(left: number): string {
	if (left < SECONDS) {
		const seconds = Math.max(0, Math.floor(left / 1000));
		return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	}
	const hours = Math.floor(left / HOUR);
	const minutes = Math.floor((left % HOUR) / MINUTE);
	if (hours === 0) return m.left_minutes({ minutes });
	return m.left_hours({ hours, minutes: String(minutes).padStart(2, '0') });
}

/** The same for a narrow place: whole hours from one hour on. */
export function timeLeftShort(left: number): string {
	return left >= HOUR ? m.left_hours_only({ hours: Math.floor(left / HOUR) }) : timeLeft(left);
}

/** "just now", "2 min ago", and from an hour on the moment itself. */
export function ago(at: number, now: number): string {
	const minutes = Math.floor((now - at) / MINUTE);
	if (minutes < 1) return m.ago_now();
	return minutes < 60 ? m.ago_minutes({ minutes }) : moment(at, now);
}

/** The days of the week, Monday first. */
export function weekdayNames(): string[] {
	const monday = new Date(2024, 0, 1);
	return Array.from({ length: 7 }, (_, day) => weekday(new Date(monday).setDate(monday.getDate() + day)));
}
