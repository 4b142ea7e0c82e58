import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { HostError } from '../../host/host';
import { HOUR } from '../../model/window';
import { openScreen, settle } from '../../test/screen';

async function openPicker(prepare: (host: FakeHost, row: Conversation) => void = () => undefined) {
	let row!: Conversation;
	const ui = await openScreen((host) => {
		row = host.person({ name: 'Ana Souza' });
		host.writes(row.id, 'hello', Date.now() - 30 * HOUR);
		host.rows.get(row.id)!.draft = { text: 'Your crown is ready', files: [], replyTo: null };
		prepare(host, row);
	});
	await ui.open(row);
	await ui.click('Choose template');
	const dialog = screen.getByRole('dialog', { name: 'Send a template to Ana Souza' });
	return {
		...ui,
		row,
		dialog,
		search: within(dialog).getByRole('combobox', { name: 'Search templates' }),
		options: () => within(dialog).getAllByRole('option'),
		option: (name: RegExp) => within(within(dialog).getByRole('listbox')).getByRole('option', { name }),
		field: (name: string) => within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name }),
		preview: () => within(dialog).getByRole('figure', { name: 'Preview' }).textContent,
		sendButton: () => within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Send template' }),
	};
}

describe('choosing', () => {
	it.each([
		[/Price list/, 'Its header (document) cannot be sent from here yet.'],
		[/New year/, 'Meta has rejected it: promotional.'],
		[/Feedback/, 'Meta has paused it because of its quality.'],
		[/Opening hours/, 'Meta is still reviewing it.'],
		[/Login code/, 'Login codes cannot be sent by hand.'],
	])('%s is shown but disabled, with the reason', async (name, reason) => {
		const ui = await openPicker();
		const option = ui.option(name);
		expect(option.getAttribute('aria-disabled')).toBe('true');
		expect(option.textContent).toContain(reason);
		await ui.user.click(option);
		expect(ui.sendButton().disabled).toBe(true);
		expect(within(ui.dialog).queryAllByRole('textbox')).toEqual([]);
	});

	it('finds words of the body and of the buttons', async () => {
		const ui = await openPicker();
		await ui.user.type(ui.search, 'reschedule');
		expect(within(within(ui.dialog).getByRole('listbox')).getAllByRole('option')).toHaveLength(1);
	});

	it('by category leaves the others out', async () => {
		const ui = await openPicker();
		await ui.user.click(within(ui.dialog).getByRole('radio', { name: 'Marketing' }));
		const found = within(within(ui.dialog).getByRole('listbox')).getAllByRole('option');
		expect(found.every((option) => option.textContent?.includes('Marketing'))).toBe(true);
	});
});

describe('filling in', () => {
	it('shows at once what the customer will see', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Continue conversation.*English/));
		expect(ui.preview()).toContain('Hi {{first_name}}, we have');
		await ui.user.type(ui.field('First name'), 'Ana');
		expect(ui.preview()).toContain('Hi Ana, we have');
	});

	it('names the first field that is missing', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Appointment reminder/));
		expect(ui.dialog.textContent).toContain('Fill in “Header, variable 1”');
		await ui.user.type(ui.field('Header, variable 1'), 'Ana');
		expect(ui.dialog.textContent).toContain('Fill in “Text, variable 1”');
		expect(ui.sendButton().disabled).toBe(true);
	});

	it('says in words what WhatsApp does not allow', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Continue conversation.*English/));
		await ui.user.click(ui.field('First name'));
		await ui.user.paste('two\nlines');
		expect(within(ui.dialog).getByRole('alert').textContent).toBe('WhatsApp allows no line break here.');
		expect(ui.sendButton().disabled).toBe(true);
	});

	it('offers the contact’s name and the draft, and fills in nothing by itself', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Continue conversation.*English/));
		expect(ui.field('First name').value).toBe('');
		await ui.user.click(within(ui.dialog).getByRole('button', { name: /Contact’s name/, hidden: true }));
		expect(ui.field('First name').value).toBe('Ana Souza');
		await ui.user.click(within(ui.dialog).getByRole('button', { name: /Your draft/, hidden: true }));
		expect(ui.field('First name').value).toBe('Your crown is ready');
	});

	it('what was used for one customer is offered for the next one, not filled in', async () => {
		const ui = await openPicker();
		await ui.user.type(ui.search, 'continue{Enter}');
		await ui.press('Ana{Enter}');
		await ui.click('Choose template');
		const dialog = screen.getByRole('dialog');
		await ui.user.type(within(dialog).getByRole('combobox', { name: 'Search templates' }), 'continue{Enter}');
		expect(within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'First name' }).value).toBe('');
		expect(within(dialog).getByRole('button', { name: /Last used Ana/, hidden: true })).toBeTruthy();
	});
});

describe('sending', () => {
	it('works by keyboard alone, from the search to the last field', async () => {
		const ui = await openPicker();
		await ui.press('continue{Enter}');
		await ui.press('Ana{Enter}');
		expect(ui.host.callsOf('send_template')).toMatchObject([
			{
				conversation: ui.row.id,
				name: 'continue_conversation',
				language: 'en_US',
				values: { 'body.first_name': 'Ana' },
			},
		]);
		expect(screen.queryByRole('dialog')).toBeNull();
		expect(ui.thread().textContent).toContain('Hi Ana, we have an answer');
		expect(screen.getByTestId('window-shut').textContent).toContain('Waiting for the customer’s reply');
	});

	it('goes through the fields by Enter', async () => {
		const ui = await openPicker();
		await ui.press('spring{Enter}');
		await ui.press('Ana{Enter}');
		expect(document.activeElement).toBe(ui.field('Variable 2'));
		expect(ui.host.callsOf('send_template')).toEqual([]);
	});

	it('keeps the form and says why when it fails; the same form sent again has the same id', async () => {
		const ui = await openPicker((host) => host.fail('send_template', new HostError('unreachable')));
		await ui.press('continue{Enter}');
		await ui.press('Ana{Enter}');
		expect(within(ui.dialog).getByRole('alert').textContent).toContain('does not answer');
		expect(ui.field('First name').value).toBe('Ana');
		await ui.press('{Control>}{Enter}{/Control}');
		const [first, second] = ui.host.callsOf('send_template');
		expect(second?.clientId).toBe(first?.clientId);
	});

	it('a template without variables is ready to be sent', async () => {
		const ui = await openPicker();
		await ui.press('hello world{Enter}');
		expect(document.activeElement).toBe(ui.sendButton());
		await ui.press('{Enter}');
		expect(ui.host.callsOf('send_template')).toMatchObject([{ name: 'hello_world', values: {} }]);
	});
});

it('says how fresh the list is and reads it again on request', async () => {
	const ui = await openPicker();
	expect(ui.dialog.textContent).toMatch(/Updated [12] min ago/);
	await ui.user.click(within(ui.dialog).getByRole('button', { name: 'Refresh' }));
	await settle();
	expect(ui.host.callsOf('sync_templates')).toHaveLength(1);
	expect(ui.dialog.textContent).toContain('Updated just now');
});

it('warns before marketing', async () => {
	const ui = await openPicker();
	await ui.user.click(ui.option(/Spring checkup offer/));
	expect(ui.dialog.textContent).toContain('customers who have opted out do not receive it');
});

it('a marketing template for somebody who wants none says that it will not be delivered', async () => {
	const ui = await openPicker((host, row) => (host.rows.get(row.id)!.marketingStoppedAt = Date.now()));
	await ui.user.click(ui.option(/Spring checkup/));
	await settle();
	expect(within(ui.dialog).getByText(/asked for no more marketing messages/)).toBeTruthy();
});
