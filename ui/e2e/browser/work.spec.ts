import { expect, test } from './fixtures';
import type { Screen } from './screen';

// Whoever works through forty chats has both hands on the keys: no step of these needs the mouse.
test.use({ practice: { customers: 'all', delays: 0 } });

/** Opens the chat at the top of the list; answers with the person's name. */
async function openFirst({ page, list, log }: Screen): Promise<string> {
	await list.press('Enter');
	await expect(log).toBeVisible();
	// Customers may still be coming in above it.
	return page
		.getByRole('region', { name: /^Chat with / })
		.getByRole('heading', { level: 2 })
		.innerText();
}

test('chats are resolved one after the other, and undo brings one back', async ({ inbox, sim }) => {
	const { page } = inbox;
	await sim.clock({ answers: false });
	await sim.settled();
	const first = await openFirst(inbox);
	const names = await inbox.names();
	const second = names[names.indexOf(first) + 1]!;
	await page.keyboard.press('Control+Shift+E');
	await expect(inbox.chat(second)).toBeVisible();
	await expect(inbox.row(first)).toHaveCount(0);
	const undo = page.getByRole('button', { name: 'Undo' });
	await undo.focus();
	await page.keyboard.press('Enter');
	await expect(inbox.row(first)).toHaveCount(1);
	await page.keyboard.press('Control+e');
	await expect(inbox.row(second)).toHaveCount(0);
	await expect(inbox.chat(second).getByRole('button', { name: 'Open again' })).toBeVisible();
});

test('a chat is snoozed by a digit, and comes back at its time', async ({ inbox, sim }) => {
	const { page } = inbox;
	await sim.clock({ answers: false });
	await sim.settled();
	const name = await openFirst(inbox);
	await page.keyboard.press('Control+Shift+H');
	await page.keyboard.press('2');
	await expect(inbox.row(name)).toHaveCount(0);
	await page.keyboard.press('Escape');
	const { body } = await inbox.rpc('list_conversations', {
		filter: 'all',
		sort: 'newest',
		work: 'snoozed',
		limit: 10,
	});
	const snoozed = body['items'] as { contact: { name: string }; work: object }[];
	expect(snoozed).toMatchObject([{ work: { status: 'snoozed' } }]);
	// A number without a name stands in groups on the screen.
	const together = (name: string) => name.replaceAll(' ', '');
	expect(snoozed.map(({ contact }) => together(contact.name))).toEqual([together(name)]);
	await sim.advance({ hours: 26 });
	await expect(inbox.row(name)).toHaveCount(1);
	await expect(inbox.row(name)).toContainText('Marked as unread');
});

test('a label is put on several chats at once', async ({ inbox, sim }) => {
	const { page } = inbox;
	await sim.clock({ answers: false });
	await sim.settled();
	await inbox.rpc('save_label', { name: 'Billing', color: 'teal' });
	await inbox.list.press('x');
	await inbox.list.press('ArrowDown');
	await inbox.list.press('x');
	await expect(page.getByRole('toolbar', { name: 'Chosen chats' })).toContainText('2 chosen');
	await page.getByRole('toolbar').getByRole('button', { name: 'Labels' }).press('Enter');
	await page.keyboard.press('1');
	await expect(inbox.list.getByRole('option').filter({ hasText: 'Billing' })).toHaveCount(2);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('toolbar')).toHaveCount(0);
});

// Pain 28: a note reaches the customer.
test('a private note stays with the team', async ({ inbox, sim }) => {
	const { page } = inbox;
	await sim.clock({ answers: false });
	await sim.settled();
	const name = await openFirst(inbox);
	await expect(inbox.composer).toBeFocused();
	await page.keyboard.type('Dear customer');
	await page.keyboard.press('Alt+p');
	await expect(page.getByRole('textbox', { name: `Private note about ${name}` })).toBeFocused();
	await page.keyboard.type('Pays late, be kind');
	await page.keyboard.press('Enter');
	const note = inbox.log.getByRole('article', { name: /^Private note, You/ });
	await expect(note).toContainText('Only visible to your team');
	await expect(note).toContainText('Pays late, be kind');
	await page.keyboard.press('Alt+l');
	await expect(inbox.composer).toHaveValue('Dear customer');
	await page.keyboard.press('Enter');
	await expect(inbox.bubble('Dear customer')).toBeVisible();
	expect(JSON.stringify(await sim.sent())).not.toContain('Pays late');
});
