import type { AskFigures } from '../../bindings/AskFigures';
import type { Figures } from '../../bindings/Figures';
import type { MonthUse } from '../../bindings/MonthUse';
import type { Spent } from '../../bindings/Spent';
import type { Totals } from '../../bindings/Totals';
import { CHANNEL } from './data';

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

const NOTHING: Totals = {
	firstResponse: { count: 0, clock: null, open: null },
	resolution: { count: 0, clock: null, open: null },
	windowsAnswered: 0,
	windowsOpen: 0,
	windowsMissed: 0,
	received: 0,
	sent: 0,
	delivered: 0,
	read: 0,
	failed: 0,
	limitViolations: 0,
	templatesSent: 0,
	templatesAnswered: 0,
	templatesAnsweredSoon: 0,
};

const BUSY: Totals = {
	firstResponse: {
		count: 412,
		clock: { medianMs: 7 * MINUTE, p90Ms: 340 * MINUTE },
		open: { medianMs: 5 * MINUTE, p90Ms: 48 * MINUTE },
	},
	resolution: {
		count: 388,
		clock: { medianMs: 190 * MINUTE, p90Ms: 3_100 * MINUTE },
		open: { medianMs: 75 * MINUTE, p90Ms: 700 * MINUTE },
	},
	windowsAnswered: 521,
	windowsOpen: 6,
	windowsMissed: 9,
	received: 1_840,
	sent: 1_512,
	delivered: 1_471,
	read: 1_190,
	failed: 31,
	limitViolations: 2,
	templatesSent: 240,
	templatesAnswered: 103,
	templatesAnsweredSoon: 92,
};

const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

function firstDay(ask: AskFigures, now: number): number {
	if (ask.period.kind === 'days') return Date.parse(ask.period.first);
	const days = { today: 0, week: 6, month: 19, lastMonth: 29 }[ask.period.kind];
	return now - days * DAY;
}

interface Hours {
	/** Whether nobody has said when the office is open. */
	assumed: boolean;
}

const byTheClock = (spent: Spent): Spent => ({ ...spent, open: null });

/** The figures of a clinic with two people at the desk; `busy` is whether anything has happened there. */
export function figuresOf(ask: AskFigures, now: number, busy: boolean, { assumed }: Hours): Figures {
	const figures = counted(ask, now, busy);
	if (!assumed) return figures;
	const totals = (of: Totals): Totals => ({
		...of,
		firstResponse: byTheClock(of.firstResponse),
		resolution: byTheClock(of.resolution),
	});
	return {
		...figures,
		counted: { open: [], clock: [CHANNEL.id] },
		totals: totals(figures.totals),
		before: totals(figures.before),
		agents: figures.agents.map((one) => ({ ...one, firstResponse: byTheClock(one.firstResponse) })),
	};
}

function counted(ask: AskFigures, now: number, busy: boolean): Figures {
	const first = firstDay(ask, now);
	const last = ask.period.kind === 'days' ? Date.parse(ask.period.last) : now;
	const count = Math.round((last - first) / DAY) + 1;
	const wave = (index: number) => (busy ? Math.round(60 + 45 * Math.sin(index * 1.1)) : 0);
	const days = Array.from({ length: count }, (_, index) => ({
		day: iso(first + index * DAY),
		received: wave(index),
		sent: Math.round(wave(index) * 0.8),
	}));
	const hours = Array.from({ length: 7 }, (_, day) =>
		Array.from({ length: 24 }, (_, hour) =>
			busy && day < 6 && hour > 7 && hour < 21
				? Math.round(30 * Math.sin(((hour - 7) / 14) * Math.PI)) - day
				: 0,
		).map((value) => Math.max(0, value)),
	);
	return {
		zone: 'Europe/Madrid',
		first: iso(first),
		last: iso(last),
		counted: { open: [CHANNEL.id], clock: [] },
		totals: busy ? BUSY : NOTHING,
		before: busy ? { ...BUSY, windowsMissed: 14, delivered: 1_402, limitViolations: 0 } : NOTHING,
		days,
		hours,
		agents: busy
			? [
					{
						id: 'agent:You',
						name: 'You',
						kind: 'person',
						sent: 1_204,
						resolved: 301,
						firstResponse: BUSY.firstResponse,
					},
					{
						id: 'agent:نور الهاشمي',
						name: 'نور الهاشمي 🌸',
						kind: 'person',
						sent: 308,
						resolved: 87,
						firstResponse: { ...BUSY.firstResponse, count: 97 },
					},
					{
						id: 'rule:away',
						name: 'away',
						kind: 'rule',
						sent: 44,
						resolved: 0,
						firstResponse: NOTHING.firstResponse,
					},
					{
						id: 'phone',
						name: '',
						kind: 'phone',
						sent: 0,
						resolved: 0,
						firstResponse: { ...BUSY.firstResponse, count: 12 },
					},
				]
			: [],
		templates: busy
			? [
					{
						name: 'appointment_reminder',
						language: 'en',
						category: 'UTILITY',
						sent: 180,
						delivered: 176,
						read: 150,
						answered: 88,
						answeredSoon: 80,
						failed: 3,
					},
					{
						name: 'a_very_long_name_of_a_template_that_somebody_has_given_it_in_a_hurry_and_never_changed',
						language: 'pt_BR',
						category: 'MARKETING',
						sent: 60,
						delivered: 57,
						read: 31,
						answered: 15,
						answeredSoon: 12,
						failed: 9,
					},
				]
			: [],
		failures: busy
			? [
					{ code: '131026', explanation: 'unlisted', limit: false, count: 20 },
					{ code: '131047', explanation: 'window_closed', limit: true, count: 2 },
				]
			: [],
		priced: busy
			? [
					{ channel: CHANNEL.id, category: 'service', type: 'free_customer_service', count: 640 },
					{ channel: CHANNEL.id, category: 'utility', type: 'regular', count: 176 },
					{ channel: CHANNEL.id, category: 'marketing', type: 'regular', count: 57 },
				]
			: [],
		webhooks: { count: 2_310, medianMs: 1.4, p95Ms: 9.6, longestMs: 48 },
	};
}

export function monthsOf(busy: boolean): MonthUse[] {
	return [
		{ channel: CHANNEL.id, first: '2026-11-01', priced: [], service: busy ? 640 : 0, freeService: 1_000 },
	];
}
