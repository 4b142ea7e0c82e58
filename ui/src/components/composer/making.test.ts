import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { HostError } from '../../host/host';
import { openScreen, settle } from '../../test/screen';

let ana: Conversation;

async function chatWithAna(prepare: (host: FakeHost) => void = () => undefined) {
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		host.writes(ana.id, 'hello');
		prepare(host);
	});
	await ui.open(ana);
	return { ...ui, make: (name: string) => make(ui, name) };
}

type Ui = Awaited<ReturnType<typeof openScreen>>;

async function make(ui: Ui, name: string) {
	await ui.click('Attach');
	await ui.user.click(screen.getByRole('menuitem', { name }));
	await settle();
}

const dialog = () => screen.getByRole('dialog');
const field = (name: string | RegExp) => within(dialog()).getByRole('textbox', { name });
const send = () => within(dialog()).getByRole<HTMLButtonElement>('button', { name: 'Send' });
const missing = () => dialog().querySelector('#making-missing')?.textContent;
const sent = (ui: Ui) => ui.host.callsOf('send_message').map(({ content }) => content);

describe('a message with buttons', () => {
	it('names what is missing first, then is sent', async () => {
		const ui = await chatWithAna();
		await ui.make('Buttons');
		expect(missing()).toBe('Fill in “Message”');
		expect(send().disabled).toBe(true);
		await ui.user.type(field('Message'), 'Does *Wednesday* suit you?');
		expect(missing()).toBe('Fill in “Button 1”');
		await ui.user.type(field('Button 1'), 'Yes');
		await ui.user.click(within(dialog()).getByRole('button', { name: 'Add a button' }));
		await ui.user.type(field('Button 2'), 'Yes');
		expect(missing()).toBe('Button 2: This stands there already.');
		await ui.user.clear(field('Button 2'));
		await ui.user.type(field('Button 2'), 'No');
		await ui.user.click(send());
		await settle();
		expect(sent(ui)).toMatchObject([
			{
				kind: 'interactive',
				body: 'Does *Wednesday* suit you?',
				action: { kind: 'buttons', buttons: [{ title: 'Yes' }, { title: 'No' }] },
			},
		]);
		expect(screen.queryByRole('dialog')).toBeNull();
		expect(document.activeElement).toBe(ui.composer());
	});

	it('shows the bubble while it is written', async () => {
		const ui = await chatWithAna();
		await ui.make('Buttons');
		await ui.user.type(field('Message'), 'Well?');
		await ui.user.type(field('Button 1'), 'Yes');
		expect(within(dialog()).getByRole('figure', { name: 'Preview' }).textContent).toMatch(/Well\?.*Yes/s);
	});

	it('has no more than three', async () => {
		const ui = await chatWithAna();
		await ui.make('Buttons');
		await ui.user.click(within(dialog()).getByRole('button', { name: 'Add a button' }));
		await ui.user.click(within(dialog()).getByRole('button', { name: 'Add a button' }));
		expect(within(dialog()).queryByRole('button', { name: 'Add a button' })).toBeNull();
	});

	it('that was closed by accident is there again', async () => {
		const ui = await chatWithAna();
		await ui.make('Buttons');
		await ui.user.type(field('Message'), 'half a question');
		await ui.user.click(within(dialog()).getByRole('button', { name: 'Close' }));
		await settle();
		await ui.make('Buttons');
		expect(field('Message')).toHaveProperty('value', 'half a question');
	});

	it('that was not taken stays, with the reason, and is sent again as the same act', async () => {
		const ui = await chatWithAna((host) => host.fail('send_message', new HostError('unreachable')));
		await ui.make('Ask for location');
		await ui.user.type(field('Message'), 'Where are you?');
		await ui.user.click(send());
		await settle();
		expect(within(dialog()).getByRole('alert').textContent).toContain('does not answer');
		await ui.user.click(send());
		await settle();
		const [first, second] = ui.host.callsOf('send_message');
		expect(second?.clientId).toBe(first?.clientId);
		expect(screen.queryByRole('dialog')).toBeNull();
	});
});

