import type { ConversationId } from '../bindings/ConversationId';
import type { Host } from '../host/host';

/** The customer's phone shows "typing" for 25 seconds after each call. */
const EVERY_MS = 20_000;

/** Tells the customer that an answer is being typed, no more often than it needs. */
export class Typing {
	#host: Host;
	#last = new Map<ConversationId, number>();

	constructor(host: Host) {
		this.#host = host;
	}

	show(conversation: ConversationId): void {
		const now = performance.now();
		if (now - (this.#last.get(conversation) ?? -Infinity) < EVERY_MS) return;
		this.#last.set(conversation, now);
		this.#host.rpc('show_typing', { conversation }).catch((error: unknown) => {
			console.warn('The typing indicator was not shown', error);
		});
	}

	/** A sent message ends the indicator; the next word is a new one. */
	ended(conversation: ConversationId): void {
		this.#last.delete(conversation);
	}
}
