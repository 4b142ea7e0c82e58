import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test('words are found in the open chat, far above what is in view', async ({ inbox, sim }) => {
	const { page } = inbox;
	const { keyboard } = page;
	await sim.write(EMMAS_NUMBER, 'The first umbrella');
	for (let n = 0; n < 80; n++) await sim.write(EMMAS_NUMBER, `Something else, number ${n}`);
	await sim.write(EMMAS_NUMBER, 'Another umbrella');
	await inbox.open(EMMA);
	await expect(inbox.row('Another umbrella')).toBeVisible();

	await keyboard.press('Control+f');
	const bar = page.getByRole('search', { name: 'Find in this chat' });
	await keyboard.type('umbrella');
	await expect(bar.getByRole('status')).toHaveText('1 of 2');
	await keyboard.press('Enter');
	await expect(bar.getByRole('status')).toHaveText('2 of 2');
	await expect(inbox.bubble('The first umbrella')).toBeInViewport();
	await keyboard.press('Shift+Enter');
	await expect(inbox.bubble('Another umbrella')).toBeInViewport();
	await keyboard.press('Escape');
	await expect(bar).toHaveCount(0);
	await expect(inbox.composer).toBeFocused();
});

test('a message is answered by keyboard alone', async ({ inbox, sim }) => {
	const { keyboard } = inbox.page;
	await sim.write(EMMAS_NUMBER, 'Is ten fine?');
	await sim.write(EMMAS_NUMBER, 'Or rather eleven?');
	await inbox.open(EMMA);
	await expect(inbox.bubble('Or rather eleven?')).toBeVisible();
	await expect(inbox.composer).toBeFocused();
	await keyboard.press('Control+ArrowUp');
	await keyboard.press('Control+ArrowUp');
	await keyboard.type('Ten is fine');
	await keyboard.press('Enter');
	await expect(inbox.bubble('Ten is fine')).toContainText('Is ten fine?');
	await expect
		.poll(async () => (await sim.sent()).map(({ body }) => body.context?.message_id !== undefined))
		.toEqual([true]);
});

test('one comes back to where one was, after a page, a dialog and the palette', async ({ inbox }) => {
	const { page } = inbox;
	const { keyboard } = page;
	await inbox.open(EMMA);
	await inbox.list.focus();
	for (const [open, seen] of [
		['Control+k', page.getByRole('dialog', { name: 'Go to anything' })],
		['Control+/', page.getByRole('dialog', { name: 'Keyboard shortcuts' })],
	] as const) {
		await keyboard.press(open);
		await expect(seen).toBeVisible();
		await keyboard.press('Escape');
		await expect(seen).toHaveCount(0);
		await expect(inbox.list).toBeFocused();
	}
	await keyboard.press('Control+k');
	await keyboard.type('go to settings');
	await keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
	await keyboard.press('Escape');
	await expect(inbox.list).toBeFocused();
});

test('a letter typed over the messages goes into the answer', async ({ inbox }) => {
	await inbox.open(EMMA);
	await inbox.log.focus();
	await inbox.page.keyboard.type('hello');
	await expect(inbox.composer).toHaveValue('hello');
});
