import type { Locator } from '@playwright/test';
import type { Simulator } from '../harness/simulator';
import { atOneOnTuesday } from './day/office';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

// It is one o'clock on a Tuesday, and the office is open from nine to six, as is assumed of one that has not said.
const HOUR = 3600;

/** People who wait for an answer, by how many hours ago they wrote. */
async function wait(sim: Simulator, hoursAgo: Record<string, number>): Promise<void> {
	await atOneOnTuesday(sim);
	for (const [name, hours] of Object.entries(hoursAgo)) {
		await sim.join({ name, text: `Hello from ${name}`, wrote_seconds_ago: Math.round(hours * HOUR) });
	}
	await sim.settled();
}

async function holdingMessages(inbox: Screen, ...texts: string[]): Promise<void> {
	for (const [at, text] of texts.entries()) {
		const reply = { shortcut: `wait${at}`, title: null, text, files: [], interactive: null, holding: true };
		const saved = await inbox.rpc('create_reply', reply);
		expect(saved.status, JSON.stringify(saved.body)).toBe(200);
	}
}

const opensClosing = (inbox: Screen) =>
	inbox.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /^Closing soon/ });
const headline = (inbox: Screen) => inbox.page.getByRole('main').getByRole('status');
const group = (inbox: Screen, when: 'closed' | 'open') =>
	inbox.page.getByRole('region', { name: `While you are ${when}` }).getByRole('listitem');
const named = (rows: Locator) => rows.locator('.name');

test('pain 9: what closes while the office is closed stands first, and the headline says until when nobody is there', async ({
	inbox,
	sim,
}) => {
	await wait(sim, { Noon: 23, Night: 12, Evening: 17, Early: 5, Late: 3.9, Answered: 16 });
	await inbox.open('Answered');
	await inbox.say('Here you are');
	await expect(opensClosing(inbox)).toHaveAccessibleName('Closing soon, 3 chats close soon');
	await opensClosing(inbox).click();
	await expect(headline(inbox)).toHaveText('3 chats close before you are back tomorrow 09:00');
	await expect(named(group(inbox, 'closed'))).toHaveText(['Evening', 'Night', 'Early']);
	await expect(named(group(inbox, 'open'))).toHaveText(['Noon', 'Late']);
	await expect(group(inbox, 'closed').first()).toContainText('Closes 20:00');
	await expect(group(inbox, 'closed').last()).toContainText('Closes tomorrow 08:00');

	// Who is open until nine in the evening and from seven on is there for two of them.
	const day = [{ from: 7 * 60, until: 21 * 60 }];
	const hours = {
		zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		week: Array(7).fill(day),
		holidays: [],
	};
	const { body } = await inbox.rpc('bootstrap', null);
	const [channel] = (body['workspace'] as { channels: { id: string }[] }).channels;
	await inbox.rpc('save_office', { channel: channel!.id, office: { hours, away: { on: false, text: '' } } });
	await inbox.go('Inbox');
	await opensClosing(inbox).click();
	await expect(headline(inbox)).toHaveText('1 chat closes before you are back tomorrow 07:00');
	await expect(named(group(inbox, 'closed'))).toHaveText(['Night']);
});

test('a chat is answered, held or planned from there, and is off the list', async ({ inbox, sim }) => {
	const { page } = inbox;
	await wait(sim, { Evening: 17, Night: 12, Early: 5 });
	await holdingMessages(inbox, 'One moment, please.', 'You will hear from us today.');
	await opensClosing(inbox).click();
	const rows = group(inbox, 'closed');
	const row = (name: string) => rows.filter({ hasText: name });

	await row('Evening').getByRole('button', { name: 'Answer' }).click();
	await expect(inbox.composer).toBeFocused();
	await inbox.say('We have it here');
	await opensClosing(inbox).click();
	await expect(named(rows)).toHaveText(['Night', 'Early']);

	await row('Night').getByRole('button', { name: 'Send holding message' }).click();
	await page.getByRole('menuitem', { name: 'You will hear from us today.' }).click();
	await expect(named(rows)).toHaveText(['Early']);

	await row('Early').getByRole('button', { name: 'Template for tomorrow 09:00' }).click();
	await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('hello world');
	await inbox.picker.getByRole('button', { name: 'Schedule for tomorrow 09:00' }).click();
	await expect(inbox.picker).toHaveCount(0);
	await expect(headline(inbox)).toHaveText('Everybody has an answer. Nothing closes unseen.');
	await expect(opensClosing(inbox)).toHaveAccessibleName('Closing soon');
	const sent = async () =>
		(await sim.sent()).map(({ type, body }) => body.text?.body ?? body.template?.name ?? type);
	await expect.poll(sent).toEqual(['We have it here', 'You will hear from us today.']);
	await sim.advance({ hours: 20 });
	await expect.poll(sent).toEqual(['We have it here', 'You will hear from us today.', 'hello_world']);
});

