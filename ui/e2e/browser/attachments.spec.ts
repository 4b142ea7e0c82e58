import { file, large, type Picked, sha256 } from '../harness/files';
import type { Sent } from '../harness/simulator';
import { expect, test } from './fixtures';
import type { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const BEN = 'Ben Carter';

interface Journey {
	/** What is sent, in words. */
	what: string;
	file: string;
	entry: 'Photo or video' | 'Document';
	/** How it is to be sent, when it is not meant so by itself. */
	as?: string;
	type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
	caption?: string;
	filename?: string;
}

const JOURNEYS: Journey[] = [
	{ what: 'a photo', file: 'photo.jpg', entry: 'Photo or video', type: 'image', caption: 'Your new glasses' },
	{ what: 'a drawing', file: 'drawing.png', entry: 'Photo or video', type: 'image' },
	{ what: 'a film', file: 'film.mp4', entry: 'Photo or video', type: 'video', caption: 'How to put them on' },
	{
		what: 'a document',
		file: 'invoice.pdf',
		entry: 'Document',
		type: 'document',
		caption: 'The invoice of today',
		filename: 'invoice.pdf',
	},
	{
		what: 'a photo as a document',
		file: 'photo.jpg',
		entry: 'Document',
		type: 'document',
		filename: 'photo.jpg',
	},
	{ what: 'a piece of music', file: 'music.mp3', entry: 'Document', as: 'Sound', type: 'audio' },
	{ what: 'a sticker', file: 'sticker.webp', entry: 'Photo or video', type: 'sticker' },
];

for (const { what, file: name, entry, as, type, caption, filename } of JOURNEYS) {
	test(`${what} goes from the paperclip to the customer and is read`, async ({ inbox, sim }) => {
		const picked = await file(name);
		await inbox.open(EMMA);
		await inbox.pick(entry, picked);
		if (as) await inbox.tray.getByRole('combobox', { name: `How to send ${name}` }).selectOption(as);
		const field = inbox.tray.getByRole('textbox', { name: `Caption of ${name}` });
		if (caption) await field.fill(caption);
		else if (type === 'audio' || type === 'sticker') await expect(field).toHaveCount(0);
		await inbox.send.click();
		await expect(inbox.tray).toHaveCount(0);
		await inbox.wasRead(inbox.own);
		if (caption) await expect(inbox.own).toContainText(caption);
		if (filename) await expect(inbox.own).toContainText(filename);
		const [sent, ...more] = await sim.sent();
		expect(more).toEqual([]);
		expect(sent!.type).toBe(type);
		const { id, ...rest } = sent!.body[type]!;
		expect(rest).toEqual({ ...(caption ? { caption } : {}), ...(filename ? { filename } : {}) });
		expect(await sim.uploaded(id)).toMatchObject({ mime_type: picked.mimeType, sha256: sha256(picked) });
	});
}

test('several files go out in the order in which they stand, and one that was removed does not', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await inbox.pick(
		'Photo or video',
		await file('photo.jpg', 'one.jpg'),
		await file('photo.jpg', 'two.jpg'),
		await file('film.mp4', 'three.mp4'),
		await file('drawing.png', 'four.png'),
	);
	for (const name of ['one.jpg', 'two.jpg', 'three.mp4', 'four.png']) {
		await inbox.tray.getByRole('textbox', { name: `Caption of ${name}` }).fill(`This is ${name}`);
	}
	await inbox.page.getByRole('button', { name: 'Remove two.jpg' }).click();
	await expect(inbox.tray.getByRole('listitem')).toHaveCount(3);
	const grip = inbox.page.getByRole('button', { name: 'Move four.png with the arrow keys' });
	await grip.press('ArrowUp');
	await expect(grip).toBeFocused();
	await grip.press('ArrowUp');
	await expect(inbox.tray.getByRole('listitem').first()).toContainText('four.png');
	// The mouse does the same.
	await inbox.page
		.getByRole('button', { name: 'Move three.mp4 with the arrow keys' })
		.dragTo(inbox.trayFile('one.jpg'));
	await expect(inbox.tray.getByRole('listitem').nth(1)).toContainText('three.mp4');
	await inbox.composer.fill('All of it for you');
	await inbox.composer.press('Enter');
	await inbox.wasRead(inbox.bubble('All of it for you'));
	await expect(inbox.own).toHaveCount(4);
	const words = ({ body }: Sent) => (body.image ?? body.video)?.caption ?? body.text?.body;
	const expected = ['This is four.png', 'This is three.mp4', 'This is one.jpg', 'All of it for you'];
	expect((await sim.sent()).map(words)).toEqual(expected);
});

