const LOOK_EVERY_MS = 5_000;
const SLEPT_MS = 3_000;

/**
 * Calls back when the computer wakes: the wall clock has then moved on while the page's own did not, and nothing on
 * screen can be trusted until it is read again. Returns a function that ends the watch.
 */
export function watchForSleep(onWake: () => void): () => void {
	let drift = Date.now() - performance.now();
	let looked = performance.now();
	const timer = setInterval(() => {
		const nowDrift = Date.now() - performance.now();
		const pause = performance.now() - looked;
		looked = performance.now();
		// Some systems stop the page's clock in sleep, others only its timers.
		const slept = Math.abs(nowDrift - drift) > SLEPT_MS || pause > LOOK_EVERY_MS + 60_000;
		drift = nowDrift;
		if (slept) onWake();
	}, LOOK_EVERY_MS);
	return () => clearInterval(timer);
}
