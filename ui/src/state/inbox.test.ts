import { beforeEach, expect, it } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { HOUR, MINUTE } from '../model/window';
import { ServerClock } from './clock.svelte';
import { Inbox } from './inbox.svelte';

let host: FakeHost;
let clock: ServerClock;
let inbox: Inbox;

beforeEach(() => {
	host = new FakeHost();
	clock = new ServerClock();
	inbox = new Inbox(host, clock);
});

const names = () => inbox.shown.map((row) => row.contact.name);

function customer(name: string, hoursAgo: number) {
	const row = host.person({ name });
	host.writes(row.id, `I am ${name}`, Date.now() - hoursAgo * HOUR);
	return row;
}

it('a chat moves to the top when its customer writes', async () => {
	const ana = customer('Ana', 3);
	customer('Bo', 2);
	await inbox.reload();
	expect(names()).toEqual(['Bo', 'Ana']);
	host.writes(ana.id, 'again');
	await inbox.refresh([ana.id]);
	expect(names()).toEqual(['Ana', 'Bo']);
});

it('the same hint twice lists a chat once', async () => {
	const ana = customer('Ana', 1);
	await inbox.reload();
	await inbox.refresh([ana.id]);
	await inbox.refresh([ana.id]);
	expect(names()).toEqual(['Ana']);
});

it('a chat that changes twice while the list is being read is listed once, as it is now', async () => {
	const ana = customer('Ana', 2);
	customer('Bo', 1);
	await inbox.reload();
	const reading = inbox.reload();
	host.writes(ana.id, 'one');
	inbox.take([{ ...host.rows.get(ana.id)! }]);
	host.writes(ana.id, 'two');
	inbox.take([{ ...host.rows.get(ana.id)! }]);
	await reading;
	expect(names()).toEqual(['Ana', 'Bo']);
});

it('a chat that became part of another leaves the list', async () => {
	const ana = customer('Ana', 2);
	customer('Bo', 1);
	await inbox.reload();
	host.rows.delete(ana.id);
	expect(await inbox.refresh([ana.id])).toEqual([ana.id]);
	expect(names()).toEqual(['Bo']);
	expect(inbox.row(ana.id)).toBeUndefined();
	expect(await inbox.refresh([ana.id])).toEqual([]);
});

it('reads on page by page, without doubles when the order changes meanwhile', async () => {
	const rows = Array.from({ length: 250 }, (_, n) => customer(`Customer ${n}`, n / 100));
	await inbox.reload();
	expect(inbox.shown).toHaveLength(100);
	host.writes(rows[240]!.id, 'hello');
	await inbox.refresh([rows[240]!.id]);
	await inbox.loadMore();
	await inbox.loadMore();
	await inbox.loadMore();
	await inbox.loadMore();
	expect(new Set(names()).size).toBe(names().length);
	expect(names()).toHaveLength(250);
	expect(names()[0]).toBe('Customer 240');
});

it('a chat that would stand beyond what was read does not jump into view', async () => {
	const rows = Array.from({ length: 150 }, (_, n) => customer(`Customer ${n}`, n / 100));
	await inbox.reload();
	await inbox.refresh([rows[149]!.id]);
	expect(names()).not.toContain('Customer 149');
});

it('a window that closes leaves "Open" while one looks', async () => {
	customer('Ana', 23);
	await inbox.show({ filter: 'open' });
	expect(names()).toEqual(['Ana']);
	clock.set({ now: Date.now() + 61 * MINUTE, factor: 1 });
	expect(names()).toEqual([]);
});

it('sorts by who waits longest and by which window closes next', async () => {
	const ana = customer('Ana', 3);
	const bo = customer('Bo', 5);
	const chen = customer('Chen', 1);
	host.wrote(chen.id, 'answered');
	await inbox.show({ sort: 'longestWaiting' });
	expect(names(), 'who was answered does not wait').toEqual(['Bo', 'Ana']);
	await inbox.show({ sort: 'closingSoonest' });
	expect(names()).toEqual(['Bo', 'Ana', 'Chen']);
	host.writes(bo.id, 'again');
	await inbox.refresh([bo.id, ana.id]);
	expect(names()).toEqual(['Ana', 'Chen', 'Bo']);
});

it('the open chat stays under "Unread" while it is being read', async () => {
	const ana = customer('Ana', 1);
	customer('Bo', 2);
	await inbox.show({ unread: true });
	inbox.hold(ana.id);
	host.rows.get(ana.id)!.unread = 0;
	await inbox.refresh([ana.id]);
	expect(names()).toEqual(['Ana', 'Bo']);
	inbox.hold(null);
	expect(names()).toEqual(['Bo']);
});
