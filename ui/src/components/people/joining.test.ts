import { expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import { openScreen, settle } from '../../test/screen';

it('when a chat becomes part of the open one, its messages are there and its row is gone', async () => {
	let ana!: Conversation;
	let other!: Conversation;
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		host.writes(ana.id, 'from the one phone');
		other = host.person({ name: 'Anita' });
		host.writes(other.id, 'from the other phone');
	});
	await ui.open(ana);
	ui.host.rows.delete(other.id);
	ui.host.writes(ana.id, 'from the other phone');
	ui.host.hint({ kind: 'conversation', id: other.id, messages: [] });
	await settle();
	expect(ui.list().textContent).not.toContain('Anita');
	expect(ui.thread().textContent).toContain('from the other phone');
});

it('when the open chat becomes part of another, that one is opened', async () => {
	let ana!: Conversation;
	let other!: Conversation;
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		host.writes(ana.id, 'from the one phone');
		other = host.person({ name: 'Anita' });
		host.writes(other.id, 'from the other phone');
	});
	await ui.open(other);
	// The contact is the same person from now on, and their chat is Ana's.
	ui.host.rows.delete(other.id);
	ui.host.rows.get(ana.id)!.contact = { ...other.contact, name: 'Ana' };
	ui.host.hint({ kind: 'conversation', id: other.id, messages: [] });
	await settle();
	expect(ui.thread().getAttribute('aria-label')).toBe('Messages with Ana');
});
