import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../bindings/Conversation';
import type { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { HOUR } from '../model/window';
import { openScreen, settle, words } from '../test/screen';

let ana: Conversation;
let bo: Conversation;

function people(host: FakeHost) {
	ana = host.person({ name: 'Ana', phone: '+5511987654321' });
	bo = host.person({ name: 'Bo' });
	host.writes(bo.id, 'hi', Date.now() - 2 * HOUR);
	host.writes(ana.id, 'hello', Date.now() - HOUR);
}

describe('starting', () => {
	it('without a workspace welcomes, and begins practice by one button', async () => {
		const ui = await openScreen((host) => (host.connected = false));
		expect(screen.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeTruthy();
		expect(screen.getByText('/home/reception/.config/frontdesk/frontdesk.toml')).toBeTruthy();
		await ui.click('Try it with practice customers');
		expect(screen.getByRole('heading', { name: 'Inbox' })).toBeTruthy();
	});

	it('happens once, however fast the clock runs', async () => {
		const ui = await openScreen((host) => {
			people(host);
			host.factor = 60;
		});
		expect(ui.host.callsOf('bootstrap')).toHaveLength(1);
		ui.host.writes(bo.id, 'after the start');
		await settle();
		expect(ui.list().textContent, 'the feed is still followed').toContain('after the start');
	});

	it('that fails says why and can be tried again', async () => {
		const ui = await openScreen((host) => host.fail('bootstrap', new HostError('unreachable')));
		expect(screen.getByRole('alert').textContent).toContain('does not answer');
		await ui.click('Try again');
		expect(screen.getByRole('heading', { name: 'Inbox' })).toBeTruthy();
	});

	it('signed out asks for the link again', async () => {
		const ui = await openScreen();
		ui.host.connection('signedOut');
		await settle();
		expect(screen.getByRole('alert').textContent).toBe('This link has expired; open the sign-in link again.');
	});
});

describe('practice', () => {
	it('is labelled, in the window’s title too', async () => {
		await openScreen(people);
		expect(screen.getByText(/Nothing is sent to real people/, { selector: 'strong' })).toBeTruthy();
		expect(document.title).toBe('(2) Frontdesk: Practice');
	});

	it('is not claimed of a real workspace', async () => {
		await openScreen((host) => {
			people(host);
			host.practice = false;
		});
		expect(document.body.textContent).not.toContain('Practice');
		expect(document.title).toBe('(2) Frontdesk');
	});

	it('runs as fast as one wishes and can be left', async () => {
		const ui = await openScreen(people);
		await ui.user.click(screen.getByRole('radio', { name: '600×' }));
		expect(ui.host.callsOf('set_practice_speed')).toEqual([{ factor: 600 }]);
		await ui.click('Leave practice');
		expect(screen.getByRole('heading', { name: 'Welcome to Frontdesk' })).toBeTruthy();
	});
});

describe('the connection', () => {
	it('that is lost is said, and everything is read again when it is back', async () => {
		const ui = await openScreen(people);
		ui.host.connection('lost');
		await settle();
		expect(screen.getByText(/^Not connected to Frontdesk/)).toBeTruthy();
		const row = ui.host.person({ name: 'Chen' });
		// Said while nobody listened: there is no hint of it.
		row.lastMessage = [...ui.host.rows.values()].find((one) => one.lastMessage)!.lastMessage;
		row.lastMessageAt = Date.now();
		ui.host.connection('connected');
		ui.host.hint({ kind: 'resync' });
		await settle();
		expect(screen.queryByText(/^Not connected/)).toBeNull();
		expect(ui.list().textContent).toContain('Chen');
	});

	it('to WhatsApp that is paused says why, and is resumed by a button', async () => {
		const ui = await openScreen((host) => {
			people(host);
			const paused = {
				code: '190',
				explanation: 'reconnect',
				detail: null,
				useTemplate: false,
			};
			host.channels = host.channels.map((channel) => ({ ...channel, paused }));
		});
		expect(words(screen.getByRole('alert'))).toContain(
			'Sending is paused. Please reconnect WhatsApp: the access token has expired.',
		);
		await ui.click('Try again');
		expect(ui.host.callsOf('resume_sending')).toEqual([{ channel: 'main' }]);
		expect(screen.queryByRole('alert')).toBeNull();
	});
});

it('a chat joins "Closing soon" while one looks, when its time comes', async () => {
	const ui = await openScreen((host) => {
		people(host);
		host.rows.get(ana.id)!.window.closesAt = Date.now() + 4 * HOUR + 90_000;
	});
	await ui.user.click(screen.getByRole('radio', { name: 'Closing soon' }));
	await settle();
	expect(screen.getByText('No chat fits this choice.')).toBeTruthy();
	await settle(3 * 60_000);
	expect(ui.list().textContent).toContain('Ana');
});

describe('searching', () => {
	it('finds people and messages, and opens the chat at the message', async () => {
		const ui = await openScreen((host) => {
			people(host);
			for (let n = 0; n < 150; n++)
				host.writes(bo.id, n === 5 ? 'the blue folder' : `line ${n}`, Date.now() + n);
		});
		await ui.user.type(screen.getByRole('searchbox'), 'folder');
		await settle(200);
		const messages = screen.getByRole('list', { name: 'Messages' });
		await ui.user.click(within(messages).getByRole('button', { name: /blue folder/ }));
		await settle();
		expect(ui.host.callsOf('list_messages').some((call) => call.around !== undefined)).toBe(true);
		expect(ui.thread().textContent).toContain('the blue folder');
		expect(screen.getByRole('heading', { name: 'Bo' })).toBeTruthy();
	});

	it('says when nothing is found, and Escape ends it', async () => {
		const ui = await openScreen(people);
		await ui.user.type(screen.getByRole('searchbox'), 'xyz');
		await settle(200);
		expect(screen.getByText('Nothing found for “xyz”')).toBeTruthy();
		await ui.press('{Escape}');
		expect(ui.list()).toBeTruthy();
	});
});

describe('shortcuts', () => {
	it('step through the chats and close them', async () => {
		const ui = await openScreen(people);
		await ui.press('{Alt>}{ArrowDown}{/Alt}');
		expect(screen.getByRole('region', { name: 'Chat with Ana' })).toBeTruthy();
		await ui.press('{Alt>}{ArrowDown}{/Alt}');
		expect(screen.getByRole('region', { name: 'Chat with Bo' })).toBeTruthy();
		await ui.press('{Escape}');
		expect(screen.queryByRole('region', { name: /^Chat with/ })).toBeNull();
	});

	it('are found by the key’s place on a layout without Latin letters', async () => {
		await openScreen(people);
		await fireEvent.keyDown(document.body, { key: 'л', code: 'KeyK', ctrlKey: true });
		await settle();
		expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Go to anything' }));
	});

	it('are silent while a dialog is open', async () => {
		const ui = await openScreen(people);
		await ui.press('{Control>}/{/Control}');
		expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
		await ui.press('{Alt>}{ArrowDown}{/Alt}');
		expect(screen.queryByRole('region', { name: /^Chat with/ })).toBeNull();
	});

	it('a letter typed over the thread goes into the composer', async () => {
		const ui = await openScreen(people);
		await ui.open(ana);
		ui.thread().focus();
		await ui.press('h');
		expect(document.activeElement).toBe(ui.composer());
	});
});

describe('settings', () => {
	it('are kept at once', async () => {
		const ui = await openScreen();
		await ui.click('Settings');
		await ui.user.click(screen.getByRole('radio', { name: 'Dark' }));
		await settle();
		expect(ui.host.settings.theme).toBe('dark');
		expect(document.documentElement.dataset['theme']).toBe('dark');
		await ui.user.click(screen.getByRole('switch', { name: 'Read receipts' }));
		await settle();
		expect(ui.host.settings.channels['main']?.readReceipts).toBe(false);
	});

	it('that could not be kept are taken back', async () => {
		const ui = await openScreen();
		await ui.click('Settings');
		ui.host.fail('save_settings', new HostError('internal'));
		await ui.user.click(screen.getByRole('switch', { name: 'Typing indicator' }));
		await settle();
		expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Typing indicator' }).checked).toBe(true);
		expect(screen.getByRole('alert').textContent).toContain('Something went wrong');
	});

	it('do not accept a number of minutes that makes no sense', async () => {
		const ui = await openScreen();
		await ui.click('Settings');
		const minutes = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Minutes before it closes' });
		await fireEvent.change(minutes, { target: { value: '0' } });
		expect(minutes.value).toBe('30');
		await fireEvent.change(minutes, { target: { value: '45' } });
		await settle();
		expect(ui.host.settings.notifyClosingMinutes).toBe(45);
	});
});

it('tells the core what is in view, so that it is not announced', async () => {
	const ui = await openScreen(people);
	await ui.open(ana);
	expect(ui.host.callsOf('set_view').at(-1)).toEqual({ conversation: ana.id, focused: true });
	await ui.click('Settings');
	expect(ui.host.callsOf('set_view').at(-1)).toEqual({ conversation: null, focused: true });
});

it('a notification that was clicked opens its chat', async () => {
	const ui = await openScreen(people);
	ui.host.hint({ kind: 'show', conversation: bo.id });
	await settle();
	expect(screen.getByRole('region', { name: 'Chat with Bo' })).toBeTruthy();
});

it('the contact’s facts stand beside the chat and can be hidden', async () => {
	const ui = await openScreen(people);
	await ui.open(ana);
	const panel = screen.getByRole('complementary', { name: 'Contact' });
	expect(panel.textContent).toContain('+55 11 98765 4321');
	await ui.press('{Alt>}o{/Alt}');
	expect(screen.queryByRole('complementary', { name: 'Contact' })).toBeNull();
	expect(ui.host.settings.contactPanel).toBe(false);
});
