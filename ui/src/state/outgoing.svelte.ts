import { SvelteMap } from 'svelte/reactivity';
import type { Content } from '../bindings/Content';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import { type Host, HostError } from '../host/host';
import type { Values } from '../model/template';
import { mediaContent, type TrayFile } from '../model/tray';
import type { Drafts } from './drafts.svelte';
import type { Tray } from './tray.svelte';

interface SendOptions {
	/** The message that it answers. */
	readonly replyTo?: MessageId | null;
}

/** What stood in the composer. */
interface Composed {
	readonly text: string;
	readonly previewUrl: boolean;
	readonly files: readonly TrayFile[];
	readonly replyTo: MessageId | null;
}

/** The acts of sending. A message is shown once the core has it for good, and what it has not taken comes back. */
export class Outgoing {
	#host: Host;
	#drafts: Drafts;
	#tray: Tray;
	#errors = new SvelteMap<ConversationId, HostError>();
	/**
	 * The last act of which it is not known whether the core took it. The same message sent again goes out under the
	 * same id, so that it reaches the customer once.
	 */
	#unsure = new Map<ConversationId, { what: string; clientId: string }>();

	/** What is being sent from the composer, by chat: whatever is sent next waits, so that nothing overtakes. */
	#sending = new Map<ConversationId, Promise<boolean>>();

	constructor(host: Host, drafts: Drafts, tray: Tray) {
		this.#host = host;
		this.#drafts = drafts;
		this.#tray = tray;
	}

	/** Why the last message of the composer did not go out; `undefined` when it did. */
	error(conversation: ConversationId): HostError | undefined {
		return this.#errors.get(conversation);
	}

	forgetError(conversation: ConversationId): void {
		this.#errors.delete(conversation);
	}

	/** Sends anything. Rejects with a {@link HostError}; the same content sent again is then the same act. */
	async send(
		conversation: ConversationId,
		content: Content,
		{ replyTo = null }: SendOptions = {},
	): Promise<Message> {
		const what = JSON.stringify([content, replyTo]);
		const earlier = this.#unsure.get(conversation);
		const clientId = earlier?.what === what ? earlier.clientId : crypto.randomUUID();
		this.#unsure.delete(conversation);
		try {
			return await this.#host.rpc('send_message', {
				conversation,
				content,
				...(replyTo === null ? {} : { replyTo }),
				clientId,
			});
		} catch (caught) {
			const error = HostError.from(caught);
			if (error.ambiguous) this.#unsure.set(conversation, { what, clientId });
			throw error;
		}
	}

	/**
	 * Sends what stands in the composer: the files in their order, then the words. It is emptied at once, so that a
	 * second Enter finds nothing to send; what was not taken comes back. Answers whether all of it was.
	 */
	composed(
		conversation: ConversationId,
		previewUrl: boolean,
		sent: (message: Message) => void,
	): Promise<boolean> {
		const { text, replyTo } = this.#drafts.of(conversation);
		const files = this.#tray.take(conversation);
		this.#errors.delete(conversation);
		this.#drafts.change(conversation, { text: '', replyTo: null });
		const composed = { text: text.trim(), previewUrl, files, replyTo };
		const before = this.#sending.get(conversation) ?? Promise.resolve(true);
		const act = before.then(() => this.#sendAll(conversation, composed, sent));
		this.#sending.set(conversation, act);
		return act;
	}

	async #sendAll(
		conversation: ConversationId,
		{ text, previewUrl, files, replyTo }: Composed,
		sent: (message: Message) => void,
	): Promise<boolean> {
		const words: Content[] = text === '' ? [] : [{ kind: 'text', text, previewUrl }];
		const contents = [...files.map(mediaContent), ...words];
		for (const [at, content] of contents.entries()) {
			try {
				// One answer is one bubble: only the first carries the quote, as in WhatsApp.
				sent(await this.send(conversation, content, { replyTo: at === 0 ? replyTo : null }));
			} catch (error) {
				this.#errors.set(conversation, HostError.from(error));
				this.#tray.giveBack(conversation, files.slice(at));
				this.#drafts.giveBack(conversation, text);
				if (at === 0 && replyTo !== null) this.#drafts.change(conversation, { replyTo });
				return false;
			}
		}
		void this.#drafts.flush(conversation);
		return true;
	}

	template(
		conversation: ConversationId,
		{ name, language }: TemplateInfo,
		values: Values,
		clientId: string,
	): Promise<Message> {
		return this.#host.rpc('send_template', { conversation, name, language, values: { ...values }, clientId });
	}

	/** Puts our emoji on a message; `null` takes it back. */
	async react(message: MessageId, emoji: string | null): Promise<void> {
		await this.#host.rpc('react', { message, emoji, clientId: crypto.randomUUID() });
	}

	retry(message: Message): Promise<Message> {
		return this.#host.rpc('retry_message', { message: message.id });
	}

	/** Takes back a message that has not left (`Message.canCancel`). */
	cancel(message: Message): Promise<Message> {
		return this.#host.rpc('cancel_message', { message: message.id });
	}
}
