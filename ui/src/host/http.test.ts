import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedItem } from '../bindings/FeedItem';
import { settle } from '../test/screen';
import type { Connection } from './host';
import { HttpHost } from './http';

function answers(status: number, body: unknown) {
	const fetch = vi.fn().mockImplementation(() => Promise.resolve(Response.json(body, { status })));
	vi.stubGlobal('fetch', fetch);
	return fetch;
}

describe('a command', () => {
	it('is posted as JSON and answers with the body', async () => {
		const fetch = answers(200, { theme: 'dark' });
		expect(await new HttpHost().rpc('settings', null)).toEqual({ theme: 'dark' });
		expect(fetch).toHaveBeenCalledWith(
			'/rpc/settings',
			expect.objectContaining({ method: 'POST', body: 'null' }),
		);
	});

	it('rejects with the core’s error', async () => {
		answers(409, { code: 'window_closed', params: {}, detail: null });
		const sent = new HttpHost().rpc('send_message', {
			conversation: 1,
			content: { kind: 'text', text: 'x' },
			clientId: 'y',
		});
		await expect(sent).rejects.toMatchObject({ code: 'window_closed' });
	});

	it('without a sign-in says so, once to the caller and once to the screen', async () => {
		answers(401, null);
		const host = new HttpHost();
		const heard: Connection[] = [];
		host.onConnection((connection) => heard.push(connection));
		await expect(host.rpc('bootstrap', null)).rejects.toMatchObject({ code: 'signed_out' });
		expect(heard).toEqual(['signedOut']);
	});

	it('that reaches nobody is unreachable, not a crash', async () => {
		vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
		await expect(new HttpHost().rpc('bootstrap', null)).rejects.toMatchObject({ code: 'unreachable' });
	});
});

describe('the feed', () => {
	class Source {
		static CLOSED = 2;
		static all: Source[] = [];
		readyState = 1;
		onmessage?: (event: { data: string }) => void;
		onopen?: () => void;
		onerror?: () => void;
		close = vi.fn();

		constructor(readonly url: string) {
			Source.all.push(this);
		}
	}

	let items: FeedItem[];
	let heard: Connection[];

	beforeEach(() => {
		Source.all = [];
		items = [];
		heard = [];
		vi.stubGlobal('EventSource', Source);
		const host = new HttpHost();
		host.onConnection((connection) => heard.push(connection));
		host.feed(7, (item) => items.push(item));
		Source.all[0]!.onopen?.();
	});

	it('starts after what is known', () => {
		expect(Source.all[0]!.url).toBe('/feed?since=7');
		expect(items).toEqual([]);
	});

	it('says when the connection is lost, and reads everything again when it is back', () => {
		Source.all[0]!.onmessage?.({ data: JSON.stringify({ seq: 9, topics: [] }) });
		Source.all[0]!.onerror?.();
		Source.all[0]!.onopen?.();
		expect(heard).toEqual(['lost', 'connected']);
		expect(items.at(-1)).toEqual({ seq: 9, topics: [{ kind: 'resync' }] });
	});

	it('that the server refused is opened anew from where it was', async () => {
		answers(200, {});
		Source.all[0]!.onmessage?.({ data: JSON.stringify({ seq: 9, topics: [] }) });
		Source.all[0]!.readyState = Source.CLOSED;
		Source.all[0]!.onerror?.();
		await settle(4_000);
		expect(Source.all[1]!.url).toBe('/feed?since=9');
	});

	it('is not opened anew once the sign-in has expired', async () => {
		answers(401, null);
		Source.all[0]!.readyState = Source.CLOSED;
		Source.all[0]!.onerror?.();
		await settle(10_000);
		expect(Source.all).toHaveLength(1);
		expect(heard).toEqual(['lost', 'signedOut']);
	});
});

describe('a file that is brought in', () => {
	/** A request that answers as the test says, once it was sent. */
	class Request {
		static status = 200;
		static answer: unknown = {};
		static last: Request;
		upload: { onprogress?: (event: { loaded: number }) => void } = {};
		onload?: () => void;
		onabort?: () => void;
		onerror?: () => void;
		status = 0;
		responseText = '';
		opened: string[] = [];
		open = (...opened: string[]) => (this.opened = opened);
		setRequestHeader = vi.fn();
		abort = () => this.onabort?.();

		constructor() {
			Request.last = this;
		}

		send(): void {
			queueMicrotask(() => {
				this.upload.onprogress?.({ loaded: 1 });
				this.status = Request.status;
				this.responseText = JSON.stringify(Request.answer);
				if (Request.status > 0) this.onload?.();
			});
		}
	}

	function answersUpload(status: number, answer: unknown) {
		Request.status = status;
		Request.answer = answer;
		vi.stubGlobal('XMLHttpRequest', Request);
	}

	const blob = new Blob(['hi']);

	it('goes out under its name, tells how far it is, and is answered with what it is', async () => {
		answersUpload(200, { key: 'ab' });
		const heard: number[] = [];
		const attachment = await new HttpHost().attach(blob, 'Bill & more.pdf', (done) => heard.push(done));
		expect(attachment).toEqual({ key: 'ab' });
		expect(Request.last.opened).toEqual(['POST', '/files?name=Bill%20%26%20more.pdf']);
		expect(heard).toEqual([1]);
	});

	it('rejects with the core’s error', async () => {
		answersUpload(413, {
			code: 'invalid',
			params: { field: 'file', problem: 'too_large', megabytes: '100' },
			detail: null,
		});
		await expect(new HttpHost().attach(blob, 'a')).rejects.toMatchObject({ code: 'invalid' });
	});

	it('without a sign-in says so to the screen, too', async () => {
		answersUpload(401, null);
		const host = new HttpHost();
		const heard: Connection[] = [];
		host.onConnection((connection) => heard.push(connection));
		await expect(host.attach(blob, 'a')).rejects.toMatchObject({ code: 'signed_out' });
		expect(heard).toEqual(['signedOut']);
	});

	it('can be stopped on the way', async () => {
		answersUpload(0, null);
		const end = new AbortController();
		const brought = new HttpHost().attach(blob, 'a', undefined, end.signal);
		end.abort();
		await expect(brought).rejects.toMatchObject({ code: 'cancelled' });
	});
});
