import type { SavedReply } from '../../../bindings/SavedReply';
import { composes } from '../../../model/keys';
import { type Slash, slashBefore } from '../../../model/replies';

/** The menu that opens while a word with `/` is being typed: what is found, and which of it is chosen. */
export class Slashing {
	#text: () => string;
	#find: (query: string) => readonly SavedReply[];
	#onpick: (reply: SavedReply, slash: Slash) => void;
	/** Where the caret is; `null` while nobody types here. */
	#caret = $state<number | null>(null);
	/** The `/` whose menu somebody has closed. */
	#shut = $state<number | null>(null);
	#wanted = $state(0);

	constructor(
		text: () => string,
		find: (query: string) => readonly SavedReply[],
		onpick: (reply: SavedReply, slash: Slash) => void,
	) {
		this.#text = text;
		this.#find = find;
		this.#onpick = onpick;
	}

	/** The word that is being typed, unless its menu was closed. */
	readonly slash = $derived.by(() => {
		const slash = this.#caret === null ? null : slashBefore(this.#text(), this.#caret);
		return slash && slash.start !== this.#shut ? slash : null;
	});

	readonly found = $derived.by(() => (this.slash ? this.#find(this.slash.query) : []));

	/** The place of the chosen one. */
	get at(): number {
		return Math.min(this.#wanted, this.found.length - 1);
	}

	get open(): boolean {
		return this.found.length > 0;
	}

	/** The caret went somewhere, or left the box. */
	moved(caret: number | null): void {
		if (caret === this.#caret) return;
		const before = this.slash?.start;
		this.#caret = caret;
		if (caret === null || slashBefore(this.#text(), caret)?.start !== this.#shut) this.#shut = null;
		if (this.slash?.start !== before || caret === null) this.#wanted = 0;
	}

	choose(at: number): void {
		this.#wanted = at;
	}

	pick(reply: SavedReply | undefined = this.found[this.at]): void {
		if (reply && this.slash) this.#onpick(reply, this.slash);
	}

	/** Answers whether the key was for the menu. While an input method composes, its keys are its own. */
	key(event: KeyboardEvent): boolean {
		if (!this.open || composes(event) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
			return false;
		const count = this.found.length;
		if (event.key === 'ArrowDown') this.#wanted = (this.at + 1) % count;
		else if (event.key === 'ArrowUp') this.#wanted = (this.at + count - 1) % count;
		else if (event.key === 'Enter' || event.key === 'Tab') this.pick();
		else if (event.key === 'Escape') this.#shut = this.slash?.start ?? null;
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}
}
