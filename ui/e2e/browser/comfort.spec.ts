import type { Page } from '@playwright/test';
import { noSeriousFindings } from '../harness/barriers';
import { clippedText } from '../harness/clipped';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

const ARABIC = 'أحمد المصري';

async function choose(inbox: Screen, ...names: string[]): Promise<void> {
	await inbox.go('Settings');
	for (const name of names) await inbox.page.getByRole('radio', { name, exact: true }).check({ force: true });
	await inbox.go('Inbox');
}

/** Leads through the main views and looks at each. */
async function eachView(inbox: Screen, look: (view: string) => Promise<void>): Promise<void> {
	const { page } = inbox;
	await look('the list');
	await inbox.open(ARABIC);
	await look('an open chat in its last hour');
	await page.keyboard.press('Control+f');
	await look('finding in the chat');
	await page.keyboard.press('Escape');
	await inbox.open('Beatriz Nogueira');
	await expect(inbox.shut).toBeVisible();
	await look('a closed chat');
	await inbox.pickTemplate();
	await look('the template picker');
	await page.keyboard.press('Escape');
	const panel = page.getByRole('button', { name: 'Show contact' });
	// In a narrow window it lies over the chat, and is closed at first.
	const covers = await panel.isVisible();
	if (covers) await panel.click();
	await look('the contact');
	if (covers) await page.keyboard.press('Escape');
	await page.keyboard.press('Control+k');
	await look('the palette');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+/');
	await look('the cheat sheet');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+p');
	await look('printing');
	await page.keyboard.press('Escape');
	for (const view of ['Connection', 'Settings'] as const) {
		await inbox.go(view);
		await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible();
		await look(view);
	}
}

test.describe('the look', () => {
	test.use({ practice: { customers: 'all', delays: 0.2 } });

	test('no words are cut off in a small window with the largest text in narrow lines', async ({
		inbox,
		sim,
	}) => {
		test.slow();
		await sim.clock({ answers: false });
		await choose(inbox, '150%', 'Compact');
		await inbox.page.setViewportSize({ width: 900, height: 600 });
		await eachView(inbox, async (view) => expect.soft(await clippedText(inbox.page), view).toEqual([]));
	});
});

test('cut off words are found', async ({ page }) => {
	await page.setContent(`
		<div style="block-size: 10px; overflow: hidden">High words</div>
		<div style="inline-size: 20px; overflow: hidden; white-space: nowrap">Wide words</div>
		<div style="inline-size: 20px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Fine words</div>
		<div style="block-size: 10px; overflow: auto">Scrolled words</div>`);
	expect(await clippedText(page)).toEqual([
		expect.stringContaining('“High words”'),
		expect.stringContaining('“Wide words”'),
	]);
});

test('the look is kept, and everything grows with the size of the text', async ({ inbox }) => {
	const { page } = inbox;
	const height = () =>
		inbox.list
			.getByRole('option')
			.first()
			.evaluate((row) => row.clientHeight);
	const before = await height();
	await choose(inbox, '150%');
	expect((await height()) / before).toBeCloseTo(1.5, 1);
	await choose(inbox, '100%', 'Compact', 'High contrast');
	expect(await height()).toBeLessThan(before);
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
	await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
	// What only a window of our own has is not offered in a browser.
	await inbox.go('Settings');
	await expect(page.getByRole('radiogroup', { name: 'Text size' })).toBeVisible();
	await expect(page.getByText('Keep running when the window is closed')).toHaveCount(0);
	await expect(page.getByText('Zoom', { exact: true })).toHaveCount(0);
});

test('who asks the system for more contrast, forced colours or less motion gets it', async ({ inbox }) => {
	const { page } = inbox;
	const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
	await page.emulateMedia({ contrast: 'more' });
	await expect.poll(theme).toBe('contrast');
	await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active', reducedMotion: 'reduce' });
	await expect.poll(theme).toBe('contrast');
	await inbox.go('Settings');
	const motion = (element: Element) => parseFloat(getComputedStyle(element).transitionDuration);
	const first = page.getByRole('switch').first();
	expect(await first.evaluate(motion)).toBeLessThan(0.001);
	// Its own background is gone then; an edge is left.
	expect(await first.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe('1px');
});

test('a chat is printed as a document, whatever is in view', async ({ inbox, sim }) => {
	const { page } = inbox;
	for (let n = 0; n < 60; n++) await sim.write('+16505550100', `Message ${n}`);
	await inbox.open('Emma Whitfield');
	await inbox.say('Thank you');
	await page.evaluate(() => (window.print = () => undefined));
	await page.keyboard.press('Control+p');
	await page.getByRole('button', { name: 'Print', exact: true }).click();
	const sheet = page.locator('#print-sheet');
	await expect(sheet.locator('article')).toHaveCount(62);
	await expect(sheet).toBeHidden();
	await page.emulateMedia({ media: 'print' });
	await expect(sheet).toBeVisible();
	await expect(inbox.log).toBeHidden();
	expect(await pagesOf(page)).toBeGreaterThan(2);
});

async function pagesOf(page: Page): Promise<number> {
	const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
	return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test.describe('for the first time', () => {
	test('a tour shows five things, and everything stays usable meanwhile', async ({ inbox }) => {
		const { page } = inbox;
		await page.evaluate(() => localStorage.clear());
		await page.addInitScript(() => localStorage.removeItem('frontdesk.tour'));
		await page.reload();
		const card = page.getByRole('region', { name: 'Tour' });
		await expect(card).toContainText('1 of 5');
		await noSeriousFindings(page, 'the tour');
		// The first thing that Tab reaches.
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await expect(card.getByRole('button', { name: 'Next' })).toBeFocused();
		for (const title of ['The 24-hour window', 'Your answer', 'Templates', 'Everything by keyboard']) {
			await card.getByRole('button', { name: 'Next' }).press('Enter');
			await expect(card.getByRole('heading')).toHaveText(title);
			expect(await clippedText(page)).toEqual([]);
		}
		await inbox.composer.fill('Typed meanwhile');
		await expect(inbox.composer).toHaveValue('Typed meanwhile');
		await card.getByRole('button', { name: 'Done' }).click();
		await expect(card).toHaveCount(0);
		expect(await page.evaluate(() => localStorage.getItem('frontdesk.tour'))).toBe('seen');
	});
});
