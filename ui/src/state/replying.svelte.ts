import { SvelteMap } from 'svelte/reactivity';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { Host } from '../host/host';
import { hasPlace } from '../model/thread';
import type { Drafts } from './drafts.svelte';
import type { Thread } from './thread.svelte';

/** The message that is being answered, one per conversation. It is a part of the draft. */
export class Replying {
	#host: Host;
	#drafts: Drafts;
	#messages = new SvelteMap<MessageId, Message>();

	constructor(host: Host, drafts: Drafts) {
		this.#host = host;
		this.#drafts = drafts;
	}

	/** The message that is being answered; `null` if none is, or if it has not been read yet. */
	to(conversation: ConversationId): Message | null {
		const id = this.#drafts.of(conversation).replyTo;
		return id === null ? null : (this.#messages.get(id) ?? null);
	}

	set(message: Message): void {
		this.#messages.set(message.id, message);
		this.#drafts.change(message.conversation, { replyTo: message.id });
		// Whoever chooses a message to answer is not writing a note any more.
		if (this.#drafts.noting(message.conversation))
			this.#drafts.change(message.conversation, { noting: false });
	}

	/**
	 * Answers the message above (-1) or below the one that is being answered, beginning with the newest. Below the newest
	 * nothing is answered any more. Tells which one it is.
	 */
	step(thread: Thread, by: 1 | -1): Message | null {
		const messages = thread.messages.filter(canBeQuoted);
		const at = messages.findIndex((message) => message.id === this.#drafts.of(thread.conversation).replyTo);
		const from = at === -1 ? messages.length : at;
		const next = messages[from + by] ?? null;
		if (next) this.set(next);
		else if (by === 1) this.clear(thread.conversation);
		return next;
	}

	clear(conversation: ConversationId): void {
		this.#drafts.change(conversation, { replyTo: null });
	}

	/** Reads the message that a kept draft answers. One that is gone is answered no more. */
	async restore(conversation: ConversationId): Promise<void> {
		const id = this.#drafts.of(conversation).replyTo;
		if (id === null || this.#messages.has(id)) return;
		const [message] = await this.#host.rpc('messages', { ids: [id] });
		if (message?.conversation === conversation) this.#messages.set(id, message);
		else this.clear(conversation);
	}

	forget(): void {
		this.#messages.clear();
	}
}

/** WhatsApp shows a quote only of what it has itself. */
function canBeQuoted(message: Message): boolean {
	return message.providerId !== null && message.deletedAt === null && hasPlace(message);
}
