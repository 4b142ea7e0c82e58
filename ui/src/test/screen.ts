import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { onTestFinished, vi } from 'vitest';
import type { Conversation } from '../bindings/Conversation';
import { FakeHost } from '../host/fake/fake';
import AppView from '../views/AppView.svelte';

/** Lets everything that is due within this time happen. */
export const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

/** The words of an element as they are read, without the breaks of the markup. */
export const words = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

/** The whole screen on a core in memory, and what a person does with it. */
export async function openScreen(prepare: (host: FakeHost) => void = () => undefined) {
	const host = new FakeHost();
	prepare(host);
	const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
	render(AppView, { host });
	onTestFinished(cleanup);
	await settle();

	const list = () => screen.getByRole('listbox', { name: 'Conversations' });
	return {
		host,
		user,
		list,
		thread: () => screen.getByRole('log'),
		composer: () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Message to/ }),
		noComposer: () => screen.queryByRole('textbox', { name: /^Message to/ }) === null,
		announced: () => screen.getByTestId('announcer').textContent,
		async open(row: Conversation) {
			await user.click(within(list()).getByRole('option', { name: new RegExp(row.contact.name) }));
			await settle();
		},
		async type(text: string) {
			await user.type(screen.getByRole('textbox', { name: /^Message to/ }), text);
		},
		async press(keys: string) {
			await user.keyboard(keys);
			await settle();
		},
		async click(name: string | RegExp) {
			await user.click(screen.getByRole('button', { name }));
			await settle();
		},
	};
}
