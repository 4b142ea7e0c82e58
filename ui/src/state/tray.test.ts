import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { settle } from '../test/screen';
import { Drafts } from './drafts.svelte';
import { Toasts } from './toasts.svelte';
import { Tray } from './tray.svelte';

const MB = 1024 * 1024;

let host: FakeHost;
let drafts: Drafts;
let toasts: Toasts;
let tray: Tray;
let ana: number;
let bo: number;

beforeEach(() => {
	host = new FakeHost();
	ana = host.person({ name: 'Ana' }).id;
	bo = host.person({ name: 'Bo' }).id;
	start();
});

/** As after a start of the program: nothing but what the core has kept. */
function start() {
	toasts = new Toasts();
	drafts = new Drafts(host, (id) => host.rows.get(id)?.draft ?? null);
	tray = new Tray(host, drafts, toasts);
}

function file(name: string, type = 'image/png', size = 10): File {
	const blob = new File(['x'], name, { type });
	Object.defineProperty(blob, 'size', { value: size });
	return blob;
}

const names = (conversation: number) => tray.files(conversation).map(({ name }) => name);

describe('bringing files in', () => {
	it('takes several at once, in their order, as what they are', async () => {
		await tray.add(ana, [file('a.png'), file('b.pdf', 'application/pdf')]);
		expect(tray.files(ana)).toMatchObject([
			{ name: 'a.png', media: 'image', progress: 1 },
			{ name: 'b.pdf', media: 'document', progress: 1 },
		]);
	});

	it('sends a picture as a document when that was asked for', async () => {
		await tray.add(ana, [file('scan.png')], 'document');
		expect(tray.files(ana)[0]?.media).toBe('document');
	});

	it('shows how far it is, and can be stopped', async () => {
		host.files.slowMs = 1000;
		void tray.add(ana, [file('a.png')]);
		await settle(500);
		const [coming] = tray.files(ana);
		expect(coming?.progress).toBeGreaterThan(0.2);
		expect(coming?.attachment).toBeNull();
		tray.remove(ana, coming!.id);
		await settle(1000);
		expect(tray.files(ana)).toEqual([]);
		expect(drafts.of(ana).files).toEqual([]);
	});

	it('that fails says why and can be tried again', async () => {
		vi.spyOn(host, 'attach').mockRejectedValueOnce(new HostError('unreachable'));
		await tray.add(ana, [file('a.png')]);
		const [failed] = tray.files(ana);
		expect(failed?.failure).toContain('does not answer');
		await tray.retry(ana, failed!.id);
		expect(tray.files(ana)[0]).toMatchObject({ failure: null, progress: 1 });
	});

	it('puts words that were typed before below the first file', async () => {
		drafts.type(ana, 'The form');
		await tray.add(ana, [file('a.png'), file('b.png')]);
		expect(tray.files(ana).map(({ caption }) => caption)).toEqual(['The form', '']);
		expect(drafts.text(ana)).toBe('');
	});

	it('leaves the words where they are when the file takes none', async () => {
		drafts.type(ana, 'Listen to this');
		await tray.add(ana, [file('a.mp3', 'audio/mpeg')]);
		expect(drafts.text(ana)).toBe('Listen to this');
	});
});

describe('pain 28: a file', () => {
	it('that arrives late is in the chat for which it was chosen, and in no other', async () => {
		host.files.slowMs = 1000;
		void tray.add(ana, [file('secret.pdf', 'application/pdf')]);
		await tray.restore(bo);
		await settle(1100);
		expect(names(ana)).toEqual(['secret.pdf']);
		expect(names(bo)).toEqual([]);
		await drafts.flush();
		expect(host.rows.get(bo)?.draft).toBeNull();
	});

	it('survives a restart with its caption, its kind and its place', async () => {
		await tray.add(ana, [file('a.png'), file('b.png')]);
		const [first, second] = tray.files(ana);
		tray.caption(ana, first!.id, 'the first');
		tray.as(ana, second!.id, 'document');
		tray.move(ana, second!.id, 0);
		await drafts.flush();
		start();
		await tray.restore(ana);
		expect(tray.files(ana)).toMatchObject([
			{ name: 'b.png', media: 'document' },
			{ name: 'a.png', media: 'image', caption: 'the first', progress: 1 },
		]);
	});

	it('of a draft that is not here any more is told of and left out', async () => {
		const gone = { key: 'gone', name: 'old.pdf', media: 'document', caption: 'as agreed' } as const;
		host.rows.get(ana)!.draft = { text: '', files: [gone], replyTo: null };
		await tray.restore(ana);
		expect(tray.files(ana)).toEqual([]);
		expect(toasts.items[0]?.text).toContain('old.pdf');
		expect(drafts.text(ana), 'no word is lost with it').toBe('as agreed');
	});

	it('of another workspace is never shown in this one', async () => {
		host.files.slowMs = 1000;
		void tray.add(ana, [file('a.png')]);
		tray.forget();
		drafts.forget();
		await settle(1500);
		expect(tray.files(ana)).toEqual([]);
		expect(host.callsOf('save_draft')).toEqual([]);
	});
});

it('the last file that is taken out leaves its caption in the box', async () => {
	await tray.add(ana, [file('a.png')]);
	const [only] = tray.files(ana);
	tray.caption(ana, only!.id, 'The form');
	tray.remove(ana, only!.id);
	expect(drafts.text(ana)).toBe('The form');
});

it('a picture that is too large becomes one that fits', async () => {
	await tray.add(ana, [file('big.png', 'image/png', 7.2 * MB)]);
	const [big] = tray.files(ana);
	expect(big).toMatchObject({
		media: 'image',
		attachment: { problem: { code: 'tooLarge' }, canShrink: true },
	});
	await tray.shrink(ana, big!.id);
	expect(tray.files(ana)[0]).toMatchObject({ id: big!.id, media: 'image', attachment: { problem: null } });
});

it('what was not sent comes back before what was added since', async () => {
	await tray.add(ana, [file('a.png')]);
	const taken = tray.take(ana);
	expect(tray.files(ana)).toEqual([]);
	await tray.add(ana, [file('b.png')]);
	tray.giveBack(ana, taken);
	expect(names(ana)).toEqual(['a.png', 'b.png']);
});
