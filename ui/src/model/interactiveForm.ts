import type { Attachment } from '../bindings/Attachment';
import type { Interactive } from '../bindings/Interactive';
import { type BuildKind, type Form, type HeaderKind, newForm } from './interactive';

/** In which dialog a message with something to tap is built. */
export function buildKind({ action }: Interactive): BuildKind {
	return action.kind === 'productList' || action.kind === 'catalog' ? 'product' : action.kind;
}

/** The form that makes this message: what `toInteractive` does, backwards. `file` is the one above the words. */
export function fromInteractive(message: Interactive, file: Attachment | null): Form {
	const { header, body, footer, action } = message;
	const form = newForm(buildKind(message), null);
	form.body = body ?? '';
	form.footer = footer ?? '';
	if (header?.kind === 'text') form.header = { kind: 'text', text: header.text, file: null };
	if (header?.kind === 'media') form.header = { kind: header.media as HeaderKind, text: '', file };
	switch (action.kind) {
		case 'buttons':
			form.buttons = action.buttons.map((button) => ({ ...button }));
			break;
		case 'list':
			form.label = action.button;
			form.sections = action.sections.map(({ title, rows }) => ({
				title,
				rows: rows.map((row) => ({ id: row.id, title: row.title, description: row.description ?? '' })),
			}));
			break;
		case 'link':
			form.label = action.label;
			form.url = action.url;
			break;
		case 'flow':
			form.label = action.label;
			form.flow = {
				id: action.flowId,
				screen: action.screen ?? '',
				data: { way: 'json', pairs: [], json: action.data ? JSON.stringify(action.data, null, 2) : '' },
				draft: action.draft ?? false,
			};
			break;
		case 'product':
			form.catalogId = action.catalogId;
			form.product = action.product;
			break;
		case 'productList':
			form.range = 'productList';
			form.catalogId = action.catalogId;
			form.products = action.sections.map(({ title, products }) => ({ title, products: [...products] }));
			break;
		case 'catalog':
			form.range = 'catalog';
			form.product = action.thumbnail ?? '';
			break;
		case 'locationRequest':
		case 'contactRequest':
			break;
	}
	return form;
}
