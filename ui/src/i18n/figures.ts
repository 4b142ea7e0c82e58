import type { AgentFigures } from '../bindings/AgentFigures';
import { authorName } from './authors';
import type { HoursCounted } from '../bindings/HoursCounted';
import { language } from './language.svelte';
import { m } from './generated/messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function number(value: number, options: Intl.NumberFormatOptions): string {
	return new Intl.NumberFormat(language.formats, options).format(value);
}

export function count(value: number): string {
	return number(value, {});
}

/** A part of a whole; `null` of nothing. */
export function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

export function percent(value: number | null): string {
	return value === null
		? m.numbers_no_value()
		: number(value, { style: 'percent', maximumFractionDigits: 1 });
}

export function milliseconds(value: number): string {
	return number(value, { style: 'unit', unit: 'millisecond', maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** A length of time in the unit that says most: "40 sec", "12 min", "3.5 hr", "2 days". */
export function duration(ms: number | undefined | null): string {
	if (ms === undefined || ms === null) return m.numbers_no_value();
	const [value, unit] =
		ms < MINUTE
			? [ms / 1000, 'second']
			: ms < HOUR
				? [ms / MINUTE, 'minute']
				: ms < 2 * DAY
					? [ms / HOUR, 'hour']
					: [ms / DAY, 'day'];
	return number(value, { style: 'unit', unit, maximumFractionDigits: ms < HOUR ? 0 : 1 });
}

/** Says which hours lengths of time are counted in. */
export function countedSentence(
	numbers: HoursCounted,
	counted: 'clock' | 'open',
	nameOf: (channel: string) => string,
): string {
	if (numbers.open.length === 0) return m.numbers_counted_clock();
	if (counted === 'clock') return m.numbers_counted_all();
	if (numbers.clock.length === 0) return m.numbers_counted_open();
	const list = new Intl.ListFormat(language.formats).format(numbers.clock.map(nameOf));
	return m.numbers_counted_mixed({ numbers: list });
}

/** A day of the calendar, which has no zone of its own. */
export function day(text: string, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(language.formats, { ...options, timeZone: 'UTC' }).format(
		Date.parse(`${text}T00:00:00Z`),
	);
}

/** The name of a weekday; 0 is Monday. */
export function weekday(index: number): string {
	// The first of January 2024 was a Monday.
	return day(`2024-01-0${index + 1}`, { weekday: 'short' });
}

export function hour(index: number): string {
	const at = Date.UTC(2024, 0, 1, index);
	return new Intl.DateTimeFormat(language.formats, { hour: 'numeric', timeZone: 'UTC' }).format(at);
}

export function agentName(agent: AgentFigures): string {
	switch (agent.kind) {
		case 'person':
			return authorName(agent.name);
		case 'program':
			return m.numbers_agent_program({ name: agent.name });
		case 'rule':
			return m.numbers_agent_rule({ name: agent.name });
		case 'phone':
			return m.numbers_agent_phone();
	}
}

const sentences = m as unknown as Record<string, (() => string) | undefined>;

/** The provider's word for what a message is; a word that is newer than this screen is shown as it stands. */
export function categoryName(word: string): string {
	return sentences[`numbers_category_${word.toLowerCase()}`]?.() ?? word;
}

/** The provider's word for whether a message is charged. */
export function chargeName(word: string): string {
	if (word === '') return m.numbers_type_unknown();
	return sentences[`numbers_type_${word}`]?.() ?? word;
}
