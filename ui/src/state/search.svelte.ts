import type { ConversationId } from '../bindings/ConversationId';
import type { SearchKind } from '../bindings/SearchKind';
import type { SearchResults } from '../bindings/SearchResults';
import { type Host, HostError } from '../host/host';

const ASK_AFTER_MS = 120;
const LIMIT = 50;

/** What narrows a search down. Days are `YYYY-MM-DD` of this computer's calendar, both included. */
export interface SearchFilters {
	readonly kind: SearchKind | null;
	readonly outbound: boolean | null;
	readonly from: string;
	readonly to: string;
	readonly conversation: ConversationId | null;
}

const NO_FILTERS: SearchFilters = { kind: null, outbound: null, from: '', to: '', conversation: null };

/** The search box over the list: people and messages. */
export class Search {
	#host: Host;
	#query = $state('');
	#filters = $state.raw(NO_FILTERS);
	#filtering = $state(false);
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

	get filters(): SearchFilters {
		return this.#filters;
	}

	/** Whether anything is narrowed down. */
	get filtered(): boolean {
		return Object.entries(this.#filters).some(([, value]) => value !== null && value !== '');
	}

	/** Whether the choices are in view. */
	get filtering(): boolean {
		return this.#filtering;
	}

	/** Whether results stand in place of the list. */
	get active(): boolean {
		return this.#query.trim() !== '' || this.filtered;
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
		this.#soon();
	}

	narrow(part: Partial<SearchFilters>): void {
		this.#filters = { ...this.#filters, ...part };
		this.#filtering = true;
		this.#soon();
	}

	/** Shows or hides the choices; hidden ones do not narrow anything down. */
	toggleFilters(): void {
		this.#filtering = !this.#filtering;
		if (this.#filtering) return;
		this.#filters = NO_FILTERS;
		this.#soon();
	}

	clear(): void {
		clearTimeout(this.#timer);
		this.#asked++;
		this.#query = '';
		this.#filters = NO_FILTERS;
		this.#filtering = false;
		this.#results = null;
		this.#error = null;
	}

	/** Asks again, for instance after something changed. */
	async ask(): Promise<void> {
		if (!this.active) return;
		const asked = ++this.#asked;
		try {
			const results = await this.#host.rpc('search', this.#question());
			if (asked !== this.#asked) return;
			this.#results = results;
			this.#error = null;
		} catch (error) {
			if (asked === this.#asked) this.#error = HostError.from(error);
		}
	}

	#soon(): void {
		clearTimeout(this.#timer);
		if (this.active) this.#timer = setTimeout(() => void this.ask(), ASK_AFTER_MS);
		else this.#forgetResults();
	}

	#forgetResults(): void {
		this.#asked++;
		this.#results = null;
		this.#error = null;
	}

	#question() {
		const { kind, outbound, from, to, conversation } = this.#filters;
		return {
			query: this.#query.trim(),
			limit: LIMIT,
			...(kind === null ? {} : { kind }),
			...(outbound === null ? {} : { outbound }),
			...(from === '' ? {} : { since: midnight(from) }),
			...(to === '' ? {} : { until: midnight(to, 1) }),
			...(conversation === null ? {} : { conversation }),
		};
	}
}

/** The local midnight at which a day begins, or some days later. */
function midnight(day: string, later = 0): number {
	const [year, month, date] = day.split('-').map(Number);
	return new Date(year!, month! - 1, date! + later).getTime();
}
