import { screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { FakeHost } from '../host/fake/fake';
import { HOUR } from '../model/window';
import { openScreen, settle, words } from '../test/screen';

/** Somebody who wrote so long ago that a day is over in `left`. */
function waiting(host: FakeHost, name: string, left: number) {
	const row = host.person({ name, phone: '+16505550123' });
	host.writes(row.id, 'Hello', Date.now() - 24 * HOUR + left);
	return row;
}

const allDay = { from: 0, until: 1440 };

function alwaysOpen(host: FakeHost) {
	host.office.office.hours.week = Array(7).fill([allDay]) as FakeHost['office']['office']['hours']['week'];
}

function neverOpen(host: FakeHost) {
	host.office.office.hours.week = Array(7).fill([]) as FakeHost['office']['office']['hours']['week'];
}

// Pain 9: what closes unseen is lost.
it('pain 9: what closes while nobody is there is counted, shown and answered without a mouse', async () => {
	const ui = await openScreen((host) => {
		neverOpen(host);
		waiting(host, 'Ana', 2 * HOUR);
		waiting(host, 'Bob', 5 * HOUR);
	});
	await ui.click('Closing soon, 2 chats close soon');
	const away = screen.getByRole('region', { name: 'While you are closed' });
	expect(within(away).getAllByRole('listitem').map(words)[0]).toContain('Ana');
	await ui.press('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
	expect(screen.getByRole('region', { name: 'Chat with Ana' })).toBeTruthy();
});

it('a template for the morning takes a chat off the list, and one is back where one was', async () => {
	const ui = await openScreen((host) => {
		neverOpen(host);
		waiting(host, 'Ana', 2 * HOUR);
	});
	await ui.click('Closing soon, 1 chat closes soon');
	await ui.press('{ArrowDown}s');
	const picker = screen.getByRole('dialog', { name: 'Send a template to Ana' });
	await ui.user.click(within(picker).getByRole('option', { name: /Hello world/ }));
	await ui.user.click(within(picker).getByRole('button', { name: /^Schedule for/ }));
	await settle(500);
	expect(ui.host.callsOf('schedule_message')).toMatchObject([
		{ what: { template: { name: 'hello_world' } } },
	]);
	expect(words(screen.getByRole('main'))).toContain('Everybody has an answer.');
});

it('a chat that closes while somebody is there is no alarm until it closes soon', async () => {
	const ui = await openScreen((host) => {
		alwaysOpen(host);
		waiting(host, 'Ana', 10 * HOUR);
	});
	await ui.click('Closing soon');
	expect(words(screen.getByRole('main'))).toContain('No chat closes while you are closed.');
	expect(screen.getByRole('region', { name: 'While you are open' })).toBeTruthy();
});

it('what is typed goes out later, stands in the chat until then, and can be cancelled', async () => {
	const ui = await openScreen((host) => void waiting(host, 'Ana', 20 * HOUR));
	await ui.open(ui.host.rows.values().next().value!);
	await ui.type('See you at nine');
	await ui.click('Send later');
	await ui.user.click(screen.getByRole('menuitem', { name: /^In an hour/ }));
	await settle();
	expect(ui.composer().value).toBe('');
	expect(ui.host.callsOf('send_message')).toEqual([]);
	const [call] = ui.host.callsOf('schedule_message');
	expect(call?.what).toMatchObject({ kind: 'content', content: { kind: 'text', text: 'See you at nine' } });
	expect(call!.dueAt - Date.now()).toBeGreaterThanOrEqual(HOUR - 60_000);
	expect(words(screen.getByTestId('scheduled-item'))).toMatch(/Scheduled for .* See you at nine/);
	await ui.click('Cancel');
	expect(screen.queryByTestId('scheduled-item')).toBeNull();
});

it('the template for a closed window is chosen beside what is scheduled, and taken back', async () => {
	const ui = await openScreen((host) => void waiting(host, 'Ana', 30 * 60_000));
	await ui.open(ui.host.rows.values().next().value!);
	await ui.type('See you at nine');
	await ui.click('Send later');
	await ui.user.click(screen.getByRole('menuitem', { name: /^In an hour/ }));
	await settle();
	const item = () => screen.getByTestId('scheduled-item');
	expect(words(item())).toContain('You will be asked what to do.');
	await ui.click('Choose a template for then');
	const picker = screen.getByRole('dialog', { name: 'Template for Ana, if the window is closed by then' });
	expect(within(picker).queryByRole('button', { name: 'Send later' })).toBeNull();
	await ui.user.type(within(picker).getByRole('combobox', { name: 'Search templates' }), 'hello_world');
	await settle();
	await ui.click('Use this template');
	expect(screen.queryByRole('dialog')).toBeNull();
	expect(ui.host.callsOf('change_schedule')).toMatchObject([{ ifClosed: { name: 'hello_world' } }]);
	expect(ui.host.callsOf('send_template'), 'it is not sent now').toEqual([]);
	expect(words(item())).toContain('this template is sent instead: ');
	await ui.click('Ask me instead');
	expect(ui.host.callsOf('change_schedule')[1]).toMatchObject({ askIfClosed: true });
	expect(words(item())).toContain('You will be asked what to do.');
});

it('a message that could not go out asks, and is counted on the rail', async () => {
	const ui = await openScreen((host) => {
		const row = waiting(host, 'Ana', 20 * HOUR);
		host.office.scheduled.push({
			id: 1,
			channel: row.channel,
			conversation: row.id,
			contact: row.contact,
			content: { kind: 'text', text: 'Good morning' },
			dueAt: Date.now() - 3 * HOUR,
			ifClosed: null,
			unlessTheyWrite: false,
			author: 'You',
			problem: 'late',
			needsTemplate: false,
		});
	});
	await ui.click('Scheduled, 1 scheduled message needs you');
	const asks = screen.getByRole('region', { name: 'Needs you' });
	expect(words(asks)).toContain('This computer was off when it was due.');
	await ui.click('Send now');
	expect(ui.host.callsOf('send_now')).toEqual([{ schedule: 1 }]);
	expect(words(screen.getByRole('main'))).toContain('Nothing is scheduled.');
});

it('opening hours and the away reply are kept when they are saved', async () => {
	const ui = await openScreen((host) => void waiting(host, 'Ana', 20 * HOUR));
	await ui.click('Settings');
	await ui.click('Add hours on Saturday');
	await ui.user.click(screen.getByRole('switch', { name: 'Answer by itself while closed' }));
	expect(ui.host.callsOf('save_office')).toEqual([]);
	await ui.click('Save hours');
	const [saved] = ui.host.callsOf('save_office');
	expect(saved?.office.hours.week[5]).toEqual([{ from: 540, until: 1080 }]);
	expect(saved?.office.away.on).toBe(true);
	expect(saved?.office.away.text).not.toBe('');
});
