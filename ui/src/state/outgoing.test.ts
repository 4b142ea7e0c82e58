import { beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../bindings/Content';
import type { Message } from '../bindings/Message';
import { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { Drafts } from './drafts.svelte';
import { Outgoing } from './outgoing.svelte';
import { Replying } from './replying.svelte';
import { Toasts } from './toasts.svelte';
import { Tray } from './tray.svelte';

let host: FakeHost;
let drafts: Drafts;
let tray: Tray;
let outgoing: Outgoing;
let replying: Replying;
let ana: number;
let question: Message;
let sent: Message[];

beforeEach(() => {
	host = new FakeHost();
	ana = host.person({ name: 'Ana' }).id;
	question = host.writes(ana, 'Where is the form?');
	drafts = new Drafts(host);
	tray = new Tray(host, drafts, new Toasts());
	outgoing = new Outgoing(host, drafts, tray);
	replying = new Replying(host, drafts);
	sent = [];
});

const send = () => outgoing.composed(ana, true, (message) => sent.push(message));
const kinds = () => host.callsOf('send_message').map(({ content }) => content.kind);
const picture = (name: string) => new File(['x'], name, { type: 'image/png' });

describe('what stands in the composer', () => {
	it('goes out as the files in their order, then the words; the first answers', async () => {
		await tray.add(ana, [picture('a.png'), picture('b.png')]);
		drafts.type(ana, ' Here it is ');
		replying.set(question);
		expect(await send()).toBe(true);
		expect(kinds()).toEqual(['media', 'media', 'text']);
		const calls = host.callsOf('send_message');
		expect(calls.map(({ replyTo }) => replyTo)).toEqual([question.id, undefined, undefined]);
		expect(calls[2]?.content).toEqual({ kind: 'text', text: 'Here it is', previewUrl: true });
		expect(new Set(calls.map(({ clientId }) => clientId)).size, 'three acts').toBe(3);
		expect(sent).toHaveLength(3);
		expect(drafts.of(ana)).toEqual({ text: '', files: [], replyTo: null });
	});

	it('comes back as far as it was not taken, and goes on from there under the same id', async () => {
		await tray.add(ana, [picture('a.png'), picture('b.png')]);
		drafts.type(ana, 'Both');
		replying.set(question);
		let calls = 0;
		const rpc = host.rpc.bind(host);
		host.rpc = async (name, payload) => {
			const answer = await rpc(name, payload);
			if (name === 'send_message' && ++calls === 2) throw new HostError('unreachable');
			return answer;
		};
		expect(await send()).toBe(false);
		expect(outgoing.error(ana)?.code).toBe('unreachable');
		expect(tray.files(ana).map(({ name }) => name)).toEqual(['b.png']);
		expect(drafts.of(ana)).toMatchObject({ text: 'Both', replyTo: null });

		expect(await send()).toBe(true);
		const ids = host.callsOf('send_message').map(({ clientId }) => clientId);
		expect(ids).toHaveLength(4);
		expect(ids[2], 'the second picture reaches the customer once').toBe(ids[1]);
		expect([...host.messages.values()].filter(({ outbound }) => outbound)).toHaveLength(3);
	});

	it('is not overtaken by what is sent right after it', async () => {
		await tray.add(ana, [picture('a.png'), picture('b.png')]);
		const first = send();
		drafts.type(ana, 'There you are');
		await Promise.all([first, send()]);
		expect(kinds()).toEqual(['media', 'media', 'text']);
	});

	it('keeps the quote when its first message was refused', async () => {
		host.fail('send_message', new HostError('window_closed'));
		drafts.type(ana, 'Late');
		replying.set(question);
		await send();
		expect(drafts.of(ana)).toMatchObject({ text: 'Late', replyTo: question.id });
	});
});

describe('anything else', () => {
	const place: Content = { kind: 'location', latitude: 1, longitude: 2 };

	it('is the same act when it is not known whether it was taken', async () => {
		host.fail('send_message', new HostError('unreachable'));
		await expect(outgoing.send(ana, place)).rejects.toMatchObject({ code: 'unreachable' });
		await outgoing.send(ana, place);
		const [first, second] = host.callsOf('send_message');
		expect(second?.clientId).toBe(first?.clientId);
	});

	it('is another act when it was refused, or when it answers something else', async () => {
		host.fail('send_message', new HostError('invalid'));
		await expect(outgoing.send(ana, place)).rejects.toMatchObject({ code: 'invalid' });
		host.fail('send_message', new HostError('unreachable'));
		await expect(outgoing.send(ana, place)).rejects.toMatchObject({ code: 'unreachable' });
		await outgoing.send(ana, place, { replyTo: question.id });
		const ids = host.callsOf('send_message').map(({ clientId }) => clientId);
		expect(new Set(ids).size).toBe(3);
	});
});

describe('the message that is answered', () => {
	it('is read again after a restart', async () => {
		drafts.change(ana, { replyTo: question.id });
		expect(replying.to(ana)).toBeNull();
		await replying.restore(ana);
		expect(replying.to(ana)).toMatchObject({ id: question.id });
	});

	it('that belongs to another chat is not answered here', async () => {
		const bo = host.person({ name: 'Bo' }).id;
		drafts.change(bo, { replyTo: question.id });
		await replying.restore(bo);
		expect(drafts.of(bo).replyTo).toBeNull();
	});
});
