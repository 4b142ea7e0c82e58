import type { AskFigures } from '../bindings/AskFigures';
import type { Figures as FiguresOfPeriod } from '../bindings/Figures';
import type { MonthUse } from '../bindings/MonthUse';
import type { Period } from '../bindings/Period';
import { type Host, HostError } from '../host/host';

/** The owner's figures, and what they are asked of. What was counted stays on screen until the next is there. */
export class Figures {
	#host: Host;
	#ask = $state.raw<AskFigures>({ period: { kind: 'month' } });
	#figures = $state.raw<FiguresOfPeriod | null>(null);
	#months = $state.raw<MonthUse[]>([]);
	#error = $state.raw<HostError | null>(null);
	#reading = $state(false);
	#latest = 0;

	constructor(host: Host) {
		this.#host = host;
	}

	get ask(): AskFigures {
		return this.#ask;
	}

	get figures(): FiguresOfPeriod | null {
		return this.#figures;
	}

	/** What each number has used of this month. */
	get months(): MonthUse[] {
		return this.#months;
	}

	get error(): HostError | null {
		return this.#error;
	}

	get reading(): boolean {
		return this.#reading;
	}

	/** Counts for something else; `null` is for all of them. */
	choose(change: { period?: Period; channel?: string | null; agent?: string | null }): Promise<void> {
		const { period, channel, agent } = { ...this.#ask, ...change };
		this.#ask = { period, ...(channel ? { channel } : {}), ...(agent ? { agent } : {}) };
		return this.read();
	}

	/** Of two answers that overtake one another, the one to the later question counts. */
	async read(): Promise<void> {
		const turn = ++this.#latest;
		this.#reading = true;
		try {
			const figures = await this.#host.rpc('figures', this.#ask);
			if (turn !== this.#latest) return;
			this.#figures = figures;
			this.#error = null;
		} catch (error) {
			if (turn === this.#latest) this.#error = HostError.from(error);
		} finally {
			if (turn === this.#latest) this.#reading = false;
		}
	}

	/** Reads what was used of this month; a figure that cannot be read is left out. */
	async readMonths(): Promise<void> {
		try {
			this.#months = await this.#host.rpc('month_use', null);
		} catch (error) {
			console.warn('What was used of this month is not known', error);
		}
	}
}
