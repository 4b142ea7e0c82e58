import { screen, within } from '@testing-library/svelte';
import type { Conversation } from '../bindings/Conversation';
import type { FakeHost } from '../host/fake/fake';
import { HOUR } from '../model/window';
import { openScreen } from './screen';

/** The template picker of a chat whose window has closed, and what a person does with it. */
export async function openPicker(prepare: (host: FakeHost, row: Conversation) => void = () => undefined) {
	let row!: Conversation;
	const ui = await openScreen((host) => {
		row = host.person({ name: 'Ana Souza' });
		host.writes(row.id, 'hello', Date.now() - 30 * HOUR);
		host.rows.get(row.id)!.draft = { text: 'Your crown is ready', files: [], replyTo: null };
		prepare(host, row);
	});
	await ui.open(row);
	await ui.click('Choose template');
	const dialog = screen.getByRole('dialog', { name: 'Send a template to Ana Souza' });
	return {
		...ui,
		row,
		dialog,
		search: within(dialog).getByRole('combobox', { name: 'Search templates' }),
		options: () => within(dialog).getAllByRole('option'),
		option: (name: RegExp) => within(within(dialog).getByRole('listbox')).getByRole('option', { name }),
		field: (name: string) => within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name }),
		preview: () => within(dialog).getByRole('figure', { name: 'Preview' }).textContent,
		sendButton: () => within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Send template' }),
	};
}
