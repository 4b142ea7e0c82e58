import { SvelteMap } from 'svelte/reactivity';
import type { ConversationId } from '../bindings/ConversationId';
import type { Draft } from '../bindings/Draft';
import type { Host } from '../host/host';

const SAVE_AFTER_MS = 400;
const RETRY_AFTER_MS = 5000;

const EMPTY: Draft = { text: '', files: [], replyTo: null };

/**
 * What was typed and chosen and not sent, one draft per conversation. Every call names the conversation, so that
 * neither words nor files can ever follow the person into another chat. The words of a note have a place of their own
 * in it: what is meant for the team never stands where an answer is sent from.
 */
export class Drafts {
	#host: Host;
	#kept: (conversation: ConversationId) => Draft | null;
	/** What was done here since the program started; it wins over what the server last knew. */
	#here = new SvelteMap<ConversationId, Draft>();
	#unsaved = new Map<ConversationId, ReturnType<typeof setTimeout>>();

	/** `kept` tells what the server last knew of a conversation's draft. */
	constructor(host: Host, kept: (conversation: ConversationId) => Draft | null = () => null) {
		this.#host = host;
		this.#kept = kept;
	}

	/** The draft of a conversation; `kept` is what the server has. */
	of(conversation: ConversationId, kept: Draft | null = this.#kept(conversation)): Draft {
		return this.#here.get(conversation) ?? kept ?? EMPTY;
	}

	/** The words of the draft. */
	text(conversation: ConversationId, kept: Draft | null = this.#kept(conversation)): string {
		return this.of(conversation, kept).text;
	}

	/** The words of the note that is being written for the team. */
	note(conversation: ConversationId): string {
		return this.of(conversation).note ?? '';
	}

	/** Whether a note is being written in this conversation, and no answer. */
	noting(conversation: ConversationId): boolean {
		return this.of(conversation).noting ?? false;
	}

	type(conversation: ConversationId, text: string): void {
		this.change(conversation, { text });
	}

	change(conversation: ConversationId, part: Partial<Draft>): void {
		this.#here.set(conversation, { ...this.of(conversation), ...part });
		this.#schedule(conversation, SAVE_AFTER_MS);
	}

	/** Puts words back that could not be sent, before whatever has been typed since. */
	giveBack(conversation: ConversationId, text: string): void {
		const since = this.text(conversation);
		this.type(conversation, since === '' || text === '' ? text + since : `${text}\n${since}`);
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
		this.#here.clear();
	}

	async #save(id: ConversationId): Promise<void> {
		const timer = this.#unsaved.get(id);
		if (timer === undefined) return;
		clearTimeout(timer);
		this.#unsaved.delete(id);
		try {
			await this.#host.rpc('save_draft', { conversation: id, draft: this.#here.get(id) ?? EMPTY });
		} catch (error) {
			console.warn('The draft was not saved', error);
			// It is still on screen: try again, unless a later key already will.
			if (this.#here.has(id) && !this.#unsaved.has(id)) this.#schedule(id, RETRY_AFTER_MS);
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
