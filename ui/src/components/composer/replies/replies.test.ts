import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../bindings/Conversation';
import type { FakeHost } from '../../../host/fake/fake';
import { openScreen, settle } from '../../../test/screen';
import { NEW_REPLY } from '../../../state/replies.svelte';

let ana: Conversation;
let bo: Conversation;

async function chat(prepare: (host: FakeHost) => void = () => undefined) {
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana Ruiz', phone: '+16505550177' });
		bo = host.person({ name: 'Bo' });
		host.writes(ana.id, 'hello');
		host.writes(bo.id, 'hi');
		host.replies.add({ ...NEW_REPLY, shortcut: 'hours', text: 'We open at 9.' });
		host.replies.add({ ...NEW_REPLY, shortcut: 'hi', text: 'Good morning, {{contact.first_name}}!' });
		host.replies.add({ ...NEW_REPLY, shortcut: 'visit', text: 'See you on {{day}}.', title: 'Appointment' });
		prepare(host);
	});
	await ui.open(ana);
	return ui;
}

const menu = () => screen.queryByRole('listbox', { name: 'Saved replies' });
const options = () =>
	within(menu()!)
		.getAllByRole('option')
		.map((one) => one.textContent.trim().split(/\s/)[0]);
const blanks = () => screen.queryByRole('group', { name: 'Fill in before sending' });

describe('the menu of saved replies', () => {
	it('opens with a slash, finds by shortcut and by words, and Tab puts the reply in', async () => {
		const ui = await chat();
		await ui.type('/');
		await settle();
		expect(options()).toEqual(['/hi', '/hours', '/visit']);
		await ui.type('appoint');
		expect(options()).toEqual(['/visit']);
		await ui.type('{Backspace>7/}ho{Tab}');
		await settle();
		expect(ui.composer().value).toBe('We open at 9.');
		expect(menu()).toBeNull();
		expect(document.activeElement).toBe(ui.composer());
		expect(ui.host.callsOf('send_message')).toEqual([]);
	});

	it('opens within a text, but not within a word', async () => {
		const ui = await chat();
		await ui.type('Monday and/or Tuesday ');
		await settle();
		expect(menu()).toBeNull();
		await ui.type('/hou');
		await settle();
		await ui.type('{Enter}');
		await settle();
		expect(ui.composer().value).toBe('Monday and/or Tuesday We open at 9.');
	});

	it('is walked with arrows, and Escape closes it so that Enter sends what is written', async () => {
		const ui = await chat();
		await ui.type('/h');
		await settle();
		await ui.type('{ArrowDown}');
		expect(within(menu()!).getByRole('option', { selected: true }).textContent).toContain('/hours');
		expect(ui.composer().getAttribute('aria-activedescendant')).toBe(
			within(menu()!).getByRole('option', { selected: true }).id,
		);
		await ui.type('{Escape}');
		expect(menu()).toBeNull();
		await ui.type('{Enter}');
		await settle();
		expect(ui.host.callsOf('send_message')).toMatchObject([{ content: { text: '/h' } }]);
	});

	it('leaves Enter to an input method that composes', async () => {
		const ui = await chat();
		await ui.type('/h');
		await settle();
		await fireEvent.keyDown(ui.composer(), { key: 'Enter', isComposing: true });
		expect(ui.composer().value).toBe('/h');
		expect(menu()).not.toBeNull();
	});
});

