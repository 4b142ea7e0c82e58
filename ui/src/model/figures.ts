import type { Figures } from '../bindings/Figures';
import type { Spent } from '../bindings/Spent';
import type { Targets } from '../bindings/Targets';
import type { Totals } from '../bindings/Totals';
import { count, duration, milliseconds, percent, share } from '../i18n/figures';
import { m } from '../i18n/generated/messages';
import type { Measure } from './csv';

/** A figure as a card shows it. */
export interface Card {
	title: Measure;
	value: Measure;
	before: Measure | null;
	hint: string;
	/** What is counted, in a sentence. */
	about: string;
	target: { text: string; met: boolean } | null;
}

/** How lengths of time are counted. */
export type Counted = 'clock' | 'open';

const MINUTE = 60_000;

/** What a file has for a figure that there is none of: nothing, and not a zero. */
const NONE = '';

/** A length of time; files have it in minutes. */
export function length(ms: number | null | undefined): Measure {
	return { shown: duration(ms), saved: ms === null || ms === undefined ? NONE : round(ms / MINUTE) };
}

const whole = (value: number): Measure => ({ shown: count(value), saved: value });
const round = (value: number) => Math.round(value * 10) / 10;

function rate(part: number, of: number): Measure {
	const value = share(part, of);
	return { shown: percent(value), saved: value === null ? NONE : round(value * 100) };
}

/** A target is missed by a figure only; where there is none yet, nothing is. */
function atLeast(value: number | null, target: number) {
	if (value === null) return null;
	return { text: m.numbers_target_least({ value: percent(target / 100) }), met: value * 100 >= target };
}

function timeCard(
	title: string,
	[now, before]: readonly [Spent, Spent],
	counted: Counted,
	words: { hint: (p90: string) => string; about: Record<Counted, () => string> },
): Card {
	const typical = now[counted];
	return {
		title: { shown: title, saved: m.numbers_minutes_value({ title }) },
		value: length(typical?.medianMs),
		before: length(before[counted]?.medianMs),
		hint: typical ? words.hint(duration(typical.p90Ms)) : '',
		about: words.about[counted](),
		target: null,
	};
}

const rateTitle = (title: string): Measure => ({ shown: title, saved: m.numbers_percent_value({ title }) });
const plainTitle = (title: string): Measure => ({ shown: title, saved: title });

/** The figures of the cards, the most telling first. */
export function cardsOf(figures: Figures, targets: Targets, counted: Counted): Card[] {
	return [
		...timeCards(figures, counted),
		windowsCard(figures),
		...messageCards(figures, targets),
		limitsCard(figures, targets),
		webhooksCard(figures, targets),
	];
}

function timeCards({ totals, before }: Figures, counted: Counted): Card[] {
	return [
		timeCard(m.numbers_first_response(), [totals.firstResponse, before.firstResponse], counted, {
			hint: (p90) => m.numbers_first_response_hint({ p90 }),
			about: { clock: m.numbers_first_response_about, open: m.numbers_first_response_about_open },
		}),
		timeCard(m.numbers_resolution(), [totals.resolution, before.resolution], counted, {
			hint: (p90) => m.numbers_resolution_hint({ p90 }),
			about: { clock: m.numbers_resolution_about, open: m.numbers_resolution_about_open },
		}),
	];
}

function windowsCard({ totals, before }: Figures): Card {
	const [answered, open] = [count(totals.windowsAnswered), count(totals.windowsOpen)];
	return {
		title: plainTitle(m.numbers_windows()),
		value: whole(totals.windowsMissed),
		before: whole(before.windowsMissed),
		hint: m.numbers_windows_hint({ answered, open }),
		about: m.numbers_windows_about(),
		target: null,
	};
}

function messageCards({ totals, before }: Figures, targets: Targets): Card[] {
	const all = (of: Totals) => of.sent + of.failed;
	return [
		{
			title: rateTitle(m.numbers_delivered()),
			value: rate(totals.delivered, all(totals)),
			before: rate(before.delivered, all(before)),
			hint: m.numbers_delivered_hint({ count: count(totals.delivered), all: count(all(totals)) }),
			about: m.numbers_delivered_about(),
			target: atLeast(share(totals.delivered, all(totals)), targets.deliveredPercent),
		},
		{
			title: rateTitle(m.numbers_read()),
			value: rate(totals.read, totals.delivered),
			before: rate(before.read, before.delivered),
			hint: m.numbers_read_hint({ count: count(totals.read), all: count(totals.delivered) }),
			about: m.numbers_read_about(),
			target: null,
		},
		{
			title: rateTitle(m.numbers_replied()),
			value: rate(totals.templatesAnswered, totals.templatesSent),
			before: rate(before.templatesAnswered, before.templatesSent),
			hint: m.numbers_replied_hint({
				count: count(totals.templatesAnswered),
				all: count(totals.templatesSent),
				soon: count(totals.templatesAnsweredSoon),
			}),
			about: m.numbers_replied_about(),
			target: atLeast(share(totals.templatesAnswered, totals.templatesSent), targets.answeredPercent),
		},
	];
}

function limitsCard({ totals, before }: Figures, { limitViolations }: Targets): Card {
	return {
		title: plainTitle(m.numbers_limits()),
		value: whole(totals.limitViolations),
		before: whole(before.limitViolations),
		hint: '',
		about: m.numbers_limits_about(),
		target: {
			text: m.numbers_target_most({ value: count(limitViolations) }),
			met: totals.limitViolations <= limitViolations,
		},
	};
}

function webhooksCard({ webhooks }: Figures, { webhookMs }: Targets): Card {
	const title = m.numbers_webhooks();
	const common = {
		title: { shown: title, saved: m.numbers_milliseconds_value({ title }) },
		before: null,
		about: m.numbers_webhooks_about(),
	};
	if (webhooks.count === 0) {
		const value = { shown: m.numbers_no_value(), saved: NONE };
		return { ...common, value, hint: m.numbers_webhooks_none(), target: null };
	}
	return {
		...common,
		value: { shown: milliseconds(webhooks.p95Ms), saved: round(webhooks.p95Ms) },
		hint: m.numbers_webhooks_hint({
			count: count(webhooks.count),
			median: milliseconds(webhooks.medianMs),
			longest: milliseconds(webhooks.longestMs),
		}),
		target: {
			text: m.numbers_target_most({ value: milliseconds(webhookMs) }),
			met: webhooks.p95Ms <= webhookMs,
		},
	};
}

/** Whether anything happened in the period. */
export function isEmpty({ totals }: Figures): boolean {
	return totals.received + totals.sent + totals.failed + totals.resolution.count === 0;
}
