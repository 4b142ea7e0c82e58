import type { Office } from '../bindings/Office';
import type { TimeRange } from '../bindings/TimeRange';

const DAY = 24 * 60;

/** Minutes after midnight as an input of times holds them: 1440 is midnight as well. */
export function timeInput(minutes: number): string {
	const two = (part: number) => String(part).padStart(2, '0');
	return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** What such an input holds; `null` if nothing. */
export function minutesOf(value: string): number | null {
	const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(value) ?? [];
	return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Whether a range ends on the day after the one on which it began. Midnight itself is the end of its own day. */
export function endsNextDay({ from, until }: TimeRange): boolean {
	return until !== 0 && until !== DAY && until <= from;
}

/** A range to add to a day: after the others if there is room, else what offices usually have. */
export function nextRange(ranges: readonly TimeRange[]): TimeRange {
	const last = ranges[ranges.length - 1];
	if (!last) return { from: 9 * 60, until: 18 * 60 };
	const from = last.until + 60;
	return from + 60 < DAY && last.until > last.from ? { from, until: Math.min(from + 240, DAY - 1) } : last;
}

/** The office with other ranges on a day of the week, Monday being 0. */
export function withDay(office: Office, day: number, ranges: TimeRange[]): Office {
	const week = office.hours.week.map((one, at) => (at === day ? ranges : one)) as Office['hours']['week'];
	return { ...office, hours: { ...office.hours, week } };
}
