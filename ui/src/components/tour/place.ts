import type { Stop } from '../../state/tour.svelte';

/** What each stop points at. */
export const TARGETS: Record<Stop, string> = {
	list: '#conversation-list',
	window: '[data-testid="window-chip"]',
	composer: '#composer, [data-testid="window-shut"]',
	templates: '#composer-templates, [data-testid="window-shut"] button',
	keyboard: '#rail-shortcuts',
};

const GAP = 12;
const MARGIN = 16;

/** Where the card stands beside its target without covering it: at a side, else above or below, else in the corner. */
export function placeBeside(card: HTMLElement, target: Element | null): { left: number; top: number } {
	const { offsetWidth: width, offsetHeight: height } = card;
	const most = { left: innerWidth - width - MARGIN, top: innerHeight - height - MARGIN };
	const fit = (left: number, top: number) => ({
		left: Math.max(MARGIN, Math.min(left, most.left)),
		top: Math.max(MARGIN, Math.min(top, most.top)),
	});
	if (!target) return fit(most.left, most.top);
	const box = target.getBoundingClientRect();
	if (box.right + GAP <= most.left) return fit(box.right + GAP, box.top);
	if (box.top - GAP - height >= MARGIN) return fit(box.left, box.top - GAP - height);
	if (box.bottom + GAP <= most.top) return fit(box.left, box.bottom + GAP);
	return fit(box.left - GAP - width, box.top);
}
