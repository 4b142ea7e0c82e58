import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('a template is written by keyboard, found in review, and announced when it is approved', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await page.getByRole('button', { name: 'Templates', exact: true }).press('Enter');
	await expect(page.getByRole('article').first()).toBeVisible();
	await page.getByRole('button', { name: 'New template' }).press('Enter');
	await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
	await page.keyboard.type('Visit soon');
	const words = page.getByRole('textbox', { name: 'Words' });
	await words.focus();
	await page.keyboard.type('Hello {{first_name}}');
	await expect(page.getByRole('alert')).toHaveText('Put words before the first and after the last variable.');
	const submit = page.getByRole('button', { name: 'Hand in for review' });
	await expect(submit).toBeDisabled();
	await page.keyboard.type(', we are looking forward to your visit.');
	await expect(page.getByText('Sample for first name: Write something here.')).toBeVisible();
	await page.getByRole('textbox', { name: 'Sample for first name' }).focus();
	await page.keyboard.type('Ana');
	await expect(page.getByRole('figure')).toContainText('Hello Ana, we are looking forward');
	await expect(submit).toBeEnabled();
	await submit.press('Enter');
	const made = page.getByRole('article', { name: 'visit soon' });
	await expect(made).toContainText('In review');
	await sim.advance({ hours: 1 });
	await expect(made).toContainText('Approved');
});

test('a draft is there again after the page was left', async ({ inbox }) => {
	const { page } = inbox;
	await page.getByRole('button', { name: 'Templates', exact: true }).click();
	await page.getByRole('button', { name: 'New template' }).click();
	await page.getByRole('textbox', { name: 'Words' }).fill('Half a thought');
	await expect(page.getByText('Saved on this computer')).toBeVisible();
	await page.reload();
	await page.getByRole('button', { name: 'Templates', exact: true }).click();
	await page.getByRole('button', { name: 'Continue with Without a name' }).click();
	await expect(page.getByRole('textbox', { name: 'Words' })).toHaveValue('Half a thought');
});

test('a sample picture is shown beside the form and taken by the reviewers', async ({ inbox }) => {
	const { page } = inbox;
	await page.getByRole('button', { name: 'Templates', exact: true }).click();
	await page.getByRole('button', { name: 'New template' }).click();
	await page.getByRole('textbox', { name: 'Name' }).fill('with_picture');
	await page.getByRole('textbox', { name: 'Words' }).fill('See what is new in our shop');
	await page.getByText('Picture', { exact: true }).click();
	await page.getByTestId('pick-sample').setInputFiles('ui/e2e/files/photo.jpg');
	await expect(page.getByRole('figure').getByRole('img', { name: 'photo.jpg' })).toBeVisible();
	await page.getByRole('button', { name: 'Hand in for review' }).click();
	await expect(page.getByRole('article', { name: 'with picture' })).toContainText('In review');
});

test('the pages of templates can be used by everybody', async ({ inbox }) => {
	const { page } = inbox;
	await page.setViewportSize({ width: 900, height: 600 });
	const faults = async () => (await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id);
	await page.getByRole('button', { name: 'Templates', exact: true }).click();
	await expect(page.getByRole('article').first()).toBeVisible();
	expect(await faults()).toEqual([]);
	await page.getByRole('button', { name: 'From the starter set' }).click();
	await expect(page.getByRole('button', { name: 'Hand in session reminder' })).toBeVisible();
	expect(await faults()).toEqual([]);
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: 'New template' }).click();
	await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
	expect(await faults()).toEqual([]);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
	expect(wide, 'nothing is cut off at the side').toBe(false);
});
