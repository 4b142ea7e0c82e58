import { SvelteMap } from 'svelte/reactivity';
import type { ConversationId } from '../bindings/ConversationId';
import type { Host } from '../host/host';

const SAVE_AFTER_MS = 400;
const RETRY_AFTER_MS = 5000;

/**
 * What was typed and not sent, one text per conversation. Every call names the conversation, so that words can never
 * follow the person into another chat.
 */
export class Drafts {
	#host: Host;
	/** What was typed here since the program started; it wins over what the server last knew. */
	#typed = new SvelteMap<ConversationId, string>();
	#unsaved = new Map<ConversationId, ReturnType<typeof setTimeout>>();

	constructor(host: Host) {
		this.#host = host;
	}

	/** The draft of a conversation; `kept` is what the server has. */
	text(conversation: ConversationId, kept: string | null): string {
		return this.#typed.get(conversation) ?? kept ?? '';
	}

	type(conversation: ConversationId, text: string): void {
		this.#typed.set(conversation, text);
		this.#schedule(conversation, SAVE_AFTER_MS);
	}

	/** Puts words back that could not be sent, before whatever has been typed since. */
	giveBack(conversation: ConversationId, text: string): void {
		const since = this.#typed.get(conversation) ?? '';
		this.type(conversation, since === '' ? text : `${text}\n${since}`);
	}

	/** Saves now what waits to be saved: of one conversation, or of all. */
	async flush(conversation?: ConversationId): Promise<void> {
		const due = conversation === undefined ? [...this.#unsaved.keys()] : [conversation];
		await Promise.all(due.map((id) => this.#save(id)));
	}

	/** Another workspace numbers its conversations anew: what was not saved must not be saved into that one. */
	forget(): void {
		this.#unsaved.forEach((timer) => clearTimeout(timer));
		this.#unsaved.clear();
		this.#typed.clear();
	}

	async #save(id: ConversationId): Promise<void> {
		const timer = this.#unsaved.get(id);
		if (timer === undefined) return;
		clearTimeout(timer);
		this.#unsaved.delete(id);
		const text = this.#typed.get(id) ?? '';
		try {
			await this.#host.rpc('save_draft', { conversation: id, text });
		} catch (error) {
			console.warn('The draft was not saved', error);
			// The words are still on screen: try again, unless a later key already will.
			if (this.#typed.has(id) && !this.#unsaved.has(id)) this.#schedule(id, RETRY_AFTER_MS);
		}
	}

	#schedule(id: ConversationId, after: number): void {
		clearTimeout(this.#unsaved.get(id));
		this.#unsaved.set(
			id,
			setTimeout(() => void this.#save(id), after),
		);
	}
}