it('a list counts its rows over all sections', async () => {
	const ui = await chatWithAna();
	await ui.make('List');
	expect(dialog().textContent).toContain('1 of 10 rows');
	await ui.user.click(within(dialog()).getByRole('button', { name: 'Add a section' }));
	expect(dialog().textContent).toContain('2 of 10 rows');
	await ui.user.type(field('Message'), 'When?');
	await ui.user.type(field('Button that opens the list'), 'Times');
	expect(missing()).toBe('Fill in “Title of section 1”');
});

it('a draft form is marked, and sent as one', async () => {
	const ui = await chatWithAna(
		(host) => (host.flows = [{ id: '5', name: 'Medical history', status: 'DRAFT' }]),
	);
	await ui.make('Form');
	await ui.user.selectOptions(within(dialog()).getByRole('combobox'), 'Medical history (draft)');
	await ui.user.type(field('Message'), 'Please fill this in');
	await ui.user.type(field('Words on the button'), 'Open');
	await ui.user.click(send());
	await settle();
	expect(sent(ui)).toMatchObject([{ action: { kind: 'flow', flowId: '5', draft: true } }]);
});

describe('a location', () => {
	it('is read out of a map link and sent with its name', async () => {
		const ui = await chatWithAna();
		await ui.make('Location');
		await ui.user.type(field('Coordinates or a map link'), 'https://maps.google.com/?q=37.44,-122.14');
		await ui.user.type(field('Name (optional)'), 'Front desk');
		await ui.user.click(send());
		await settle();
		expect(sent(ui)).toEqual([{ kind: 'location', latitude: 37.44, longitude: -122.14, name: 'Front desk' }]);
	});

	it('that cannot be read says what to do', async () => {
		const ui = await chatWithAna();
		await ui.make('Location');
		await ui.user.type(field('Coordinates or a map link'), 'https://maps.app.goo.gl/abc');
		expect(missing()).toContain('copy the long address');
		expect(send().disabled).toBe(true);
	});
});

it('one of our contacts is found and sent as a card', async () => {
	const ui = await chatWithAna((host) => host.person({ name: 'Tom Becker', phone: '+12025550143' }));
	await ui.make('Contact card');
	await ui.user.type(field('Choose one of your contacts'), 'beck');
	await settle(500);
	await ui.user.click(within(dialog()).getByRole('button', { name: /Tom Becker/ }));
	await ui.user.click(send());
	await settle();
	expect(sent(ui)).toMatchObject([
		{
			kind: 'contacts',
			cards: [{ formattedName: 'Tom Becker', phones: [{ phone: '+12025550143', waId: '12025550143' }] }],
		},
	]);
});

describe('when nothing free may be written', () => {
	it('a blocked person is unblocked before anything is written', async () => {
		const ui = await chatWithAna((host) => (host.rows.get(ana.id)!.blocked = true));
		expect(ui.noComposer()).toBe(true);
		await ui.press('{Alt>}t{/Alt}');
		expect(screen.queryByRole('dialog'), 'a template would not reach them either').toBeNull();
		expect(screen.getByTestId('blocked').textContent).toContain('You blocked this person. Unblock to write.');
		await ui.click('Unblock');
		expect(ui.host.callsOf('block_contact')).toMatchObject([{ contact: ana.contact.id, blocked: false }]);
		expect(ui.noComposer()).toBe(false);
	});

	it('a closed window leaves no way to attach, record or build', async () => {
		const ui = await chatWithAna((host) => (host.rows.get(ana.id)!.window.phase = 'closed'));
		expect(ui.noComposer()).toBe(true);
		for (const name of ['Attach', 'Record a voice message']) {
			expect(screen.queryByRole('button', { name })).toBeNull();
		}
		await ui.press('{Control>}o{/Control}');
		expect(screen.queryByRole('menu')).toBeNull();
	});

	it('a window that closes while a dialog is open keeps what was written', async () => {
		const ui = await chatWithAna();
		await ui.make('Buttons');
		await ui.user.type(field('Message'), 'half a question');
		ui.host.rows.get(ana.id)!.window.phase = 'closed';
		await ui.user.type(field('Button 1'), 'Yes');
		await ui.user.click(send());
		await settle();
		expect(screen.queryByRole('dialog')).toBeNull();
		ui.host.writes(ana.id, 'still there?');
		await settle();
		await ui.make('Buttons');
		expect(field('Message')).toHaveProperty('value', 'half a question');
	});
});
