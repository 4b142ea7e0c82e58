import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../bindings/Conversation';
import type { FakeHost } from '../host/fake/fake';
import { NOTHING } from '../host/fake/replies';
import { openScreen, settle } from '../test/screen';

let ana: Conversation;
let zoe: Conversation;

async function contacts(prepare: (host: FakeHost) => void = () => undefined) {
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana Ruiz', phone: '+16505550177' });
		host.writes(ana.id, 'hello');
		zoe = host.person({ name: 'Zoe', phone: '+5215555550119' });
		host.addressBook.attributes.push(
			{ id: 1, name: 'Insurance', takes: { kind: 'choice', options: ['Public', 'Private'] } },
			{ id: 2, name: 'Visits', takes: { kind: 'number' } },
		);
		host.people.note(ana.contact.id, { values: [{ attribute: 1, value: 'Public' }] });
		prepare(host);
	});
	await ui.click('Contacts');
	return ui;
}

const people = () => within(screen.getByRole('listbox', { name: 'Contacts' })).getAllByRole('option');
const names = () => people().map((one) => one.querySelector('.name')!.textContent);
const pane = () => screen.getByRole('complementary', { name: /^Details of/ });

async function look(ui: Awaited<ReturnType<typeof contacts>>, name: string) {
	await ui.user.click(people().find((one) => one.textContent.includes(name))!);
	await settle();
}

describe('the list of people', () => {
	it('is searched by names and by what is kept of people', async () => {
		const ui = await contacts();
		expect(names()).toEqual(['Ana Ruiz', 'Zoe']);
		const box = screen.getByRole('searchbox');
		await ui.user.type(box, 'publ');
		await settle();
		expect(names()).toEqual(['Ana Ruiz']);
		await ui.user.clear(box);
		await ui.user.type(box, 'nobody');
		await settle();
		expect(screen.getByText('Nobody fits')).toBeTruthy();
	});

	it('is filtered by an attribute', async () => {
		const ui = await contacts();
		await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Filter by' }), 'Insurance');
		await settle();
		expect(names()).toEqual(['Ana Ruiz']);
		await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Is' }), 'Empty');
		await settle();
		expect(names()).toEqual(['Zoe']);
	});

	it('is walked by keyboard alone', async () => {
		const ui = await contacts();
		screen.getByRole('listbox', { name: 'Contacts' }).focus();
		await ui.press('{ArrowDown}{Enter}');
		expect(pane().getAttribute('aria-label')).toBe('Details of Zoe');
		await ui.press('{Escape}');
		expect(screen.queryByRole('complementary')).toBeNull();
	});
});

describe('a person', () => {
	it('has attributes that are changed in their place', async () => {
		const ui = await contacts();
		await look(ui, 'Ana');
		await ui.user.selectOptions(within(pane()).getByRole('combobox', { name: 'Insurance' }), 'Private');
		await ui.user.click(within(pane()).getByRole('button', { name: /^Visits: change/ }));
		await ui.user.type(within(pane()).getByRole('textbox', { name: 'Visits' }), '12{Enter}');
		await settle();
		expect(ui.host.callsOf('set_attribute')).toEqual([
			{ contact: ana.contact.id, attribute: 1, value: 'Private' },
			{ contact: ana.contact.id, attribute: 2, value: '12' },
		]);
		expect(within(pane()).getByText('12')).toBeTruthy();
	});

	it('has notes with who wrote them', async () => {
		const ui = await contacts();
		await look(ui, 'Ana');
		await ui.user.type(within(pane()).getByRole('textbox', { name: 'Write a note' }), 'Afraid of needles');
		await ui.click('Add note');
		expect(within(pane()).getByText('Afraid of needles')).toBeTruthy();
		expect(within(pane()).getByText(/^You, /)).toBeTruthy();
		await ui.click('Delete note');
		expect(within(pane()).queryByText('Afraid of needles')).toBeNull();
	});

	// Pain 23: a template from the contact page opens a new conversation.
	it('with whom nothing was said is begun with by a template, in a chat that the list does not show yet', async () => {
		const ui = await contacts();
		await look(ui, 'Zoe');
		await ui.click('Start with a template');
		expect(ui.host.callsOf('open_chat')).toEqual([{ contact: zoe.contact.id, channel: zoe.channel }]);
		expect(screen.getByRole('dialog')).toBeTruthy();
		await ui.press('{Escape}');
		expect(within(ui.list()).queryByText('Zoe')).toBeNull();
		expect(ui.noComposer()).toBe(true);
	});
});

describe('a sheet of people', () => {
	it('says what it would do and is written only after “Import”', async () => {
		const ui = await contacts((host) => {
			host.addressBook.report = {
				...NOTHING,
				created: 1,
				problems: 1,
				ignored: ['Shoe size'],
				lines: [
					{ line: 3, name: 'Home', outcome: 'problem', trouble: { kind: 'badPhone' } },
					{ line: 2, name: 'Zoe', outcome: 'created', trouble: null },
				],
			};
		});
		await ui.click('Import…');
		const dialog = screen.getByRole('dialog', { name: 'Import contacts' });
		const file = new File(['name,phone\nZoe,+5215555550119'], 'people.csv', { type: 'text/csv' });
		await ui.user.upload(within(dialog).getByLabelText('Choose a file'), file);
		await settle(200);
		expect(dialog.textContent).toContain('1 line with a problem, left out');
		expect(dialog.textContent).toContain('Not a phone number with its country');
		expect(dialog.textContent).toContain('These columns are not used: Shoe size');
		expect(ui.host.callsOf('import_contacts').map(({ write }) => write)).toEqual([false]);
		await ui.user.click(within(dialog).getByRole('button', { name: 'Import' }));
		await settle();
		expect(ui.host.callsOf('import_contacts').map(({ write }) => write)).toEqual([false, true]);
		expect(screen.queryByRole('dialog')).toBeNull();
	});

	it('that is no sheet is refused in words', async () => {
		const ui = await contacts();
		await ui.click('Import…');
		const dialog = screen.getByRole('dialog');
		const file = new File([new Uint8Array([0x89, 0x50, 0xff, 0, 1])], 'photo.csv', { type: 'text/csv' });
		await ui.user.upload(within(dialog).getByLabelText('Choose a file'), file);
		await settle(200);
		expect(within(dialog).getByRole('alert').textContent).toContain('This is not a CSV file');
		expect(ui.host.callsOf('import_contacts')).toEqual([]);
	});
});

describe('people who look alike', () => {
	const twins = (host: FakeHost) => {
		host.addressBook.twins = [{ one: ana.contact, other: zoe.contact, because: 'name' }];
	};

	it('are told apart, and not shown again', async () => {
		const ui = await contacts(twins);
		await ui.click('1 duplicate to look at');
		await ui.click('Ana Ruiz and Zoe are not the same');
		expect(screen.getByText('No duplicates left')).toBeTruthy();
		expect(ui.host.callsOf('tell_apart')).toEqual([{ one: ana.contact.id, other: zoe.contact.id }]);
	});

	it('are joined', async () => {
		const ui = await contacts(twins);
		await ui.click('1 duplicate to look at');
		await ui.click('Join Ana Ruiz and Zoe');
		expect(ui.host.callsOf('merge_contacts')).toEqual([{ from: zoe.contact.id, into: ana.contact.id }]);
	});
});
