import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { Message } from '../../bindings/Message';
import type { MessageStatus } from '../../bindings/MessageStatus';
import { timeOf } from '../../model/time';
import { openScreen, settle, words } from '../../test/screen';

async function openChat(
	fill: (host: Awaited<ReturnType<typeof openScreen>>['host'], row: Conversation) => void,
) {
	let row!: Conversation;
	const ui = await openScreen((host) => {
		row = host.person({ name: 'Ana Souza', phone: '+5511987654321' });
		fill(host, row);
	});
	await ui.open(row);
	return { ...ui, row };
}

describe('what a customer wrote', () => {
	it('stays text, whatever it looks like', async () => {
		const text = '<img src=x onerror="alert(1)"> <script>alert(2)</script>';
		const ui = await openChat((host, row) => host.writes(row.id, text));
		expect(ui.thread().textContent).toContain(text);
		expect(ui.thread().querySelector('img, script')).toBeNull();
	});

	it('opens links outside and never scripts', async () => {
		const ui = await openChat((host, row) =>
			host.writes(row.id, 'javascript:alert(1) or https://example.com/a'),
		);
		const links = within(ui.thread()).getAllByRole('link');
		expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://example.com/a']);
		await ui.user.click(links[0]!);
		expect(ui.host.opened).toEqual(['https://example.com/a']);
	});

	it('of a kind that is newer than this program is named, with its caption', async () => {
		const ui = await openChat((host, row) =>
			host.writes(row.id, { kind: 'other', waType: 'something_new', caption: 'my X-ray' }),
		);
		expect(ui.thread().textContent).toMatch(/something new.*It is kept.*my X-ray/s);
	});
});

describe('the state of a message of ours', () => {
	const at = new Date('2026-11-20T11:30:00').getTime();
	const time = timeOf(at);

	it.each<[MessageStatus, Partial<Message>, string]>([
		['queued', {}, 'Waiting to be sent'],
		['sending', {}, 'Sending'],
		['accepted', {}, 'Taken by WhatsApp'],
		['sent', { sentAt: at }, `Sent ${time}`],
		['delivered', { deliveredAt: at }, `Delivered ${time}`],
		['read', { readAt: at }, `Read ${time}`],
		['failed', {}, 'Not sent'],
		['unknown', {}, 'Checking whether this was sent'],
	])('%s is said in words', async (status, part, words) => {
		const ui = await openChat((host, row) => host.wrote(row.id, 'hello', { status, ...part }));
		const bubble = within(ui.thread()).getByRole('article', { name: /^You/ });
		expect(bubble.textContent).toContain(words);
	});

	it('delivered does not claim that it was not read', async () => {
		const ui = await openChat((host, row) =>
			host.wrote(row.id, 'hello', { status: 'delivered', deliveredAt: at }),
		);
		expect(within(ui.thread()).getByTitle(/may have been read all the same/)).toBeTruthy();
	});

	it('failed says why and what to do, and is sent again on request', async () => {
		const error = {
			code: '131000',
			explanation: 'unknown_error',
			detail: null,
			useTemplate: false,
		};
		const ui = await openChat((host, row) =>
			host.wrote(row.id, 'hello', { status: 'failed', canRetry: true, error }),
		);
		expect(words(ui.thread())).toContain(
			'WhatsApp reported an unknown error. Try again; if it stays, contact support.',
		);
		await ui.click('Retry');
		expect(ui.host.callsOf('retry_message')).toHaveLength(1);
		expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
	});

	it('unknown is sent again only after the warning that it may arrive twice', async () => {
		const ui = await openChat((host, row) =>
			host.wrote(row.id, 'hello', { status: 'unknown', canRetry: true }),
		);
		await ui.click('Send again');
		expect(ui.host.callsOf('retry_message')).toHaveLength(0);
		expect(ui.thread().textContent).toContain('It may reach the customer twice.');
		await ui.click('Send it again');
		expect(ui.host.callsOf('retry_message')).toHaveLength(1);
	});

	it('waiting for its next try counts down', async () => {
		const ui = await openChat((host, row) =>
			host.wrote(row.id, 'hello', { status: 'queued', retryAt: Date.now() + 10_000 }),
		);
		expect(ui.thread().textContent).toMatch(/next try in (9|10) seconds/);
		await settle(5_000);
		expect(ui.thread().textContent).toMatch(/next try in [45] seconds/);
	});
});

it('a new message appears without reload and is announced', async () => {
	const ui = await openChat((host, row) => host.writes(row.id, 'hello'));
	ui.host.writes(ui.row.id, 'are you there?');
	await settle();
	expect(ui.thread().textContent).toContain('are you there?');
	expect(ui.announced()).toBe('Ana Souza: are you there?');
});

it('a new message of any kind is announced by what it is', async () => {
	const ui = await openChat((host, row) => host.writes(row.id, 'hello'));
	ui.host.writes(ui.row.id, { kind: 'media', media: 'voice' });
	await settle();
	expect(ui.announced()).toBe('Ana Souza: Voice message');
});
