import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

// Pain 22: variables go out empty, or as raw `{{first_name}}`.
test('a saved reply is made, found by its words, filled in and sent, by keyboard alone', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await inbox.go('Settings');
	await page.getByRole('button', { name: 'New reply' }).press('Enter');
	await page.keyboard.type('/visit');
	await inbox.dialog
		.getByRole('textbox', { name: 'Reply', exact: true })
		.fill('Dear {{contact.first_name}}, we expect you on {{day}}.');
	await inbox.dialog.getByRole('button', { name: 'Save' }).press('Enter');
	await expect(page.getByText('/visit is saved')).toBeVisible();

	await inbox.go('Inbox');
	await inbox.open(EMMA);
	await inbox.composer.pressSequentially('Hello! /expect');
	await expect(page.getByRole('option', { name: '/visit' })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(inbox.composer).toHaveValue('Hello! Dear Emma, we expect you on {{day}}.');
	await expect(page.getByRole('textbox', { name: 'day' })).toBeFocused();
	await page.keyboard.type('Monday');
	await page.keyboard.press('Enter');
	await expect(inbox.composer).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(inbox.bubble('Hello! Dear Emma, we expect you on Monday.')).toBeVisible();
	await expect.poll(async () => JSON.stringify(await sim.sent())).toContain('we expect you on Monday.');
});

test('a table of replies is looked at first, and exported again', async ({ inbox }) => {
	const { page } = inbox;
	await inbox.go('Settings');
	await page.getByRole('button', { name: 'Import…' }).click();
	const csv = 'shortcut;text\r\nhours;We open at 9.\r\nbad word;x\r\n';
	await inbox.dialog
		.getByLabel('Choose a file')
		.setInputFiles({ name: 'replies.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
	await expect(inbox.dialog).toContainText('1 new');
	await expect(inbox.dialog).toContainText('The shortcut must be one word');
	await inbox.dialog.getByRole('button', { name: 'Import', exact: true }).click();
	await expect(page.getByText('We open at 9.')).toBeVisible();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Export' }).click(),
	]);
	expect(download.suggestedFilename()).toBe('saved-replies.csv');
});
