import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

/** The customer's newest message in the open chat. */
function newest(inbox: Screen): Locator {
	return inbox.log.getByRole('article', { name: new RegExp(`^${EMMA}, `) }).last();
}

test.describe('in the open chat', () => {
	test.beforeEach(({ inbox }) => inbox.open(EMMA));

	test('pain 15: a reaction is shown at its message, stands in the list, is changed and taken back', async ({
		inbox,
		sim,
	}) => {
		await inbox.say('You can come at ten');
		const bubble = inbox.bubble('You can come at ten');
		await inbox.wasRead(bubble);
		const [sent] = await sim.sent();
		const react = (what: object) => sim.write(EMMAS_NUMBER, { about: sent!.id, ...what });
		await react({ type: 'reaction', text: '👍' });
		await expect(bubble.getByRole('button', { name: `${EMMA} reacted 👍` })).toBeVisible();
		await expect(inbox.row(EMMA)).toContainText('Reacted 👍 to: You can come at ten');
		await react({ type: 'reaction', text: '❤️' });
		await expect(bubble.getByRole('button', { name: `${EMMA} reacted ❤️` })).toBeVisible();
		await expect(bubble.getByRole('button', { name: /reacted 👍/ })).toHaveCount(0);
		await react({ type: 'reaction_removed' });
		await expect(bubble.getByRole('button', { name: /reacted/ })).toHaveCount(0);
	});

	test('pain 16: what was edited says so and tells what it said before', async ({ inbox, sim }) => {
		const { id } = await sim.write(EMMAS_NUMBER, 'I come on Tuesday');
		await sim.write(EMMAS_NUMBER, { type: 'edit', about: id, text: 'I come on Thursday' });
		const bubble = inbox.bubble('I come on Thursday');
		await expect(inbox.row(EMMA)).toContainText('I come on Thursday');
		await bubble.getByRole('button', { name: 'edited' }).focus();
		await expect(bubble.getByRole('note', { name: 'What it said before' })).toContainText(
			'I come on Tuesday',
		);
		// A caption can be changed as well.
		const photo = await sim.write(EMMAS_NUMBER, { type: 'image', caption: 'My left eye' });
		await sim.write(EMMAS_NUMBER, { type: 'edit', about: photo.id, text: 'My right eye' });
		await expect(inbox.bubble('My right eye').getByRole('button', { name: 'edited' })).toBeVisible();
		await expect(inbox.bubble('My left eye')).toHaveCount(0);
	});

	test('pain 16: what was deleted stays in its place, marked, and is readable only where that is wanted', async ({
		inbox,
		sim,
	}) => {
		const { id } = await sim.write(EMMAS_NUMBER, 'My card number is 4471');
		await sim.write(EMMAS_NUMBER, { type: 'revoke', about: id });
		const bubble = newest(inbox);
		await expect(bubble).toContainText('Deleted by the customer');
		const words = bubble.getByText('My card number is 4471');
		const { body: settings } = await inbox.rpc('settings', null);
		for (const showDeleted of [false, true]) {
			await inbox.rpc('save_settings', { ...settings, showDeleted });
			await expect(words).toHaveCount(showDeleted ? 1 : 0);
		}
		await expect(bubble).toContainText('Deleted by the customer');
	});

	test('a quote leads to what it answers, and one of an unknown message says so', async ({ inbox, sim }) => {
		await inbox.say('Do you want it in blue or green?');
		await inbox.wasRead(inbox.own);
		const [sent] = await sim.sent();
		for (let n = 1; n <= 30; n++) await sim.write(EMMAS_NUMBER, `And another thing ${n}`);
		await sim.write(EMMAS_NUMBER, { text: 'Blue please', about: sent!.id });
		const quote = inbox.bubble('Blue please').getByRole('button', {
			name: 'Go to the message that is answered: Do you want it in blue or green?',
		});
		await expect(inbox.own).not.toBeInViewport();
		await quote.click();
		await expect(inbox.own).toBeInViewport();
		await sim.write(EMMAS_NUMBER, { text: 'As I said', quoting_unknown: true });
		await inbox.page.getByRole('button', { name: /^Jump to latest/ }).click();
		await expect(
			inbox.bubble('As I said').getByRole('button', { name: 'A message that is not here' }),
		).toBeDisabled();
	});

	test('a place can be opened in maps, with a name and without', async ({ inbox, sim }) => {
		await sim.write(EMMAS_NUMBER, { type: 'location', text: 'Riverside Market Hall' });
		await expect(newest(inbox)).toContainText('Riverside Market Hall');
		await expect(newest(inbox)).toContainText('101 Forest Avenue, Palo Alto');
		await expect(newest(inbox).getByRole('button', { name: 'Page of this place' })).toBeVisible();
		await sim.write(EMMAS_NUMBER, { type: 'location' });
		await expect(newest(inbox)).toContainText('Where the customer was');
		const opened = inbox.page.waitForEvent('popup');
		// Nothing is fetched from the maps in this test.
		await inbox.page.context().route(/./, (route) => route.abort());
		await newest(inbox).getByRole('button', { name: 'Open in maps' }).click();
		expect((await opened).url()).toMatch(/37\.4419|about:blank|chrome-error/);
	});

	test('a card shows its number and is saved with one click', async ({ inbox, sim }) => {
		await sim.write(EMMAS_NUMBER, { type: 'contacts', text: 'Ana Ruiz' });
		await expect(newest(inbox)).toContainText('Ana Ruiz');
		await expect(newest(inbox)).toContainText(/\+1 650.555.0111/);
		await newest(inbox).getByRole('button', { name: 'Save as contact' }).click();
		await expect(inbox.page.getByText('Ana Ruiz is in your contacts.')).toBeVisible();
	});

	test('taps on buttons and rows, answers of a form and an order show what was chosen', async ({
		inbox,
		sim,
	}) => {
		const received: [what: object, shown: (string | RegExp)[]][] = [
			[{ type: 'button_reply', text: 'Yes, please' }, ['Tapped a button', 'Yes, please']],
			[{ type: 'button', text: 'Stop' }, ['Tapped a button', 'Stop']],
			[{ type: 'list_reply', text: 'Dr Adams' }, ['Chosen from the list', 'Dr Adams', 'As you offered']],
			[
				{ type: 'flow_reply', response: { favourite_colour: 'blue' } },
				['Form filled in', 'favourite colour', 'blue'],
			],
			[
				{ type: 'order', text: 'Gift-wrapped please' },
				['2 × mug-blue-350', '1 × lid-small', 'Total', /41[.,]00/, 'Gift-wrapped please'],
			],
		];
		for (const [what, shown] of received) {
			await sim.write(EMMAS_NUMBER, what as Record<string, unknown>);
			for (const words of shown) await expect(newest(inbox)).toContainText(words);
		}
	});

	test('where words come from is said: forwarded, from an advertisement, about a product', async ({
		inbox,
		sim,
	}) => {
		const received: [type: string, shown: string[]][] = [
			['forwarded', ['Forwarded', 'Have you seen this?']],
			['frequently_forwarded', ['Forwarded many times']],
			['product_question', ['Asks about product mug-blue-350', 'Is this one still available?']],
			[
				'referral',
				['Came from an advertisement', 'Handmade mugs, made to order', 'Can I get more info on this?'],
			],
		];
		for (const [type, shown] of received) {
			await sim.write(EMMAS_NUMBER, { type });
			for (const words of shown) await expect(newest(inbox)).toContainText(words);
		}
	});

	test('what WhatsApp does not hand on is named, with what to do', async ({ inbox, sim }) => {
		await sim.write(EMMAS_NUMBER, { type: 'unsupported', text: 'poll_creation' });
		await expect(newest(inbox)).toContainText('ask the customer to write instead');
		await sim.write(EMMAS_NUMBER, { type: 'unavailable' });
		await expect(newest(inbox)).toContainText('WhatsApp shows this message only on the phone.');
		await sim.write(EMMAS_NUMBER, { type: 'user_changed_number', text: '+16505550177' });
		await expect(inbox.log.getByRole('note')).toContainText(
			`${EMMA} has a new phone number: +1 650 555 0100 became +1 650 555 0177.`,
		);
		// Who answers writes to the new one.
		await inbox.say('Thank you for telling');
		await inbox.wasRead(inbox.bubble('Thank you for telling'));
		expect((await sim.sent()).map((one) => one.to)).toEqual(['+16505550177']);
	});

	test('pain 17: what the owner writes on the telephone appears here, as sent from the phone', async ({
		inbox,
		sim,
	}) => {
		const echo = (example: object) => sim.field('smb_message_echoes', { customer: EMMAS_NUMBER, ...example });
		const { values } = await echo({ event: 'text', text: 'I am on my way' });
		const bubble = inbox.bubble('I am on my way');
		await expect(bubble).toContainText('Sent from phone');
		await expect(bubble).toHaveAccessibleName(/^You, /);
		await expect(inbox.row(EMMA)).toContainText('I am on my way');
		const [{ message_echoes }] = values as [{ message_echoes: [{ id: string }] }];
		await echo({ event: 'edit', about: message_echoes[0].id, text: 'I am nearly there' });
		await expect(inbox.bubble('I am nearly there').getByRole('button', { name: 'edited' })).toBeVisible();
		await echo({ event: 'revoke', about: message_echoes[0].id });
		await expect(inbox.log).toContainText('Deleted on the phone');
		await echo({ event: 'image', text: 'The front door' });
		await expect(
			inbox.bubble('The front door').getByRole('button', { name: /^Look at the photo/ }),
		).toBeVisible();
	});
});

