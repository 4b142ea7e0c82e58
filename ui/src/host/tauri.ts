import { Channel, invoke } from '@tauri-apps/api/core';
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
	safeUrl,
	type Unsubscribe,
} from './host';

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
}
