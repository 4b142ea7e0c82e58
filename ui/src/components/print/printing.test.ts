import { screen } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import { HOUR } from '../../model/window';
import { openScreen, settle, words } from '../../test/screen';

const DAY = 24 * HOUR;
const print = vi.fn();

beforeEach(() => {
	print.mockReset();
	vi.stubGlobal('print', print);
});

const sheet = () => document.querySelector('#print-sheet');
const printed = () => [...(sheet()?.querySelectorAll('article') ?? [])].map(words);

async function open(count: number) {
	let ana: Conversation;
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana', phone: '+16505550100' });
		for (let n = 1; n <= count; n++) host.writes(ana.id, `number ${n}`, Date.now() - (count - n) * DAY);
		host.wrote(ana.id, 'We answered', { status: 'read', readAt: Date.now() });
	});
	await ui.open(ana!);
	await ui.press('{Control>}p{/Control}');
	return ui;
}

it('the whole chat is printed, however long it is, with names, times and what became of each message', async () => {
	const ui = await open(205);
	// By its words: by its role would look through hundreds of messages.
	await ui.user.click(screen.getByText('Print'));
	await settle(500);
	expect(print).toHaveBeenCalledOnce();
	expect(printed()).toHaveLength(206);
	expect(printed()[0]).toMatch(/^Ana .* number 1$/);
	expect(printed()[205]).toMatch(/^You Friday, November 20, 2026 at 12:00\sPM Read 12:00\sPM We answered$/);
	expect(words(sheet()!.querySelector('header')!)).toContain('Chat with Ana +1 650 555 0100');
	window.dispatchEvent(new Event('afterprint'));
	await settle();
	expect(sheet()).toBeNull();
});

it('only the chosen days are printed', async () => {
	const ui = await open(30);
	await ui.user.click(screen.getByRole('radio', { name: 'The last 7 days' }));
	await ui.click('Print');
	await settle(500);
	expect(printed()).toHaveLength(8);
	expect(printed()[0]).toContain('number 24');
});

it('what was taken back while it was read is not printed', async () => {
	const ui = await open(5);
	const rpc = ui.host.rpc.bind(ui.host);
	let answer: () => void = () => undefined;
	const asked = new Promise<void>((resolve) => (answer = resolve));
	vi.spyOn(ui.host, 'rpc').mockImplementation(async (name, payload) => {
		if (name === 'list_messages') await asked;
		return rpc(name, payload);
	});
	await ui.click('Print');
	expect(words(screen.getByRole('dialog'))).toContain('0 messages read…');
	await ui.click('Cancel');
	answer();
	await settle(500);
	expect(print).not.toHaveBeenCalled();
	expect(sheet()).toBeNull();
});
