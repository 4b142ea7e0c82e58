import type { Page } from '@playwright/test';
import { clippedText, wideBoxes } from '../harness/clipped';
import { LANGUAGES, Words } from '../harness/words';
import { fillTheDay } from './busyDay';
import { expect, test } from './fixtures';
import { Walk } from './walk';

test.use({ practice: { customers: 'all', delays: 0.2 }, viewport: { width: 900, height: 600 } });

/** The texts in view that are those of English, word for word, where the language has other ones. */
async function leftInEnglish(page: Page, words: Words): Promise<string[]> {
	const english = [...words.unlike(new Words('en'))];
	return page.evaluate((english) => {
		const known = new Set(english);
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const found = new Set<string>();
		for (let text = texts.nextNode(); text; text = texts.nextNode()) {
			const said = text.textContent?.trim() ?? '';
			// What people wrote is in whatever language they like.
			if (known.has(said) && !text.parentElement?.closest('article, .name, .words, figure')) found.add(said);
		}
		return [...found];
	}, english);
}

for (const language of LANGUAGES) {
	test(`every view can be read in a small window with the largest text, ${language}`, async ({
		inbox,
		sim,
	}) => {
		test.setTimeout(120_000);
		const { page } = inbox;
		const words = new Words(language);
		await fillTheDay(inbox, sim);
		const walk = new Walk(inbox);
		await walk.set({ language, textSize: 150 });
		await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
		await walk.everywhere(async (view) => {
			expect.soft(await clippedText(page), `cut off in ${view}`).toEqual([]);
			expect.soft(await wideBoxes(page), `too wide in ${view}`).toEqual([]);
			expect.soft(await leftInEnglish(page, words), `left in English in ${view}`).toEqual([]);
			const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect.soft(beyond, `how far ${view} reaches beyond the window`).toBeLessThanOrEqual(0);
		});
	});
}

test('boxes that are too narrow for what is in them are found', async ({ page }) => {
	const wide = '<p style="inline-size: 900px">Words</p>';
	const box = (rest: string) => `<main style="inline-size: 300px; ${rest}">${wide}</main>`;
	await page.setContent(box('overflow-y: auto'));
	expect(await wideBoxes(page)).toEqual(['main. is 600 too wide']);
	await page.setContent(box('overflow: hidden auto'));
	expect(await wideBoxes(page)).toEqual([]);
});

test('texts that were forgotten in another language are found', async ({ page }) => {
	await page.setContent('<main>Replies of Ana <b>Settings</b></main><article>Settings</article>');
	expect(await leftInEnglish(page, new Words('hi'))).toEqual(['Settings']);
	expect(await leftInEnglish(page, new Words('en'))).toEqual([]);
});
