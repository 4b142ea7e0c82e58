import type { Attachment } from '../bindings/Attachment';
import type { FeedItem } from '../bindings/FeedItem';
import type { Seq } from '../bindings/Seq';
import {
	type Answer,
	type Command,
	type Connection,
	type Host,
	HostError,
	Listeners,
	type Payload,
	type Progress,
	safeUrl,
	type Unsubscribe,
} from './host';

const REOPEN_AFTER_MS = 3000;

/** The core behind its private HTTP listener, which also served this page; the sign-in is a cookie. */
export class HttpHost implements Host {
	readonly ownWindow = false;
	#connection = new Listeners<Connection>();

	async rpc<K extends Command>(name: K, payload: Payload<K>): Promise<Answer<K>> {
		const response = await fetch(`/rpc/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(payload),
			// What was typed last is saved while the page is being closed.
			keepalive: name === 'save_draft',
		}).catch((error: unknown) => {
			throw new HostError('unreachable', {}, String(error));
		});
		if (response.status === 401) {
			this.#connection.tell('signedOut');
			throw new HostError('signed_out');
		}
		const body: unknown = await response.json().catch(() => null);
		if (!response.ok) throw HostError.from(body ?? new Error(`HTTP ${response.status}`));
		return body as Answer<K>;
	}

	feed(since: Seq, onItem: (item: FeedItem) => void): Unsubscribe {
		const listeners = new Listeners<FeedItem>();
		listeners.add(onItem);
		let seq = since;
		let lost = false;
		let source: EventSource;
		let timer: ReturnType<typeof setTimeout> | undefined;

		const open = () => {
			// The browser sends Last-Event-ID when it reconnects by itself; a source opened anew starts from what we have.
			source = new EventSource(`/feed?since=${seq}`);
			source.onmessage = (event: MessageEvent<string>) => {
				const item = JSON.parse(event.data) as FeedItem;
				seq = item.seq;
				listeners.tell(item);
			};
			source.onopen = () => {
				if (!lost) return;
				lost = false;
				this.#connection.tell('connected');
				// What was missed may be more than the server still knows; reading everything again is always right.
				listeners.tell({ seq, topics: [{ kind: 'resync' }] });
			};
			source.onerror = () => {
				lost = true;
				this.#connection.tell('lost');
				if (source.readyState !== EventSource.CLOSED) return;
				timer = setTimeout(reopen, REOPEN_AFTER_MS);
			};
		};
		// A refused stream says no reason; a command says whether the sign-in has expired.
		const reopen = () => {
			this.rpc('settings', null).then(open, (error: HostError) => {
				if (error.code !== 'signed_out') timer = setTimeout(reopen, REOPEN_AFTER_MS);
			});
		};

		open();
		return () => {
			clearTimeout(timer);
			source.close();
		};
	}

	onConnection(listener: (connection: Connection) => void): Unsubscribe {
		return this.#connection.add(listener);
	}

	openUrl(url: string): void {
		const safe = safeUrl(url);
		if (safe) window.open(safe, '_blank', 'noopener,noreferrer');
	}

	fileUrl(key: string): string {
		return `/files/${key}`;
	}

	thumbnailUrl(key: string): string {
		return `/files/${key}/thumbnail`;
	}

	listenUrl(key: string): string {
		return `/files/${key}/listen`;
	}

	/** By XMLHttpRequest, since `fetch` does not tell how much of a body has been sent. */
	attach(blob: Blob, name: string, onProgress?: Progress, signal?: AbortSignal): Promise<Attachment> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(new HostError('cancelled'));
			const request = new XMLHttpRequest();
			request.open('POST', `/files?name=${encodeURIComponent(name)}`);
			request.setRequestHeader('content-type', 'application/octet-stream');
			request.upload.onprogress = ({ loaded }) => onProgress?.(loaded);
			request.onerror = () => reject(new HostError('unreachable'));
			request.onabort = () => reject(new HostError('cancelled'));
			request.onload = () => {
				const { status } = request;
				const answer = parsed(request.responseText);
				if (status === 200) return resolve(answer as Attachment);
				if (status === 401) {
					this.#connection.tell('signedOut');
					return reject(new HostError('signed_out'));
				}
				reject(HostError.from(answer ?? new Error(`HTTP ${status}`)));
			};
			signal?.addEventListener('abort', () => request.abort(), { once: true });
			request.send(blob);
		});
	}

	saveFile(key: string, name: string): Promise<null> {
		const link = document.createElement('a');
		link.href = this.fileUrl(key);
		link.download = name;
		link.click();
		return Promise.resolve(null);
	}

	saveText(text: string, name: string): Promise<null> {
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
		link.download = name;
		link.click();
		// The browser has begun to read it by then.
		setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
		return Promise.resolve(null);
	}

	openFile(key: string, _name: string): Promise<void> {
		window.open(this.fileUrl(key), '_blank', 'noopener,noreferrer');
		return Promise.resolve();
	}
}

/** The JSON in a text, or `null`. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
