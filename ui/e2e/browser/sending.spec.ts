import { watchTicks } from '../harness/ticks';
import { expect, test } from './fixtures';
import { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test.describe('with the delays of a real network', () => {
	test.use({ practice: { customers: 'one', delays: 1 } });

	test('a reply walks through sent, delivered and read', async ({ inbox }) => {
		await inbox.open(EMMA);
		const text = 'Yes, tomorrow at nine.';
		await inbox.page.evaluate(watchTicks, text);
		await inbox.say(text);
		await expect(inbox.composer).toHaveValue('');
		await expect(inbox.bubble(text).getByText(/^Read \d/)).toBeVisible();
		const seen = await inbox.page.evaluate((text) => globalThis.ticks?.[text], text);
		expect(seen?.slice(-3)).toEqual(['Sent', 'Delivered', 'Read']);
		// Before WhatsApp said anything the message was shown as on its way, and as nothing better.
		const before = seen?.slice(0, -3) ?? [];
		expect(['Waiting to be sent', 'Sending', 'Taken by WhatsApp']).toEqual(expect.arrayContaining(before));
		expect(before.length).toBeGreaterThan(0);
		// The list says the same.
		await expect(inbox.row(EMMA).getByText('Read', { exact: true })).toBeVisible();
	});
});

test('Enter sends once however often it is pressed, and Shift+Enter breaks the line', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await inbox.composer.pressSequentially('First line');
	await inbox.composer.press('Shift+Enter');
	await inbox.composer.pressSequentially('second line');
	await inbox.composer.press('Enter');
	await inbox.composer.press('Enter');
	await inbox.composer.press('Enter');
	await expect(inbox.bubble('second line').getByText(/^Read/)).toBeVisible();
	await expect(inbox.bubble('second line')).toHaveCount(1);
	const sent = await sim.sent(EMMAS_NUMBER);
	expect(sent.map((one) => one.body.text?.body)).toEqual(['First line\nsecond line']);
});

test('pain 7: a reply whose answer is lost is "being checked", goes out once, and is delivered when its status comes', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await sim.faults({ drop_after_accept: 1, hold_statuses: true });
	const text = 'Your results are here.';
	await inbox.say(text);
	const notice = inbox.bubble(text).getByRole('group', { name: 'Checking whether this was sent' });
	await expect(notice).toBeVisible();
	await expect(notice.getByRole('button'), 'no button invites to send it twice').toHaveCount(0);
	// A later message overtakes it: whatever would send the first one again has had its chance when this one is out.
	const later = 'Please call us.';
	await inbox.say(later);
	await expect.poll(async () => (await sim.sent(EMMAS_NUMBER)).length).toBe(2);
	await expect(notice).toBeVisible();
	await sim.release();
	await expect(inbox.bubble(text).getByText(/^(Delivered|Read) \d/)).toBeVisible();
	await expect(notice).toHaveCount(0);
	const sent = await sim.sent(EMMAS_NUMBER);
	expect(sent.map((one) => one.body.text?.body)).toEqual([text, later]);
});

test('pain 7: a power cut in the middle of sending doubles nothing: the message is checked after the restart', async ({
	office,
	page,
}) => {
	const sim = office.simulator;
	const screen = new Screen(page);
	await screen.signIn(await office.link());
	await screen.open(EMMA);
	// The provider takes the message and is slow to say so; its statuses do not come yet.
	await sim.faults({ delay: { ms: 30_000 }, hold_statuses: true });
	const text = 'The doctor will call you back.';
	await screen.say(text);
	await expect.poll(async () => (await sim.sent(office.customer)).length).toBe(1);
	await office.crash();
	await expect(page.getByText('Not connected to Frontdesk.', { exact: false })).toBeVisible();
	await sim.noFaults();
	await sim.faults({ hold_statuses: true });

	await office.open();
	await screen.signIn(await office.link());
	await screen.open(EMMA);
	await expect(screen.bubble(text)).toHaveCount(1);
	const notice = screen.bubble(text).getByRole('group', { name: 'Checking whether this was sent' });
	await expect(notice).toBeVisible();
	await sim.release();
	await expect(screen.bubble(text).getByText(/^(Delivered|Read) \d/)).toBeVisible();
	await expect(notice).toHaveCount(0);
	expect(await sim.sent(office.customer)).toHaveLength(1);
});

