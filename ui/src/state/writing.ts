import type { Content } from '../bindings/Content';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import { errorSentence } from '../i18n/errors';
import { Opening } from './opening.svelte';

/** What is written in the open chat: answers, notes, emojis. */
export abstract class Writing extends Opening {
	/** Sends what stands in the composer of a chat. */
	async sendComposed(conversation: ConversationId, previewUrl: boolean): Promise<void> {
		const all = await this.outgoing.composed(conversation, previewUrl, (message) => void this.#sent(message));
		// The core knows better whether the window is open: read the row, and the composer follows.
		if (!all) void this.inbox.refresh([conversation]).catch(() => undefined);
	}

	/** Sends anything else, as the answer to the message that is quoted. Rejects with a `HostError`. */
	async send(conversation: ConversationId, content: Content): Promise<void> {
		const { replyTo } = this.drafts.of(conversation);
		const message = await this.outgoing.send(conversation, content, { replyTo });
		if (replyTo !== null) this.replying.clear(conversation);
		await this.#sent(message);
	}

	/** Puts a message that was just sent on screen and brings it into view. */
	async templateSent(message: Message): Promise<void> {
		await this.#sent(message);
	}

	/** Puts our emoji on a message; `null` takes it back. */
	async react(message: Message, emoji: string | null): Promise<void> {
		try {
			await this.outgoing.react(message.id, emoji);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	async retry(message: Message): Promise<void> {
		try {
			this.thread?.take([await this.outgoing.retry(message)]);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** Takes back a message that has not left. */
	async cancelSending(message: Message): Promise<void> {
		try {
			this.thread?.take([await this.outgoing.cancel(message)]);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** Keeps the note that was typed for the open chat. */
	async writeNote(conversation: ConversationId): Promise<void> {
		const note = await this.notes.write(conversation);
		if (note) await this.#sent(note);
	}

	/** Goes between writing to the customer and writing for the team. */
	write(what: 'answer' | 'note'): void | boolean {
		const conversation = this.thread?.conversation;
		if (conversation === undefined || this.view !== 'inbox') return false;
		this.drafts.change(conversation, { noting: what === 'note' });
	}

	/** One step back within the composer: a recording asks first, then the quote goes. `false` if there is neither. */
	stepBackInComposer(): boolean {
		const conversation = this.thread?.conversation;
		if (conversation === undefined) return false;
		if (this.recorder.conversation !== null) {
			this.recorder.ask(!this.recorder.asking);
			return true;
		}
		if (this.drafts.of(conversation).replyTo === null) return false;
		this.replying.clear(conversation);
		return true;
	}

	async #sent(message: Message): Promise<void> {
		this.sounds.sent();
		const thread = this.thread;
		if (thread?.conversation !== message.conversation) return;
		thread.take([message]);
		await thread.toEnd();
	}
}
