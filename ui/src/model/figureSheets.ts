import type { Figures } from '../bindings/Figures';
import { agentName, categoryName, chargeName, day, hour, weekday } from '../i18n/figures';
import { failureText } from '../i18n/failures';
import { m } from '../i18n/generated/messages';
import type { Measure, Sheet } from './csv';
import { type Card, type Counted, length } from './figures';

/** The figures as tables: what the page shows beside its charts, and what is saved. */

export function cardSheet(cards: readonly Card[]): Sheet {
	return {
		title: m.view_numbers(),
		columns: [
			m.numbers_figure(),
			m.numbers_value(),
			m.numbers_before(),
			m.numbers_target(),
			m.numbers_what_counts(),
		],
		rows: cards.map((card) => [
			card.title,
			card.value,
			card.before ?? '',
			card.target?.text ?? '',
			card.about,
		]),
	};
}

export function daySheet(figures: Figures): Sheet {
	return {
		title: m.numbers_received_sent(),
		columns: [m.numbers_day(), m.numbers_received(), m.numbers_sent()],
		rows: figures.days.map((one) => [dayCell(one.day), one.received, one.sent]),
	};
}

function dayCell(text: string): Measure {
	return { shown: day(text, { dateStyle: 'medium' }), saved: text };
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
	const typical = counted === 'open' ? m.numbers_typical_answer_open() : m.numbers_typical_answer();
	return {
		title: m.numbers_agents(),
		columns: [
			m.numbers_name(),
			m.numbers_sent(),
			m.numbers_answered_first(),
			{ shown: typical, saved: m.numbers_minutes_value({ title: typical }) },
			m.numbers_resolved(),
		],
		rows: figures.agents.map((one) => [
			agentName(one),
			one.sent,
			one.firstResponse.count,
			length(one.firstResponse[counted]?.medianMs),
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
