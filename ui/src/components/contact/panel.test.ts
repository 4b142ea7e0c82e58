import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { openScreen, settle, words } from '../../test/screen';

async function openPanel(fill: (host: FakeHost, row: Conversation) => void = () => undefined, phone = true) {
	let row!: Conversation;
	const ui = await openScreen((host) => {
		row = host.person({ name: 'ana', phone: phone ? '+5511987654321' : null, userId: 'BR.1' });
		host.writes(row.id, 'hello');
		fill(host, row);
	});
	await ui.open(row);
	const panel = () => screen.getByRole('complementary', { name: 'Contact' });
	return { ...ui, row, panel };
}

it('a name of ours is given in place, and WhatsApp’s stays beside it', async () => {
	const ui = await openPanel((host, row) =>
		host.people.details.set(row.contact.id, { profileName: 'ana ✨' }),
	);
	await ui.click('Change the name');
	const input = screen.getByRole('textbox', { name: 'Name' });
	await ui.user.clear(input);
	await ui.user.type(input, 'Ana Souza{Enter}');
	await settle();
	expect(ui.host.callsOf('name_contact')).toEqual([{ contact: ui.row.contact.id, name: 'Ana Souza' }]);
	expect(words(ui.panel())).toContain('On WhatsApp: ana ✨');
});

it('labels are seen and changed there', async () => {
	const ui = await openPanel((host) => void host.work.addLabel('New patient', 'teal'));
	expect(words(ui.panel())).toContain('This chat has no labels.');
	await ui.click('Change labels');
	await ui.user.click(screen.getByRole('menuitemcheckbox', { name: /New patient/ }));
	await settle();
	expect(words(ui.panel())).toContain('New patient');
	expect(ui.host.callsOf('set_label')).toHaveLength(1);
});

it('user ids are there for who looks for them', async () => {
	const ui = await openPanel();
	expect(within(ui.panel()).getByText('BR.1').closest('details')?.open).toBe(false);
});

it('an id or a number that is known from several places is there once', async () => {
	const ui = await openPanel((host, row) =>
		host.people.details.set(row.contact.id, {
			phones: ['+5511987654321', '+551133334444', '+551133334444'],
			userIds: ['BR.1', 'BR.1'],
		}),
	);
	expect(within(ui.panel()).getAllByText('BR.1')).toHaveLength(1);
	expect(within(ui.panel()).getAllByText('+55 11 3333 4444')).toHaveLength(1);
});

describe('blocking', () => {
	it('tells what it means first', async () => {
		const ui = await openPanel();
		await ui.click('Block');
		const dialog = screen.getByRole('dialog', { name: 'Block ana?' });
		expect(words(dialog)).toContain('They can no longer write to you, and you cannot write to them.');
		expect(ui.host.callsOf('block_contact')).toEqual([]);
		await ui.user.click(within(dialog).getByRole('button', { name: 'Block' }));
		await settle();
		expect(ui.host.callsOf('block_contact')).toMatchObject([{ channel: 'main', blocked: true }]);
		expect(screen.queryByRole('dialog', { name: 'Block ana?' })).toBeNull();
		expect(words(ui.panel())).toContain('Blocked. They cannot write to you');
	});

	it('is not offered for somebody who has not written in the last 24 hours', async () => {
		const ui = await openPanel((host, row) => {
			row.window = { ...row.window, phase: 'closed', closesAt: Date.now() - 1000 };
			host.preview(row.id);
		});
		const button = within(ui.panel()).getByRole<HTMLButtonElement>('button', { name: 'Block' });
		expect(button.disabled).toBe(true);
		expect(words(ui.panel())).toContain('only people who wrote in the last 24 hours');
	});
});

it('two contacts are joined after a question, and separated again', async () => {
	let other!: Conversation;
	const ui = await openPanel((host, row) => {
		other = host.person({ name: 'souza.a', username: 'souza.a' });
		host.people.details.set(row.contact.id, { mayBe: [other.contact] });
	});
	await ui.click('Join with souza.a');
	expect(ui.host.callsOf('merge_contacts')).toEqual([]);
	const dialog = screen.getByRole('dialog', { name: /Join ana with/ });
	await ui.user.click(within(dialog).getByRole('button', { name: 'Join' }));
	await settle();
	expect(ui.host.callsOf('merge_contacts')).toEqual([{ from: other.contact.id, into: ui.row.contact.id }]);
	await ui.click('Separate souza.a again');
	expect(ui.host.callsOf('split_contact')).toEqual([{ contact: other.contact.id }]);
});

it('another contact is looked for by name, never the same one', async () => {
	const ui = await openPanel((host) => host.person({ name: 'Ana Silva' }));
	await ui.click('Join with another contact…');
	await ui.user.type(screen.getByRole('searchbox', { name: 'Search for a contact' }), 'ana');
	await settle(400);
	const found = screen.getAllByRole('button', { name: /^Join with (?!another)/ });
	expect(found.map((one) => one.getAttribute('aria-label'))).toEqual(['Join with Ana Silva']);
});

it('somebody without a number is asked for it, in words that can be changed', async () => {
	const ui = await openPanel(() => undefined, false);
	await ui.click('Ask for the number');
	const box = screen.getByRole('textbox', { name: 'What to write' });
	await ui.user.clear(box);
	await ui.user.type(box, 'Your number, please?');
	await ui.click('Ask');
	expect(ui.host.callsOf('send_message')).toMatchObject([
		{
			content: {
				kind: 'interactive',
				body: 'Your number, please?',
				action: { kind: 'contactRequest' },
			},
		},
	]);
	expect(screen.queryByRole('dialog')).toBeNull();
});

it('the gallery shows links, opens them, and leads to where they stand', async () => {
	const ui = await openPanel((host, row) => host.writes(row.id, 'see https://example.com/a_b'));
	await ui.click('Photos, files and links');
	await ui.user.click(screen.getByRole('radio', { name: 'Links' }));
	await settle();
	await ui.user.click(within(ui.panel()).getByRole('link'));
	expect(ui.host.opened).toEqual(['https://example.com/a_b']);
	await ui.click('Go to the message');
	expect(ui.thread().querySelector('.flashed')?.textContent).toContain('https://example.com/a_b');
});
