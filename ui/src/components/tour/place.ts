import type { Stop } from '../../state/tour.svelte';

/** What each stop points at, and on which side of it the card hides least. */
const TARGETS: Record<Stop, { readonly css: string; readonly side: 'after' | 'above' | 'below' }> = {
	list: { css: '#conversation-list', side: 'after' },
	window: { css: '[data-testid="window-chip"]', side: 'below' },
	composer: { css: '#composer, [data-testid="window-shut"]', side: 'above' },
	templates: { css: '#composer-templates, [data-testid="window-shut"] button', side: 'above' },
	keyboard: { css: '#rail-shortcuts', side: 'after' },
};

const GAP = 12;
const MARGIN = 16;

/** Where the card and the ring around its target stand, in points of the window. */
export interface Place {
	readonly left: number;
	readonly top: number;
	readonly ring: DOMRect | null;
}

/** Beside the target; without one, in the corner. Always within the window. */
export function placeOf(stop: Stop, card: HTMLElement): Place {
	const { css, side } = TARGETS[stop];
	const { offsetWidth: width, offsetHeight: height } = card;
	const ring = document.querySelector(css)?.getBoundingClientRect() ?? null;
	const within = (left: number, top: number): Place => ({
		left: Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN)),
		top: Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN)),
		ring,
	});
	if (!ring) return within(innerWidth, innerHeight);
	const rtl = getComputedStyle(card).direction === 'rtl';
	const start = rtl ? ring.right - width : ring.left;
	if (side === 'above') return within(start, ring.top - GAP - height);
	if (side === 'below') return within(start, ring.bottom + GAP);
	return within(rtl ? ring.left - GAP - width : ring.right + GAP, ring.top);
}
