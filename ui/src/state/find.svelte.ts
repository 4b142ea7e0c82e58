import type { ConversationId } from '../bindings/ConversationId';
import type { MessageId } from '../bindings/MessageId';
import { type Host, HostError } from '../host/host';
import type { Thread } from './thread.svelte';

const ASK_AFTER_MS = 120;
/** As many as one answer can hold. */
const LIMIT = 200;

/** Looking for words in the open chat: which messages have them, and at which of them one is. */
export class Find {
	#host: Host;
	#thread: () => Thread | null;
	#shown = $state(false);
	#query = $state('');
	/** Newest first, as one looks for them. */
	#found = $state.raw<readonly MessageId[] | null>(null);
	#at = $state(0);
	#error = $state.raw<HostError | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts the questions, so that a slow answer does not replace a newer one. */
	#asked = 0;
	/** Counts the openings: each puts the focus into the box. */
	#opened = $state(0);

	constructor(host: Host, thread: () => Thread | null) {
		this.#host = host;
		this.#thread = thread;
	}

	get shown(): boolean {
		return this.#shown;
	}

	get openings(): number {
		return this.#opened;
	}

	get query(): string {
		return this.#query;
	}

	/** How many messages have the words; `null` before the first answer. */
	get count(): number | null {
		return this.#found?.length ?? null;
	}

	/** Whether there may be more than were counted. */
	get more(): boolean {
		return this.#found?.length === LIMIT;
	}

	/** At which of them one is, counted from 1. */
	get position(): number {
		return this.#at + 1;
	}

	get error(): HostError | null {
		return this.#error;
	}

	open(): void {
		if (!this.#thread()) return;
		this.#shown = true;
		this.#opened++;
	}

	/** Another chat, or enough of this one. */
	close(): void {
		clearTimeout(this.#timer);
		this.#asked++;
		this.#shown = false;
		this.#query = '';
		this.#found = null;
		this.#error = null;
	}

	type(query: string): void {
		this.#query = query;
		clearTimeout(this.#timer);
		if (query.trim() !== '') this.#timer = setTimeout(() => void this.#ask(), ASK_AFTER_MS);
		else {
			this.#asked++;
			this.#found = null;
		}
	}

	/** To an older one (1) or a newer one (-1); from the last to the first. */
	step(by: 1 | -1): void {
		const count = this.#found?.length ?? 0;
		if (count === 0) return;
		this.#at = (this.#at + by + count) % count;
		void this.#go();
	}

	async #ask(): Promise<void> {
		const conversation: ConversationId | undefined = this.#thread()?.conversation;
		if (conversation === undefined) return;
		const asked = ++this.#asked;
		try {
			const query = this.#query.trim();
			const { messages } = await this.#host.rpc('search', { query, limit: LIMIT, conversation });
			if (asked !== this.#asked) return;
			this.#found = messages.map(({ message }) => message.id);
			this.#at = 0;
			this.#error = null;
			await this.#go();
		} catch (error) {
			if (asked === this.#asked) this.#error = HostError.from(error);
		}
	}

	async #go(): Promise<void> {
		const id = this.#found?.[this.#at];
		if (id !== undefined) await this.#thread()?.jumpTo(id);
	}
}
