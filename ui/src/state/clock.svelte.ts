import type { ClockInfo } from '../bindings/ClockInfo';
import type { Unsubscribe } from '../host/host';

const CALM_MS = 15_000;
const FAST_MS = 250;

/**
 * The server's clock, carried on from the last time it told the time, and the one timer of the screen: every
 * countdown, relative time and closing window is computed from `now`.
 */
export class ServerClock {
	#base = Date.now();
	#taken = performance.now();
	#factor = $state(1);
	#behindS = $state(0);
	#now = $state(Date.now());
	#exacting = 0;
	#running = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** The server's time at the last tick. Reading it in a component keeps the component up to date. */
	get now(): number {
		return this.#now;
	}

	get factor(): number {
		return this.#factor;
	}

	/** How many seconds the server's computer is behind the provider's clock (negative: ahead); 0 while it is right. */
	get behindS(): number {
		return this.#behindS;
	}

	/** The server's time this instant; not followed by components. */
	exact(): number {
		return this.#base + (performance.now() - this.#taken) * this.#factor;
	}

	/** Takes over what the server says. */
	set({ now, factor, behindS }: ClockInfo): void {
		this.#behindS = behindS ?? 0;
		this.#base = now;
		this.#taken = performance.now();
		this.#factor = factor;
		this.#tick();
	}

	/** Ticks each second until the returned function is called: for what counts seconds on screen. */
	bySecond(): Unsubscribe {
		this.#exacting++;
		this.#schedule();
		return () => {
			this.#exacting--;
		};
	}

	start(): void {
		this.#running = true;
		this.#tick();
	}

	stop(): void {
		this.#running = false;
		clearTimeout(this.#timer);
	}

	#tick(): void {
		this.#now = Math.floor(this.exact());
		this.#schedule();
	}

	#schedule(): void {
		clearTimeout(this.#timer);
		if (!this.#running) return;
		this.#timer = setTimeout(() => this.#tick(), this.#pause());
	}

	/** Aligned to the server's seconds, so that a countdown does not skip one. */
	#pause(): number {
		if (this.#factor > 1) return FAST_MS;
		const every = this.#exacting > 0 ? 1000 : CALM_MS;
		return every - (this.exact() % every) + 1;
	}
}
