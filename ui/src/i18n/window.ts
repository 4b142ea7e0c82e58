import { exactly, isToday, moment, timeLeft, timeOf } from '../model/time';
import { isOpen, type Stage } from '../model/window';
import { m } from './generated/messages';

/** The state of a window in words: for the header's chip, and for screen readers in the list. */
export function stageText(stage: Stage, now: number): string {
	switch (stage.kind) {
		case 'never':
			return m.stage_never();
		case 'waiting':
			return m.stage_waiting();
		case 'open':
			return m.stage_open({ moment: moment(stage.closesAt, now) });
		case 'away':
			return awayText(stage.closesAt, stage.officeClosesAt, now);
		case 'soon':
		case 'last':
			return m.stage_left({ left: timeLeft(stage.left) });
		case 'doubtful':
			return m.stage_doubtful();
		case 'closed':
			return m.stage_closed();
	}
}

/** It closes when nobody is there; told with the office's own closing time while that is still to come. */
function awayText(closesAt: number, officeClosesAt: number | undefined, now: number): string {
	const closes = moment(closesAt, now);
	if (officeClosesAt === undefined || officeClosesAt <= now) return m.stage_away_plain({ moment: closes });
	return m.stage_away({ moment: closes, time: moment(officeClosesAt, now) });
}

/** The exact facts behind it, for the tooltip. */
export function stageTooltip(stage: Stage): string {
	if (isOpen(stage)) return m.stage_open_tooltip({ left: timeLeft(stage.left), at: exactly(stage.closesAt) });
	if (stage.kind === 'waiting') return m.stage_waiting_tooltip({ at: exactly(stage.since) });
	if (stage.kind === 'never') return m.stage_never_tooltip();
	if (stage.kind === 'doubtful') {
		return m.stage_doubtful_tooltip({ from: exactly(stage.from), to: exactly(stage.to) });
	}
	const { closedAt, byProvider } = stage;
	if (closedAt === null) return byProvider ? m.stage_closed_by_provider() : m.stage_closed();
	const at = exactly(closedAt);
	return byProvider ? m.stage_closed_by_provider_at({ at }) : m.stage_closed_tooltip({ at });
}

/** What stands in place of the composer. */
export function shutSentence(stage: Stage, now: number): string {
	if (stage.kind === 'never') return m.shut_never();
	if (stage.kind === 'waiting') return m.shut_waiting();
	if (stage.kind === 'doubtful') {
		return m.shut_doubtful({ from: moment(stage.from, now), to: moment(stage.to, now) });
	}
	if (stage.kind !== 'closed') return '';
	if (stage.byProvider) return m.shut_by_provider();
	if (stage.closedAt === null) return m.shut();
	return isToday(stage.closedAt, now)
		? m.shut_today({ time: timeOf(stage.closedAt) })
		: m.shut_at({ moment: moment(stage.closedAt, now) });
}
