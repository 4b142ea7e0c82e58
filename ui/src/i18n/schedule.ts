import type { Scheduled } from '../bindings/Scheduled';
import type { ScheduleProblem } from '../bindings/ScheduleProblem';
import type { Later } from '../model/later';
import { moment } from '../model/time';
import { failureAdvice, failureText } from './failures';
import { m } from './generated/messages';
import { summaryOf } from './summary';

/** Why a message that was due needs a decision. */
function scheduleProblemText(problem: ScheduleProblem): string {
	switch (problem) {
		case 'late':
			return m.scheduled_late();
		case 'window_closed':
			return m.scheduled_window_closed();
		case 'blocked':
			return m.scheduled_blocked();
		case 'marketing_stopped':
			return m.scheduled_marketing();
		case 'template_unsendable':
			return m.scheduled_template();
		case 'marketing_to_us':
		case 'too_many_templates':
		case 'portfolio_limit':
			return [failureText(problem), failureAdvice(problem)].join(' ');
		case 'channel_gone':
			return m.scheduled_gone();
		case 'they_wrote':
		case 'refused':
			return m.scheduled_refused();
	}
}

/** What one should know of a scheduled message beyond its time. */
export function scheduleHint({
	problem,
	needsTemplate,
	ifClosed,
	unlessTheyWrite,
	contact,
}: Scheduled): string | null {
	if (problem) return scheduleProblemText(problem);
	if (ifClosed) return m.scheduled_instead({ text: summaryOf(ifClosed, null, contact.name).text });
	if (needsTemplate) return m.scheduled_will_close();
	return unlessTheyWrite ? m.scheduled_unless() : null;
}

/** A time that is offered, in words. */
export function laterText({ kind, at }: Later, now: number): string {
	const when = moment(at, now);
	switch (kind) {
		case 'hour':
			return m.send_later_hour({ moment: when });
		case 'afternoon':
			return m.send_later_afternoon({ moment: when });
		case 'opening':
			return m.send_later_opening({ moment: when });
		case 'monday':
			return m.send_later_monday({ moment: when });
	}
}
