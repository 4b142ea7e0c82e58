import type { Scheduled } from '../../bindings/Scheduled';
import { m } from '../../i18n/generated/messages';
import type { Timing } from '../../model/later';
import { moment } from '../../model/time';
import type { App } from '../../state/app.svelte';
import type { Purpose } from '../../state/scheduled.svelte';
import type { Picking } from './picking.svelte';

/** Does with the template what it was chosen for, and closes the picker when the core has it. */
export function finish(
	app: App,
	picking: Picking,
	purpose: Purpose | null = app.scheduled.purpose,
): Promise<void> {
	if (purpose?.kind === 'later') return sendLater(app, picking, purpose.when);
	if (purpose?.kind === 'instead' && picking.standsIn) return standIn(app, picking, purpose.of);
	return sendNow(app, picking, purpose?.of);
}

async function sendLater(app: App, picking: Picking, when: Timing): Promise<void> {
	if (!(await picking.sendAt(when))) return;
	app.closePicker();
	app.toasts.show(m.scheduled_done({ moment: moment(when.at, app.clock.now) }));
}

async function standIn(app: App, picking: Picking, item: Scheduled): Promise<void> {
	if (!(await picking.standInFor(item))) return;
	app.closePicker();
	app.toasts.show(m.scheduled_stands_in());
}

/** What it is sent instead of has nothing left to wait for. */
async function sendNow(app: App, picking: Picking, instead: Scheduled | undefined): Promise<void> {
	const message = await picking.send();
	if (!message) return;
	app.closePicker();
	await app.templateSent(message);
	if (instead) await app.scheduled.cancel(instead);
}
