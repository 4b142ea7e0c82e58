const KEPT_AS = 'frontdesk.tour';

/** What the tour points at, in this order. */
export const STOPS = ['list', 'window', 'composer', 'templates', 'keyboard'] as const;
export type Stop = (typeof STOPS)[number];

/** Five things to know, shown once to whoever practises for the first time. */
export class Tour {
	#at = $state<number | null>(null);

	/** Where it is; `null` when nobody is being shown around. */
	get stop(): Stop | null {
		return this.#at === null ? null : (STOPS[this.#at] ?? null);
	}

	/** Counted from 1. */
	get step(): number {
		return (this.#at ?? 0) + 1;
	}

	get isFirst(): boolean {
		return this.#at === 0;
	}

	get isLast(): boolean {
		return this.#at === STOPS.length - 1;
	}

	/** For whoever has not seen it. */
	offer(): void {
		if (localStorage.getItem(KEPT_AS) === null) this.start();
	}

	start(): void {
		this.#at = 0;
	}

	/** On, or to the end after the last stop. */
	next(): void {
		if (this.#at === null) return;
		if (this.isLast) this.end();
		else this.#at++;
	}

	back(): void {
		if (this.#at) this.#at--;
	}

	/** Seen or skipped: it does not come again by itself. */
	end(): void {
		this.#at = null;
		localStorage.setItem(KEPT_AS, 'seen');
	}

	/** Practice was left in the middle of it. */
	pause(): void {
		this.#at = null;
	}
}
