import { noSeriousFindings } from '../harness/barriers';
import { file } from '../harness/files';
import { fillTheDay } from './busyDay';
import { fillWithEverything } from './everything';
import { expect, test } from './fixtures';
import { Walk } from './walk';

const EMMA = 'Emma Whitfield';
/** In practice with all customers. */
const EMMAS_NUMBER = '+447700900121';

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

		test(`no type of message and no dialog has serious barriers (${colorScheme})`, async ({ inbox, sim }) => {
			test.slow();
			await sim.clock({ answers: false });
			const { page } = inbox;
			const check = (view: string) => noSeriousFindings(page, view);
			await inbox.open(EMMA);
			await fillWithEverything(inbox, sim, EMMAS_NUMBER);
			// Rows out of view are not drawn: all of them are, in a window as high as the whole talk.
			await page.setViewportSize({ width: 1280, height: 5000 });
			await check('messages of every type');
			await page.setViewportSize({ width: 1280, height: 800 });

			const last = inbox.bubble('See you on Thursday then');
			await last.hover();
			await last.getByRole('button', { name: 'More' }).click();
			await check('the menu of a message');
			await page.getByRole('menuitem', { name: 'Message info' }).click();
			await check('the info of a message');
			await page.keyboard.press('Escape');
			await last.hover();
			await last.getByRole('button', { name: 'React', exact: true }).click();
			await check('the emoji to react with');
			await page.keyboard.press('Escape');

			await inbox.log
				.getByRole('button', { name: /^Look at the photo/ })
				.last()
				.click();
			await expect(inbox.dialog).toBeVisible();
			await check('a photo in large');
			await page.keyboard.press('Escape');

			await page.getByRole('button', { name: 'Attach', exact: true }).click();
			await check('the menu of the paperclip');
			await page.keyboard.press('Escape');
			for (const entry of [
				'Contact card',
				'Location',
				'Buttons',
				'List',
				'Link button',
				'Ask for number',
				'Form',
			]) {
				await inbox.attach(entry);
				await expect(inbox.dialog).toBeVisible();
				await check(`the dialog of “${entry}”`);
				await page.keyboard.press('Escape');
			}
			await inbox.pick('Photo or video', await file('photo.jpg'), await file('logo.png'));
			await inbox.pick('Document', await file('invoice.pdf'));
			await check('files that are about to be sent');

			await inbox.panel.getByRole('button', { name: 'Join with another contact…' }).click();
			await check('joining two contacts');
			await page.keyboard.press('Escape');
			await inbox.panel.getByRole('button', { name: 'Photos, files and links' }).click();
			for (const kind of ['Photos', 'Files', 'Links']) {
				await inbox.panel.getByText(kind, { exact: true }).click();
				await check(`the gallery: ${kind}`);
			}

			await inbox.search.fill('thursday');
			await page.getByRole('button', { name: 'Filters' }).click();
			await check('the filters of the search');
			await inbox.search.fill('');

			await sim.coexistence(true);
			await sim.field('phone_number_name_update', {});
			await page
				.getByRole('navigation', { name: 'Main' })
				.getByRole('button', { name: /^Connection/ })
				.click();
			await expect(page.getByText('Phone with this number')).toBeVisible();
			await check('a phone beside the inbox');
			await page
				.getByRole('navigation', { name: 'Main' })
				.getByRole('button', { name: /^From WhatsApp/ })
				.click();
			await expect(page.getByText(/^The name that customers see/)).toBeVisible();
			await check('news from WhatsApp');
		});
	});
}

/** Each set of colours in English, and each other script in the usual one. */
const MAIN_VIEWS = [
	{ language: 'en', theme: 'light', asked: 'everything' },
	{ language: 'en', theme: 'dark', asked: 'colours' },
	{ language: 'en', theme: 'highContrast', asked: 'colours' },
	{ language: 'ar', theme: 'light', asked: 'all but colours' },
	{ language: 'hi', theme: 'light', asked: 'all but colours' },
] as const;

test.describe('main views', () => {
	test.use({ practice: { customers: 'all', delays: 0.2 } });

	for (const { language, theme, asked } of MAIN_VIEWS) {
		test(`no main view has serious barriers (${language}, ${theme})`, async ({ inbox, sim }) => {
			test.setTimeout(120_000);
			await fillTheDay(inbox, sim);
			const walk = new Walk(inbox);
			await walk.set({ language, theme });
			await walk.everywhere(async (view) => {
				// The settings are one page, all of which is looked at in any case.
				if (/^settings-(?!look)/.test(view)) return;
				await noSeriousFindings(inbox.page, view, asked);
			});
		});
	}
});
