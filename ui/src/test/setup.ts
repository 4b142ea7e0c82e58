import { afterEach, beforeEach, vi } from 'vitest';

/**
 * What jsdom has not got and the screen needs: sizes (without them a virtual list shows nothing), modal dialogs and the
 * system's preference of colours.
 */
const VIEWPORT = 3000;
const ITEM = 60;

class Sizes implements ResizeObserver {
	#callback: ResizeObserverCallback;

	constructor(callback: ResizeObserverCallback) {
		this.#callback = callback;
	}

	observe(target: Element): void {
		const scrolls = target.matches('[role="log"], [role="listbox"]');
		const contentRect = { width: 800, height: scrolls ? VIEWPORT : ITEM };
		queueMicrotask(() => this.#callback([{ target, contentRect } as ResizeObserverEntry], this));
	}

	unobserve(): void {}
	disconnect(): void {}
}

// The virtual list takes it from the document's own window, which is not the tests' global object.
Object.defineProperty(document.defaultView, 'ResizeObserver', { value: Sizes });
vi.stubGlobal('matchMedia', (media: string) => ({
	media,
	matches: media.includes('min-width'),
	addEventListener: () => undefined,
	removeEventListener: () => undefined,
}));

Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
	configurable: true,
	get(this: HTMLElement) {
		return this.parentElement;
	},
});

HTMLDialogElement.prototype.showModal = function () {
	this.open = true;
};
HTMLDialogElement.prototype.close = function () {
	this.open = false;
};
HTMLMediaElement.prototype.play = () => Promise.resolve();
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollBy = () => undefined;

beforeEach(() => {
	// The tests' clock stands at a Friday noon and moves only when a test moves it.
	vi.useFakeTimers({ now: new Date('2026-11-20T12:00:00') });
	vi.spyOn(document, 'hasFocus').mockReturnValue(true);
	localStorage.clear();
	// Whoever tests something else has seen the tour.
	localStorage.setItem('frontdesk.tour', 'seen');
});

afterEach(() => {
	vi.useRealTimers();
});
