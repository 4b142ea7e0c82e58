import type { LabelColor } from '../bindings/LabelColor';
import type { Work } from '../bindings/Work';
import type { WorkFilter } from '../bindings/WorkFilter';
import { moment } from '../model/time';
import { m } from './generated/messages';

/** Where the work on a chat stands, in words. */
export function workText(work: Work, now: number): string {
	if (work.status !== 'snoozed') return workFilterText(work.status);
	if (work.until.kind === 'answer') return m.work_snoozed_answer();
	return m.work_snoozed_until({ moment: moment(work.until.at, now) });
}

const FILTERS: Record<WorkFilter, () => string> = {
	open: m.work_open,
	pending: m.work_pending,
	snoozed: m.work_snoozed,
	resolved: m.work_resolved,
	all: m.work_all,
};

export function workFilterText(filter: WorkFilter): string {
	return FILTERS[filter]();
}

const COLORS: Record<LabelColor, () => string> = {
	grey: m.color_grey,
	red: m.color_red,
	orange: m.color_orange,
	yellow: m.color_yellow,
	green: m.color_green,
	teal: m.color_teal,
	blue: m.color_blue,
	purple: m.color_purple,
	pink: m.color_pink,
};

export const LABEL_COLORS = Object.keys(COLORS) as readonly LabelColor[];

export function colorName(color: LabelColor): string {
	return COLORS[color]();
}
