import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { openScreen, settle } from '../../test/screen';

let ana: Conversation;
let bo: Conversation;

async function chatWithAna(prepare: (host: FakeHost) => void = () => undefined) {
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		bo = host.person({ name: 'Bo' });
		host.writes(ana.id, 'hello');
		host.writes(bo.id, 'hi');
		prepare(host);
	});
	await ui.open(ana);
	return ui;
}

const RECORD = 'Record a voice message';
const bar = () => screen.queryByRole('group', { name: 'Recording a voice message' });
const tray = () => screen.queryByRole('list', { name: 'Files to send' });

it('the microphone is there while nothing is written', async () => {
	const ui = await chatWithAna();
	expect(screen.getByRole('button', { name: RECORD })).toBeTruthy();
	await ui.type('x');
	expect(screen.queryByRole('button', { name: RECORD })).toBeNull();
	expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
});

it('a recording counts its seconds, is listened to and sent by Enter', async () => {
	const ui = await chatWithAna();
	await ui.click(RECORD);
	await settle(3_000);
	expect(screen.getByRole('timer').textContent).toBe('0:03');
	await ui.click('Stop and listen');
	expect(bar()).toBeNull();
	expect(screen.getByRole('button', { name: 'Play' })).toBeTruthy();
	expect(document.activeElement).toBe(ui.composer());
	await ui.press('{Enter}');
	expect(ui.host.callsOf('send_message')).toMatchObject([{ content: { kind: 'media', media: 'voice' } }]);
});

it('a recording is sent at once', async () => {
	const ui = await chatWithAna();
	await ui.click(RECORD);
	await settle(1_000);
	await ui.click('Stop and send');
	expect(ui.host.callsOf('send_message')).toMatchObject([{ content: { media: 'voice' } }]);
	expect(tray()).toBeNull();
});

it('Escape asks before a recording is thrown away, and again goes on', async () => {
	const ui = await chatWithAna();
	await ui.click(RECORD);
	await settle(1_000);
	await ui.press('{Escape}');
	expect(screen.getByText('Discard this recording?')).toBeTruthy();
	expect(ui.host.callsOf('cancel_recording')).toEqual([]);
	await ui.press('{Escape}');
	expect(screen.getByRole('timer')).toBeTruthy();
	await ui.press('{Escape}');
	await ui.click('Discard the recording');
	expect(ui.host.callsOf('cancel_recording')).toHaveLength(1);
	expect(bar()).toBeNull();
	expect(tray()).toBeNull();
	expect(ui.thread(), 'the chat stays open').toBeTruthy();
});

it('pain 28: changing the chat ends the recording in the draft of its chat, never in another', async () => {
	const ui = await chatWithAna();
	await ui.click(RECORD);
	await settle(1_000);
	await ui.open(bo);
	expect(bar()).toBeNull();
	expect(tray()).toBeNull();
	await settle(1_000);
	expect(ui.host.rows.get(ana.id)?.draft?.files).toMatchObject([{ media: 'voice' }]);
	expect(ui.host.rows.get(bo.id)?.draft).toBeNull();
	await ui.open(ana);
	expect(tray()).not.toBeNull();
});

it('a window that closes ends the recording, and what was said is kept', async () => {
	const ui = await chatWithAna((host) => {
		const row = host.rows.get(ana.id)!;
		row.window = { ...row.window, closesAt: Date.now() + 60_000 };
	});
	await settle(58_000);
	await ui.click(RECORD);
	await settle(3_000);
	expect(ui.noComposer()).toBe(true);
	expect(screen.getByTestId('window-shut').textContent).toContain('voice.ogg');
	expect(ui.host.callsOf('stop_recording')).toHaveLength(1);
});

it('a missing microphone is explained at the button', async () => {
	const ui = await chatWithAna((host) => (host.recorder.problem = 'noMicrophone'));
	await ui.click(RECORD);
	expect(screen.getByRole('alert').textContent).toContain('Plug one in and try again');
	await ui.click('Dismiss');
	expect(screen.queryByRole('alert')).toBeNull();
});