test('a file on its way into the tray can be stopped, and one on its way to WhatsApp taken back', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await inbox.open(EMMA);
	await page.route('**/files?name=slow.jpg', () => undefined);
	const chosen = page.waitForEvent('filechooser');
	await inbox.attach('Photo or video');
	await (await chosen).setFiles(await file('photo.jpg', 'slow.jpg'));
	await page.getByRole('button', { name: 'Stop attaching slow.jpg' }).click();
	await expect(inbox.tray).toHaveCount(0);

	await sim.faults({ media: { upload_delay: { ms: 60_000 } } });
	await inbox.pick('Document', await large('invoice.pdf'));
	await inbox.send.click();
	await expect(inbox.own.getByRole('progressbar', { name: 'On its way to WhatsApp' })).toBeVisible();
	await inbox.own.getByRole('button', { name: 'Do not send' }).click();
	await expect(inbox.own.getByRole('group', { name: 'Not sent' })).toBeVisible();
	await inbox.say('Never mind the picture');
	await inbox.wasRead(inbox.bubble('Never mind the picture'));
	expect((await sim.sent()).map((one) => one.type)).toEqual(['text']);
});

test('a pasted picture is attached and sent', async ({ inbox, sim }) => {
	const drawing = await file('drawing.png');
	await inbox.open(EMMA);
	await inbox.composer.evaluate(hand, { ...given(drawing), event: 'paste' });
	await expect(inbox.trayFile(drawing.name)).toBeVisible();
	await inbox.send.click();
	await inbox.wasRead(inbox.own);
	const [sent] = await sim.sent();
	expect((await sim.uploaded(sent!.body.image!.id)).sha256).toBe(sha256(drawing));
});

test('files can be dropped anywhere on the chat, and not while the window is closed', async ({
	inbox,
	sim,
}) => {
	const invoice = given(await file('invoice.pdf'));
	await inbox.open(EMMA);
	await inbox.log.evaluate(hand, { ...invoice, event: 'dragover' });
	await expect(inbox.page.getByText('Drop to attach')).toBeVisible();
	await inbox.log.evaluate(hand, { ...invoice, event: 'drop' });
	await expect(inbox.page.getByText('Drop to attach')).toHaveCount(0);
	await expect(inbox.trayFile('invoice.pdf')).toBeVisible();
	await inbox.send.click();
	await inbox.wasRead(inbox.own);
	expect((await sim.sent()).map((one) => one.body.document?.filename)).toEqual(['invoice.pdf']);

	await sim.advance({ hours: 24 });
	await expect(inbox.shut).toBeVisible();
	await inbox.log.evaluate(hand, { ...invoice, event: 'dragover' });
	await expect(inbox.page.getByText(/The 24-hour window is closed: files can be sent/)).toBeVisible();
	await inbox.log.evaluate(hand, { ...invoice, event: 'drop' });
	await expect(inbox.page.getByText(/files can be sent/)).toHaveCount(0);
	await expect(inbox.shut).not.toContainText('invoice.pdf');
});

test('a photo that is too large is told, and is sent smaller on request', async ({ inbox, sim }) => {
	await inbox.open(EMMA);
	await inbox.pick('Photo or video', await large('photo.jpg', 'holiday.jpg'));
	const row = inbox.trayFile('holiday.jpg');
	await expect(row.getByRole('alert')).toContainText('This picture has 6 MB; WhatsApp takes 5 MB.');
	await expect(inbox.send).toBeDisabled();
	await row.getByRole('button', { name: 'Send smaller' }).click();
	await expect(row.getByRole('alert')).toHaveCount(0);
	await inbox.send.click();
	await inbox.wasRead(inbox.own);
	const [sent] = await sim.sent();
	expect(sent!.type).toBe('image');
	expect((await sim.uploaded(sent!.body.image!.id)).mime_type).toBe('image/jpeg');
});

