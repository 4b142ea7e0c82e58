import { screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { FakeHost } from '../../host/fake/fake';
import { openScreen, settle, words } from '../../test/screen';

const MINUTE = 60_000;

/** Three customers, the newest first: Ana, Ben, Cleo. */
function three(host: FakeHost) {
	return ['Ana', 'Ben', 'Cleo'].map((name, at) => {
		const row = host.person({ name });
		host.writes(row.id, `Hello from ${name}`, Date.now() - (at + 1) * MINUTE);
		return row;
	});
}

const names = () =>
	screen.queryAllByRole('option').flatMap((option) => {
		const name = option.querySelector('.name');
		return name ? [words(name)] : [];
	});

const shows = (name: string) => screen.getByRole('region', { name: `Chat with ${name}` });

test('resolve and next goes down the list until nothing is left to do', async () => {
	const ui = await openScreen(three);
	await ui.open(ui.host.rows.values().next().value!);
	await ui.press('{Control>}{Shift>}E{/Shift}{/Control}');
	expect(names()).toEqual(['Ben', 'Cleo']);
	expect(shows('Ben')).toBeTruthy();
	await ui.press('{Control>}{Shift>}E{/Shift}{/Control}');
	await ui.press('{Control>}{Shift>}E{/Shift}{/Control}');
	expect(screen.getByText('Nothing left to do')).toBeTruthy();
});

test('resolve and next goes on below where the chat stood before the answer took it to the top', async () => {
	const ui = await openScreen(three);
	await ui.open([...ui.host.rows.values()][1]!);
	await ui.type('It is done.');
	await ui.press('{Enter}');
	expect(names()).toEqual(['Ben', 'Ana', 'Cleo']);
	await ui.press('{Control>}{Shift>}E{/Shift}{/Control}');
	expect(shows('Cleo')).toBeTruthy();
});

test('a second click on a chat, as of somebody who clicks twice, leaves the hands on the answer', async () => {
	const ui = await openScreen(three);
	const ana = [...ui.host.rows.values()][0]!;
	await ui.open(ana);
	await ui.open(ana);
	expect(document.activeElement).toBe(ui.composer());
});

test('resolving keeps the chat in view, and undo brings it back to where it stood', async () => {
	const ui = await openScreen((host) => {
		const [ana] = three(host);
		ana!.work = { status: 'snoozed', until: { kind: 'answer' } };
	});
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Which chats' }), 'Snoozed');
	await settle();
	expect(names()).toEqual(['Ana']);
	await ui.open(ui.host.rows.values().next().value!);
	await ui.press('{Control>}e{/Control}');
	expect(screen.getByRole('button', { name: 'Open again' })).toBeTruthy();
	await ui.click('Undo');
	expect(ui.host.rows.values().next().value!.work).toEqual({ status: 'snoozed', until: { kind: 'answer' } });
	expect(names()).toEqual(['Ana']);
});

test('the digit after the snooze shortcut is enough', async () => {
	const ui = await openScreen(three);
	await ui.open(ui.host.rows.values().next().value!);
	await ui.press('{Control>}{Shift>}H{/Shift}{/Control}');
	expect(screen.getByRole('menuitem', { name: /^Later today/ })).toBeTruthy();
	await ui.press('2');
	expect(ui.host.callsOf('set_work')[0]!.work).toEqual({
		status: 'snoozedUntil',
		at: new Date('2026-11-21T09:00:00').getTime(),
	});
	expect(names()).toEqual(['Ben', 'Cleo']);
});

test('with no hour of the window left nothing can wait for its last one', async () => {
	const ui = await openScreen((host) => {
		const row = host.person({ name: 'Ana' });
		host.writes(row.id, 'Hello', Date.now() - 23.5 * 60 * MINUTE);
	});
	await ui.open(ui.host.rows.values().next().value!);
	await ui.press('{Control>}{Shift>}H{/Shift}{/Control}');
	expect(screen.queryByRole('menuitem', { name: /one hour/ })).toBeNull();
});

test('chats are chosen with x and worked on together', async () => {
	const ui = await openScreen(three);
	ui.list().focus();
	await ui.press('x{ArrowDown}x');
	const bar = screen.getByRole('toolbar', { name: 'Chosen chats' });
	expect(words(bar)).toContain('2 chosen');
	await ui.user.click(within(bar).getByRole('button', { name: 'Resolve' }));
	await settle();
	expect(names()).toEqual(['Cleo']);
	expect(screen.queryByRole('toolbar')).toBeNull();
	expect(screen.getByText('2 chats resolved')).toBeTruthy();
});

test('Shift chooses a stretch of the list, and Escape none of it', async () => {
	const ui = await openScreen(three);
	const option = (name: string) => within(ui.list()).getByRole('option', { name: new RegExp(name) });
	await ui.user.keyboard('{Control>}');
	await ui.user.click(option('Ana'));
	await ui.user.keyboard('{/Control}{Shift>}');
	await ui.user.click(option('Cleo'));
	await ui.user.keyboard('{/Shift}');
	expect(words(screen.getByRole('toolbar'))).toContain('3 chosen');
	await ui.press('{Escape}');
	expect(screen.queryByRole('toolbar')).toBeNull();
});

test('what was chosen in one view is not chosen in another', async () => {
	const ui = await openScreen(three);
	ui.list().focus();
	await ui.press('x');
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Which chats' }), 'All chats');
	await settle();
	expect(screen.queryByRole('toolbar')).toBeNull();
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Which chats' }), 'Open');
	await settle();
	expect(screen.queryByRole('toolbar')).toBeNull();
});

test('a label is put on by its digit and shown in the row', async () => {
	const ui = await openScreen((host) => {
		host.work.addLabel('Billing', 'teal');
		three(host);
	});
	await ui.open(ui.host.rows.values().next().value!);
	await ui.press('{Control>}{Shift>}L{/Shift}{/Control}');
	await ui.press('1');
	expect(words(within(ui.list()).getByRole('option', { name: /Ana/ }))).toContain('Billing');
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Label' }), 'Billing');
	await settle();
	expect(names()).toEqual(['Ana']);
});

// Pain 27: labelling and resolving never make a chat unread, and a mark goes when the chat is opened.
test('a chat marked unread looks so until it is opened again', async () => {
	const ui = await openScreen(three);
	const [ana] = ui.host.rows.values();
	await ui.open(ana!);
	expect(ana!.unread).toBe(0);
	await ui.press('{Control>}{Shift>}U{/Shift}{/Control}');
	expect(screen.queryByRole('log'), 'in view it would be read again').toBeNull();
	expect(words(within(ui.list()).getByRole('option', { name: /Ana/ }))).toContain('Marked as unread');
	await ui.open(ana!);
	expect(ana!.markedUnread).toBe(false);
});

test('a view is saved under a name and shown again', async () => {
	const ui = await openScreen(three);
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Which chats' }), 'Resolved');
	await ui.click('Views');
	await ui.user.click(screen.getByRole('menuitem', { name: 'Save this view…' }));
	await ui.user.type(screen.getByRole('textbox', { name: 'Name of the view' }), 'Done');
	await ui.press('{Enter}');
	await ui.click('Views');
	await ui.user.click(screen.getByRole('menuitemcheckbox', { name: 'Open chats' }));
	await settle();
	expect(names()).toEqual(['Ana', 'Ben', 'Cleo']);
	await ui.click('Views');
	await ui.user.click(screen.getByRole('menuitemcheckbox', { name: 'Done' }));
	await settle();
	expect(names()).toEqual([]);
});
