import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test('pain 1: the window runs out while one types: the composer goes, a template reopens the talk, and the draft is back', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	const draft = 'Dear Emma, about your question';
	await inbox.composer.pressSequentially(draft);
	// Emma wrote four minutes ago: half a minute is left, and passes in half a second.
	await sim.advance({ hours: 23, minutes: 55, seconds: 30 });
	await expect(
		inbox.chat(EMMA).getByText(/left to answer freely\. After that only a template/),
	).toBeVisible();
	await expect(inbox.composer).toHaveValue(draft);
	await sim.clock({ factor: 60 });
	await expect(inbox.shut).toContainText(
		/The 24-hour window closed (today at|yesterday) .*Send a template to restart\./,
	);
	await sim.clock({ factor: 1 });
	await expect(inbox.shut).toContainText(`Your draft is kept: ${draft}`);
	await expect(inbox.composer).toHaveCount(0);
	await expect(inbox.send).toHaveCount(0);
	await expect(inbox.window(EMMA)).toHaveText('Closed');
	await expect(inbox.row(EMMA).getByText('Closed')).toBeVisible();
	await expect(inbox.page.getByTestId('announcer')).toHaveText(/window has closed/);

	// Nor is there a way round the screen.
	const list = { filter: 'all', sort: 'newest', unread: false, limit: 1 };
	const chats = (await inbox.rpc('list_conversations', list)).body['items'] as { id: number }[];
	const content = { kind: 'text', text: 'Hello' };
	const wish = { conversation: chats[0]!.id, content, clientId: crypto.randomUUID() };
	const refusal = await inbox.rpc('send_message', wish);
	expect(refusal).toMatchObject({ status: 409, body: { code: 'window_closed' } });
	expect(await sim.sent()).toHaveLength(0);

	await inbox.pickTemplate();
	await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('reply waiting');
	await inbox.template('English').click();
	await inbox.picker.getByRole('textbox', { name: 'Variable 1' }).fill('Emma');
	await inbox.picker.getByRole('button', { name: 'Send template' }).click();
	await expect(inbox.picker).toHaveCount(0);
	await expect(
		inbox.bubble('Hello Emma, we have an answer to your question.').getByText(/^Read \d/),
	).toBeVisible();
	await expect(inbox.shut).toContainText(
		'Waiting for the customer’s reply. You can write freely once they answer.',
	);
	await expect(inbox.composer, 'a template alone opens no window').toHaveCount(0);

	await sim.write(EMMAS_NUMBER, 'Yes, please tell me');
	await expect(inbox.composer).toHaveValue(draft);
	await expect(inbox.bubble('Yes, please tell me')).toBeVisible();
	await expect(inbox.window(EMMA)).toHaveText(/^\s*Open until tomorrow/);
	await expect(
		inbox.page.getByRole('status').filter({ hasText: 'You can answer freely again' }),
	).toBeVisible();
	await inbox.composer.press('Enter');
	await expect(inbox.bubble(draft).getByText(/^Read \d/)).toBeVisible();
	expect((await sim.sent()).map((one) => one.type)).toEqual(['template', 'text']);
});

test('pain 1: words that were on their way when the window closed come back, and none are sent', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await inbox.page.route('**/rpc/send_message', async (route) => {
		await sim.advance({ hours: 24 });
		await route.continue();
	});
	await inbox.composer.fill('Just in time?');
	await inbox.composer.press('Enter');
	await expect(inbox.shut).toContainText('Your draft is kept: Just in time?');
	await expect(inbox.bubble('Just in time?')).toHaveCount(0);
	expect(await sim.sent()).toHaveLength(0);
	// Whoever stayed there goes on typing when the customer has written.
	await sim.write(EMMAS_NUMBER, 'Are you there?');
	await expect(inbox.composer).toBeFocused();
});

test('WhatsApp’s refusal outside the window closes it, whatever our clock says, and the customer opens it again', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await expect(inbox.window(EMMA)).toHaveText(/^\s*Open until/);
	await sim.faults({ async_failed: { code: 131047 } });
	const text = 'Can you come at ten?';
	await inbox.say(text);
	const notice = inbox.bubble(text).getByRole('group', { name: 'Not sent' });
	await expect(notice).toContainText(
		'More than 24 hours have passed since the customer last wrote. Send a template.',
	);
	await expect(inbox.shut).toContainText(
		'WhatsApp says that the 24-hour window is closed. Send a template to restart.',
	);
	await expect(inbox.composer).toHaveCount(0);
	await expect(inbox.window(EMMA)).toHaveText('Closed');
	await notice.getByRole('button', { name: 'Choose template' }).click();
	await expect(inbox.picker).toBeVisible();
	await inbox.page.keyboard.press('Escape');
	await expect(inbox.picker).toHaveCount(0);
	// Times are told in whole seconds, so that the same second would leave open which came first.
	await sim.advance({ minutes: 1 });
	await sim.write(EMMAS_NUMBER, 'Here I am again');
	await expect(inbox.composer).toBeVisible();
	await inbox.say('Good to hear');
	await expect(inbox.bubble('Good to hear').getByText(/^Read \d/)).toBeVisible();
});

test('pain 2: the time left counts down in the list and in the chat', async ({ inbox, sim }) => {
	await inbox.open(EMMA);
	await sim.advance({ hours: 20 });
	await expect(inbox.window(EMMA)).toHaveText('3 h 55 min left');
	await expect(inbox.row(EMMA).locator('.chip')).toContainText('3 h');
	await sim.advance({ hours: 3 });
	await expect(inbox.window(EMMA)).toHaveText('55 min left');
	await expect(inbox.chat(EMMA).getByText('55 min left to answer freely.', { exact: false })).toBeVisible();
	await sim.advance({ minutes: 54 });
	// From two minutes on by the second, live.
	await expect(inbox.window(EMMA)).toHaveText(/^\s*1:[0-5]\d left$/);
	const first = await inbox.window(EMMA).innerText();
	await expect(inbox.window(EMMA)).not.toHaveText(first);
	await expect(inbox.window(EMMA)).toHaveText(/^\s*[01]:[0-5]\d left$/);
});

test('pain 3: after a delay the window counts from the time at which the customer wrote', async ({
	inbox,
	sim,
}) => {
	await sim.join({
		name: 'Late Lucy',
		phone: '+447700900188',
		text: 'I wrote this long ago',
		wrote_seconds_ago: 23 * 3600,
	});
	await inbox.open('Late Lucy');
	await expect(inbox.window('Late Lucy')).toHaveText('59 min left');
	await sim.join({
		name: 'Later Lars',
		phone: '+447700900177',
		text: 'And I longer ago',
		wrote_seconds_ago: 25 * 3600,
	});
	await inbox.open('Later Lars');
	await expect(inbox.shut).toContainText('The 24-hour window closed');
});
