declare global {
	/** In the page: how often it was pointed at or touched. */
	var mouseEventCount: number | undefined;
}

/** Runs in the page before anything else: counts whatever a mouse, a pen or a finger does. */
export function countMouse(): void {
	globalThis.mouseEventCount = 0;
	const pointed = [
		'pointerdown',
		'pointermove',
		'mousedown',
		'mousemove',
		'touchstart',
		'wheel',
		'contextmenu',
	];
	// A key that presses a button clicks it as well, but as the click number nought.
	const made = (event: Event) =>
		event.isTrusted && (event.type !== 'click' || (event as MouseEvent).detail > 0);
	for (const type of [...pointed, 'click', 'dblclick']) {
		addEventListener(
			type,
			(event) => {
				if (made(event)) globalThis.mouseEventCount = (globalThis.mouseEventCount ?? 0) + 1;
			},
			{ capture: true, passive: true },
		);
	}
}

/** Runs in the page. Where nobody counts, nothing can be said. */
export function mouseEvents(): number {
	const count = globalThis.mouseEventCount;
	if (count === undefined) throw new Error('the mouse is not watched');
	return count;
}
