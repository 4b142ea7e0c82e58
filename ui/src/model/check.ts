import type { Action } from '../bindings/Action';
import type { Interactive } from '../bindings/Interactive';
import type { Limits } from '../bindings/Limits';
import type { ListSection } from '../bindings/ListSection';
import type { ProductSection } from '../bindings/ProductSection';
import type { ReplyButton } from '../bindings/ReplyButton';
import { flowData } from './flow';
import { actionKind, type Form, headersOf, toInteractive } from './interactive';
import { isWebAddress } from './link';
import { signs } from './tray';

/** What is wrong with a part of a message. `field` is named as the core names it: `buttons.2.title`. */
export interface Problem {
	readonly field: string;
	readonly kind: 'empty' | 'tooLong' | 'missing' | 'tooMany' | 'twice' | 'notWeb' | 'notJson';
	/** Of what is too long or too many: the most that WhatsApp takes. */
	readonly most?: number;
}

type Found = readonly Problem[];

const NONE: Found = [];

/** Everything that keeps the form from being sent, in reading order. The same rules as the core's, said while typing. */
export function formProblems(form: Form, limits: Limits): Found {
	const message = toInteractive(form);
	const written = form.kind === 'flow' ? flowData(form.flow.data).problem : null;
	return [...interactiveProblems(message, limits, actionKind(form)), ...(written ? [written] : [])];
}

export function interactiveProblems(
	message: Interactive,
	limits: Limits,
	kind: Action['kind'] = message.action.kind,
): Found {
	const longest = kind === 'list' ? limits.listBody : limits.body;
	const body = message.body ?? '';
	const mayLackBody = kind === 'product';
	return [
		...headerProblems(message, limits),
		...(mayLackBody ? atMost('body', body, longest) : filled('body', body, longest)),
		...atMost('footer', message.footer ?? '', limits.footer),
		...actionProblems(message.action, limits),
	];
}

function headerProblems({ header, action }: Interactive, limits: Limits): Found {
	if (!header) return headersOf(action.kind).includes('none') ? NONE : [{ field: 'header', kind: 'missing' }];
	if (header.kind === 'text') return filled('header', header.text, limits.header);
	return header.sha256 ? NONE : [{ field: 'header', kind: 'missing' }];
}

function actionProblems(action: Action, limits: Limits): Found {
	switch (action.kind) {
		case 'buttons':
			return buttonProblems(action.buttons, limits);
		case 'list':
			return [...filled('button', action.button, limits.label), ...listProblems(action.sections, limits)];
		case 'link':
			return [
				...filled('label', action.label, limits.label),
				...(isWebAddress(action.url) ? NONE : [{ field: 'url', kind: 'notWeb' } as const]),
			];
		case 'flow':
			return [
				...(action.flowId === '' ? [{ field: 'flowId', kind: 'missing' } as const] : NONE),
				...filled('label', action.label, limits.label),
			];
		case 'product':
			return filled('product', action.product, Infinity);
		case 'productList':
			return productProblems(action.sections, limits);
		case 'catalog':
			return filled('thumbnail', action.thumbnail ?? '', Infinity);
		case 'locationRequest':
		case 'contactRequest':
			return NONE;
	}
}

function buttonProblems(buttons: readonly ReplyButton[], limits: Limits): Found {
	const titles = buttons.map(({ title }) => title);
	return [
		...count('buttons', buttons.length, limits.buttons),
		...titles.flatMap((title, at) => {
			const field = `buttons.${at}.title`;
			const twice = title !== '' && titles.indexOf(title) < at;
			return twice ? [{ field, kind: 'twice' } as const] : filled(field, title, limits.label);
		}),
	];
}

function listProblems(sections: readonly ListSection[], limits: Limits): Found {
	const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
	return [
		...count('sections', sections.length, limits.sections),
		...count('rows', rows, limits.rows),
		...sections.flatMap((section, s) => [
			...sectionTitle(s, section.title, sections.length, limits),
			...(section.rows.length > 0 ? NONE : [{ field: `sections.${s}.rows`, kind: 'missing' } as const]),
			...section.rows.flatMap(({ title, description }, r) => [
				...filled(`sections.${s}.rows.${r}.title`, title, limits.rowTitle),
				...atMost(`sections.${s}.rows.${r}.description`, description ?? '', limits.rowDescription),
			]),
		]),
	];
}

function productProblems(sections: readonly ProductSection[], limits: Limits): Found {
	const products = sections.reduce((sum, section) => sum + section.products.length, 0);
	return [
		...count('sections', sections.length, limits.sections),
		...(products > limits.products
			? [{ field: 'products', kind: 'tooMany', most: limits.products } as const]
			: NONE),
		...sections.flatMap((section, s) => [
			// Unlike that of a list, also the only section needs a title (Meta, "Multi-product messages").
			...filled(`sections.${s}.title`, section.title, limits.rowTitle),
			...(section.products.length > 0
				? NONE
				: [{ field: `sections.${s}.products`, kind: 'missing' } as const]),
		]),
	];
}

/** The only section of a list needs no title; one of several does. */
function sectionTitle(at: number, title: string, sections: number, limits: Limits): Found {
	const field = `sections.${at}.title`;
	return sections > 1 ? filled(field, title, limits.rowTitle) : atMost(field, title, limits.rowTitle);
}

function filled(field: string, text: string, most: number): Found {
	return text.trim() === '' ? [{ field, kind: 'empty' }] : atMost(field, text, most);
}

function atMost(field: string, text: string, most: number): Found {
	return signs(text) <= most ? NONE : [{ field, kind: 'tooLong', most }];
}

function count(field: string, number: number, most: number): Found {
	if (number === 0) return [{ field, kind: 'missing' }];
	return number > most ? [{ field, kind: 'tooMany', most }] : NONE;
}
