import type { Action } from '../bindings/Action';
import type { Attachment } from '../bindings/Attachment';
import type { Header } from '../bindings/Header';
import type { Interactive } from '../bindings/Interactive';
import type { ListSection } from '../bindings/ListSection';
import type { MediaKind } from '../bindings/MediaKind';
import type { ProductSection } from '../bindings/ProductSection';
import { flowData } from './flow';

/** What can be built in the dialog. Products come as one, as several, or as the whole catalogue. */
export type BuildKind = Exclude<Action['kind'], 'productList' | 'catalog'>;

export type HeaderKind = 'none' | 'text' | Extract<MediaKind, 'image' | 'video' | 'document'>;

export type ProductRange = 'product' | 'productList' | 'catalog';

/** Everything that can be filled in, whatever is built: switching between kinds loses nothing. */
export interface Form {
	kind: BuildKind;
	header: { kind: HeaderKind; text: string; file: Attachment | null };
	body: string;
	footer: string;
	buttons: { id: string; title: string }[];
	/** The label of the button that opens a list, a page or a form. */
	label: string;
	sections: { title: string; rows: { id: string; title: string; description: string }[] }[];
	url: string;
	flow: { id: string; screen: string; data: FlowData; draft: boolean };
	catalogId: string;
	range: ProductRange;
	product: string;
	products: { title: string; products: string[] }[];
}

/** What the first screen of a form is filled with: pairs, or JSON for whoever speaks it. */
export interface FlowData {
	way: 'pairs' | 'json';
	pairs: { key: string; value: string }[];
	json: string;
}

const newId = () => crypto.randomUUID();

export const newButton = () => ({ id: newId(), title: '' });
export const newRow = () => ({ id: newId(), title: '', description: '' });
export const newSection = () => ({ title: '', rows: [newRow()] });
export const newProductSection = () => ({ title: '', products: [''] });

export function newForm(kind: BuildKind, catalogId: string | null): Form {
	return {
		kind,
		header: { kind: 'none', text: '', file: null },
		body: '',
		footer: '',
		buttons: [newButton()],
		label: '',
		sections: [newSection()],
		url: '',
		flow: { id: '', screen: '', data: { way: 'pairs', pairs: [], json: '' }, draft: false },
		catalogId: catalogId ?? '',
		range: 'product',
		product: '',
		products: [newProductSection()],
	};
}

/** Which headers stand above which actions (Meta, "Interactive messages"). */
export function headersOf(action: Action['kind']): readonly HeaderKind[] {
	switch (action) {
		case 'buttons':
		case 'link':
		case 'flow':
			return ['none', 'text', 'image', 'video', 'document'];
		case 'list':
			return ['none', 'text'];
		case 'productList':
			return ['text'];
		case 'locationRequest':
		case 'contactRequest':
		case 'product':
		case 'catalog':
			return ['none'];
	}
}

/** The kind of action that the form makes. */
export function actionKind({ kind, range }: Form): Action['kind'] {
	return kind === 'product' ? range : kind;
}

/** The message that the form makes, with whatever is still wrong in it. */
export function toInteractive(form: Form): Interactive {
	const header = headerOf(form);
	const body = form.body.trim();
	const footer = form.footer.trim();
	return {
		...(header ? { header } : {}),
		...(body === '' ? {} : { body }),
		...(footer === '' ? {} : { footer }),
		action: actionOf(form),
	};
}

function headerOf(form: Form): Header | null {
	const { text, file } = form.header;
	const allowed = headersOf(actionKind(form));
	const kind = allowed.includes(form.header.kind) ? form.header.kind : (allowed[0] ?? 'none');
	if (kind === 'none') return null;
	if (kind === 'text') return { kind, text: text.trim() };
	return {
		kind: 'media',
		media: kind,
		sha256: file?.key ?? null,
		mimeType: file?.mimeType ?? null,
		...(kind === 'document' && file ? { filename: file.name } : {}),
	};
}

function actionOf(form: Form): Action {
	const { label, catalogId } = form;
	const kind = actionKind(form);
	switch (kind) {
		case 'buttons':
			return { kind, buttons: form.buttons.map(({ id, title }) => ({ id, title: title.trim() })) };
		case 'list':
			return { kind, button: label.trim(), sections: form.sections.map(listSection) };
		case 'link':
			return { kind, label: label.trim(), url: form.url.trim() };
		case 'locationRequest':
		case 'contactRequest':
			return { kind };
		case 'flow': {
			const { id, screen, data, draft } = form.flow;
			const filled = flowData(data);
			return {
				kind,
				flowId: id,
				label: label.trim(),
				...(screen.trim() === '' ? {} : { screen: screen.trim() }),
				...(filled.value === null ? {} : { data: filled.value }),
				...(draft ? { draft } : {}),
			};
		}
		case 'product':
			return { kind, catalogId, product: form.product.trim() };
		case 'productList':
			return { kind, catalogId, sections: form.products.map(productSection) };
		case 'catalog':
			return { kind, thumbnail: form.product.trim() };
	}
}

function listSection({ title, rows }: Form['sections'][number]): ListSection {
	return {
		title: title.trim(),
		rows: rows.map(({ id, title: label, description }) => ({
			id,
			title: label.trim(),
			...(description.trim() === '' ? {} : { description: description.trim() }),
		})),
	};
}

function productSection({ title, products }: Form['products'][number]): ProductSection {
	return { title: title.trim(), products: products.map((one) => one.trim()).filter((one) => one !== '') };
}
