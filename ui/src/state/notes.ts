import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import { type Host, HostError } from '../host/host';
import { errorSentence } from '../i18n/errors';
import type { Drafts } from './drafts.svelte';
import type { Toasts } from './toasts.svelte';

/** Notes for the team. They have a way of their own to the core, on which nothing can reach a customer. */
export class Notes {
	#host: Host;
	#drafts: Drafts;
	#toasts: Toasts;
	/** Notes of which it is not known whether they were kept: the same words again are the same note. */
	#unsure = new Map<ConversationId, { text: string; clientId: string }>();

	constructor(host: Host, drafts: Drafts, toasts: Toasts) {
		this.#host = host;
		this.#drafts = drafts;
		this.#toasts = toasts;
	}

	/** Keeps the note that was typed; `null` if that did not succeed, and the words are back in the box. */
	async write(conversation: ConversationId): Promise<Message | null> {
		const text = this.#drafts.note(conversation).trim();
		if (text === '') return null;
		const earlier = this.#unsure.get(conversation);
		const clientId = earlier?.text === text ? earlier.clientId : crypto.randomUUID();
		this.#unsure.delete(conversation);
		this.#drafts.change(conversation, { note: '' });
		try {
			return await this.#host.rpc('write_note', { conversation, text, clientId });
		} catch (caught) {
			const error = HostError.from(caught);
			if (error.ambiguous) this.#unsure.set(conversation, { text, clientId });
			const since = this.#drafts.note(conversation);
			this.#drafts.change(conversation, { note: since === '' ? text : `${text}\n${since}` });
			this.#toasts.show(errorSentence(error), 'bad');
			return null;
		}
	}
}
