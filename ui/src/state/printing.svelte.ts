import { tick } from 'svelte';
import type { Conversation } from '../bindings/Conversation';
import type { Message } from '../bindings/Message';
import type { MessagePage } from '../bindings/MessagePage';
import { type Host, HostError } from '../host/host';
import { hasPlace } from '../model/thread';

/** As many as one answer can hold. */
const PAGE = 200;
/** Pictures that do not come are printed as words. */
const PICTURES_MS = 5_000;

/** What is printed of a chat; days are local midnights, the second one is not included any more. */
export interface Period {
	readonly from: number | null;
	readonly until: number | null;
}

/** A chat on paper. */
export interface Sheet {
	readonly row: Conversation;
	readonly messages: readonly Message[];
	readonly printedAt: number;
}

/** Printing the open chat: asks for the period, reads all of it, and hands it to the system. */
export class Printing {
	#host: Host;
	#row: () => Conversation | undefined;
	#now: () => number;
	#asking = $state(false);
	#read = $state<number | null>(null);
	#sheet = $state.raw<Sheet | null>(null);
	#error = $state.raw<HostError | null>(null);
	/** Counts the wishes: one that was taken back prints nothing when its answer comes. */
	#wish = 0;

	constructor(host: Host, row: () => Conversation | undefined, now: () => number) {
		this.#host = host;
		this.#row = row;
		this.#now = now;
	}

	/** Whether the dialog is open. */
	get asking(): boolean {
		return this.#asking;
	}

	/** How many messages were read so far; `null` while nothing is being read. */
	get read(): number | null {
		return this.#read;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** What lies ready for the printer. */
	get sheet(): Sheet | null {
		return this.#sheet;
	}

	ask(): void {
		this.#error = null;
		this.#asking = this.#row() !== undefined;
	}

	cancel(): void {
		this.#wish++;
		this.#asking = false;
		this.#read = null;
	}

	async print(period: Period): Promise<void> {
		const row = this.#row();
		if (!row) return this.cancel();
		const wish = ++this.#wish;
		this.#read = 0;
		this.#error = null;
		try {
			const messages = await this.#messages(row, period, wish);
			if (wish !== this.#wish) return;
			this.#sheet = { row, messages, printedAt: this.#now() };
			this.#asking = false;
			await tick();
			await picturesOf(document.querySelector('#print-sheet'));
			window.print();
		} catch (error) {
			if (wish === this.#wish) this.#error = HostError.from(error);
		} finally {
			if (wish === this.#wish) this.#read = null;
		}
	}

	/** The printer has it. */
	done(): void {
		this.#sheet = null;
	}

	/** From the newest back to the beginning of the period. */
	async #messages(row: Conversation, period: Period, wish: number): Promise<Message[]> {
		const all: Message[][] = [];
		let before: string | undefined;
		for (;;) {
			const part = before === undefined ? {} : { before };
			const request = { conversation: row.id, limit: PAGE, ...part };
			const page: MessagePage = await this.#host.rpc('list_messages', request);
			if (wish !== this.#wish) return [];
			all.unshift(page.items.filter((message) => hasPlace(message) && within(message.at, period)));
			this.#read = (this.#read ?? 0) + page.items.length;
			const oldest = page.items[0];
			if (page.older === null || !oldest || oldest.at < (period.from ?? -Infinity)) return all.flat();
			before = page.older;
		}
	}
}

function within(at: number, { from, until }: Period): boolean {
	return at >= (from ?? -Infinity) && at < (until ?? Infinity);
}

/** Waits until the pictures are there, since the printer does not. */
async function picturesOf(sheet: Element | null): Promise<void> {
	const pictures = [...(sheet?.querySelectorAll('img') ?? [])].map((image) =>
		image.decode().catch(() => image.remove()),
	);
	const enough = new Promise((resolve) => setTimeout(resolve, PICTURES_MS));
	await Promise.race([Promise.all(pictures), enough]);
}
