import path from 'node:path';
import { fillTheDay } from '../browser/busyDay';
import { fillWithEverything } from '../browser/everything';
import { expect, test } from '../browser/fixtures';
import { Walk } from '../browser/walk';
import { LANGUAGES } from '../harness/words';

/** Where the pictures go: `<language>-<look>-<number>-<view>.png`. */
const FOLDER = path.resolve(process.env['SHOTS'] ?? 'test-results/shots');

const USUAL = { width: 1280, height: 800 };
const SMALL = { width: 900, height: 600 };

/** Not every mixture: each size, colour and language is in one of them. */
const LOOKS = [
	{ name: 'light', theme: 'light', textSize: 100, density: 'comfortable', viewport: USUAL },
	{ name: 'dark-small', theme: 'dark', textSize: 100, density: 'comfortable', viewport: SMALL },
	{ name: 'large', theme: 'light', textSize: 150, density: 'comfortable', viewport: SMALL },
] as const;

/** What is looked at in one language only: nothing in it depends on the words. */
const RARE_LOOKS = [
	{ name: 'contrast', theme: 'highContrast', textSize: 100, density: 'comfortable', viewport: USUAL },
	{ name: 'compact', theme: 'light', textSize: 100, density: 'compact', viewport: SMALL },
] as const;

test.describe('views', () => {
	test.use({ practice: { customers: 'all', delays: 0.2 } });

	for (const language of LANGUAGES) {
		test(`pictures of every view, ${language}`, async ({ inbox, sim }) => {
			test.setTimeout(300_000);
			const { page } = inbox;
			await fillTheDay(inbox, sim);
			const walk = new Walk(inbox);
			for (const look of language === 'en' ? [...LOOKS, ...RARE_LOOKS] : LOOKS) {
				const { name, theme, textSize, density, viewport } = look;
				await page.setViewportSize(viewport);
				await walk.set({ language, theme, textSize, density });
				let number = 0;
				await walk.everywhere(async (view) => {
					const file = `${language}-${name}-${String(++number).padStart(2, '0')}-${view}.png`;
					// What moves and what is typed into differs from one picture to the next.
					await page.screenshot({ path: path.join(FOLDER, file), animations: 'disabled', caret: 'hide' });
				});
			}
			await walk.welcome(async (view) => {
				const file = path.join(FOLDER, `${language}-${LOOKS[0].name}-99-${view}.png`);
				await page.screenshot({ path: file });
			});
		});
	}
});

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
