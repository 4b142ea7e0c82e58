import type { Locator } from '@playwright/test';
import type { Simulator } from '../harness/simulator';
import { atOneOnTuesday } from './day/office';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

// It is one o'clock on a Tuesday, the office is open until six, and Emma has just written.
test.beforeEach(async ({ inbox, sim }) => {
	await atOneOnTuesday(sim);
	await sim.write(EMMAS_NUMBER, 'When do you open?');
	await expect(inbox.row('When do you open?')).toBeVisible();
	await inbox.open(EMMA);
	await expect(inbox.composer).toBeFocused();
});

/** What stands above the composer of the open chat. */
const items = (inbox: Screen) => inbox.chat(EMMA).getByTestId('scheduled-item');
const dialog = (inbox: Screen, title: string) => inbox.page.getByRole('dialog', { name: title });
const page = (inbox: Screen) => inbox.page.getByRole('main');

async function goToScheduled(inbox: Screen): Promise<void> {
	await inbox.page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('button', { name: /^Scheduled/ })
		.click();
}

/** Types something and chooses one of the times that are offered. */
async function sendLater(inbox: Screen, text: string, time: RegExp): Promise<void> {
	await inbox.composer.fill(text);
	await inbox.page.getByRole('button', { name: 'Send later' }).click();
	await inbox.page.getByRole('menuitem', { name: time }).click();
	await expect(inbox.composer).toHaveValue('');
	await expect(items(inbox).filter({ hasText: text })).toBeVisible();
}

/** Chooses a moment in the dialog for one, by so many hours from one o'clock. */
async function pick(box: Locator, hours: number): Promise<void> {
	const field = box.getByLabel('Date and time');
	const from = new Date(await field.inputValue());
	// The dialog begins an hour ahead, or at what was chosen before.
	from.setHours(from.getHours() + hours);
	const two = (part: number) => String(part).padStart(2, '0');
	const day = `${from.getFullYear()}-${two(from.getMonth() + 1)}-${two(from.getDate())}`;
	await field.fill(`${day}T${two(from.getHours())}:${two(from.getMinutes())}`);
}

async function sent(sim: Simulator): Promise<string[]> {
	return (await sim.sent()).map(({ type, body }) => body.text?.body ?? body.template?.name ?? type);
}

async function choosesHelloWorld(inbox: Screen, button: string): Promise<void> {
	await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('hello world');
	await inbox.picker.getByRole('button', { name: button }).click();
	await expect(inbox.picker).toHaveCount(0);
}

test('the times that are offered know when the office opens, and the message goes out when it does', async ({
	inbox,
	sim,
}) => {
	await inbox.composer.fill('We are open now');
	await inbox.page.getByRole('button', { name: 'Send later' }).click();
	await expect(inbox.page.getByRole('menuitem')).toHaveText([
		/In an hour, 14:0[05]/,
		'This afternoon, 15:00',
		'When you open, tomorrow 09:00',
		'Monday when you open, Monday 09:00',
		'Pick a date and time…',
	]);
	await inbox.page.getByRole('menuitem', { name: /^When you open/ }).click();
	await expect(items(inbox)).toContainText('Scheduled for tomorrow 09:00');
	await expect(items(inbox)).toContainText('We are open now');
	await goToScheduled(inbox);
	const waiting = inbox.page.getByRole('region', { name: 'Going out later' });
	await expect(waiting).toContainText(EMMA);
	await sim.advance({ hours: 19, minutes: 30 });
	expect(await sent(sim)).toEqual([]);
	await sim.advance({ minutes: 30 });
	await expect(page(inbox)).toContainText('Nothing is scheduled.');
	await expect.poll(() => sent(sim)).toEqual(['We are open now']);
	await inbox.go('Inbox');
	await inbox.wasRead(inbox.bubble('We are open now'));
	await expect(items(inbox)).toHaveCount(0);
});

