import { Line } from '../harness/line';
import { expect, test } from './fixtures';
import { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test('practice is called practice on every view, and leaving it leads to the welcome', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	const strip = page.getByRole('region', { name: 'Practice' });
	const words = 'Practice: these customers are simulated. Nothing is sent to real people.';
	await expect(strip).toContainText(words);
	await inbox.open(EMMA);
	await expect(strip).toContainText(words);
	await expect(page.getByText('Practice: a simulated customer reads this, nobody else.')).toBeVisible();
	await sim.advance({ hours: 24 });
	await expect(inbox.shut).toBeVisible();
	await expect(strip).toContainText(words);
	for (const view of ['Connection', 'Settings'] as const) {
		await inbox.go(view);
		await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible();
		await expect(strip).toContainText(words);
		await expect(page).toHaveTitle(/Practice/);
	}
	await strip.getByRole('button', { name: 'Leave practice' }).click();
	await expect(page.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeVisible();
	await expect(strip).toHaveCount(0);
	await expect(page).not.toHaveTitle(/Practice/);
	await page.getByRole('button', { name: 'Try it with practice customers' }).click();
	await expect(inbox.row(EMMA)).toBeVisible();
	await expect(strip).toContainText(words);
	await expect(inbox.log, 'nothing of the earlier practice is open').toHaveCount(0);
});

test('time in practice can be hurried from the screen', async ({ inbox, sim }) => {
	await inbox.open(EMMA);
	await sim.advance({ hours: 23, minutes: 50 });
	await inbox.page.getByRole('radiogroup', { name: 'Speed of time' }).getByText('600×').click();
	await expect(inbox.shut).toBeVisible();
	await inbox.page
		.getByRole('radiogroup', { name: 'Speed of time' })
		.getByText('1×', { exact: true })
		.click();
	await sim.write(EMMAS_NUMBER, 'Still there?');
	await expect(inbox.composer).toBeVisible();
});

test('without the sign-in link nothing is shown, and a wrong key opens nothing', async ({ hub, page }) => {
	const origin = new URL(hub.link).origin;
	await page.goto(origin);
	await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
	await expect(page.getByRole('alert')).toHaveText('This link has expired; open the sign-in link again.');
	await expect(page.getByText(EMMA)).toHaveCount(0);
	const refused = await page.goto(`${origin}/signin?key=0123456789`);
	expect(refused?.status()).toBe(403);
	const direct = await page.request.post(`${origin}/rpc/bootstrap`, { data: 'null' });
	expect(direct.status()).toBe(401);
	await new Screen(page).signIn(hub.link);
});

test('pain 10: while the line is down the screen says so, and catches up by itself when it is back', async ({
	hub,
	sim,
	page,
}) => {
	const line = await Line.to(hub.link);
	const inbox = new Screen(page);
	await inbox.signIn(line.link);
	await inbox.open(EMMA);
	const away = page.getByRole('status').filter({ hasText: 'Not connected to Frontdesk.' });
	await line.cut();
	await sim.write(EMMAS_NUMBER, 'Written while you were away');
	await expect(away).toBeVisible();
	await expect(inbox.bubble('Written while you were away')).toHaveCount(0);
	// What is typed meanwhile is not lost.
	await inbox.composer.fill('I am typing on');
	await inbox.composer.press('Enter');
	await expect(page.getByRole('alert').filter({ hasText: 'Your words are back in the box.' })).toBeVisible();
	await expect(inbox.composer).toHaveValue('I am typing on');

	await line.mend();
	await expect(inbox.bubble('Written while you were away')).toBeVisible();
	await expect(away).toHaveCount(0);
	await inbox.composer.press('Enter');
	await expect(inbox.bubble('I am typing on').getByText(/^Read \d/)).toBeVisible();
	expect(await sim.sent()).toHaveLength(1);
	await line.cut();
});

test('after a restart the old page says that it is signed out instead of pretending', async ({
	office,
	page,
}) => {
	const screen = new Screen(page);
	await screen.signIn(await office.link());
	await screen.open(EMMA);
	await office.close();
	await expect(page.getByRole('status').filter({ hasText: 'Not connected to Frontdesk.' })).toBeVisible();
	await office.open();
	await expect(page.getByRole('heading', { name: 'Signed out' })).toBeVisible();
	await screen.signIn(await office.link());
	await screen.open(EMMA);
});

test('the keyboard alone leads from the list to an answer and back', async ({ inbox, sim }) => {
	const { page } = inbox;
	const { keyboard } = page;
	await sim.join({ name: 'Ben Carter', phone: '+447700900199', text: 'Hello?' });
	await sim.join({ name: 'Cleo Diaz', phone: '+447700900198', text: 'Good morning' });
	await expect.poll(() => inbox.names()).toEqual(['Cleo Diaz', 'Ben Carter', EMMA]);

	// Everything that acts can be reached, and it can be seen where the focus is.
	const reached: string[] = [];
	const unmarked: string[] = [];
	for (let n = 0; n < 25; n++) {
		await keyboard.press('Tab');
		const { name, marked } = await page.evaluate(() => {
			const element = document.activeElement ?? document.body;
			// A box around a field, the word beside a hidden radio button or the row in hand may carry the mark.
			const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
			const places = [element, element.parentElement, element.nextElementSibling, row];
			const marked = places.some((place) => place && getComputedStyle(place).outlineStyle !== 'none');
			return { name: element.ariaLabel ?? element.textContent.trim(), marked };
		});
		reached.push(name);
		if (!marked) unmarked.push(name);
		if (name === 'Conversations') break;
	}
	expect(reached).toEqual(
		expect.arrayContaining([
			'Connection',
			'Settings',
			'Search people and messages',
			'Unread',
			'Conversations',
		]),
	);
	expect(unmarked, 'reached, but nobody sees it').toEqual([]);

	await keyboard.press('Control+Shift+F');
	await expect(inbox.search).toBeFocused();
	await inbox.list.focus();
	await keyboard.press('ArrowDown');
	await keyboard.press('Enter');
	await expect(inbox.chat('Ben Carter')).toBeVisible();
	await expect(inbox.composer).toBeFocused();
	await keyboard.type('Good morning Ben');
	await keyboard.press('Enter');
	await expect(inbox.bubble('Good morning Ben').getByText(/^Read \d/)).toBeVisible();
	await expect(inbox.composer).toBeFocused();

	await keyboard.press('Alt+ArrowDown');
	await expect(inbox.chat('Cleo Diaz').or(inbox.chat(EMMA))).toBeVisible();
	await keyboard.press('Alt+ArrowUp');
	await keyboard.press('Alt+ArrowUp');
	await expect(inbox.chat((await inbox.names())[0]!)).toBeVisible();
	await keyboard.press('Alt+o');
	await expect(page.getByRole('complementary', { name: 'Contact' })).toHaveCount(0);
	await keyboard.press('Alt+o');
	await expect(page.getByRole('complementary', { name: 'Contact' })).toBeVisible();

	await keyboard.press('Control+/');
	const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await expect(sheet).toBeVisible();
	await keyboard.press('Escape');
	await expect(sheet).toHaveCount(0);
	await keyboard.press('Escape');
	await expect(page.getByText('Choose a chat')).toBeVisible();
});
