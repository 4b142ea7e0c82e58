import { beforeEach, expect, it } from 'vitest';
import type { Conversation } from '../bindings/Conversation';
import { FakeHost } from '../host/fake/fake';
import { Thread } from './thread.svelte';

let host: FakeHost;
let row: Conversation;

beforeEach(() => {
	host = new FakeHost();
	row = host.person({ name: 'Ana' });
	const now = Date.now();
	for (let n = 1; n <= 200; n++) host.writes(row.id, `message ${n}`, now - (200 - n) * 60_000);
	row.unread = 0;
	row.readUpTo = ids().at(-1)!;
});

const ids = () => [...host.messages.keys()];
const shown = (thread: Thread) => thread.messages.map(({ id }) => id);

async function opened(around?: number) {
	const thread = new Thread(host, row);
	await thread.open(around);
	return thread;
}

it('opens at its end and reads backwards without a hole', async () => {
	const thread = await opened();
	expect(thread.target).toEqual({ to: 'end' });
	while (!thread.reachesStart) await thread.loadOlder();
	expect(shown(thread)).toEqual(ids());
});

it('opens at the first unread message', async () => {
	row.unread = 3;
	row.readUpTo = ids().at(-4)!;
	const thread = await opened();
	expect(thread.target).toEqual({ to: 'unread' });
	const at = thread.items.findIndex((item) => item.kind === 'unread');
	expect(thread.items.slice(at + 1)).toHaveLength(3);
});

it('keeps the divider where it was on opening', async () => {
	row.unread = 1;
	row.readUpTo = ids().at(-2)!;
	const thread = await opened();
	await thread.seen(host.rows.get(row.id)!);
	expect(thread.items.some((item) => item.kind === 'unread')).toBe(true);
});

it('the same hint twice shows a message once', async () => {
	const thread = await opened();
	const { id } = host.writes(row.id, 'new');
	await thread.refresh([id]);
	await thread.refresh([id, id]);
	expect(shown(thread).filter((one) => one === id)).toHaveLength(1);
});

it('an old message that changes does not tear a hole into what is shown', async () => {
	const thread = await opened();
	const first = ids()[0]!;
	await thread.refresh([first]);
	expect(shown(thread)).not.toContain(first);
});

it('a message that was found is shown with its neighbours, and new ones wait below', async () => {
	const found = ids()[50]!;
	const thread = await opened(found);
	expect(thread.target).toEqual({ to: 'message', id: found });
	expect(thread.flashed).toBe(found);
	const { id } = host.writes(row.id, 'new');
	await thread.refresh([id]);
	expect(shown(thread), 'its place is after messages that were not read yet').not.toContain(id);
	expect(thread.newBelow).toBe(1);
	await thread.toEnd();
	expect(shown(thread)).toContain(id);
	expect(thread.newBelow).toBe(0);
});

it('counts new messages only while the end is out of view', async () => {
	const thread = await opened();
	thread.view(true);
	await thread.refresh([host.writes(row.id, 'seen').id]);
	expect(thread.newBelow).toBe(0);
	thread.view(false);
	await thread.refresh([host.writes(row.id, 'missed').id]);
	expect(thread.newBelow).toBe(1);
});

it('marks as read up to the newest message, once', async () => {
	const thread = await opened();
	const { id } = host.writes(row.id, 'new');
	await thread.refresh([id]);
	await thread.seen(host.rows.get(row.id)!);
	await thread.seen(host.rows.get(row.id)!);
	expect(host.callsOf('mark_read')).toEqual([{ conversation: row.id, upTo: id }]);
});

it('after a long absence shows the newest messages, not a thread with a gap', async () => {
	const thread = await opened();
	for (let n = 0; n < 300; n++) host.writes(row.id, `missed ${n}`, Date.now() + n);
	await thread.resync();
	expect(shown(thread)).toEqual(ids().slice(-shown(thread).length));
});

it('after a short absence knows the new states of what it shows', async () => {
	const thread = await opened();
	const { id } = host.wrote(row.id, 'hello', { status: 'sent' });
	thread.take([host.messages.get(id)!]);
	host.change(id, { status: 'read' });
	await thread.resync();
	expect(thread.messages.at(-1)?.status).toBe('read');
});

it('a message that comes while the thread is being read is not lost', async () => {
	const thread = new Thread(host, row);
	const opening = thread.open();
	const { id } = host.writes(row.id, 'in between');
	thread.take([host.messages.get(id)!]);
	// The answer that is on its way was read before it came.
	host.messages.delete(id);
	await opening;
	expect(shown(thread)).toContain(id);
});

it('a reaction is no new message below', async () => {
	const thread = await opened();
	thread.view(false);
	const reaction = host.writes(row.id, { kind: 'reaction', to: 'wamid.1', emoji: '👍' });
	const message = host.writes(row.id, 'and a word');
	await thread.refresh([reaction.id, message.id]);
	expect(thread.newBelow).toBe(1);
});
