import path from 'node:path';
import { fillWithEverything } from '../browser/everything';
import { expect, test } from '../browser/fixtures';

/** Where the pictures go. */
const FOLDER = path.resolve(process.env['SHOTS'] ?? 'test-results/shots');

const SIZES = [
	{ width: 1280, height: 800 },
	{ width: 900, height: 600 },
] as const;

test.use({ practice: { customers: 'all', delays: 0.2 } });

for (const colorScheme of ['light', 'dark'] as const) {
	for (const viewport of SIZES) {
		const size = `${viewport.width}x${viewport.height}`;
		test.describe(`${colorScheme} ${size}`, () => {
			test.use({ colorScheme, viewport });

			test(`pictures of the inbox, ${colorScheme}, ${size}`, async ({ inbox, sim }) => {
				const { page } = inbox;
				const shot = async (name: string) => {
					// What moves and what is typed into differs from one picture to the next.
					await page.evaluate(() => document.fonts.ready);
					const file = path.join(FOLDER, `${name}-${colorScheme}-${size}.png`);
					await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
				};
				await sim.clock({ answers: false });
				await shot('list');

				await inbox.open('Emma Whitfield');
				await inbox.say('Good morning Emma. Yes, please come in at 10:30, Dr Osei will see him.');
				await inbox.say('Give him small sips of water until then, and bring his vaccination card.');
				await sim.write('+447700900121', 'Thank you so much 🙏');
				await expect(inbox.bubble('Thank you so much')).toBeVisible();
				await expect(inbox.bubble('Give him small sips').getByText(/^Read/)).toBeVisible();
				await inbox.composer.fill('You are welcome');
				await shot('thread');

				await inbox.open('أحمد المصري');
				await shot('last-hour');
				await inbox.open('Carlos Ibáñez');
				await expect(inbox.shut).toBeVisible();
				await shot('closed');

				await inbox.pickTemplate();
				await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('recordamos');
				await inbox.page.keyboard.press('Enter');
				await page.keyboard.type('jueves');
				await page.keyboard.press('Enter');
				await page.keyboard.type('Carlos');
				await shot('picker');
				await page.keyboard.press('Escape');
				await expect(inbox.picker).toHaveCount(0);

				await inbox.search.fill('cita');
				await expect(page.getByRole('list', { name: 'Messages' })).toBeVisible();
				await shot('search');
				await inbox.search.fill('');
				await inbox.go('Settings');
				await shot('settings');
				await inbox.go('Connection');
				await shot('connection');
				await page.getByRole('button', { name: 'Leave practice' }).click();
				await expect(page.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeVisible();
				await shot('welcome');
			});
		});
	}
}

/** As high as a thread with everything in it: one picture of all types. */
const PAGE = { width: 1280, height: 5000 };

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`every type, ${colorScheme}`, () => {
		test.use({ colorScheme, practice: { customers: 'one', delays: 0 } });

		test(`a picture of all types, ${colorScheme}`, async ({ inbox, sim }) => {
			test.slow();
			await inbox.open('Emma Whitfield');
			await fillWithEverything(inbox, sim, '+16505550100');
			await inbox.page.setViewportSize(PAGE);
			await inbox.page.waitForLoadState('networkidle');
			await expect(inbox.log.getByRole('button', { name: /^Look at the photo/ })).toHaveCount(3);
			const file = path.join(FOLDER, `types-${colorScheme}.png`);
			await inbox.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
		});
	});
}