test('it can be changed and cancelled until it goes out', async ({ inbox, sim }) => {
	await sendLater(inbox, 'See you on Tuseday', /^In an hour/);
	await sendLater(inbox, 'Never mind', /^In an hour/);
	await goToScheduled(inbox);
	const item = (text: string) => inbox.page.getByTestId('scheduled-item').filter({ hasText: text });
	await item('Never mind').getByRole('button', { name: 'Cancel' }).click();
	await expect(item('Never mind')).toHaveCount(0);
	await item('Tuseday').getByRole('button', { name: 'Edit' }).click();
	const change = dialog(inbox, 'Change scheduled message');
	await change.getByRole('textbox', { name: 'Message' }).fill('See you on Tuesday');
	await pick(change, -5);
	await expect(change.getByRole('alert')).toHaveText('This time is already over.');
	await expect(change.getByRole('button', { name: 'Schedule' })).toBeDisabled();
	await pick(change, 7);
	await change.getByRole('button', { name: 'Schedule' }).click();
	await expect(item('See you on Tuesday')).toContainText(/Scheduled for 16:0/);
	await sim.advance({ hours: 2 });
	expect(await sent(sim)).toEqual([]);
	await sim.advance({ hours: 1, minutes: 10 });
	await expect.poll(() => sent(sim)).toEqual(['See you on Tuesday']);
});

test('what is only for somebody who stays silent is dropped when they write', async ({ inbox, sim }) => {
	await inbox.composer.fill('Have you decided?');
	await inbox.page.getByRole('button', { name: 'Send later' }).click();
	await inbox.page.getByRole('menuitem', { name: 'Pick a date and time…' }).click();
	const later = dialog(inbox, 'Send later');
	await pick(later, 2);
	await later.getByRole('switch', { name: 'Do not send it if they write first' }).press('Space');
	await later.getByRole('button', { name: 'Schedule' }).click();
	await expect(items(inbox)).toContainText('Not sent if they write first');
	await sim.advance({ minutes: 1 });
	await sim.write(EMMAS_NUMBER, 'I take it');
	await expect(items(inbox)).toHaveCount(0);
	await sim.advance({ hours: 4 });
	await expect(inbox.bubble('I take it')).toBeVisible();
	expect(await sent(sim)).toEqual([]);
});

test('pain 1: a message whose window is closed when it is due asks, and a template takes its place', async ({
	inbox,
	sim,
}) => {
	await sendLater(inbox, 'Good morning!', /^Monday when you open/);
	await expect(items(inbox)).toContainText('The 24-hour window closes before then');
	await sim.advance({ hours: 6 * 24 - 4 });
	await expect(
		inbox.page.getByRole('button', { name: 'Scheduled, 1 scheduled message needs you' }),
	).toBeVisible();
	await goToScheduled(inbox);
	const asks = inbox.page.getByRole('region', { name: 'Needs you' });
	await expect(asks).toContainText('The 24-hour window has closed. Send a template instead.');
	await asks.getByRole('button', { name: 'Choose template' }).click();
	await choosesHelloWorld(inbox, 'Send template');
	await expect(page(inbox)).toContainText('Nothing is scheduled.');
	await expect.poll(() => sent(sim)).toEqual(['hello_world']);
});

test('pain 1: a template that was chosen for it goes out where the window has closed', async ({
	inbox,
	sim,
}) => {
	await sendLater(inbox, 'Good morning!', /^Monday when you open/);
	await items(inbox).getByRole('button', { name: 'Choose a template for then' }).click();
	await choosesHelloWorld(inbox, 'Use this template');
	await expect(items(inbox)).toContainText('this template is sent instead');
	await expect(items(inbox).getByRole('button', { name: 'Choose another template' })).toBeVisible();
	expect(await sent(sim)).toEqual([]);
	await sim.advance({ hours: 6 * 24 - 4 });
	await expect.poll(() => sent(sim)).toEqual(['hello_world']);
	await expect(items(inbox)).toHaveCount(0);
});

test('a template is scheduled from the picker, whose other keys mean nothing while a time is chosen', async ({
	inbox,
	sim,
}) => {
	const { keyboard } = inbox.page;
	await keyboard.press('Alt+t');
	await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('hello world');
	await inbox.picker.getByRole('button', { name: 'Send later' }).click();
	await keyboard.press('Escape');
	await expect(inbox.page.getByRole('menu')).toHaveCount(0);
	await expect(inbox.picker, 'only the menu is gone').toBeVisible();
	await inbox.picker.getByRole('button', { name: 'Send later' }).click();
	await inbox.page.getByRole('menuitem', { name: 'Pick a date and time…' }).click();
	const later = dialog(inbox, 'Send later');
	await pick(later, 3);
	await keyboard.press('Control+Enter');
	expect(await sent(sim), 'nothing goes out at once').toEqual([]);
	await later.getByRole('button', { name: 'Schedule' }).click();
	await expect(inbox.picker).toHaveCount(0);
	await expect(items(inbox)).toContainText(/Scheduled for 17:0/);
	await sim.advance({ hours: 4, minutes: 10 });
	await expect.poll(() => sent(sim)).toEqual(['hello_world']);
});
