import { noSeriousFindings } from '../harness/barriers';
import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

test('the palette leads to a person, a page, a template and a message, by keyboard alone', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	const { keyboard } = page;
	await sim.join({ name: 'Zoë Müller', phone: '+4915228817386', text: 'Guten Tag' });
	await expect(inbox.row('Zoë Müller')).toBeVisible();
	const palette = page.getByRole('dialog', { name: 'Go to anything' });
	const box = palette.getByRole('combobox');
	const first = palette.getByRole('option').first();

	await keyboard.press('Control+k');
	await expect(box).toBeFocused();
	await keyboard.type('zoe mul');
	await expect(first).toContainText('Zoë Müller');
	await expect(first).toHaveAttribute('aria-selected', 'true');
	await noSeriousFindings(page, 'the palette');
	await keyboard.press('Enter');
	await expect(inbox.chat('Zoë Müller')).toBeVisible();
	await expect(inbox.composer).toBeFocused();

	await keyboard.press('Control+k');
	await keyboard.type('reply waiting');
	await expect(palette.getByRole('group', { name: 'Templates to send' })).toBeVisible();
	await keyboard.press('Enter');
	await expect(page.getByRole('dialog', { name: 'Send a template to Zoë Müller' })).toBeVisible();
	await expect(inbox.templates.and(page.locator('[aria-selected=true]'))).toContainText('reply waiting');
	await keyboard.press('Escape');

	await keyboard.press('Control+k');
	await keyboard.type('connection');
	await keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Connection', level: 1 })).toBeVisible();

	await keyboard.press('Control+k');
	await keyboard.type('appointment this week');
	await expect(first).toContainText('Search messages');
	await keyboard.press('Enter');
	await expect(page.getByRole('list', { name: 'Messages' })).toContainText('appointment');
	await expect(inbox.search).toBeFocused();
});

test('a chat with a number that never wrote begins with a template', async ({ inbox, sim }) => {
	const { page } = inbox;
	const { keyboard } = page;
	await keyboard.press('Alt+n');
	const palette = page.getByRole('dialog', { name: 'New chat' });
	await expect(palette.getByRole('option')).toHaveText([new RegExp(EMMA)]);
	await keyboard.type('07700 900188');
	await expect(palette).toContainText('put the country first');
	await palette.getByRole('combobox').fill('+44 7700 900188');
	await expect(palette.getByRole('option')).toHaveText(['Start a chat with +44 7700 900188']);
	await keyboard.press('Enter');
	await expect(inbox.shut).toBeVisible();
	await expect(inbox.row('900188')).toHaveCount(0);
	await inbox.pickTemplate();
	await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('we have an answer');
	await keyboard.press('Enter');
	await keyboard.type('Zoë');
	await keyboard.press('Enter');
	await expect(inbox.bubble('Hello Zoë')).toBeVisible();
	await expect(inbox.row('900188')).toBeVisible();
	await expect.poll(async () => (await sim.sent()).map(({ type }) => type)).toEqual(['template']);
});
