import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { HostError } from '../../host/host';
import { HOUR, MINUTE } from '../../model/window';
import { openScreen, settle, words } from '../../test/screen';

let ana: Conversation;
let bo: Conversation;

function people(host: FakeHost) {
	ana = host.person({ name: 'Ana' });
	bo = host.person({ name: 'Bo' });
	host.writes(ana.id, 'hello');
	host.writes(bo.id, 'hi');
}

async function chatWithAna(prepare: (host: FakeHost) => void = () => undefined) {
	const ui = await openScreen((host) => {
		people(host);
		prepare(host);
	});
	await ui.open(ana);
	return ui;
}

describe('sending', () => {
	it('Enter sends and empties the box', async () => {
		const ui = await chatWithAna();
		await ui.type('Good morning{Enter}');
		await settle();
		expect(ui.host.callsOf('send_message')).toMatchObject([
			{ conversation: ana.id, content: { kind: 'text', text: 'Good morning' } },
		]);
		expect(ui.composer().value).toBe('');
		expect(ui.thread().textContent).toContain('Good morning');
	});

	it('Enter twice sends once', async () => {
		const ui = await chatWithAna();
		await ui.type('once{Enter}{Enter}');
		await settle();
		expect(ui.host.callsOf('send_message')).toHaveLength(1);
	});

	it('Enter that picks a word of an input method does not send', async () => {
		const ui = await chatWithAna();
		await ui.type('にほん');
		await fireEvent.keyDown(ui.composer(), { key: 'Enter', isComposing: true });
		await fireEvent.keyDown(ui.composer(), { key: 'Enter', keyCode: 229 });
		expect(ui.host.callsOf('send_message')).toEqual([]);
		expect(ui.composer().value).toBe('にほん');
	});

	it('Shift+Enter starts a new line', async () => {
		const ui = await chatWithAna();
		await ui.type('one{Shift>}{Enter}{/Shift}two');
		expect(ui.composer().value).toBe('one\ntwo');
		expect(ui.host.callsOf('send_message')).toEqual([]);
	});

	it('with the other setting Enter starts a new line and Ctrl+Enter sends', async () => {
		const ui = await chatWithAna((host) => (host.settings = { ...host.settings, enterSends: false }));
		await ui.type('one{Enter}two');
		expect(ui.host.callsOf('send_message')).toEqual([]);
		await ui.type('{Control>}{Enter}{/Control}');
		expect(ui.host.callsOf('send_message')).toMatchObject([{ content: { text: 'one\ntwo' } }]);
	});

	it('nothing but spaces is not sent', async () => {
		const ui = await chatWithAna();
		await ui.type('   {Enter}');
		expect(ui.host.callsOf('send_message')).toEqual([]);
		expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
	});

	it('what is too long is counted and not sent', async () => {
		const ui = await chatWithAna();
		await fireEvent.input(ui.composer(), { target: { value: 'x'.repeat(4097) } });
		await ui.press('{Enter}');
		expect(screen.getByText('4097 of 4096')).toBeTruthy();
		expect(ui.host.callsOf('send_message')).toEqual([]);
	});
});

describe('words that were not taken', () => {
	it('come back with the reason, and the same words sent again go out under the same id', async () => {
		const ui = await chatWithAna((host) => host.fail('send_message', new HostError('unreachable')));
		await ui.type('important{Enter}');
		await settle();
		expect(ui.composer().value).toBe('important');
		expect(screen.getByRole('alert').textContent).toContain('does not answer');
		await ui.type('{Enter}');
		await settle();
		const [first, second] = ui.host.callsOf('send_message');
		expect(second?.clientId, 'so that the customer gets it once').toBe(first?.clientId);
		expect(screen.queryByRole('alert')).toBeNull();
	});

	it('other words are another message', async () => {
		const ui = await chatWithAna((host) => host.fail('send_message', new HostError('unreachable')));
		await ui.type('one{Enter}');
		await settle();
		await ui.type(' more{Enter}');
		await settle();
		const [first, second] = ui.host.callsOf('send_message');
		expect(second?.clientId).not.toBe(first?.clientId);
	});
});

const draft = (text: string) => ({ text, files: [], replyTo: null });

describe('drafts', () => {
	it('do not follow into another chat and are there on return', async () => {
		const ui = await chatWithAna();
		await ui.type('for Ana only');
		await ui.open(bo);
		expect(ui.composer().value).toBe('');
		expect(words(ui.list())).toContain('Draft: for Ana only');
		await ui.open(ana);
		expect(ui.composer().value).toBe('for Ana only');
	});

	it('survive a restart', async () => {
		const ui = await chatWithAna((host) => (host.rows.get(ana.id)!.draft = draft('half a sentence')));
		expect(ui.composer().value).toBe('half a sentence');
	});

	it('are saved on leaving the chat, without waiting', async () => {
		const ui = await chatWithAna();
		await ui.type('x');
		await ui.open(bo);
		expect(ui.host.rows.get(ana.id)?.draft?.text).toBe('x');
	});

	it('end with the sending', async () => {
		const ui = await chatWithAna();
		await ui.type('hello{Enter}');
		await settle(1_000);
		expect(ui.host.rows.get(ana.id)?.draft).toBeNull();
	});
});

