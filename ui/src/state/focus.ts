/** The places of the inbox that one can be at, by what is there. */
const PLACES = ['#composer', '#thread-messages', '#inbox-search', '#conversation-list'];

/** Whoever opens a chat is about to type, also if it was open already; it may still have to be drawn. */
export function focusComposer(): void {
	setTimeout(() => document.querySelector<HTMLElement>('#composer')?.focus());
}

/** Remembers where one was in the inbox while another page is looked at. */
export class FocusMemory {
	#place: string | null = null;

	/** The inbox is about to be left. */
	leave(): void {
		const active = document.activeElement;
		this.#place = PLACES.find((place) => active?.closest(place)) ?? null;
	}

	/** The inbox is back; it is drawn after this. */
	back(): void {
		const place = this.#place;
		this.#place = null;
		if (place) setTimeout(() => document.querySelector<HTMLElement>(place)?.focus());
	}
}
