import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { openScreen, settle } from '../../test/screen';

const MB = 1024 * 1024;

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

type Ui = Awaited<ReturnType<typeof chatWithAna>>;

function file(name: string, type = 'image/png', size = 10): File {
	const blob = new File(['x'], name, { type });
	Object.defineProperty(blob, 'size', { value: size });
	return blob;
}

async function pick(ui: Ui, ...files: File[]) {
	await ui.user.upload(screen.getByTestId('pick-pictures'), files);
	await settle();
}

const tray = () => screen.queryByRole('list', { name: 'Files to send' });
const files = () => within(screen.getByRole('list', { name: 'Files to send' })).getAllByRole('listitem');
const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
const sent = (ui: Ui) => ui.host.callsOf('send_message').map(({ content }) => content);
const dropped = (...dropped: File[]) => ({ dataTransfer: { types: ['Files'], files: dropped } });

describe('the menu of the paperclip', () => {
	it('is opened, walked through and closed with the keyboard', async () => {
		const ui = await chatWithAna();
		await ui.press('{Control>}o{/Control}');
		const entries = screen.getAllByRole('menuitem').map((entry) => entry.textContent.trim());
		expect(entries).toEqual([
			'Photo or video',
			'Document',
			'Contact card',
			'Location',
			'Buttons',
			'List',
			'Link button',
			'Ask for location',
			'Ask for number',
		]);
		await ui.press('{ArrowDown}');
		expect(document.activeElement?.textContent).toContain('Document');
		await ui.press('{ArrowUp}{ArrowUp}');
		expect(document.activeElement?.textContent).toContain('Ask for number');
		await ui.press('{Escape}');
		expect(screen.queryByRole('menu')).toBeNull();
		expect(ui.thread(), 'Escape closed the menu and not the chat').toBeTruthy();
	});

	it('has forms and products only where there are some', async () => {
		const ui = await chatWithAna((host) => {
			host.flows = [{ id: '1', name: 'Book a visit', status: 'PUBLISHED' }];
			host.channels = host.channels.map((channel) => ({ ...channel, catalogId: '77' }));
		});
		await ui.click('Attach');
		expect(screen.getByRole('menuitem', { name: 'Form' })).toBeTruthy();
		expect(screen.getByRole('menuitem', { name: 'Product' })).toBeTruthy();
	});

	it('has no form that is out of use', async () => {
		const ui = await chatWithAna((host) => (host.flows = [{ id: '1', name: 'Old', status: 'DEPRECATED' }]));
		await ui.click('Attach');
		expect(screen.queryByRole('menuitem', { name: 'Form' })).toBeNull();
	});
});

