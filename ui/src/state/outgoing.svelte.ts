import { SvelteMap } from 'svelte/reactivity';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import { type Host, HostError } from '../host/host';
import type { Values } from '../model/template';
import type { Drafts } from './drafts.svelte';

/** The acts of sending. A message is shown once the core has it for good, and words that it has not taken come back. */
export class Outgoing {
	#host: Host;
	#drafts: Drafts;
	#errors = new SvelteMap<ConversationId, HostError>();
	/**
	 * The last act of which it is not known whether the core took it. The same words sent again go out under the same
	 * id, so that they reach the customer once.
	 */
	#unsure = new Map<ConversationId, { text: string; clientId: string }>();

	constructor(host: Host, drafts: Drafts) {
		this.#host = host;
		this.#drafts = drafts;
	}

	/** Why the last text did not go out; `undefined` when it did. */
	error(conversation: ConversationId): HostError | undefined {
		return this.#errors.get(conversation);
	}

	forgetError(conversation: ConversationId): void {
		this.#errors.delete(conversation);
	}

	/** Empties the composer at once: a second Enter finds nothing to send. */
	async text(conversation: ConversationId, text: string): Promise<Message | null> {
		const earlier = this.#unsure.get(conversation);
		const clientId = earlier?.text === text ? earlier.clientId : crypto.randomUUID();
		this.#unsure.delete(conversation);
		this.#errors.delete(conversation);
		this.#drafts.type(conversation, '');
		try {
			const message = await this.#host.rpc('send_message', {
				conversation,
				content: { kind: 'text', text, previewUrl: true },
				clientId,
			});
			void this.#drafts.flush(conversation);
			return message;
		} catch (caught) {
			const error = HostError.from(caught);
			if (error.ambiguous) this.#unsure.set(conversation, { text, clientId });
			this.#errors.set(conversation, error);
			this.#drafts.giveBack(conversation, text);
			return null;
		}
	}

	template(
		conversation: ConversationId,
		{ name, language }: TemplateInfo,
		values: Values,
		clientId: string,
	): Promise<Message> {
		return this.#host.rpc('send_template', { conversation, name, language, values: { ...values }, clientId });
	}

	retry(message: Message): Promise<Message> {
		return this.#host.rpc('retry_message', { message: message.id });
	}
}
