import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test.beforeEach(({ inbox }) => inbox.open(EMMA));

test('without a microphone the button explains what is missing', async ({ inbox }) => {
	const { page } = inbox;
	const record = page.getByRole('button', { name: 'Record a voice message' });
	await record.click();
	const problem = page.getByRole('alert').filter({ hasText: 'No microphone was found.' });
	await expect(problem).toContainText('Plug one in and try again.');
	await expect(record).toBeVisible();
	await problem.getByRole('button', { name: 'Dismiss' }).click();
	await expect(problem).toHaveCount(0);
	await inbox.say('Then in writing');
	await inbox.wasRead(inbox.bubble('Then in writing'));
});

test.describe('with a microphone', () => {
	test.use({ practice: { customers: 'one', delays: 0, microphone: true } });

	test('pain 14: a voice message is recorded, listened to, sent as such, and listened to by the customer', async ({
		inbox,
		sim,
	}) => {
		const { page } = inbox;
		await page.getByRole('button', { name: 'Record a voice message' }).click();
		const bar = page.getByRole('group', { name: 'Recording a voice message' });
		// A microphone that is a file may hear faster than time passes.
		await expect(bar.getByRole('timer')).toHaveText(/^0:(0[2-9]|[1-5]\d)$/);
		await bar.getByRole('button', { name: 'Stop and listen' }).click();
		await expect(bar).toHaveCount(0);
		// Heard before it goes out.
		const position = inbox.tray.getByRole('slider', { name: 'Position' });
		await inbox.tray.getByRole('button', { name: 'Play' }).click();
		await expect(position).toHaveAttribute('aria-valuenow', '1');
		await inbox.tray.getByRole('button', { name: 'Pause' }).click();
		await inbox.send.click();
		await expect(inbox.own.getByText(/^Listened to \d/)).toBeVisible();
		await expect(inbox.row(EMMA)).toContainText('Voice message');
		const [sent, ...more] = await sim.sent();
		expect(more).toEqual([]);
		expect(sent).toMatchObject({ type: 'audio', body: { audio: { voice: true } } });
		expect(sent!.statuses.map((one) => one.status)).toContain('played');
		expect((await sim.uploaded(sent!.body.audio!.id)).mime_type).toMatch(/^audio\/ogg/);
	});

	test('a recording is sent at once, or thrown away', async ({ inbox, sim }) => {
		const { page } = inbox;
		const record = page.getByRole('button', { name: 'Record a voice message' });
		await record.click();
		await expect(page.getByRole('timer')).not.toHaveText('0:00');
		// Escape asks first.
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Discard the recording' }).click();
		await expect(inbox.composer).toBeFocused();
		await expect(inbox.tray).toHaveCount(0);
		await record.click();
		await expect(page.getByRole('timer')).not.toHaveText('0:00');
		await page.getByRole('button', { name: 'Stop and send' }).click();
		await expect(inbox.own.getByText(/^Listened to \d/)).toBeVisible();
		expect((await sim.sent()).map((one) => one.body.audio?.voice)).toEqual([true]);
	});
});

test('a customer’s voice message plays on, at the speed that was chosen', async ({ inbox, sim }) => {
	await sim.write(EMMAS_NUMBER, { type: 'audio' });
	const bubble = inbox.log.getByRole('article').last();
	await expect(bubble.getByText('not listened to yet')).toBeAttached();
	await bubble.getByRole('button', { name: 'Play' }).click();
	const position = bubble.getByRole('slider', { name: 'Position' });
	await expect(position).not.toHaveAttribute('aria-valuenow', '0');
	await bubble.getByRole('button', { name: 'Speed: 1' }).click();
	await expect(bubble.getByRole('button', { name: 'Speed: 1.5' })).toBeVisible();
	await bubble.getByRole('button', { name: 'Pause' }).click();
	await position.press('End');
	await bubble.getByRole('button', { name: 'Play' }).click();
	await expect(bubble.getByText('not listened to yet')).toHaveCount(0);
	// The next one is as fast.
	await sim.write(EMMAS_NUMBER, { type: 'audio' });
	const next = inbox.log.getByRole('article').last();
	await expect(next.getByText('not listened to yet')).toBeAttached();
	await next.getByRole('button', { name: 'Play' }).click();
	await expect(next.getByRole('button', { name: 'Speed: 1.5' })).toBeVisible();
});
