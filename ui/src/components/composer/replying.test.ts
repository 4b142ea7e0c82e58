import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { Message } from '../../bindings/Message';
import { openScreen, settle } from '../../test/screen';

let ana: Conversation;
let bo: Conversation;
let question: Message;

/** A chat whose draft answers a question. */
async function answering() {
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		bo = host.person({ name: 'Bo' });
		question = host.writes(ana.id, 'Where is the form?');
		host.writes(ana.id, 'And when do you open?');
		host.writes(bo.id, 'hi');
		host.rows.get(ana.id)!.draft = { text: '', files: [], replyTo: question.id };
	});
	await ui.open(ana);
	return ui;
}

const bar = () => screen.queryByRole('button', { name: 'Answer without quoting' });

it('the quote of a kept draft is shown again, and sent with the answer', async () => {
	const ui = await answering();
	expect(bar()?.parentElement?.textContent).toMatch(/Ana.*Where is the form\?/s);
	await ui.type('Behind the house{Enter}');
	await settle();
	expect(ui.host.callsOf('send_message')).toMatchObject([{ replyTo: question.id }]);
	expect(bar()).toBeNull();
});

it('Escape takes the quote away and leaves the words; again it closes the chat', async () => {
	const ui = await answering();
	await ui.type('Behind the house');
	await ui.press('{Escape}');
	expect(bar()).toBeNull();
	expect(ui.composer().value).toBe('Behind the house');
	await ui.press('{Escape}');
	expect(ui.noComposer()).toBe(true);
	await ui.open(ana);
	expect(ui.composer().value, 'nothing is lost').toBe('Behind the house');
});

it('pain 28: a quote stays in its chat', async () => {
	const ui = await answering();
	await ui.open(bo);
	expect(bar()).toBeNull();
	await ui.type('hi{Enter}');
	await settle();
	expect(ui.host.callsOf('send_message')[0]).not.toHaveProperty('replyTo');
	await ui.open(ana);
	expect(bar()).not.toBeNull();
});
