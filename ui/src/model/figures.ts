import type { Figures } from '../bindings/Figures';
import type { Spent } from '../bindings/Spent';
import type { Targets } from '../bindings/Targets';
import type { Totals } from '../bindings/Totals';
import type { Typical } from '../bindings/Typical';
import {
	agentName,
	categoryName,
	chargeName,
	count,
	day,
	duration,
	hour,
	milliseconds,
	percent,
	share,
	weekday,
} from '../i18n/figures';
import { failureText } from '../i18n/failures';
import { m } from '../i18n/generated/messages';
import type { Sheet } from './csv';

/** A figure as a card shows it. */
export interface Card {
	title: string;
	value: string;
	before: string;
	hint: string;
	target: { text: string; met: boolean } | null;
}

export type Counted = 'clock' | 'open';

function typical(spent: Spent, counted: Counted): Typical | null {
	return spent[counted];
}

/** A target is missed by a figure only; where there is none yet, nothing is. */
function atLeast(value: number | null, target: number) {
	if (value === null) return null;
	return { text: m.numbers_target_least({ value: percent(target / 100) }), met: value * 100 >= target };
}

function timeCard(
	title: string,
	now: Typical | null,
	before: Typical | null,
	hint: (p90: string) => string,
): Card {
	return {
		title,
		value: duration(now?.medianMs),
		before: duration(before?.medianMs),
		hint: now ? hint(duration(now.p90Ms)) : '',
		target: null,
	};
}

/** The figures of the cards, the most telling first. */
export function cardsOf(figures: Figures, targets: Targets, counted: Counted): Card[] {
	const { totals, before, webhooks } = figures;
	const delivered = (of: Totals) => share(of.delivered, of.sent + of.failed);
	const answered = (of: Totals) => share(of.templatesAnswered, of.templatesSent);
	const times = (pick: (of: Totals) => Spent) =>
		[typical(pick(totals), counted), typical(pick(before), counted)] as const;
	return [
		timeCard(m.numbers_first_response(), ...times((of) => of.firstResponse), (p90) =>
			m.numbers_first_response_hint({ p90 }),
		),
		timeCard(m.numbers_resolution(), ...times((of) => of.resolution), (p90) =>
			m.numbers_resolution_hint({ p90 }),
		),
		{
			title: m.numbers_windows(),
			value: count(totals.windowsMissed),
			before: count(before.windowsMissed),
			hint: m.numbers_windows_hint({
				answered: count(totals.windowsAnswered),
				open: count(totals.windowsOpen),
			}),
			target: null,
		},
		{
			title: m.numbers_delivered(),
			value: percent(delivered(totals)),
			before: percent(delivered(before)),
			hint: m.numbers_delivered_hint({
				count: count(totals.delivered),
				all: count(totals.sent + totals.failed),
			}),
			target: atLeast(delivered(totals), targets.deliveredPercent),
		},
		{
			title: m.numbers_read(),
			value: percent(share(totals.read, totals.delivered)),
			before: percent(share(before.read, before.delivered)),
			hint: m.numbers_read_hint({ count: count(totals.read), all: count(totals.delivered) }),
			target: null,
		},
		{
			title: m.numbers_replied(),
			value: percent(answered(totals)),
			before: percent(answered(before)),
			hint: m.numbers_replied_hint({
				count: count(totals.templatesAnswered),
				all: count(totals.templatesSent),
				soon: count(totals.templatesAnsweredSoon),
			}),
			target: atLeast(answered(totals), targets.answeredPercent),
		},
		{
			title: m.numbers_limits(),
			value: count(totals.limitViolations),
			before: count(before.limitViolations),
			hint: m.numbers_limits_hint(),
			target: {
				text: m.numbers_target_most({ value: count(targets.limitViolations) }),
				met: totals.limitViolations <= targets.limitViolations,
			},
		},
		{
			title: m.numbers_webhooks(),
			value: webhooks.count === 0 ? m.numbers_no_value() : milliseconds(webhooks.p95Ms),
			before: '',
			hint:
				webhooks.count === 0
					? m.numbers_webhooks_none()
					: m.numbers_webhooks_hint({
							count: count(webhooks.count),
							median: milliseconds(webhooks.medianMs),
							longest: milliseconds(webhooks.longestMs),
						}),
			target:
				webhooks.count === 0
					? null
					: {
							text: m.numbers_target_most({ value: milliseconds(targets.webhookMs) }),
							met: webhooks.p95Ms <= targets.webhookMs,
						},
		},
	];
}

/** Whether anything happened in the period. */
export function isEmpty({ totals }: Figures): boolean {
	return totals.received + totals.sent + totals.failed + totals.resolution.count === 0;
}

export function cardSheet(cards: readonly Card[]): Sheet {
	return {
		title: m.view_numbers(),
		columns: [m.numbers_figure(), m.numbers_value(), m.numbers_before()],
		rows: cards.map((card) => [card.title, card.value, card.before]),
	};
}

export function daySheet(figures: Figures): Sheet {
	return {
		title: m.numbers_received_sent(),
		columns: [m.numbers_day(), m.numbers_received(), m.numbers_sent()],
		rows: figures.days.map((one) => [day(one.day, { dateStyle: 'medium' }), one.received, one.sent]),
	};
}

export function hourSheet(figures: Figures): Sheet {
	const days = figures.hours.map((_, index) => weekday(index));
	const hours = figures.hours[0]?.map((_, index) => index) ?? [];
	return {
		title: m.numbers_busiest(),
		columns: [m.numbers_hour(), ...days],
		rows: hours.map((index) => [hour(index), ...figures.hours.map((counts) => counts[index] ?? 0)]),
	};
}

export function agentSheet(figures: Figures, counted: Counted): Sheet {
	return {
		title: m.numbers_agents(),
		columns: [
			m.numbers_name(),
			m.numbers_sent(),
			m.numbers_answered_first(),
			m.numbers_typical_answer(),
			m.numbers_resolved(),
		],
		rows: figures.agents.map((one) => [
			agentName(one),
			one.sent,
			one.firstResponse.count,
			duration(typical(one.firstResponse, counted)?.medianMs),
			one.resolved,
		]),
	};
}

export function templateSheet(figures: Figures): Sheet {
	return {
		title: m.numbers_templates(),
		columns: [
			m.numbers_template(),
			m.numbers_language(),
			m.numbers_category(),
			m.numbers_sent(),
			m.numbers_delivered(),
			m.numbers_read(),
			m.numbers_answered(),
			m.numbers_answered_soon(),
			m.numbers_failed(),
		],
		rows: figures.templates.map((one) => [
			one.name.replaceAll('_', ' '),
			one.language,
			categoryName(one.category),
			one.sent,
			one.delivered,
			one.read,
			one.answered,
			one.answeredSoon,
			one.failed,
		]),
	};
}

export function failureSheet(figures: Figures): Sheet {
	return {
		title: m.numbers_failures(),
		columns: [m.numbers_reason(), m.numbers_code(), m.numbers_count()],
		rows: figures.failures.map((one) => [failureText(one.explanation), one.code, one.count]),
	};
}

export function pricedSheet(figures: Figures, channelName: (id: string) => string): Sheet {
	return {
		title: m.numbers_priced(),
		columns: [m.numbers_channel(), m.numbers_category(), m.numbers_priced_type(), m.numbers_count()],
		rows: figures.priced.map((one) => [
			channelName(one.channel),
			categoryName(one.category),
			chargeName(one.type),
			one.count,
		]),
	};
}
