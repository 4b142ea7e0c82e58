import { SvelteMap } from 'svelte/reactivity';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { Host } from '../host/host';
import type { Drafts } from './drafts.svelte';

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
