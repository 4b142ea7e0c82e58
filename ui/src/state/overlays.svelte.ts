import { createContext } from 'svelte';
import type { Message } from '../bindings/Message';

/** The place beside which something opens, in points of the window. */
export interface Spot {
	readonly x: number;
	readonly y: number;
}

/** What is open for a message of the thread: its menu, the emoji to react with, or what is known of it. */
export type Overlay =
	| { readonly kind: 'menu' | 'reactions'; readonly message: Message; readonly spot: Spot }
	| { readonly kind: 'info'; readonly message: Message };

/** At most one overlay is open, and it is drawn outside the list, so that scrolling cannot cut it. */
export class Overlays {
	#current = $state.raw<Overlay | null>(null);

	get current(): Overlay | null {
		return this.#current;
	}

	isOpenFor(message: Message): boolean {
		return this.#current?.message.id === message.id && this.#current.kind !== 'info';
	}

	open(overlay: Overlay): void {
		this.#current = overlay;
	}

	close(): void {
		this.#current = null;
	}
}

export const [getOverlays, setOverlays] = createContext<Overlays>();

/** Just below an element, for what was opened with the keyboard or with a button. */
export function spotBelow(element: Element): Spot {
	const { left, right, bottom } = element.getBoundingClientRect();
	return { x: getComputedStyle(element).direction === 'rtl' ? right : left, y: bottom + 4 };
}
