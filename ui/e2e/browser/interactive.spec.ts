import type { Locator } from '@playwright/test';
import { file } from '../harness/files';
import type { Sent, Simulator } from '../harness/simulator';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test.beforeEach(({ inbox }) => inbox.open(EMMA));

/** A field of the dialog, by its name. */
function field(inbox: Screen, name: string): Locator {
	return inbox.dialog.getByRole('textbox', { name, exact: true });
}

/** Sends what the dialog holds and waits until it was read; answers with what the provider got. */
async function sent(inbox: Screen, sim: Simulator, text: string): Promise<Sent> {
	await inbox.dialog.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(inbox.dialog).toHaveCount(0);
	await inbox.wasRead(inbox.own.filter({ hasText: text }));
	const all = await sim.sent();
	return all[all.length - 1]!;
}

/** The customer answers a message of ours with a tap. */
async function tap(sim: Simulator, about: Sent, what: Record<string, unknown>): Promise<void> {
	await sim.write(EMMAS_NUMBER, { about: about.id, ...what });
}

/** The customer's message that quotes these words. */
function answer(inbox: Screen, words: string): Locator {
	const quote = inbox.page.getByRole('button', { name: `Go to the message that is answered: ${words}` });
	return inbox.log.getByRole('article', { name: new RegExp(`^${EMMA}`) }).filter({ has: quote });
}

test('reply buttons go out with a picture above them, and the tap comes back', async ({ inbox, sim }) => {
	await inbox.attach('Buttons');
	const send = inbox.dialog.getByRole('button', { name: 'Send', exact: true });
	await expect(send).toBeDisabled();
	await expect(inbox.dialog).toContainText('Fill in “Message”');
	await field(inbox, 'Message').fill('When would you like to come?');
	await field(inbox, 'Button 1').fill('Tomorrow');
	await inbox.dialog.getByRole('button', { name: 'Add a button' }).click();
	await field(inbox, 'Button 2').fill('Tomorrow');
	await expect(inbox.dialog.getByRole('alert').first()).toContainText('This stands there already.');
	await field(inbox, 'Button 2').fill('Next week');
	await inbox.dialog.getByRole('radiogroup', { name: 'Header' }).getByText('Photo').click();
	const chosen = inbox.page.waitForEvent('filechooser');
	await inbox.dialog.getByRole('button', { name: 'Choose a file' }).click();
	await (await chosen).setFiles(await file('photo.jpg'));
	await expect(inbox.dialog).toContainText('photo.jpg');
	await field(inbox, 'Footer (optional)').fill('Closed on Sundays');
	const message = await sent(inbox, sim, 'When would you like to come?');
	const reply = (title: string) => ({ type: 'reply', reply: { id: expect.any(String), title } });
	expect(message.body.interactive).toMatchObject({
		type: 'button',
		header: { type: 'image', image: { id: expect.stringMatching(/^\d+$/) } },
		body: { text: 'When would you like to come?' },
		footer: { text: 'Closed on Sundays' },
		action: { buttons: [reply('Tomorrow'), reply('Next week')] },
	});
	await expect(inbox.own.getByRole('listitem')).toHaveText(['Tomorrow', 'Next week']);
	await tap(sim, message, { type: 'button_reply', text: 'Next week' });
	const came = answer(inbox, 'When would you like to come?');
	await expect(came).toContainText('Tapped a button');
	await expect(came).toContainText('Next week');
	await expect(inbox.row(EMMA)).toContainText('Next week');
});

test('a list in sections goes out, and the row that was chosen comes back', async ({ inbox, sim }) => {
	await inbox.attach('List');
	await field(inbox, 'Message').fill('Whom would you like to see?');
	await field(inbox, 'Button that opens the list').fill('See doctors');
	await field(inbox, 'Row 1').fill('Dr Adams');
	await field(inbox, 'Description (optional)').fill('Eyes');
	await inbox.dialog.getByRole('button', { name: 'Add a section' }).click();
	const [first, second] = [1, 2].map((n) => inbox.dialog.getByRole('region', { name: `Section ${n}` }));
	await field(inbox, 'Title of section 1').fill('North side');
	await field(inbox, 'Title of section 2').fill('South side');
	await first!.getByRole('button', { name: 'Add a row' }).click();
	await first!.getByRole('textbox', { name: 'Row 2' }).fill('Dr Brown');
	await second!.getByRole('textbox', { name: 'Row 1' }).fill('Dr Clark');
	const message = await sent(inbox, sim, 'Whom would you like to see?');
	expect(message.body.interactive).toMatchObject({
		type: 'list',
		action: {
			button: 'See doctors',
			sections: [
				{ title: 'North side', rows: [{ title: 'Dr Adams', description: 'Eyes' }, { title: 'Dr Brown' }] },
				{ title: 'South side', rows: [{ title: 'Dr Clark' }] },
			],
		},
	});
	// It opens here as it does on the phone.
	await inbox.own.getByText('See doctors').click();
	await expect(inbox.own.getByRole('listitem')).toHaveText([/Dr Adams\s+Eyes/, 'Dr Brown', 'Dr Clark']);
	await tap(sim, message, { type: 'list_reply', text: 'Dr Clark' });
	const came = answer(inbox, 'Whom would you like to see?');
	await expect(came).toContainText('Chosen from the list');
	await expect(came).toContainText('Dr Clark');
});