describe('files', () => {
	it('wait in the tray and go out with their captions by Enter', async () => {
		const ui = await chatWithAna();
		await pick(ui, file('form.png'));
		expect(document.activeElement, 'a single picture is there to be described').toBe(
			screen.getByRole('textbox', { name: 'Caption of form.png' }),
		);
		await ui.press('The form{Enter}');
		expect(sent(ui)).toMatchObject([{ kind: 'media', media: 'image', caption: 'The form' }]);
		expect(tray()).toBeNull();
	});

	it('Enter of an input method in a caption does not send', async () => {
		const ui = await chatWithAna();
		await pick(ui, file('form.png'));
		const caption = screen.getByRole('textbox', { name: 'Caption of form.png' });
		await fireEvent.keyDown(caption, { key: 'Enter', isComposing: true });
		expect(sent(ui)).toEqual([]);
	});

	it('are pasted', async () => {
		const ui = await chatWithAna();
		await fireEvent.paste(ui.composer(), { clipboardData: { files: [file('shot.png')], getData: () => '' } });
		await settle();
		expect(files()).toHaveLength(1);
	});

	it('that come with words, as from a spreadsheet, are pasted as the words', async () => {
		const ui = await chatWithAna();
		const clipboardData = { files: [file('cells.png')], getData: () => 'A1\tB1' };
		await fireEvent.paste(ui.composer(), { clipboardData });
		await settle();
		expect(tray()).toBeNull();
	});

	it('are dropped anywhere on the chat, several at once', async () => {
		const ui = await chatWithAna();
		await fireEvent.dragOver(ui.thread(), dropped());
		expect(screen.getByText('Drop to attach')).toBeTruthy();
		await fireEvent.drop(ui.thread(), dropped(file('a.png'), file('b.png')));
		await settle();
		expect(screen.queryByText('Drop to attach')).toBeNull();
		expect(files()).toHaveLength(2);
	});

	it('that are dropped on another person’s row are not attached to the open chat', async () => {
		const ui = await chatWithAna();
		await fireEvent.dragOver(ui.list(), dropped());
		expect(screen.queryByText('Drop to attach')).toBeNull();
		await fireEvent.drop(ui.list(), dropped(file('a.png')));
		await settle();
		expect(tray()).toBeNull();
	});

	it('that are dropped when the window is closed are not taken, and it says why', async () => {
		const ui = await chatWithAna((host) => (host.rows.get(ana.id)!.window.phase = 'closed'));
		await fireEvent.dragOver(ui.thread(), dropped());
		expect(screen.getByText(/files can be sent when the customer has written again/)).toBeTruthy();
		await fireEvent.drop(ui.thread(), dropped(file('a.png')));
		await settle();
		expect(ui.host.rows.get(ana.id)?.draft).toBeNull();
	});

	it('do not follow into another chat and are there on return', async () => {
		const ui = await chatWithAna();
		await pick(ui, file('for-ana.png'));
		await ui.open(bo);
		expect(tray()).toBeNull();
		await ui.open(ana);
		expect(files()[0]?.textContent).toContain('for-ana.png');
	});

	it('are moved with the arrow keys, and the focus goes with them', async () => {
		const ui = await chatWithAna();
		await pick(ui, file('a.png'), file('b.png'));
		screen.getByRole('button', { name: /^Move a\.png/ }).focus();
		await ui.press('{ArrowDown}');
		expect(files().map((one) => /[ab]\.png/.exec(one.textContent)?.[0])).toEqual(['b.png', 'a.png']);
		expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Move a\.png/ }));
		expect(ui.announced()).toBe('Place 2 of 2');
	});

	it('are sent as what was chosen', async () => {
		const ui = await chatWithAna();
		await pick(ui, file('scan.png'));
		await ui.user.selectOptions(screen.getByRole('combobox', { name: /How to send scan/ }), 'Document');
		await ui.click('Send');
		expect(sent(ui)).toMatchObject([{ media: 'document', filename: 'scan.png' }]);
	});

	it('keep everything waiting while one of them is on its way', async () => {
		const ui = await chatWithAna((host) => (host.files.slowMs = 1000));
		await pick(ui, file('a.png'));
		expect(screen.getByRole('progressbar')).toBeTruthy();
		expect(send().disabled).toBe(true);
		await settle(1500);
		expect(send().disabled).toBe(false);
	});
});

describe('a picture that is too large', () => {
	const big = () => file('big.png', 'image/png', 7.2 * MB);

	it('says so before anything leaves, and the button tells why it does nothing', async () => {
		const ui = await chatWithAna();
		await pick(ui, big());
		const sentence = 'This picture has 7.2 MB; WhatsApp takes 5 MB.';
		expect(screen.getByRole('alert').textContent).toContain(sentence);
		expect(send().disabled).toBe(true);
		expect(send().title).toBe(sentence);
		await ui.press('{Enter}');
		expect(sent(ui)).toEqual([]);
	});

	it('is sent smaller', async () => {
		const ui = await chatWithAna();
		await pick(ui, big());
		await ui.click('Send smaller');
		expect(screen.queryByRole('alert')).toBeNull();
		await ui.click('Send');
		expect(sent(ui)).toMatchObject([{ media: 'image', mimeType: 'image/jpeg' }]);
	});

	it('is sent as a document', async () => {
		const ui = await chatWithAna();
		await pick(ui, big());
		await ui.click('Send as document');
		await ui.click('Send');
		expect(sent(ui)).toMatchObject([{ media: 'document', filename: 'big.png' }]);
	});
});

describe('the preview of a link', () => {
	const box = () => screen.queryByRole('checkbox', { name: 'Show a preview of the link' });

	it('is offered when there is a link, and is on', async () => {
		const ui = await chatWithAna();
		await ui.type('see example.com');
		expect(box()).toBeNull();
		await ui.type(' https://example.com');
		expect(box()).toHaveProperty('checked', true);
		await ui.type('{Enter}');
		await settle();
		expect(sent(ui)).toMatchObject([{ previewUrl: true }]);
	});

	it('is left out when that was chosen, for this message', async () => {
		const ui = await chatWithAna();
		await ui.type('https://example.com');
		await ui.user.click(box()!);
		await ui.type('{Enter}');
		await settle();
		await ui.type('https://example.org{Enter}');
		await settle();
		expect(sent(ui)).toMatchObject([{ previewUrl: false }, { previewUrl: true }]);
	});
});
