import type { Host } from '../host/host';
import type { ServerClock } from './clock.svelte';
import type { Preferences } from './preferences.svelte';

/** The steps of the zoom, in percent. */
const ZOOMS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200] as const;

/** "Until I turn it off": the end of the year 9999, the last that every part of the house can write down. */
export const FOR_EVER = 253_402_300_799_000;

const HOUR_MS = 3_600_000;
/** When "until tomorrow" ends, by the clock on the wall. */
const MORNING_HOUR = 8;

/** For how long nothing is to disturb. */
export type Quiet = 'hour' | 'tomorrow' | 'forEver';

/** What makes long days at the screen easier: its size, and peace. */
export class Comfort {
	#host: Host;
	#preferences: Preferences;
	#clock: ServerClock;

	constructor(host: Host, preferences: Preferences, clock: ServerClock) {
		this.#host = host;
		this.#preferences = preferences;
		this.#clock = clock;
	}

	/** Until when nothing disturbs; `null` when it may. */
	get quietUntil(): number | null {
		const until = this.#preferences.current.doNotDisturbUntil;
		return until !== null && until > this.#clock.now ? until : null;
	}

	beQuiet(how: Quiet): Promise<void> {
		return this.#preferences.change({ doNotDisturbUntil: quietUntil(how, this.#clock.exact()) });
	}

	disturbAgain(): Promise<void> {
		return this.#preferences.change({ doNotDisturbUntil: null });
	}

	toggleQuiet(): void {
		void (this.quietUntil === null ? this.beQuiet('forEver') : this.disturbAgain());
	}

	/** The next larger or smaller zoom; 0 for the usual one. Only a window of our own has one. */
	zoomBy(step: 1 | -1 | 0): void | boolean {
		if (!this.#host.desktop) return false;
		const zoom = nextZoom(this.#preferences.current.zoom, step);
		if (zoom !== this.#preferences.current.zoom) void this.#preferences.change({ zoom });
	}
}

/** The zoom one step from this one, which may stand between two. */
export function nextZoom(zoom: number, step: 1 | -1 | 0): number {
	if (step === 0) return 100;
	const next = step === 1 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom);
	return next ?? zoom;
}

/** When the quiet that begins now ends. */
export function quietUntil(how: Quiet, now: number): number {
	if (how === 'hour') return now + HOUR_MS;
	if (how === 'forEver') return FOR_EVER;
	const morning = new Date(now);
	// In the small hours "tomorrow" is this morning for whoever has not slept yet, and for nobody in an office.
	morning.setDate(morning.getDate() + 1);
	return morning.setHours(MORNING_HOUR, 0, 0, 0);
}