test('who only looks at the templates comes back to the list, and nothing is planned', async ({
	inbox,
	sim,
}) => {
	await wait(sim, { Evening: 17 });
	await opensClosing(inbox).click();
	await inbox.page.getByRole('button', { name: /^Template for/ }).click();
	await expect(inbox.templates.first()).toBeVisible();
	await inbox.page.keyboard.press('Escape');
	await expect(inbox.picker).toHaveCount(0);
	await expect(named(group(inbox, 'closed'))).toHaveText(['Evening']);
	// Asked for in the chat, the same picker sends at once.
	await inbox.page.getByRole('button', { name: 'Answer' }).click();
	await inbox.page.keyboard.press('Alt+t');
	await expect(inbox.picker.getByRole('button', { name: 'Send template' })).toBeVisible();
});

test('the page has keys for everything, and leaves those that are meant for the palette alone', async ({
	inbox,
	sim,
}) => {
	const { keyboard } = inbox.page;
	await wait(sim, { Evening: 17, Night: 12 });
	await opensClosing(inbox).click();
	await expect(inbox.page.getByText('Enter to answer, S to schedule a template.')).toBeVisible();
	await holdingMessages(inbox, 'One moment, please.');
	await expect(inbox.page.getByText('H for a holding message')).toBeVisible();
	await keyboard.press('Control+k');
	await keyboard.type('sh');
	await expect(inbox.dialog.getByRole('combobox')).toHaveValue('sh');
	await keyboard.press('Escape');
	await keyboard.press('ArrowDown');
	await keyboard.press('ArrowDown');
	const answer = (at: number) => group(inbox, 'closed').nth(at).getByRole('button', { name: 'Answer' });
	await expect(answer(1)).toBeFocused();
	await keyboard.press('ArrowUp');
	await keyboard.press('h');
	// The next one has the focus, so that the work goes on.
	await expect(named(group(inbox, 'closed'))).toHaveText(['Night']);
	await expect(answer(0)).toBeFocused();
	await keyboard.press('Enter');
	await expect(inbox.chat('Night')).toBeVisible();
});

test('where nobody waits, or only while somebody is there, it says so', async ({ inbox, sim }) => {
	await wait(sim, {});
	await opensClosing(inbox).click();
	await expect(headline(inbox)).toHaveText('Everybody has an answer. Nothing closes unseen.');
	await sim.join({ name: 'Late', text: 'Hello', wrote_seconds_ago: HOUR });
	await expect(headline(inbox)).toHaveText('No chat closes while you are closed.');
	await expect(named(group(inbox, 'open'))).toHaveText(['Late']);
	await inbox.page.getByRole('button', { name: 'Set your hours' }).click();
	await expect(inbox.page.getByRole('heading', { name: 'Opening hours' })).toBeInViewport();
});

test('what tells of closing windows can be set, and stays so', async ({ inbox }) => {
	const { page } = inbox;
	const closing = page.getByRole('switch', { name: 'Window closing' });
	const minutes = page.getByRole('spinbutton', { name: 'Minutes before it closes' });
	await inbox.go('Settings');
	await expect(closing).toBeChecked();
	await minutes.fill('90');
	await minutes.press('Enter');
	await closing.press('Space');
	await expect(minutes).toBeDisabled();
	await expect
		.poll(async () => (await inbox.rpc('settings', null)).body)
		.toMatchObject({ notifyClosing: false, notifyClosingMinutes: 90 });
	await page.reload();
	await inbox.go('Settings');
	await expect(closing).not.toBeChecked();
	await expect(minutes).toHaveValue('90');
});
