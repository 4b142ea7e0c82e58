import type { Page } from '@playwright/test';

/**
 * Words on the screen that are cut off: by a box that hides what does not fit into it, or by the edge of the window.
 * Not counted are words that end in "…" on purpose, what can be scrolled into view, and what is only for screen readers.
 */
export function clippedText(page: Page): Promise<string[]> {
	return page.evaluate(findClipped);
}

/** Runs in the page. */
function findClipped(): string[] {
	/** Rounding of the layout, and accents and tails of letters that stand out of their line. */
	const TOLERANCE = 2;
	const found: string[] = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text = texts.nextNode(); text; text = texts.nextNode()) {
		const parent = text.parentElement;
		const words = text.textContent?.trim();
		if (!parent || !words || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
			continue;
		if (parent.closest('.visually-hidden, option, [hidden], svg')) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		const box = range.getBoundingClientRect();
		if (box.width === 0 || box.height === 0) continue;
		const by = cutBy(parent, box);
		if (by) found.push(`“${words.slice(0, 60)}” in ${by}`);
	}
	return found;

	function cutBy(from: Element, box: DOMRect): string | null {
		const free = { x: false, y: false };
		for (let at: Element | null = from; at && at !== document.documentElement; at = at.parentElement) {
			const style = getComputedStyle(at);
			if (style.position === 'fixed') return null;
			// Ellipsis and a number of lines are ways to say that there is more.
			if (style.textOverflow === 'ellipsis') free.x = true;
			if (style.webkitLineClamp !== 'none') return null;
			if (scrolls(style.overflowX)) free.x = true;
			if (scrolls(style.overflowY)) free.y = true;
			const edge = at.getBoundingClientRect();
			const wide = box.left < edge.left - TOLERANCE || box.right > edge.right + TOLERANCE;
			const high = box.top < edge.top - TOLERANCE || box.bottom > edge.bottom + TOLERANCE;
			if (hides(style.overflowX) && wide && !free.x) return name(at, 'beside');
			if (hides(style.overflowY) && high && !free.y) return name(at, 'below');
		}
		return null;
	}

	function hides(overflow: string): boolean {
		return overflow === 'hidden' || overflow === 'clip';
	}

	function scrolls(overflow: string): boolean {
		return overflow === 'auto' || overflow === 'scroll';
	}

	function name(element: Element, where: string): string {
		const words = [element.localName, element.id && `#${element.id}`, ...element.classList].filter(Boolean);
		return `${words.join('.').replace('.#', '#')} (${where})`;
	}
}

/** What can be moved sideways, so that words stand outside of it. Tables and what is written for programs may be wide. */
export function wideBoxes(page: Page): Promise<string[]> {
	return page.evaluate(findWide);
}

/** Runs in the page. */
function findWide(): string[] {
	const found: string[] = [];
	for (const element of document.querySelectorAll<HTMLElement>('*')) {
		const { overflowX, overflowY } = getComputedStyle(element);
		const scrolls = [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll');
		if (!scrolls || overflowX === 'hidden' || element.matches('pre, code, :has(> table)')) continue;
		const beyond = element.scrollWidth - element.clientWidth;
		if (beyond > 1) found.push(`${element.localName}.${element.className} is ${beyond} too wide`);
	}
	return found;
}
