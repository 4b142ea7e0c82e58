import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import { HOUR, MINUTE } from '../../model/window';
import { openScreen, settle, words } from '../../test/screen';

async function withAna() {
	let ana: Conversation;
	const ui = await openScreen((host) => {
		ana = host.person({ name: 'Ana' });
		const bo = host.person({ name: 'Bo' });
		host.writes(bo.id, 'the folder of Bo', Date.now() - 3 * HOUR);
		for (let n = 1; n <= 3; n++) host.writes(ana.id, `folder number ${n}`, Date.now() - HOUR + n * MINUTE);
		host.writes(ana.id, 'something else');
	});
	await ui.open(ana!);
	await ui.press('{Control>}f{/Control}');
	const box = screen.getByRole('searchbox', { name: 'Find in this chat' });
	const find = async (text: string) => {
		await ui.user.clear(box);
		await ui.user.type(box, text);
		await settle(300);
	};
	const place = () => words(box.parentElement!.querySelector('[role=status]')!);
	const flashed = () => document.querySelector('article.flashed')?.textContent;
	return { ui, box, find, place, flashed };
}

it('counts the messages of this chat, and goes from the newest to older ones and round', async () => {
	const { ui, find, place, flashed } = await withAna();
	await find('folder');
	expect(place()).toBe('1 of 3');
	expect(flashed()).toContain('folder number 3');
	await ui.press('{Enter}');
	expect([place(), flashed()]).toEqual(['2 of 3', expect.stringContaining('folder number 2')]);
	await ui.press('{Shift>}{Enter}{/Shift}');
	await ui.press('{Shift>}{Enter}{/Shift}');
	expect([place(), flashed()]).toEqual(['3 of 3', expect.stringContaining('folder number 1')]);
});

it('says when nothing is found, and Escape gives the focus back', async () => {
	const { ui, box, find, place } = await withAna();
	await find('umbrella');
	expect(place()).toBe('Not found');
	await ui.press('{Escape}');
	expect(box.isConnected).toBe(false);
	expect(document.activeElement).toBe(ui.composer());
	expect(screen.getByRole('region', { name: 'Chat with Ana' })).toBeTruthy();
});

it('ends when another chat is opened', async () => {
	const { ui, box } = await withAna();
	await ui.press('{Alt>}{ArrowDown}{/Alt}');
	expect(screen.getByRole('region', { name: 'Chat with Bo' })).toBeTruthy();
	expect(box.isConnected).toBe(false);
});