test('a link button goes out with its address', async ({ inbox, sim }) => {
	await inbox.attach('Link button');
	await field(inbox, 'Message').fill('Book whenever it suits you');
	await field(inbox, 'Words on the button').fill('Book now');
	await field(inbox, 'Web address').fill('example.org/book');
	await expect(inbox.dialog.getByRole('alert')).toContainText('Write the whole address');
	await field(inbox, 'Web address').fill('https://example.org/book');
	const message = await sent(inbox, sim, 'Book whenever it suits you');
	expect(message.body.interactive).toMatchObject({
		type: 'cta_url',
		action: { name: 'cta_url', parameters: { display_text: 'Book now', url: 'https://example.org/book' } },
	});
	await expect(inbox.own.getByRole('listitem')).toHaveText(['Book now']);
});

test('whoever is asked for their location sends it', async ({ inbox, sim }) => {
	await inbox.attach('Ask for location');
	await field(inbox, 'Message').fill('Where shall we deliver?');
	const message = await sent(inbox, sim, 'Where shall we deliver?');
	expect(message.body.interactive).toMatchObject({ type: 'location_request_message' });
	await tap(sim, message, { type: 'location', text: 'Riverside Market Hall' });
	const came = answer(inbox, 'Where shall we deliver?');
	await expect(came).toContainText('Riverside Market Hall');
	await expect(came.getByRole('button', { name: 'Open in maps' })).toBeVisible();
});

test('whoever is asked for their number shares it', async ({ inbox, sim }) => {
	await inbox.attach('Ask for number');
	await field(inbox, 'Message').fill('May we call you?');
	const message = await sent(inbox, sim, 'May we call you?');
	expect(message.body.interactive).toMatchObject({ type: 'request_contact_info' });
	await tap(sim, message, { type: 'contact_request' });
	const came = answer(inbox, 'May we call you?');
	await expect(came).toContainText('Sent because you asked for the number');
	await expect(came).toContainText('+1 650 555 0100');
});

test('a form goes out, and its answers come back', async ({ inbox, sim }) => {
	// Which forms there are is read when the paperclip's menu opens for the first time.
	await expect(async () => {
		await inbox.page.getByRole('button', { name: 'Attach', exact: true }).click();
		await inbox.page.getByRole('menuitem', { name: 'Form' }).click({ timeout: 1000 });
	}).toPass();
	await inbox.dialog.getByRole('combobox', { name: 'Form' }).selectOption('Book a visit');
	await field(inbox, 'Message').fill('Please tell us when');
	await field(inbox, 'Words on the button').fill('Book a visit');
	await inbox.dialog.getByText('First screen and what it is filled with').click();
	await inbox.dialog.getByRole('textbox', { name: 'First screen (optional)' }).fill('START');
	await inbox.dialog.getByRole('button', { name: 'Add a value' }).click();
	await field(inbox, 'Name 1').fill('full_name');
	await field(inbox, 'Value 1').fill('Emma');
	const message = await sent(inbox, sim, 'Please tell us when');
	expect(message.body.interactive).toMatchObject({
		type: 'flow',
		action: {
			name: 'flow',
			parameters: {
				flow_id: '1284410256741903',
				flow_cta: 'Book a visit',
				flow_action_payload: { screen: 'START', data: { full_name: 'Emma' } },
			},
		},
	});
	await tap(sim, message, { type: 'flow_reply', response: { date: '2026-11-27', reason: 'Check-up' } });
	const came = answer(inbox, 'Please tell us when');
	await expect(came).toContainText('Form filled in');
	await expect(came.getByRole('definition')).toHaveText(['2026-11-27', 'Check-up']);
	await expect(came, 'the token is no answer').not.toContainText('token');
});

test('products go out: one, several in sections, or the whole catalogue; an order comes back', async ({
	inbox,
	sim,
}) => {
	const what = inbox.dialog.getByRole('radiogroup', { name: 'What to show' });
	await inbox.attach('Product');
	await field(inbox, 'Product number').fill('mug-blue-350');
	const one = await sent(inbox, sim, 'View product');
	expect(one.body.interactive).toMatchObject({
		type: 'product',
		action: { catalog_id: '194836987003835', product_retailer_id: 'mug-blue-350' },
	});

	await inbox.attach('Product');
	await what.getByText('Several products').click();
	await field(inbox, 'Words of the header').fill('For the kitchen');
	await field(inbox, 'Message').fill('What we have');
	await field(inbox, 'Title of section 1').fill('Mugs and lids');
	await field(inbox, 'Products of section 1').fill('mug-blue-350\nlid-small');
	const several = await sent(inbox, sim, 'What we have');
	const items = [{ product_retailer_id: 'mug-blue-350' }, { product_retailer_id: 'lid-small' }];
	expect(several.body.interactive).toMatchObject({
		type: 'product_list',
		header: { type: 'text', text: 'For the kitchen' },
		action: { sections: [{ title: 'Mugs and lids', product_items: items }] },
	});

	await inbox.attach('Product');
	await what.getByText('Whole catalogue').click();
	await field(inbox, 'Message').fill('Everything we make');
	await field(inbox, 'Product whose picture is shown').fill('mug-blue-350');
	const all = await sent(inbox, sim, 'Everything we make');
	expect(all.body.interactive).toMatchObject({
		type: 'catalog_message',
		action: { name: 'catalog_message' },
	});

	await tap(sim, all, { type: 'order', text: 'Please hurry' });
	const came = answer(inbox, 'Everything we make');
	await expect(came).toContainText('2 × mug-blue-350');
	await expect(came).toContainText('Please hurry');
});