describe('blanks', () => {
	it('are filled in with what is known of the customer', async () => {
		const ui = await chat();
		await ui.type('/hi');
		await settle();
		await ui.type('{Enter}');
		await settle();
		expect(ui.composer().value).toBe('Good morning, Ana!');
		expect(blanks()).toBeNull();
	});

	// Pain 22: variables go out empty, or as raw `{{first_name}}`.
	it('that nothing is known for are asked for, and nothing leaves before', async () => {
		const ui = await chat();
		await ui.type('/visit');
		await settle();
		await ui.type('{Enter}');
		await settle();
		expect(ui.composer().value).toBe('See you on {{day}}.');
		const field = within(blanks()!).getByRole('textbox', { name: 'day' });
		expect(document.activeElement).toBe(field);
		await fireEvent.keyDown(ui.composer(), { key: 'Enter' });
		expect(ui.host.callsOf('send_message')).toEqual([]);
		await ui.user.type(field, 'Monday{Enter}');
		await settle();
		expect(ui.composer().value).toBe('See you on Monday.');
		expect(document.activeElement).toBe(ui.composer());
		await ui.press('{Enter}');
		expect(ui.host.callsOf('send_message')).toMatchObject([{ content: { text: 'See you on Monday.' } }]);
	});

	// Pain 22: a number is nobody's first name.
	it('ask for the name of somebody of whom only the number is known', async () => {
		const ui = await chat((host) => {
			const nameless = host.person({ name: '+16505550199', phone: '+16505550199' });
			host.writes(nameless.id, 'hello');
			bo = nameless;
		});
		await ui.user.click(screen.getAllByRole('option').find((one) => one.textContent.includes('0199'))!);
		await settle();
		await ui.type('/hi');
		await settle();
		await ui.type('{Enter}');
		await settle();
		expect(within(blanks()!).getByRole('textbox', { name: 'First name' })).toBeTruthy();
	});

	// Pain 28: text lands in the wrong chat.
	it('of one chat stay with it', async () => {
		const ui = await chat();
		await ui.type('/visit');
		await settle();
		await ui.type('{Enter}');
		await settle();
		await ui.open(bo);
		expect(blanks()).toBeNull();
		expect(ui.composer().value).toBe('');
		await ui.open(ana);
		expect(ui.composer().value).toBe('See you on {{day}}.');
	});
});

describe('the palette', () => {
	it('puts a saved reply into the open chat, filled in, and asks for its blanks', async () => {
		const ui = await chat();
		await ui.type('Hello! ');
		await ui.press('{Control>}k{/Control}');
		await ui.user.type(screen.getByRole('combobox', { name: 'Go to anything' }), 'appointment{Enter}');
		await settle(200);
		expect(ui.composer().value).toBe('Hello! See you on {{day}}.');
		expect(blanks()).toBeTruthy();
		expect(ui.host.callsOf('send_message')).toEqual([]);
	});

	it('offers none where nothing can be typed to the customer', async () => {
		const ui = await chat((host) => {
			host.rows.get(ana.id)!.blocked = true;
		});
		await ui.press('{Control>}k{/Control}');
		await ui.user.type(screen.getByRole('combobox', { name: 'Go to anything' }), 'appointment');
		await settle();
		expect(screen.queryByRole('group', { name: 'Saved replies' })).toBeNull();
	});
});

describe('a reply with more than words', () => {
	it('puts its files into the tray and opens its buttons in the dialog, filled in', async () => {
		const ui = await chat((host) => {
			const key = host.files.add({ name: 'map.png', mimeType: 'image/png', bytes: 3 }).key;
			host.replies.add({
				...NEW_REPLY,
				shortcut: 'map',
				files: [{ media: 'image', sha256: key, filename: 'map.png', caption: 'For {{contact.first_name}}' }],
				interactive: {
					body: 'Which day, {{contact.first_name}}?',
					action: { kind: 'buttons', buttons: [{ id: '1', title: 'Monday' }] },
				},
			});
		});
		await ui.type('/map');
		await settle();
		await ui.type('{Enter}');
		await settle(500);
		const dialog = screen.getByRole('dialog');
		expect(within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe(
			'Which day, Ana?',
		);
		expect(screen.getByDisplayValue('For Ana')).toBeTruthy();
	});
});

it('a message is kept as a reply from its menu', async () => {
	const ui = await chat();
	await fireEvent.contextMenu(within(ui.thread()).getByText('hello'));
	await settle();
	await ui.user.click(screen.getByRole('menuitem', { name: 'Add to saved replies' }));
	await settle();
	const dialog = screen.getByRole('dialog', { name: 'New saved reply' });
	await ui.user.type(within(dialog).getByRole('textbox', { name: 'Shortcut' }), 'greet');
	await ui.user.click(within(dialog).getByRole('button', { name: 'Save' }));
	await settle();
	expect(ui.host.callsOf('create_reply')).toMatchObject([{ shortcut: 'greet', text: 'hello' }]);
	expect(screen.queryByRole('dialog')).toBeNull();
});
