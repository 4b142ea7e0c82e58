import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { openScreen, settle } from '../../test/screen';

const note = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Private note about/ });

async function withAna() {
	const ui = await openScreen((host) => {
		for (const name of ['Ana', 'Ben']) host.writes(host.person({ name }).id, `Hello from ${name}`);
	});
	const [ana, ben] = ui.host.rows.values();
	await ui.open(ana!);
	return { ui, ana: ana!, ben: ben! };
}

// Pain 28: a note leaks to the customer.
test('what is written as a note is kept for the team and sent to nobody', async () => {
	const { ui, ana } = await withAna();
	await ui.type('Dear Ana');
	await ui.press('{Alt>}p{/Alt}');
	expect(note().value, 'the answer stays where it was').toBe('');
	await ui.user.type(note(), 'Her mother pays');
	await ui.press('{Enter}');
	expect(ui.host.callsOf('send_message')).toEqual([]);
	expect(ui.host.callsOf('write_note')).toMatchObject([{ conversation: ana.id, text: 'Her mother pays' }]);
	expect(screen.getByRole('article', { name: /^Private note, You/ }).textContent).toContain(
		'Only visible to your team',
	);
	await ui.press('{Alt>}l{/Alt}');
	expect(ui.composer().value).toBe('Dear Ana');
});

// Pain 28: the mode follows into the next chat.
test('each chat remembers whether an answer or a note was being written, and its words', async () => {
	const { ui, ana, ben } = await withAna();
	await ui.press('{Alt>}p{/Alt}');
	await ui.user.type(note(), 'for the team');
	await ui.open(ben);
	expect(ui.composer().value).toBe('');
	await ui.open(ana);
	expect(note().value).toBe('for the team');
});

test('a note can be written when the window is closed', async () => {
	const ui = await openScreen((host) => {
		host.writes(host.person({ name: 'Ana' }).id, 'Hello', Date.now() - 30 * 60 * 60_000);
	});
	const [ana] = ui.host.rows.values();
	await ui.open(ana!);
	expect(ui.noComposer()).toBe(true);
	await ui.user.click(screen.getByRole('radio', { name: 'Private note' }));
	await settle();
	await ui.user.type(note(), 'Call her tomorrow');
	await ui.press('{Enter}');
	expect(ui.host.callsOf('write_note')).toHaveLength(1);
});

test('a note that could not be kept is back in the box', async () => {
	const { ui } = await withAna();
	await ui.press('{Alt>}p{/Alt}');
	const { HostError } = await import('../../host/host');
	ui.host.fail('write_note', new HostError('internal'));
	await ui.user.type(note(), 'Her mother pays');
	await ui.press('{Enter}');
	expect(note().value).toBe('Her mother pays');
});
