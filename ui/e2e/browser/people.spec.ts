import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test('a name of ours is shown everywhere, and an empty one brings back the customer’s own', async ({
	inbox,
}) => {
	const { panel } = inbox;
	const rename = async (name: string) => {
		await panel.getByRole('button', { name: 'Change the name' }).click();
		await panel.getByRole('textbox', { name: 'Name' }).fill(name);
		await panel.getByRole('button', { name: 'Save the name' }).click();
	};
	await inbox.open(EMMA);
	await rename('Mrs Whitfield (glasses)');
	await expect(inbox.chat('Mrs Whitfield (glasses)')).toBeVisible();
	await expect(inbox.row('Mrs Whitfield (glasses)')).toBeVisible();
	await expect(panel).toContainText(`On WhatsApp: ${EMMA}`);
	await rename('');
	await expect(inbox.chat(EMMA)).toBeVisible();
	await expect(inbox.row(EMMA)).toBeVisible();
	await expect(panel).not.toContainText('On WhatsApp:');
});

test('two contacts of one person become one chat, and are separated again', async ({ inbox, sim }) => {
	const { page, panel } = inbox;
	const other = await sim.join({
		name: 'Emma W.',
		username: 'emma.w',
		text: 'It is me from the other phone',
	});
	await inbox.open(EMMA);
	await panel.getByRole('button', { name: 'Join with another contact…' }).click();
	await inbox.dialog.getByRole('searchbox', { name: 'Search for a contact' }).fill('emma');
	await inbox.dialog.getByRole('button', { name: 'Join with Emma W.' }).click();
	await expect(inbox.dialog).toContainText('Make Emma W. a part of Emma Whitfield?');
	await inbox.dialog.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(page.getByText('Emma W. and Emma Whitfield are one contact now.')).toBeVisible();
	await expect(inbox.list.getByRole('option')).toHaveCount(1);
	await expect(inbox.bubble('It is me from the other phone')).toBeVisible();
	await expect(inbox.bubble('Hello, do you have an appointment this week?')).toBeVisible();
	// What comes later from either comes here.
	await sim.write(other.user_id, 'And I write again');
	await expect(inbox.bubble('And I write again')).toBeVisible();

	await panel.getByRole('button', { name: 'Separate Emma W. again' }).click();
	await expect(inbox.list.getByRole('option')).toHaveCount(2);
	await expect(inbox.bubble('It is me from the other phone')).toHaveCount(0);
	await inbox.row('And I write again').click();
	await expect(inbox.bubble('It is me from the other phone')).toBeVisible();
	await expect(inbox.bubble('Hello, do you have an appointment this week?')).toHaveCount(0);
});

test('who is blocked can neither write nor be written to, until they are unblocked', async ({
	inbox,
	sim,
}) => {
	const { panel } = inbox;
	await inbox.open(EMMA);
	await panel.getByRole('button', { name: 'Block', exact: true }).click();
	await expect(inbox.dialog).toContainText('They can no longer write to you, and you cannot write to them.');
	await inbox.dialog.getByRole('button', { name: 'Block', exact: true }).click();
	const bar = inbox.page.getByTestId('blocked');
	await expect(bar).toContainText('You blocked this person. Unblock to write.');
	await expect(inbox.composer).toHaveCount(0);
	await expect(inbox.row(EMMA).getByText('Blocked')).toBeVisible();
	expect(await sim.write(EMMAS_NUMBER, 'Why do you not answer?')).toMatchObject({ blocked: true });
	await bar.getByRole('button', { name: 'Unblock' }).click();
	await expect(inbox.composer).toBeVisible();
	await sim.write(EMMAS_NUMBER, 'Can you hear me now?');
	await expect(inbox.bubble('Can you hear me now?')).toBeVisible();
	await expect(inbox.bubble('Why do you not answer?')).toHaveCount(0);
	await inbox.say('Yes');
	await inbox.wasRead(inbox.own);
});

test('somebody known by user name alone is asked for the number and shares it', async ({ inbox, sim }) => {
	const { panel } = inbox;
	const luna = await sim.join({ name: 'Luna', username: 'luna.crafts', text: 'Do you make mugs?' });
	await inbox.open('Luna');
	await expect(panel).toContainText('No phone number');
	await panel.getByRole('button', { name: 'Ask for the number' }).click();
	await inbox.dialog.getByRole('textbox', { name: 'What to write' }).fill('May we call you?');
	await inbox.dialog.getByRole('button', { name: 'Ask', exact: true }).click();
	await inbox.wasRead(inbox.own);
	const [sent] = await sim.sent(luna.user_id);
	expect(sent!.body.interactive).toMatchObject({
		type: 'request_contact_info',
		body: { text: 'May we call you?' },
	});
	await sim.write(luna.user_id, { type: 'contact_request', about: sent!.id });
	const card = inbox.bubble('Sent because you asked for the number');
	await expect(card).toContainText('Luna');
	await expect(card).toContainText(/\+\d[\d ]{7,}/);
	await expect(
		card.getByRole('button', { name: 'Go to the message that is answered: May we call you?' }),
	).toBeVisible();
});