test('a picture of a type that WhatsApp does not show is told, and converted on request if it can be', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	// A PNG of few colours, and a bitmap.
	await inbox.pick('Photo or video', await file('logo.png'), await file('scan.bmp'));
	for (const name of ['logo.png', 'scan.bmp']) {
		await expect(inbox.trayFile(name).getByRole('alert')).toContainText(
			'WhatsApp does not show pictures of this type. It takes JPEG and PNG.',
		);
	}
	await expect(inbox.trayFile('scan.bmp').getByRole('button', { name: 'Convert it' })).toHaveCount(0);
	await inbox.page.getByRole('button', { name: 'Remove scan.bmp' }).click();
	await expect(inbox.send).toBeDisabled();
	await inbox.trayFile('logo.png').getByRole('button', { name: 'Convert it' }).click();
	await inbox.send.click();
	await inbox.wasRead(inbox.own);
	const [sent] = await sim.sent();
	expect((await sim.uploaded(sent!.body.image!.id)).mime_type).toBe('image/jpeg');
});

test('pain 28: files and the quote stay with their chat, survive a reload, and go to nobody else', async ({
	inbox,
	sim,
}) => {
	await sim.join({ name: BEN, phone: '+447700900199', text: 'Hello?' });
	await inbox.open(EMMA);
	await quote(inbox, 'Hello, do you have an appointment this week?');
	await inbox.pick('Document', await file('invoice.pdf'));
	await inbox.tray.getByRole('textbox', { name: 'Caption of invoice.pdf' }).fill('For Emma only');
	await inbox.open(BEN);
	await expect(inbox.tray).toHaveCount(0);
	await expect(inbox.page.getByRole('button', { name: 'Answer without quoting' })).toHaveCount(0);
	await expect(inbox.row(EMMA)).toContainText('Draft: 1 file');
	await inbox.say('For Ben');
	await inbox.wasRead(inbox.bubble('For Ben'));

	await inbox.page.reload();
	await inbox.open(EMMA);
	await expect(inbox.trayFile('invoice.pdf')).toBeVisible();
	await expect(inbox.tray.getByRole('textbox', { name: 'Caption of invoice.pdf' })).toHaveValue(
		'For Emma only',
	);
	await expect(inbox.page.getByRole('button', { name: 'Answer without quoting' })).toBeVisible();
	await inbox.send.click();
	await inbox.wasRead(inbox.bubble('For Emma only'));
	await expect(inbox.row(EMMA)).not.toContainText('Draft:');
	const [toBen, toEmma] = await sim.sent();
	expect(toBen).toMatchObject({ to: '+447700900199', body: { text: { body: 'For Ben' } } });
	expect(toBen!.body.context).toBeUndefined();
	expect(toEmma!.body).toMatchObject({ document: { filename: 'invoice.pdf', caption: 'For Emma only' } });
	expect(toEmma!.body.context?.message_id).toMatch(/^wamid\./);
});

async function quote(inbox: Screen, text: string): Promise<void> {
	await inbox.choose(inbox.bubble(text), 'Answer');
	await expect(inbox.page.getByRole('button', { name: 'Answer without quoting' })).toBeVisible();
}

function given({ name, mimeType, buffer }: Picked) {
	return { name, mimeType, base64: buffer.toString('base64') };
}

/** Runs in the page: hands a file over as the clipboard or the mouse does. */
function hand(
	element: Element,
	{ name, mimeType, base64, event }: ReturnType<typeof given> & { event: string },
): void {
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	const transfer = new DataTransfer();
	transfer.items.add(new File([bytes], name, { type: mimeType }));
	const how = { bubbles: true, cancelable: true };
	element.dispatchEvent(
		event === 'paste'
			? new ClipboardEvent(event, { ...how, clipboardData: transfer })
			: new DragEvent(event, { ...how, dataTransfer: transfer }),
	);
}
