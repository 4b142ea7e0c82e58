import { expect, test } from './fixtures';
import type { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test.beforeEach(({ inbox }) => inbox.open(EMMA));

test('a link goes out with a preview, and without one when it is switched off', async ({ inbox, sim }) => {
	const preview = inbox.page.getByRole('checkbox', { name: 'Show a preview of the link' });
	await inbox.composer.fill('No link in here');
	await expect(preview).toHaveCount(0);
	await inbox.composer.fill('See https://example.org/one');
	await expect(preview).toBeChecked();
	await inbox.composer.press('Enter');
	await inbox.composer.fill('See https://example.org/two');
	await preview.uncheck();
	await inbox.composer.press('Enter');
	await inbox.wasRead(inbox.bubble('example.org/one'));
	await inbox.wasRead(inbox.bubble('example.org/two'));
	// It is a choice for one message only.
	await inbox.composer.fill('See https://example.org/three');
	await expect(preview).toBeChecked();
	expect((await sim.sent()).map((one) => one.body.text)).toEqual([
		{ body: 'See https://example.org/one', preview_url: true },
		{ body: 'See https://example.org/two', preview_url: false },
	]);
});

test('a place goes out from a map link, with its name and address', async ({ inbox, sim }) => {
	await inbox.attach('Location');
	const where = inbox.dialog.getByRole('textbox', { name: 'Coordinates or a map link' });
	const send = inbox.dialog.getByRole('button', { name: 'Send', exact: true });
	await expect(send).toBeDisabled();
	await where.fill('somewhere nice');
	await expect(inbox.dialog.getByRole('alert')).toContainText('There is no position in this.');
	await where.fill('https://www.google.com/maps/place/Hall/@37.4419,-122.143,17z');
	await inbox.dialog.getByRole('textbox', { name: 'Name (optional)' }).fill('Front desk');
	await inbox.dialog.getByRole('textbox', { name: 'Address (optional)' }).fill('101 Forest Avenue');
	await send.click();
	await expect(inbox.dialog).toHaveCount(0);
	await inbox.wasRead(inbox.own);
	await expect(inbox.own).toContainText('Front desk');
	await expect(inbox.own).toContainText('101 Forest Avenue');
	const [sent] = await sim.sent();
	expect(sent).toMatchObject({
		type: 'location',
		body: {
			location: { latitude: 37.4419, longitude: -122.143, name: 'Front desk', address: '101 Forest Avenue' },
		},
	});
});

test('a card goes out, of somebody in the inbox or typed by hand', async ({ inbox, sim }) => {
	await sim.join({ name: 'Ben Carter', phone: '+447700900199', text: 'Hello?' });
	await inbox.attach('Contact card');
	await inbox.dialog.getByRole('textbox', { name: 'Choose one of your contacts' }).fill('Ben');
	await inbox.dialog.getByRole('list', { name: 'People' }).getByRole('button').click();
	await expect(inbox.dialog.getByRole('textbox', { name: 'Phone' })).toHaveValue('+447700900199');
	await inbox.dialog.getByRole('button', { name: 'Send', exact: true }).click();
	await inbox.wasRead(inbox.bubble('Ben Carter'));

	await inbox.attach('Contact card');
	const field = (name: string) => inbox.dialog.getByRole('textbox', { name });
	await field('First name').fill('Olga');
	await field('Last name').fill('Ruiz');
	await field('Phone').fill('650 555');
	await expect(inbox.dialog.getByRole('alert')).toContainText('Write the number with + and its country');
	await field('Phone').fill('+1 650 555 0177');
	await inbox.dialog.getByRole('combobox', { name: 'Kind of number' }).selectOption('Work');
	await field('Company (optional)').fill('Lucky Opticians');
	await inbox.dialog.getByRole('button', { name: 'Send', exact: true }).click();
	await inbox.wasRead(inbox.bubble('Olga Ruiz'));
	const cards = (await sim.sent()).map((one) => one.body.contacts?.[0]);
	expect(cards).toMatchObject([
		{ name: { formatted_name: 'Ben Carter' }, phones: [{ phone: '+447700900199', wa_id: '447700900199' }] },
		{
			name: { formatted_name: 'Olga Ruiz', first_name: 'Olga', last_name: 'Ruiz' },
			phones: [{ phone: '+1 650 555 0177', type: 'WORK' }],
			org: { company: 'Lucky Opticians' },
		},
	]);
});

test('a reaction is put on a message, changed and taken back', async ({ inbox, sim }) => {
	const { id } = await sim.write(EMMAS_NUMBER, 'Thank you so much');
	const bubble = inbox.bubble('Thank you so much');
	const chip = (emoji: string) => bubble.getByRole('button', { name: `You reacted ${emoji}` });
	await react(inbox, 'Thank you so much', 'React with 🙏');
	await expect(chip('🙏')).toBeVisible();
	await react(inbox, 'Thank you so much', 'React with 👍');
	await expect(chip('👍')).toBeVisible();
	await expect(chip('🙏')).toHaveCount(0);
	await react(inbox, 'Thank you so much', 'Take back 👍');
	await expect(chip('👍')).toHaveCount(0);
	const put = (emoji: string) => ({ type: 'reaction', body: { reaction: { message_id: id, emoji } } });
	await expect.poll(() => sim.sent()).toMatchObject([put('🙏'), put('👍'), put('')]);
});

async function react(inbox: Screen, text: string, what: string): Promise<void> {
	const bubble = inbox.bubble(text);
	await bubble.hover();
	await bubble.getByRole('button', { name: 'React', exact: true }).click();
	await inbox.page.getByRole('dialog', { name: 'React' }).getByRole('button', { name: what }).click();
}

test('an answer quotes what it answers, on both sides', async ({ inbox, sim }) => {
	const { id } = await sim.write(EMMAS_NUMBER, 'Is Thursday free?');
	await inbox.say('Good morning');
	await inbox.bubble('Is Thursday free?').hover();
	await inbox.bubble('Is Thursday free?').getByRole('button', { name: 'Answer this message' }).click();
	await expect(inbox.composer).toBeFocused();
	await inbox.say('Yes, at ten');
	const answer = inbox.bubble('Yes, at ten');
	await inbox.wasRead(answer);
	const quote = answer.getByRole('button', { name: 'Go to the message that is answered: Is Thursday free?' });
	await expect(quote).toBeVisible();
	// Escape takes a quote back.
	await inbox.choose(inbox.bubble('Is Thursday free?').first(), 'Answer');
	await inbox.page.keyboard.press('Escape');
	await inbox.say('See you then');
	await inbox.wasRead(inbox.bubble('See you then'));
	const sent = await sim.sent();
	expect(sent.map((one) => [one.body.text?.body, one.body.context?.message_id])).toEqual([
		['Good morning', undefined],
		['Yes, at ten', id],
		['See you then', undefined],
	]);
});
