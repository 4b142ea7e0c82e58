import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

test('what is kept of a person is found by, and stays after a reload', async ({ inbox }) => {
	const { page, panel } = inbox;
	await inbox.open(EMMA);
	await panel.getByRole('button', { name: 'What to keep' }).click();
	await inbox.dialog.getByRole('textbox', { name: 'New attribute' }).fill('Doctor');
	await inbox.dialog.getByRole('button', { name: 'Add' }).click();
	await expect(inbox.dialog.getByText('Doctor')).toBeVisible();
	await page.keyboard.press('Escape');
	await panel.getByRole('button', { name: /^Doctor: change/ }).click();
	await panel.getByRole('textbox', { name: 'Doctor' }).fill('Dr. Núñez');
	await page.keyboard.press('Enter');
	await panel.getByRole('textbox', { name: 'Write a note' }).fill('Afraid of needles');
	await panel.getByRole('button', { name: 'Add note' }).click();
	await expect(panel.getByText('Afraid of needles')).toBeVisible();
	await page.reload();
	await inbox.go('Contacts');
	await page.getByRole('searchbox').fill('nunez');
	await page.getByRole('option', { name: EMMA }).click();
	await expect(page.getByRole('complementary')).toContainText('Afraid of needles');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
});

// Pain 23: a template from the contact page opens a new conversation.
test('somebody from a table is begun with by a template, and answers in the same chat', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await inbox.go('Contacts');
	await page.getByRole('button', { name: 'Import…' }).click();
	await inbox.dialog.getByLabel('Choose a file').setInputFiles({
		name: 'people.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('name,phone\nZoe Ortiz,+5215555550119\nHome,0171 1234567\n'),
	});
	await expect(inbox.dialog).toContainText('1 new');
	await expect(inbox.dialog).toContainText('Not a phone number with its country');
	await inbox.dialog.getByRole('button', { name: 'Import', exact: true }).click();
	await page.getByRole('option', { name: 'Zoe Ortiz' }).click();
	await page.getByRole('button', { name: 'Start with a template' }).click();
	await expect(inbox.dialog).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('window-shut')).toContainText('Start with a template');
	await sim.join({ name: 'Zoe', phone: '525555550119', text: 'Hello, it is me' });
	await expect(inbox.bubble('Hello, it is me')).toBeVisible();
	await expect(inbox.list.getByRole('option', { name: 'Zoe Ortiz' })).toHaveCount(1);
});