test('pain 11: a failed message says why in plain words, and Retry sends it once', async ({ inbox, sim }) => {
	await inbox.open(EMMA);
	await sim.faults({ async_failed: { code: 131000 } });
	const text = 'We have a place at four.';
	await inbox.say(text);
	const notice = inbox.bubble(text).getByRole('group', { name: 'Not sent' });
	await expect(notice).toContainText(
		'WhatsApp reported an unknown error. Try again; if it stays, contact support.',
	);
	await expect(inbox.row(EMMA).getByText('Not sent')).toBeVisible();
	await notice.getByRole('button', { name: 'Retry' }).click();
	await expect(inbox.bubble(text).getByText(/^Read \d/)).toBeVisible();
	await expect(notice).toHaveCount(0);
	await expect(inbox.bubble(text)).toHaveCount(1);
	expect(await sim.sent(EMMAS_NUMBER), 'the one that failed and the one that arrived').toHaveLength(2);
});

test('pain 11: what can never succeed unchanged has a reason and no Retry', async ({ inbox, sim }) => {
	await inbox.open(EMMA);
	await sim.faults({ async_failed: { code: 131026 } });
	await inbox.say('Are you there?');
	const notice = inbox.bubble('Are you there?').getByRole('group', { name: 'Not sent' });
	await expect(notice).toContainText('WhatsApp cannot deliver to this person.');
	await expect(notice.getByRole('button')).toHaveCount(0);
});

test('a busy provider is tried again by itself, and the message says so meanwhile', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await sim.faults({ http: { status: 503, code: 131016, times: 1 } });
	const text = 'One moment please.';
	await inbox.say(text);
	await expect(inbox.bubble(text)).toContainText(/WhatsApp is busy\. Waiting, next try in \d seconds?\./);
	await expect(inbox.bubble(text).getByText(/^Read \d/)).toBeVisible();
	expect(await sim.sent(EMMAS_NUMBER)).toHaveLength(1);
});

test('pain 12: an expired token raises one banner and loses nothing: the queue waits for "Try again"', async ({
	inbox,
	sim,
}) => {
	await sim.join({ name: 'Ben Carter', phone: '+447700900199', text: 'Hello?' });
	await sim.faults({ token_expired: true });
	await inbox.open(EMMA);
	await inbox.say('First answer');
	await inbox.open('Ben Carter');
	await inbox.say('Second answer');
	const banner = inbox.page.getByRole('alert').filter({ hasText: 'Sending is paused.' });
	await expect(banner).toHaveCount(1);
	await expect(banner).toContainText('Please reconnect WhatsApp: the access token has expired.');
	await expect(inbox.bubble('Second answer').getByText('Waiting to be sent')).toBeVisible();
	// Receiving goes on.
	await sim.write('+447700900199', 'Are you open today?');
	await expect(inbox.bubble('Are you open today?')).toBeVisible();
	// Too early: the banner comes back, and there is still one.
	const resumed = inbox.page.waitForResponse('**/rpc/resume_sending');
	await banner.getByRole('button', { name: 'Try again' }).click();
	await resumed;
	await expect.poll(async () => paused(inbox)).toBe(true);
	await expect(banner).toHaveCount(1);
	expect(await sim.sent()).toHaveLength(0);

	await sim.noFaults();
	await banner.getByRole('button', { name: 'Try again' }).click();
	await expect(inbox.bubble('Second answer').getByText(/^Read \d/)).toBeVisible();
	await expect(banner).toHaveCount(0);
	await inbox.open(EMMA);
	await expect(inbox.bubble('First answer').getByText(/^Read \d/)).toBeVisible();
	const texts = (await sim.sent()).map((one) => one.body.text?.body);
	expect(texts.sort()).toEqual(['First answer', 'Second answer']);
});

/** Whether the core has paused sending. */
async function paused(inbox: Screen): Promise<boolean> {
	const { body } = await inbox.rpc('bootstrap', null);
	const workspace = body['workspace'] as { channels: { paused: unknown }[] };
	return workspace.channels[0]!.paused !== null;
}
