import { screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { HOUR } from '../../model/window';
import { openScreen, settle, words } from '../../test/screen';

let ana: Conversation;

function people(host: FakeHost) {
	ana = host.person({ name: 'Ana Peña', phone: '+5511987654321' });
	const bo = host.person({ name: 'Bo', phone: '+447700900188' });
	host.writes(bo.id, 'the blue folder', Date.now() - 2 * HOUR);
	host.writes(ana.id, 'hello', Date.now() - HOUR);
}

let ui: Awaited<ReturnType<typeof openScreen>>;

beforeEach(async () => {
	ui = await openScreen(people);
});

const box = () => screen.getByRole('combobox', { name: /^(Go to anything|New chat)$/ });
const options = () => within(screen.getByRole('dialog')).getAllByRole('option').map(words);
const active = () => {
	const id = box().getAttribute('aria-activedescendant');
	return id ? words(document.getElementById(id)!) : null;
};
/** Escape: jsdom has dialogs without it. */
const dismiss = async () => {
	screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
	await settle();
};
const ask = async (text: string) => {
	await ui.user.type(box(), text);
	await settle(200);
};

describe('the palette', () => {
	it('opens with who wrote last, and Enter leads to the chat', async () => {
		await ui.press('{Control>}k{/Control}');
		expect(options().slice(0, 2)).toEqual(['Ana Peña +55 11 98765 4321', 'Bo +44 7700 900188']);
		expect(active()).toMatch(/^Ana Peña/);
		await ui.press('{Enter}');
		expect(screen.queryByRole('dialog')).toBeNull();
		expect(screen.getByRole('region', { name: 'Chat with Ana Peña' })).toBeTruthy();
	});

	it('Enter at once after a name leads to the chat, though the person is not found yet', async () => {
		await ui.press('{Control>}k{/Control}');
		await ui.user.type(box(), 'bo{Enter}');
		await settle(200);
		expect(screen.getByRole('region', { name: 'Chat with Bo' })).toBeTruthy();
	});

	it('finds people without their accents, and goes round with the arrow keys', async () => {
		await ui.press('{Control>}k{/Control}');
		await ask('pena');
		expect(options()).toEqual(['Ana Peña +55 11 98765 4321', 'Search messages for “pena”']);
		await ui.press('{ArrowDown}');
		expect(active()).toBe('Search messages for “pena”');
		await ui.press('{ArrowDown}');
		expect(active()).toMatch(/^Ana Peña/);
		await ui.press('{ArrowUp}{Enter}');
		expect(screen.getByRole('searchbox')).toHaveProperty('value', 'pena');
	});

	it('carries out commands, and offers those that were used lately first', async () => {
		await ui.press('{Control>}k{/Control}');
		await ask('settings');
		expect(active()).toBe('Go to Settings');
		await ui.press('{Enter}');
		expect(screen.getByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy();
		await ui.press('{Control>}k{/Control}');
		const commands = within(screen.getByRole('group', { name: 'Commands' })).getAllByRole('option');
		expect(words(commands[0]!)).toBe('Go to Settings');
	});

	it('offers only what can be done now', async () => {
		await ui.press('{Control>}k{/Control}');
		await ask('show or hide');
		expect(options()).toEqual(['Search messages for “show or hide”']);
		await dismiss();
		await ui.open(ana);
		await ui.press('{Control>}k{/Control}');
		await ask('show or hide');
		expect(options()[0]).toMatch(/^Show or hide the contact/);
	});

	it('opens the template picker at the template that was chosen', async () => {
		await ui.open(ana);
		await ui.press('{Control>}k{/Control}');
		await ask('hello world');
		expect(active()).toMatch(/^Hello world/);
		await ui.press('{Enter}');
		const picker = screen.getByRole('dialog', { name: 'Send a template to Ana Peña' });
		const list = within(within(picker).getByRole('listbox'));
		expect(words(list.getByRole('option', { selected: true }))).toMatch(/^Hello world/);
	});

	it('gives the focus back to where it was', async () => {
		await ui.open(ana);
		ui.thread().focus();
		await ui.press('{Control>}k{/Control}');
		await dismiss();
		expect(document.activeElement).toBe(ui.thread());
	});

	it('leaves the keys to an input method that is at work', async () => {
		await ui.press('{Control>}k{/Control}');
		box().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
		await settle();
		expect(screen.getByRole('dialog')).toBeTruthy();
	});
});

describe('a new chat', () => {
	it('offers people and typed numbers, and nothing else', async () => {
		await ui.press('{Alt>}n{/Alt}');
		expect(options()).toHaveLength(2);
		await ask('+49 30 901820');
		expect(options()).toEqual(['Start a chat with +49 30 901820']);
		await ui.press('{Enter}');
		expect(ui.host.callsOf('start_chat')).toEqual([{ channel: 'main', phone: '+4930901820' }]);
		expect(screen.getByTestId('window-shut')).toBeTruthy();
		expect(ui.list().textContent, 'nothing was said yet').not.toContain('+49');
	});

	it('asks for the country where a number lacks it', async () => {
		await ui.press('{Alt>}n{/Alt}');
		await ask('030 901820');
		expect(screen.getByText('To write to a new number, put the country first, such as +44.')).toBeTruthy();
	});
});

describe('a link to a number', () => {
	it('opens the chat that is there', async () => {
		ui.host.desktop.tell({ kind: 'number', phone: '+447700900188' });
		await settle();
		expect(screen.getByRole('region', { name: 'Chat with Bo' })).toBeTruthy();
	});

	it('that is unknown offers to start one', async () => {
		ui.host.desktop.tell({ kind: 'number', phone: '+4930901820' });
		await settle(200);
		expect(screen.getByRole('dialog', { name: 'New chat' })).toBeTruthy();
		expect(options()).toEqual(['Start a chat with +49 30 901820']);
	});
});