describe('when the window closes', () => {
	/** A window that is open for so long still. */
	const leaves = (left: number) => (host: FakeHost) => {
		const row = host.rows.get(ana.id)!;
		row.window = { ...row.window, closesAt: Date.now() + left };
	};

	it('the composer is replaced while one looks, and the draft is kept', async () => {
		const ui = await chatWithAna(leaves(MINUTE));
		await ui.type('almost done');
		await settle(61_000);
		expect(ui.noComposer()).toBe(true);
		expect(screen.getByTestId('window-shut').textContent).toMatch(
			/The 24-hour window closed today at .*Send a template to restart.*Your draft is kept: almost done/s,
		);
		expect(screen.getByRole('button', { name: 'Choose template' })).toBeTruthy();
		expect(ui.announced()).toContain('has closed');
	});

	it('it comes back with the draft when the customer writes', async () => {
		const ui = await chatWithAna(leaves(MINUTE));
		await ui.type('almost done');
		await settle(61_000);
		ui.host.writes(ana.id, 'still there?');
		await settle();
		expect(ui.composer().value).toBe('almost done');
		expect(screen.getByText('Ana wrote. You can answer freely again.', { selector: 'p' })).toBeTruthy();
	});

	it('a refusal of the core closes it as well, and no word is lost', async () => {
		const ui = await chatWithAna();
		ui.host.rows.get(ana.id)!.window.phase = 'closed';
		ui.host.rows.get(ana.id)!.window.closedByProvider = true;
		await ui.type('too late{Enter}');
		await settle();
		expect(ui.noComposer()).toBe(true);
		expect(screen.getByTestId('window-shut').textContent).toMatch(/WhatsApp says.*too late/s);
	});

	it('the last hour is warned of, and announced at 15 and 5 minutes', async () => {
		const ui = await chatWithAna(leaves(16 * MINUTE));
		expect(screen.getByText(/^1[56] min left to answer freely/)).toBeTruthy();
		await settle(MINUTE + 15_000);
		expect(ui.announced()).toContain('15 minutes left');
		await settle(10 * MINUTE);
		expect(ui.announced()).toContain('5 minutes left');
	});
});

it('a customer who never wrote can only be sent a template', async () => {
	let chen!: Conversation;
	const ui = await openScreen((host) => {
		chen = host.person({ name: 'Chen' });
		host.wrote(chen.id, 'from the phone');
	});
	await ui.open(chen);
	expect(ui.noComposer()).toBe(true);
	expect(screen.getByTestId('window-shut').textContent).toContain('Start with a template');
});

describe('the typing indicator', () => {
	it('is shown at most every 20 seconds', async () => {
		const ui = await chatWithAna();
		await ui.type('abc');
		await settle(10_000);
		await ui.type('def');
		expect(ui.host.callsOf('show_typing')).toHaveLength(1);
		await settle(11_000);
		await ui.type('ghi');
		expect(ui.host.callsOf('show_typing')).toHaveLength(2);
	});

	it('is not shown when it is switched off', async () => {
		const ui = await chatWithAna(
			(host) =>
				(host.settings.channels['main'] = {
					readReceipts: true,
					typingIndicator: false,
				}),
		);
		await ui.type('abc');
		expect(ui.host.callsOf('show_typing')).toEqual([]);
	});
});

describe('reading', () => {
	it('marks the chat as read while the window has the focus', async () => {
		const ui = await chatWithAna();
		expect(ui.host.callsOf('mark_read')).toMatchObject([{ conversation: ana.id }]);
		expect(ui.host.rows.get(ana.id)?.unread).toBe(0);
	});

	it('does not mark it while another window has the focus', async () => {
		vi.spyOn(document, 'hasFocus').mockReturnValue(false);
		const ui = await chatWithAna();
		expect(ui.host.callsOf('mark_read')).toEqual([]);
		vi.spyOn(document, 'hasFocus').mockReturnValue(true);
		window.dispatchEvent(new Event('focus'));
		await settle();
		expect(ui.host.callsOf('mark_read')).toHaveLength(1);
	});
});

it('the last seconds are counted one by one', async () => {
	await chatWithAna((host) => {
		host.rows.get(ana.id)!.window.closesAt = Date.now() + HOUR;
	});
	await settle(HOUR - 90_000);
	const chip = () => screen.getAllByTestId('window-chip')[0]!.textContent?.trim();
	const before = chip();
	await settle(2_000);
	expect(before).toMatch(/^1:(2|3)\d left$/);
	expect(chip()).not.toBe(before);
});
