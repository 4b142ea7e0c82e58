import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test.beforeEach(({ inbox }) => inbox.open(EMMA));

test('a photo of the customer appears by itself and opens in full, and the arrow keys lead to the next one', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await sim.write(EMMAS_NUMBER, { type: 'image', photo: 'mug', caption: 'The handle broke' });
	await sim.write(EMMAS_NUMBER, { type: 'image', photo: 'rash', caption: 'And this is me' });
	const bubble = inbox.bubble('The handle broke');
	const photo = bubble.getByRole('button', { name: /^Look at the photo of / });
	await expect(photo.locator('img')).toHaveJSProperty('complete', true);
	expect(await photo.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
	await expect(inbox.row(EMMA)).toContainText('And this is me');
	await photo.click();
	const lightbox = page.getByRole('dialog', { name: 'Photos and videos' });
	await expect(lightbox.getByRole('img', { name: 'The handle broke' })).toBeVisible();
	await expect(lightbox.getByRole('button', { name: 'Previous' })).toHaveCount(0);
	await page.keyboard.press('ArrowRight');
	await expect(lightbox.getByRole('img', { name: 'And this is me' })).toBeVisible();
	await expect(lightbox.getByRole('button', { name: 'Next' })).toHaveCount(0);
	const saved = page.waitForEvent('download');
	await lightbox.getByRole('button', { name: 'Save', exact: true }).click();
	expect((await saved).suggestedFilename()).toMatch(/\.jpg$/);
	await page.keyboard.press('Escape');
	await expect(lightbox).toHaveCount(0);
	await expect(photo).toBeFocused();
});

test('films, documents and stickers of the customer appear, each as what it is', async ({ inbox, sim }) => {
	await sim.write(EMMAS_NUMBER, { type: 'video', caption: 'Look how it wobbles' });
	await sim.write(EMMAS_NUMBER, {
		type: 'document',
		filename: 'prescription.pdf',
		caption: 'From my doctor',
	});
	await sim.write(EMMAS_NUMBER, { type: 'sticker' });
	await inbox
		.bubble('Look how it wobbles')
		.getByRole('button', { name: /^Play the video of / })
		.click();
	const lightbox = inbox.page.getByRole('dialog', { name: 'Photos and videos' });
	await expect(lightbox.locator('video')).toBeVisible();
	await inbox.page.keyboard.press('Escape');
	const letter = inbox.bubble('From my doctor');
	await expect(letter).toContainText('prescription.pdf');
	await expect(letter).toContainText('PDF');
	const saved = inbox.page.waitForEvent('download');
	await letter.getByRole('button', { name: 'Save as…' }).click();
	expect((await saved).suggestedFilename()).toBe('prescription.pdf');
	await expect(inbox.log.getByRole('img', { name: 'Sticker' })).toBeVisible();
});

test('pain 13: a photo that could not be fetched is tried again by itself, and comes', async ({
	inbox,
	sim,
}) => {
	await sim.faults({ media: { download: { status: 503, times: 2 } } });
	await sim.write(EMMAS_NUMBER, { type: 'image', caption: 'Can you see this?' });
	const bubble = inbox.bubble('Can you see this?');
	await expect(bubble).toContainText(/WhatsApp did not give this file\.\s+Next try in \d+ seconds?/);
	// Talking goes on meanwhile.
	await inbox.say('One moment');
	await inbox.wasRead(inbox.bubble('One moment'));
	await expect(bubble.getByRole('button', { name: /^Look at the photo/ })).toBeVisible({ timeout: 20_000 });
});

test('pain 13: a photo that does not come says why, and comes when somebody tries again', async ({
	inbox,
	sim,
}) => {
	await sim.faults({ media: { download: { status: 503, times: true } } });
	await sim.write(EMMAS_NUMBER, { type: 'image', caption: 'Can you see this?' });
	const bubble = inbox.bubble('Can you see this?');
	// Later tries are far apart.
	await expect(bubble).toContainText(/WhatsApp did not give this file\.\s+Next try in 1?\d seconds/, {
		timeout: 20_000,
	});
	await expect(bubble.getByRole('button', { name: /^Look at the photo/ })).toHaveCount(0);
	await sim.noFaults();
	await bubble.getByRole('button', { name: 'Try again' }).click();
	await expect(bubble.getByRole('button', { name: /^Look at the photo/ })).toBeVisible();
});

test('the gallery has the photos, files and links of a chat, and leads to where they stand', async ({
	inbox,
	sim,
}) => {
	await sim.write(EMMAS_NUMBER, { type: 'image', caption: 'First photo' });
	await sim.write(EMMAS_NUMBER, { type: 'video' });
	await sim.write(EMMAS_NUMBER, { type: 'document', filename: 'letter.pdf' });
	await sim.write(EMMAS_NUMBER, 'I found it on https://example.org/mugs');
	await inbox.panel.getByRole('button', { name: 'Photos, files and links' }).click();
	const show = (kind: string) =>
		inbox.panel.getByRole('radiogroup', { name: 'What to show' }).getByText(kind).click();
	await expect(inbox.panel.getByRole('button', { name: /^Look at the photo of / })).toHaveCount(1);
	await expect(inbox.panel.getByRole('button', { name: /^Play the video of / })).toHaveCount(1);
	await show('Links');
	await expect(inbox.panel.getByRole('link')).toHaveText(['https://example.org/mugs']);
	await show('Files');
	await expect(inbox.panel.getByRole('listitem')).toHaveCount(1);
	await inbox.panel.getByRole('button', { name: /letter\.pdf/ }).click();
	await expect(inbox.bubble('letter.pdf')).toBeInViewport();
	await inbox.panel.getByRole('button', { name: 'Back to the contact' }).click();
	await expect(inbox.panel.getByRole('heading', { name: 'Contact' })).toBeVisible();
});
