import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

async function noSeriousFindings(page: Page, view: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const told = serious.map(({ id, help, nodes }) => ({
		id,
		help,
		nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
	}));
	expect.soft(told, view).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(colorScheme, () => {
		test.use({ colorScheme, practice: { customers: 'all', delays: 0.2 } });

		test(`no view has serious barriers for people with disabilities (${colorScheme})`, async ({
			inbox,
			sim,
			hub,
			browser,
		}) => {
			test.slow();
			await sim.clock({ answers: false });
			const { page } = inbox;
			await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
			await noSeriousFindings(page, 'the inbox without an open chat');

			await inbox.open(EMMA);
			await inbox.say('Please come at ten.');
			await expect(inbox.bubble('Please come at ten.').getByText(/^Read/)).toBeVisible();
			await noSeriousFindings(page, 'an open chat');

			await sim.faults({ async_failed: { code: 131000 } });
			await inbox.say('This one fails');
			await expect(inbox.bubble('This one fails').getByRole('button', { name: 'Retry' })).toBeVisible();
			await sim.faults({ token_expired: true });
			await inbox.say('This one waits');
			await expect(page.getByRole('alert').filter({ hasText: 'Sending is paused.' })).toBeVisible();
			await noSeriousFindings(page, 'a failed message and the banner of a paused number');
			await inbox.go('Connection');
			await expect(page.getByRole('heading', { name: 'Connection', level: 1 })).toBeVisible();
			await noSeriousFindings(page, 'the connection, paused');
			await sim.noFaults();
			await page.getByRole('button', { name: 'Try again' }).click();
			await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);

			await inbox.go('Settings');
			await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
			await noSeriousFindings(page, 'the settings');

			await inbox.go('Inbox');
			await inbox.search.fill('cita');
			await expect(page.getByRole('list', { name: 'Messages' })).toBeVisible();
			await noSeriousFindings(page, 'the search');
			await inbox.search.fill('');

			await inbox.open('أحمد المصري');
			await expect(inbox.window('أحمد المصري')).toContainText('left');
			await noSeriousFindings(page, 'a chat in its last hour, from right to left');

			await inbox.open('Beatriz Nogueira');
			await expect(inbox.shut).toBeVisible();
			await noSeriousFindings(page, 'the closed composer');
			await inbox.pickTemplate();
			await noSeriousFindings(page, 'the template picker');
			await inbox.template(/winter sale/i).click({ force: true });
			await noSeriousFindings(page, 'the template picker with an unsendable one');
			await page.keyboard.press('Escape');

			await page.keyboard.press('Control+/');
			await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
			await noSeriousFindings(page, 'the list of shortcuts');
			await page.keyboard.press('Escape');

			await page.setViewportSize({ width: 900, height: 600 });
			await noSeriousFindings(page, 'a small window');
			await page.getByRole('button', { name: 'Show contact' }).click();
			await noSeriousFindings(page, 'a small window with the contact');

			await page.getByRole('button', { name: 'Leave practice' }).click();
			await expect(page.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeVisible();
			await noSeriousFindings(page, 'the welcome');

			const stranger = await browser.newContext({ colorScheme });
			const outside = await stranger.newPage();
			await outside.goto(new URL(hub.link).origin);
			await expect(outside.getByRole('heading', { name: 'Signed out' })).toBeVisible();
			await noSeriousFindings(outside, 'signed out');
			await stranger.close();
		});
	});
}
