import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ExternalLink from '@lucide/svelte/icons/external-link';
import List from '@lucide/svelte/icons/list';
import MapPin from '@lucide/svelte/icons/map-pin';
import Phone from '@lucide/svelte/icons/phone';
import Reply from '@lucide/svelte/icons/reply';
import Store from '@lucide/svelte/icons/store';
import type { Action } from '../bindings/Action';
import { m } from './generated/messages';

export interface Tap {
	readonly text: string;
	readonly title?: string;
	readonly icon: typeof List;
}

/** What the customer can tap below our words, as the phone shows it. */
export function tapsOf(action: Action): Tap[] {
	switch (action.kind) {
		case 'buttons':
			return action.buttons.map(({ title }) => ({ text: title, icon: Reply }));
		case 'list':
			return [{ text: action.button, icon: List }];
		case 'link':
			return [{ text: action.label, title: action.url, icon: ExternalLink }];
		case 'locationRequest':
			return [{ text: m.tap_location(), icon: MapPin }];
		case 'contactRequest':
			return [{ text: m.tap_contact(), icon: Phone }];
		case 'flow':
			return [{ text: action.label, icon: ClipboardList }];
		case 'product':
			return [
				{ text: m.tap_product(), title: m.tap_product_named({ product: action.product }), icon: Store },
			];
		case 'productList':
			return [{ text: m.tap_products(), icon: List }];
		case 'catalog':
			return [{ text: m.tap_catalog(), icon: Store }];
	}
}

export interface RowGroup {
	readonly title: string;
	readonly rows: readonly { readonly title: string; readonly description?: string | null }[];
}

/** The rows behind a list's button. */
export function rowsOf(action: Extract<Action, { kind: 'list' | 'productList' }>): RowGroup[] {
	return action.kind === 'list'
		? action.sections
		: action.sections.map(({ title, products }) => ({
				title,
				rows: products.map((product) => ({ title: m.tap_product_named({ product }) })),
			}));
}
