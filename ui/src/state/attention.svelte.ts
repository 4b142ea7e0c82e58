/** Whether the person can be looking at this window. */
export class Attention {
	#focused = $state(hasAttention());

	get focused(): boolean {
		return this.#focused;
	}

	/** Follows the window until the returned function is called. */
	watch(): () => void {
		const update = () => (this.#focused = hasAttention());
		const abort = new AbortController();
		for (const type of ['focus', 'blur'] as const) {
			window.addEventListener(type, update, { signal: abort.signal });
		}
		document.addEventListener('visibilitychange', update, { signal: abort.signal });
		return () => abort.abort();
	}
}

function hasAttention(): boolean {
	return document.hasFocus() && document.visibilityState === 'visible';
}
