import { beforeEach, expect, it, vi } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { settle } from '../test/screen';
import { Drafts } from './drafts.svelte';

let host: FakeHost;
let drafts: Drafts;
let ana: number;
let bo: number;

beforeEach(() => {
	host = new FakeHost();
	ana = host.person({ name: 'Ana' }).id;
	bo = host.person({ name: 'Bo' }).id;
	drafts = new Drafts(host);
});

it('a draft belongs to its chat and never follows to another', () => {
	drafts.type(ana, 'for Ana only');
	expect(drafts.text(ana, null)).toBe('for Ana only');
	expect(drafts.text(bo, null)).toBe('');
});

it('is saved once after the typing pauses', async () => {
	for (const text of ['h', 'he', 'hello']) drafts.type(ana, text);
	await settle(500);
	expect(host.callsOf('save_draft')).toMatchObject([{ conversation: ana, draft: { text: 'hello' } }]);
});

it('two chats typed in quickly are both saved', async () => {
	drafts.type(ana, 'one');
	drafts.type(bo, 'two');
	await drafts.flush();
	expect(host.rows.get(ana)?.draft?.text).toBe('one');
	expect(host.rows.get(bo)?.draft?.text).toBe('two');
});

const kept = { text: 'kept from yesterday', files: [], replyTo: null };

it('what is typed here wins over what the server last knew, also when it was emptied', () => {
	expect(drafts.text(ana, kept)).toBe('kept from yesterday');
	drafts.type(ana, '');
	expect(drafts.text(ana, kept)).toBe('');
});

it('a draft that could not be saved is tried again', async () => {
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	host.fail('save_draft', new HostError('unreachable'));
	drafts.type(ana, 'hello');
	await settle(6_000);
	expect(host.rows.get(ana)?.draft?.text).toBe('hello');
});

it('words that come back stand before what was typed since', () => {
	drafts.type(ana, 'and then');
	drafts.giveBack(ana, 'first');
	expect(drafts.text(ana, null)).toBe('first\nand then');
});

it('nothing of one workspace is saved into another', async () => {
	drafts.type(ana, 'secret');
	drafts.forget();
	await settle(6_000);
	expect(host.callsOf('save_draft')).toEqual([]);
	expect(drafts.text(ana, null)).toBe('');
});
