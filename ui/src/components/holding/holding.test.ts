import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { FakeHost } from '../../host/fake/fake';
import { HOUR, MINUTE } from '../../model/window';
import { NEW_REPLY } from '../../state/replies.svelte';
import { openScreen } from '../../test/screen';

function waiting(host: FakeHost, left: number) {
	const row = host.person({ name: 'Ana Peña', phone: '+16505550123' });
	host.writes(row.id, 'Hello', Date.now() - 24 * HOUR + left);
	return row;
}

const hold = (host: FakeHost, shortcut: string, text: string) =>
	host.replies.add({ ...NEW_REPLY, shortcut, text, holding: true });

it('a customer whose window is nearly over is kept in the talk by one key', async () => {
	const ui = await openScreen((host) => {
		waiting(host, 2 * HOUR);
		hold(host, 'moment', 'One moment, {{contact.first_name}}.');
	});
	await ui.click(/^Closing soon, 1 chat/);
	await ui.press('{ArrowDown}h');
	expect(ui.host.callsOf('send_message')).toMatchObject([
		{ content: { kind: 'text', text: 'One moment, Ana.' } },
	]);
	expect(screen.getByText('Holding message sent to Ana Peña')).toBeTruthy();
});

it('among several holding messages one is chosen, and above the composer too', async () => {
	const ui = await openScreen((host) => {
		waiting(host, 40 * MINUTE);
		hold(host, 'moment', 'One moment please.');
		hold(host, 'today', 'You will hear from us today.');
	});
	await ui.open([...ui.host.rows.values()][0]!);
	await ui.click('Send holding message');
	await ui.press('2');
	expect(ui.host.callsOf('send_message')).toMatchObject([
		{ content: { text: 'You will hear from us today.' } },
	]);
	expect(screen.queryByRole('button', { name: 'Send holding message' }), 'she waits no more').toBeNull();
});

it('one that still asks for something is left to a person', async () => {
	const ui = await openScreen((host) => {
		waiting(host, 2 * HOUR);
		hold(host, 'visit', 'We expect you on {{day}}.');
	});
	await ui.click(/^Closing soon, 1 chat/);
	await ui.press('{ArrowDown}h');
	expect(ui.host.callsOf('send_message')).toEqual([]);
	expect(screen.getByText('This reply needs a look before it is sent: type /visit')).toBeTruthy();
});

it('without holding messages nothing is offered', async () => {
	const ui = await openScreen((host) => waiting(host, 40 * MINUTE));
	await ui.open([...ui.host.rows.values()][0]!);
	expect(screen.queryByRole('button', { name: 'Send holding message' })).toBeNull();
});
