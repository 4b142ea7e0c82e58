import Copy from '@lucide/svelte/icons/copy';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ExternalLink from '@lucide/svelte/icons/external-link';
import List from '@lucide/svelte/icons/list';
import MapPin from '@lucide/svelte/icons/map-pin';
import Phone from '@lucide/svelte/icons/phone';
import Reply from '@lucide/svelte/icons/reply';
import Store from '@lucide/svelte/icons/store';
import type { Action } from '../bindings/Action';
import type { TemplateMessage } from '../bindings/TemplateMessage';
import type { TemplateTap } from '../bindings/TemplateTap';
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

const TEMPLATE_ICONS: Record<string, typeof List> = {
	URL: ExternalLink,
	PHONE_NUMBER: Phone,
	VOICE_CALL: Phone,
	COPY_CODE: Copy,
	FLOW: ClipboardList,
	CATALOG: Store,
	MPM: List,
	REQUEST_CONTACT_INFO: Phone,
};

/** The buttons of a template; those of the first versions say nothing but their labels. */
export function tapsOfTemplate({ taps, buttons }: TemplateMessage): readonly TemplateTap[] {
	if (taps && taps.length > 0) return taps;
	return (buttons ?? []).map((text) => ({ kind: 'QUICK_REPLY', text }));
}

/** The code that a template's button copies. */
export function couponOf({ taps }: TemplateMessage): string | null {
	return taps?.find((tap) => tap.code)?.code ?? null;
}

export function templateTaps(taps: readonly TemplateTap[]): Tap[] {
	return taps.map(({ kind, text, url, phone, code }) => ({
		text,
		title: url ?? phone ?? (code ? m.template_offer_code({ code }) : undefined),
		icon: TEMPLATE_ICONS[kind] ?? Reply,
	}));
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
