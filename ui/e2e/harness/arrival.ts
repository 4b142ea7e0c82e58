import type { Taken } from './simulator';

declare global {
	/** In the page: when each text came into view. */
	var arrivals: Record<string, number> | undefined;
}

/**
 * Runs in the page: notes when a text is first on the screen. It is looked for after every change of the page, has to
 * have a place inside the window, and counts from the frame after the one that drew it, so that the time is rather too
 * late than too early.
 */
export function watchFor(where: string, text: string): void {
	const arrivals = (globalThis.arrivals ??= {});
	const look = () => {
		for (const element of document.querySelectorAll(where)) {
			if (!element.textContent.includes(text)) continue;
			const { top, bottom, width } = element.getBoundingClientRect();
			if (width === 0 || bottom <= 0 || top >= innerHeight) continue;
			requestAnimationFrame(() => requestAnimationFrame(() => (arrivals[text] ??= Date.now())));
			return true;
		}
		return false;
	};
	if (look()) return;
	const observer = new MutationObserver(() => {
		if (look()) observer.disconnect();
	});
	observer.observe(document.body, { childList: true, subtree: true, characterData: true });
}

/** How long a message took to the screen, in milliseconds. */
export interface Arrival {
	/** From the webhook's 200. */
	afterTaken: number;
	/** From the moment before the webhook was posted. */
	afterPosted: number;
}

export function arrival(webhook: Taken, seen: number): Arrival {
	return { afterTaken: seen - webhook.taken, afterPosted: seen - webhook.posted };
}

export interface Spread {
	median: number;
	worst: number;
}

export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	return { median: sorted[Math.floor(sorted.length / 2)]!, worst: sorted[sorted.length - 1]! };
}

/** One line for a report. */
export function summary(what: string, arrivals: readonly Arrival[]): string {
	const after = spread(arrivals.map((one) => one.afterTaken));
	const whole = spread(arrivals.map((one) => one.afterPosted));
	return (
		`${what}, ${arrivals.length} times: on screen ${after.median} ms after the webhook's 200 ` +
		`(median; worst ${after.worst} ms), ${whole.median} ms after it was posted (worst ${whole.worst} ms)`
	);
}
