import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';
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

/** The address scheme under which the shell serves files. */
const FILES = 'frontdesk-file';

/** The core in the same program, behind the desktop shell. */
export class TauriHost implements Host {
	readonly ownWindow = true;
	#connection = new Listeners<Connection>();

	async rpc<K extends Command>(name: K, payload: Payload<K>): Promise<Answer<K>> {
		try {
			return await invoke<Answer<K>>('rpc', { name, payload });
		} catch (error) {
			throw HostError.from(error);
		}
	}

	feed(since: Seq, onItem: (item: FeedItem) => void): Unsubscribe {
		const listeners = new Listeners<FeedItem>();
		const unsubscribe = listeners.add(onItem);
		const channel = new Channel<FeedItem>((item) => listeners.tell(item));
		invoke('feed', { since, channel }).catch((error: unknown) => {
			console.error('The feed did not open', error);
			this.#connection.tell('lost');
		});
		return unsubscribe;
	}

	onConnection(listener: (connection: Connection) => void): Unsubscribe {
		return this.#connection.add(listener);
	}

	openUrl(url: string): void {
		const safe = safeUrl(url);
		if (safe) invoke('open_url', { url: safe }).catch((error: unknown) => console.error(error));
	}

	fileUrl(key: string): string {
		return convertFileSrc(key, FILES);
	}

	thumbnailUrl(key: string): string {
		return fileAddress(key, 'thumbnail');
	}

	listenUrl(key: string): string {
		return fileAddress(key, 'listen');
	}

	async attach(blob: Blob, name: string, onProgress?: Progress, signal?: AbortSignal): Promise<Attachment> {
		const bytes = new Uint8Array(await blob.arrayBuffer());
		if (signal?.aborted) throw new HostError('cancelled');
		try {
			// The bytes go to the core of the same program in one piece: there is nothing to watch in between.
			const attachment = await invoke<Attachment>('attach', bytes, {
				headers: { 'x-name': encodeURIComponent(name) },
			});
			if (signal?.aborted) throw new HostError('cancelled');
			onProgress?.(blob.size);
			return attachment;
		} catch (error) {
			throw HostError.from(error);
		}
	}

	async saveFile(key: string, name: string): Promise<string | null> {
		return this.#shell<string | null>('save_file', { key, name });
	}

	async saveText(text: string, name: string): Promise<string | null> {
		return this.#shell<string | null>('save_text', { text, name });
	}

	async openFile(key: string, name: string): Promise<void> {
		await this.#shell('open_file', { key, name });
	}

	/** A command that only the shell has. */
	async #shell<T>(command: string, args: Record<string, string>): Promise<T> {
		try {
			return await invoke<T>(command, args);
		} catch (error) {
			throw HostError.from(error);
		}
	}
}

/** `convertFileSrc` would escape the slash between the key and what is asked of it. */
function fileAddress(key: string, part: string): string {
	return `${convertFileSrc(key, FILES)}/${part}`;
}
