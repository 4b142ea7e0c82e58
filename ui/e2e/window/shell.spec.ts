import { readFile } from 'node:fs/promises';
import { expect, test } from './desktop';
import type { WebDriver } from './webdriver';

const EMMA = 'Emma Whitfield';

function shows(window: WebDriver, css: string, text = '') {
	return expect.poll(() => window.sees(css, text), { message: `${css} ${text}`, timeout: 15_000 });
}

test('in the real window: started again with a link, the program that runs opens its chat', async ({
	desktop,
}) => {
	const { window } = desktop;
	await shows(window, '[role=option]', EMMA).toBe(true);
	await desktop.startAgain('frontdesk://chat/16505550100');
	await shows(window, `section[aria-label="Chat with ${EMMA}"]`).toBe(true);
	await desktop.startAgain('tel:+49-30-901820');
	await shows(window, 'dialog[open] [role=option]', 'Start a chat with +49 30 901820').toBe(true);
});

test('in the real window: the zoom makes everything larger, and usual again', async ({
	desktop: { window },
}) => {
	await shows(window, '[role=option]', EMMA).toBe(true);
	const width = () => window.run(() => innerWidth);
	const before = await width();
	const press = (key: string) =>
		window.run((key) => {
			dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true }));
		}, key);
	await press('+');
	await expect.poll(width).toBeLessThan(before);
	await press('0');
	await expect.poll(width).toBe(before);
});

test('in the real window: the tray counts unread chats, and holds notices back', async ({ desktop }) => {
	const { window, tray } = desktop;
	await shows(window, '[role=option]', EMMA).toBe(true);
	await expect
		.poll(() => tray.entries().catch(String), { timeout: 15_000 })
		.toEqual(['Open Frontdesk: 1 unread chat', 'Do not disturb', 'Quit Frontdesk']);
	await tray.choose('Do not disturb');
	await shows(window, 'nav button[aria-label^="Do not disturb, until"]').toBe(true);
	await tray.choose('Do not disturb');
	await shows(window, 'nav button[aria-label="Do not disturb"]').toBe(true);
});

test('in the real window: how large the window was is written down on the way out', async ({ desktop }) => {
	const { window, tray } = desktop;
	await shows(window, '[role=option]', EMMA).toBe(true);
	await desktop.resize(1010, 620);
	await expect.poll(() => window.run(() => [innerWidth, innerHeight])).toEqual([1010, 620]);
	await expect.poll(() => tray.entries().catch(() => []), { timeout: 15_000 }).toContain('Quit Frontdesk');
	await tray.choose('Quit Frontdesk');
	const kept = () => readFile(desktop.windowState, 'utf8').catch(() => '');
	await expect.poll(kept).toMatch(/"width":\s*1010,\s*"height":\s*620/);
});
