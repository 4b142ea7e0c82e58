import type { WindowFilter } from '../bindings/WindowFilter';
import type { WindowInfo } from '../bindings/WindowInfo';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** From here on an open window counts as closing soon, as the list's filter of that name has it. */
const SOON = 4 * HOUR;
/** From here on the composer warns. */
const LAST = 60 * MINUTE;
/** From here on the time left is counted in seconds. */
export const SECONDS = 2 * MINUTE;

/** What the 24-hour window of a conversation looks like at a moment. */
export type Stage =
	| { readonly kind: 'never' }
	/** A template was sent and the customer has not answered: nothing else can be written. */
	| { readonly kind: 'waiting'; readonly since: number }
	| {
			readonly kind: 'open' | 'away' | 'soon' | 'last';
			readonly closesAt: number;
			readonly left: number;
			/** When the office closes before that, if it will be closed at its end. */
			readonly officeClosesAt?: number;
	  }
	/** It looks closed, but nothing could come in for a while: a message that holds it open may be on its way. */
	| { readonly kind: 'doubtful'; readonly from: number; readonly to: number }
	| { readonly kind: 'closed'; readonly closedAt: number | null; readonly byProvider: boolean };

export type StageKind = Stage['kind'];

/** The stage at `now`, a moment of the server's clock: what was open when it was read closes here by itself. */
export function stageOf(window: WindowInfo, now: number): Stage {
	const { phase, closesAt } = window;
	if (phase === 'open' && closesAt !== null && now < closesAt) {
		const left = closesAt - now;
		if (left < LAST) return { kind: 'last', closesAt, left };
		// More than hours may be left, and yet nobody will be there.
		if (window.whileAway) {
			const { officeClosesAt } = window.whileAway;
			return { kind: 'away', closesAt, left, ...(officeClosesAt === null ? {} : { officeClosesAt }) };
		}
		return { kind: left <= SOON ? 'soon' : 'open', closesAt, left };
	}
	const { unheard } = window;
	if (unheard && now < unheard.mattersUntil) return { kind: 'doubtful', from: unheard.from, to: unheard.to };
	if (window.templateWaitingSince !== null) return { kind: 'waiting', since: window.templateWaitingSince };
	if (phase === 'neverOpened') return { kind: 'never' };
	return { kind: 'closed', closedAt: closesAt, byProvider: window.closedByProvider };
}

/** Whether free text may be written. */
export function isOpen(stage: Stage): stage is Extract<Stage, { left: number }> {
	return ['open', 'away', 'soon', 'last'].includes(stage.kind);
}

/** Until when WhatsApp charges nothing for what is sent; `null` if it does. It permits no message that the stage does not. */
export function freeUntil({ freeUntil = 0 }: WindowInfo, now: number): number | null {
	return now < freeUntil ? freeUntil : null;
}

/** Whether a conversation in this stage belongs under a filter of the list. */
export function passesFilter(filter: WindowFilter, stage: Stage): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'open':
			return isOpen(stage);
		case 'closingSoon':
			return isOpen(stage) && stage.left <= SOON;
		case 'closed':
			return !isOpen(stage);
	}
}

const WARNINGS = [60, 15, 5] as const;

/** The warning that falls between two looks at the time left, in minutes; `null` between warnings. */
export function crossedWarning(before: number | null, now: number | null): (typeof WARNINGS)[number] | null {
	if (before === null || now === null) return null;
	return WARNINGS.findLast((minutes) => now <= minutes * MINUTE && before > minutes * MINUTE) ?? null;
}
