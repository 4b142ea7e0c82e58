import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

test('the owner sees what was counted, as charts, as tables and as a file', async ({ inbox }) => {
	const { page } = inbox;
	await inbox.open(EMMA);
	await inbox.go('Numbers');
	await expect(page.getByRole('heading', { name: 'First answer' })).toBeVisible();
	await page.getByRole('radio', { name: 'Today' }).check({ force: true });
	const days = page.getByRole('region', { name: 'Messages per day' });
	await expect(days.getByRole('img')).toBeVisible();
	await days.getByRole('button', { name: 'Show as a table' }).click();
	await expect(days.getByRole('row')).toHaveCount(2);
	const download = page.waitForEvent('download');
	await days.getByRole('button', { name: 'Save as CSV' }).click();
	const saved = await download;
	expect(saved.suggestedFilename()).toMatch(/^Messages per day .*\.csv$/);
	expect(await readFile(await saved.path(), 'utf8')).toMatch(/^Day,Received,Sent\r\n/);
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations).toEqual([]);
});
