import type { ConversationId } from '../bindings/ConversationId';

/**
 * What is half filled in, by chat and by what is made. A dialog that was closed by accident, or by a window that
 * closed, opens again as it was; what was sent is forgotten.
 */
export class Forms {
	#kept = new Map<string, unknown>();

	/** `make` makes an empty one. The same call must always name the same type. */
	of<T extends object>(conversation: ConversationId, what: string, make: () => T): T {
		const key = `${conversation} ${what}`;
		const kept = this.#kept.get(key);
		if (kept !== undefined) return kept as T;
		const form = $state(make());
		this.#kept.set(key, form);
		return form;
	}

	/** Fills one in, in the place of what was half filled in. */
	put<T extends object>(conversation: ConversationId, what: string, filled: T): void {
		const form = $state(filled);
		this.#kept.set(`${conversation} ${what}`, form);
	}

	drop(conversation: ConversationId, what: string): void {
		this.#kept.delete(`${conversation} ${what}`);
	}

	forget(): void {
		this.#kept.clear();
	}
}
