import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../host/host';
import { openPicker } from '../../test/picker';
import { settle } from '../../test/screen';

describe('choosing', () => {
	it.each([
		[/Mug in motion/, 'Its header (gif) cannot be sent from here yet.'],
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
		await ui.user.click(ui.option(/Spring checkup offer/));
		expect(ui.preview()).toContain('Hi {{1}}, book');
		await ui.user.type(ui.field('Variable 1'), 'Ana');
		expect(ui.preview()).toContain('Hi Ana, book');
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

	it('fills in what is known of the contact, and says from where', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Continue conversation.*English/));
		expect(ui.field('First name').value).toBe('Ana');
		expect(ui.field('First name').getAttribute('aria-describedby')).toBeTruthy();
		expect(ui.dialog.textContent).toContain('Filled in from: First name');
		await ui.user.click(
			within(ui.dialog).getByRole('button', { name: 'Contact’s name Ana Souza', hidden: true }),
		);
		expect(ui.field('First name').value).toBe('Ana Souza');
	});

	it('a draft of several lines is offered on one line, and put in when it is pressed', async () => {
		const ui = await openPicker((host, row) => {
			host.rows.get(row.id)!.draft = { text: 'Your crown\nis ready', files: [], replyTo: null };
		});
		await ui.user.click(ui.option(/Continue conversation.*English/));
		await ui.user.click(
			within(ui.dialog).getByRole('button', { name: /Your draft, on one line/, hidden: true }),
		);
		expect(ui.field('First name').value).toBe('Your crown is ready');
		expect(ui.dialog.textContent).not.toContain('Filled in from');
	});

	// Pain 22: nothing goes out empty, and nobody gets another one's name.
	it('pain 22: what was typed for one customer is offered for the next one, not filled in', async () => {
		const ui = await openPicker();
		await ui.press('spring{Enter}');
		await ui.press('Bo{Enter}31 March{Enter}');
		await ui.click('Choose template');
		const dialog = screen.getByRole('dialog');
		await ui.press('spring{Enter}');
		const field = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Variable 1' });
		expect(field.value).toBe('');
		expect(within(dialog).getByRole('button', { name: 'Last used Bo', hidden: true })).toBeTruthy();
	});

	it('what a field was filled from is remembered, and so is what stands in for it', async () => {
		const ui = await openPicker((host) => {
			const memory = { 'body.1': { source: 'firstName', fallback: 'there', last: 'Bo' } };
			const at = host.templates.findIndex((one) => one.name === 'spring_checkup_offer');
			host.templates[at] = { ...host.templates[at]!, memory };
		});
		await ui.user.click(ui.option(/Spring/));
		expect(ui.field('Variable 1').value).toBe('Ana');
	});

	it('whoever has no name gets what stands in for it, and that is remembered', async () => {
		const ui = await openPicker((host, row) => {
			const memory = { 'body.first_name': { source: 'firstName', fallback: 'there', last: 'Bo' } };
			host.templates[1] = { ...host.templates[1]!, memory };
			host.rows.get(row.id)!.contact = { ...row.contact, name: 'Ana Souza', username: 'Ana Souza' };
		});
		await ui.user.click(ui.option(/Continue conversation.*English/));
		expect(ui.field('First name').value).toBe('there');
		expect(ui.dialog.textContent).toContain('Stands in, because nothing is known: First name');
		await ui.user.clear(ui.field('First name'));
		expect(ui.sendButton().disabled).toBe(true);
		await ui.user.type(ui.field('First name'), 'dear customer{Enter}');
		await settle();
		expect(ui.host.callsOf('remember_template')).toMatchObject([
			{ memory: { 'body.first_name': { source: 'firstName', fallback: 'dear customer' } } },
		]);
	});
});

describe('favourites', () => {
	it('are made by a star or Ctrl+D, and stand first', async () => {
		const ui = await openPicker();
		await ui.press('hello world');
		await ui.press('{Control>}d{/Control}');
		expect(ui.host.callsOf('set_favourite_template')).toMatchObject([
			{ name: 'hello_world', favourite: true },
		]);
		await ui.user.clear(ui.search);
		const favourites = within(ui.dialog).getByRole('group', { name: 'Favourites' });
		expect(within(favourites).getAllByRole('option')).toHaveLength(1);
		await ui.press('*');
		expect(within(ui.dialog).queryByRole('group', { name: 'Favourites' })).toBeNull();
	});

	it('the contact’s language stands before the others', async () => {
		const ui = await openPicker((host, row) => {
			host.rows.get(row.id)!.contact = { ...row.contact, phone: '+5511987654321' };
		});
		const theirs = within(ui.dialog).getByRole('group', { name: 'In their language' });
		expect(within(theirs).getByRole('option').textContent).toContain('Olá');
	});

	it('chips leave only those with a file', async () => {
		const ui = await openPicker();
		await ui.user.click(within(ui.dialog).getByRole('button', { name: 'With a file' }));
		const found = within(within(ui.dialog).getByRole('listbox')).getAllByRole('option');
		expect(found.map((option) => option.querySelector('strong')?.textContent)).toEqual([
			'New rooms',
			'Price list 2026',
			'Winter mugs offer',
			'Mug shelf',
		]);
	});

	/** Ctrl+T stands for its twin Alt+T, which browsers leave to the page. */
	it('a favourite is sent with at most five keys and what its fields need', async () => {
		const ui = await openPicker((host) => {
			const at = host.templates.findIndex((one) => one.name === 'spring_checkup_offer');
			host.templates[at] = { ...host.templates[at]!, favourite: true };
		});
		await ui.press('{Escape}');
		let keys = 0;
		const key = async (name: string) => {
			keys += 1;
			await ui.press(name);
		};
		await key('{Alt>}t{/Alt}');
		await key('{Enter}');
		await ui.press('Ana');
		await key('{Enter}');
		await ui.press('31 March');
		await key('{Enter}');
		expect(ui.host.callsOf('send_template')).toMatchObject([
			{ name: 'spring_checkup_offer', values: { 'body.1': 'Ana', 'body.2': '31 March' } },
		]);
		expect(keys).toBeLessThanOrEqual(5);
	});
});

describe('sending', () => {
	it('works by keyboard alone, from the search to the last field', async () => {
		const ui = await openPicker();
		await ui.press('continue{Enter}');
		await ui.press('{Enter}');
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
		await ui.press('{Enter}');
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

it('a list that is older than some minutes is read anew while it is looked at', async () => {
	const ui = await openPicker((host) => (host.templatesReadAt = Date.now() - 6 * 60_000));
	expect(ui.host.callsOf('sync_templates')).toHaveLength(1);
});

it('says what WhatsApp counts it as, and never an amount', async () => {
	const ui = await openPicker();
	await ui.user.click(ui.option(/Winter mugs offer/));
	expect(ui.dialog.textContent).toContain('Counted by WhatsApp as marketing');
	expect(ui.dialog.textContent).toContain('will soon count this template as: Utility');
});

it.each([
	[new HostError('marketing_to_us'), /no marketing to numbers of the United States/],
	[new HostError('too_many_templates', { againAt: String(Date.now()) }), /just got a template/],
	[new HostError('portfolio_limit', { people: '250' }), /to 250 people today/],
	[new HostError('template_unsendable', { reason: 'paused' }), /Meta has paused it/],
])('a refusal says why and what to do instead: %s', async (refusal, sentence) => {
	const ui = await openPicker((host) => host.fail('send_template', refusal));
	await ui.press('hello world{Enter}{Enter}');
	expect(within(ui.dialog).getByRole('alert').textContent).toMatch(sentence);
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
