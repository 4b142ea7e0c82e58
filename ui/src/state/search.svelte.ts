import type { SearchResults } from '../bindings/SearchResults';
import { type Host, HostError } from '../host/host';

const ASK_AFTER_MS = 120;
const LIMIT = 50;

/** The search box over the list: people and messages. */
export class Search {
	#host: Host;
	#query = $state('');
	#results = $state.raw<SearchResults | null>(null);
	#error = $state.raw<HostError | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts the questions, so that a slow answer does not replace a newer one. */
	#asked = 0;

	constructor(host: Host) {
		this.#host = host;
	}

	get query(): string {
		return this.#query;
	}

	get active(): boolean {
		return this.#query.trim() !== '';
	}

	/** What was found for an earlier state of the query stays until the next answer; `null` before the first. */
	get results(): SearchResults | null {
		return this.#results;
	}

	get error(): HostError | null {
		return this.#error;
	}

	type(query: string): void {
		this.#query = query;
		clearTimeout(this.#timer);
		if (this.active) this.#timer = setTimeout(() => void this.ask(), ASK_AFTER_MS);
		else this.clear();
	}

	clear(): void {
		clearTimeout(this.#timer);
		this.#asked++;
		this.#query = '';
		this.#results = null;
		this.#error = null;
	}

	/** Asks again, for instance after something changed. */
	async ask(): Promise<void> {
		if (!this.active) return;
		const asked = ++this.#asked;
		try {
			const results = await this.#host.rpc('search', { query: this.#query.trim(), limit: LIMIT });
			if (asked !== this.#asked) return;
			this.#results = results;
			this.#error = null;
		} catch (error) {
			if (asked === this.#asked) this.#error = HostError.from(error);
		}
	}
}
