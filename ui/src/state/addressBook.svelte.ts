import type { AttributeFilter } from '../bindings/AttributeFilter';
import type { ContactId } from '../bindings/ContactId';
import type { ListedContact } from '../bindings/ListedContact';
import type { LookAlike } from '../bindings/LookAlike';
import { type Host, HostError } from '../host/host';

const PAGE = 100;

/** The list of people: those that fit what is looked for, and those who may be in it twice. */
export class AddressBook {
	#host: Host;
	#query = $state('');
	#filter = $state.raw<AttributeFilter | null>(null);
	#items = $state.raw<readonly ListedContact[]>([]);
	#total = $state(0);
	#cursor: string | null = null;
	#loaded = $state(false);
	#error = $state.raw<HostError | null>(null);
	#chosen = $state<ContactId | null>(null);
	#twins = $state.raw<readonly LookAlike[]>([]);
	/** Counts the views, so that an answer for an earlier one is not taken for the current one. */
	#view = 0;
	#loadingMore = false;

	constructor(host: Host) {
		this.#host = host;
	}

	get query(): string {
		return this.#query;
	}

	get filter(): AttributeFilter | null {
		return this.#filter;
	}

	/** By name. */
	get items(): readonly ListedContact[] {
		return this.#items;
	}

	/** How many people there are in all. */
	get total(): number {
		return this.#total;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** Whose panel is open. */
	get chosen(): ContactId | null {
		return this.#chosen;
	}

	/** Pairs of contacts that may be one person. */
	get twins(): readonly LookAlike[] {
		return this.#twins;
	}

	choose(contact: ContactId | null): void {
		this.#chosen = contact;
	}

	async look(part: { query?: string; filter?: AttributeFilter | null }): Promise<void> {
		this.#query = part.query ?? this.#query;
		if (part.filter !== undefined) this.#filter = part.filter;
		await this.read();
	}

	/** Reads the list from its beginning, as far as it had been read. What is on screen stays there meanwhile. */
	async read(): Promise<void> {
		const view = ++this.#view;
		try {
			const page = await this.#page(Math.min(200, Math.max(PAGE, this.#items.length)));
			if (view !== this.#view) return;
			this.#items = page.items;
			this.#cursor = page.nextCursor;
			this.#total = page.total;
			this.#loaded = true;
			this.#error = null;
		} catch (error) {
			if (view === this.#view) this.#error = HostError.from(error);
		}
	}

	/** After a hint: only if somebody has looked at it. */
	async refresh(): Promise<void> {
		if (this.#loaded) await Promise.all([this.read(), this.readTwins()]);
	}

	async more(): Promise<void> {
		if (this.#cursor === null || this.#loadingMore) return;
		this.#loadingMore = true;
		const view = this.#view;
		try {
			const page = await this.#page(PAGE, this.#cursor);
			if (view !== this.#view) return;
			this.#items = [...this.#items, ...page.items];
			this.#cursor = page.nextCursor;
		} finally {
			this.#loadingMore = false;
		}
	}

	async readTwins(): Promise<void> {
		this.#twins = await this.#host.rpc('look_alikes', null);
	}

	/** Remembers that two contacts are two people. */
	async tellApart({ one, other }: LookAlike): Promise<void> {
		await this.#host.rpc('tell_apart', { one: one.id, other: other.id });
		await this.readTwins();
	}

	forget(): void {
		this.#view++;
		this.#query = '';
		this.#filter = null;
		this.#items = [];
		this.#cursor = null;
		this.#total = 0;
		this.#loaded = false;
		this.#chosen = null;
		this.#twins = [];
	}

	#page(limit: number, cursor?: string) {
		return this.#host.rpc('list_contacts', {
			query: this.#query,
			...(this.#filter ? { attribute: this.#filter } : {}),
			...(cursor === undefined ? {} : { cursor }),
			limit,
		});
	}
}
