import type { Preferences } from './preferences.svelte';

const LIST_WIDTH_KEY = 'frontdesk.listWidth';

export const LIST_WIDTH = { min: 280, max: 420, usual: 348 } as const;

/** At the usual size of the text. */
const ROW_HEIGHT = { comfortable: 68, compact: 52 } as const;

/** How the panes share the window. */
export class Layout {
	#preferences: Preferences;
	#query = window.matchMedia('(min-width: 1100px)');
	#wide = $state(this.#query.matches);
	#listWidth = $state(rememberedWidth());
	/** In a narrow window the panel lies over the chat, so it opens for the moment only. */
	#overlay = $state(false);

	constructor(preferences: Preferences) {
		this.#preferences = preferences;
		this.#query.addEventListener('change', (event) => {
			this.#wide = event.matches;
			this.#overlay = false;
		});
	}

	/** Whether more is to be in view at once. */
	get compact(): boolean {
		return this.#preferences.current.density === 'compact';
	}

	/** How high a row of the list is, in points of the window. The same as `--row-height`. */
	get rowHeight(): number {
		return (
			(this.compact ? ROW_HEIGHT.compact : ROW_HEIGHT.comfortable) *
			(this.#preferences.current.textSize / 100)
		);
	}

	get listWidth(): number {
		return this.#listWidth;
	}

	resizeList(width: number): void {
		this.#listWidth = width;
		localStorage.setItem(LIST_WIDTH_KEY, String(width));
	}

	get panelOpen(): boolean {
		return this.#wide ? this.#preferences.current.contactPanel : this.#overlay;
	}

	/** Whether the panel covers a part of the chat. */
	get panelCovers(): boolean {
		return !this.#wide && this.#overlay;
	}

	togglePanel(): void {
		if (this.#wide) void this.#preferences.change({ contactPanel: !this.#preferences.current.contactPanel });
		else this.#overlay = !this.#overlay;
	}
}

function rememberedWidth(): number {
	const width = Number(localStorage.getItem(LIST_WIDTH_KEY));
	return width >= LIST_WIDTH.min && width <= LIST_WIDTH.max ? width : LIST_WIDTH.usual;
}
