import { SvelteMap } from 'svelte/reactivity';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { Topic } from '../bindings/Topic';

/** How far the file of a message is on its way to WhatsApp, in bytes. */
export interface Upload {
	readonly sent: number;
	readonly total: number;
}

/** The files of messages on their way. */
export class Uploads {
	#map = new SvelteMap<MessageId, Upload>();

	/** `undefined` for a message whose file is not on its way, or not any more. */
	of({ id, status }: Message): Upload | undefined {
		return status === 'queued' || status === 'sending' ? this.#map.get(id) : undefined;
	}

	follow({ message, sent, total }: Extract<Topic, { kind: 'upload' }>): void {
		if (sent < total) this.#map.set(message, { sent, total });
		else this.#map.delete(message);
	}

	forget(): void {
		this.#map.clear();
	}
}