test('pain 18: numbers of Mexico, Brazil and Argentina that are written in two ways are one person', async ({
	inbox,
	sim,
}) => {
	const numbers: [name: string, typed: string, told: string][] = [
		['Carlos', '+5215512345678', '+525512345678'],
		['Beatriz', '+5511987654321', '+551187654321'],
		['Diego', '+5491123456789', '+541123456789'],
	];
	for (const [name, phone, other] of numbers) {
		await sim.join({ name, phone, text: `I am ${name}` });
		await inbox.open(name);
		// The telephone's owner calls them by the other way of writing.
		await sim.field('smb_app_state_sync', {
			customer: phone,
			value: { state_sync: [contact(`${name} Of Mine`, other)] },
		});
		await expect(inbox.row(`${name} Of Mine`)).toHaveCount(1);
		await inbox.say(`Hello ${name}`);
		await inbox.wasRead(inbox.bubble(`Hello ${name}`));
	}
	await expect(inbox.list.getByRole('option')).toHaveCount(numbers.length + 1);
});

/** An entry of the address book on the owner's telephone. */
function contact(name: string, phone: string) {
	return {
		type: 'contact',
		contact: { full_name: name, first_name: name, phone_number: phone.slice(1) },
		action: 'add',
		metadata: { timestamp: String(Math.floor(Date.now() / 1000)) },
	};
}
