import { describe, expect, it } from 'vitest';
import { flowData } from './flow';
import { type Form, newForm, newSection, toInteractive } from './interactive';

function form(kind: Form['kind'], part: Partial<Form> = {}): Form {
	return { ...newForm(kind, '77'), body: ' Choose ', ...part };
}

describe('the message that a form makes', () => {
	it('is trimmed and has no empty parts', () => {
		const buttons = [{ id: '1', title: ' Yes ' }];
		expect(toInteractive(form('buttons', { buttons }))).toEqual({
			body: 'Choose',
			action: { kind: 'buttons', buttons: [{ id: '1', title: 'Yes' }] },
		});
	});

	it('has a row’s description only if there is one', () => {
		const sections = [{ title: '', rows: [{ id: '1', title: 'Monday', description: ' ' }] }];
		expect(toInteractive(form('list', { sections, label: 'Days' })).action).toEqual({
			kind: 'list',
			button: 'Days',
			sections: [{ title: '', rows: [{ id: '1', title: 'Monday' }] }],
		});
	});

	it('has no header that cannot stand above it, though one was chosen before', () => {
		const header: Form['header'] = { kind: 'image', text: '', file: null };
		expect(toInteractive(form('list', { header }))).not.toHaveProperty('header');
		expect(toInteractive(form('locationRequest', { header }))).not.toHaveProperty('header');
	});

	it('of products has the catalogue and one product in each line', () => {
		const products = [{ title: '', products: ['a', ' b ', ''] }];
		const message = toInteractive(form('product', { range: 'productList', products }));
		expect(message.action).toEqual({
			kind: 'productList',
			catalogId: '77',
			sections: [{ title: '', products: ['a', 'b'] }],
		});
	});

	it('of a draft form says so', () => {
		const flow: Form['flow'] = { ...newForm('flow', null).flow, id: '9', draft: true };
		expect(toInteractive(form('flow', { flow, label: 'Book' })).action).toEqual({
			kind: 'flow',
			flowId: '9',
			label: 'Book',
			draft: true,
		});
	});
});

it('every new row has an id of its own, by which the tap is known', () => {
	expect(newSection().rows[0]!.id).not.toBe(newSection().rows[0]!.id);
});

describe('what a form’s first screen is filled with', () => {
	const pairs = (...entries: [string, string][]) =>
		flowData({ way: 'pairs', json: '', pairs: entries.map(([key, value]) => ({ key, value })) });
	const json = (text: string) => flowData({ way: 'json', pairs: [], json: text });

	it('is nothing when nothing was written', () => {
		expect(pairs(['', ''])).toEqual({ value: null, problem: null });
		expect(json(' ')).toEqual({ value: null, problem: null });
	});

	it('is an object of the pairs', () => {
		expect(pairs(['name', 'Ana'], ['', ''], [' day ', 'Monday']).value).toEqual({
			name: 'Ana',
			day: 'Monday',
		});
	});

	it('needs a name for each value, and each name once', () => {
		expect(pairs(['', 'Ana']).problem).toEqual({ field: 'data.0.key', kind: 'empty' });
		expect(pairs(['a', '1'], ['a', '2']).problem).toEqual({ field: 'data.1.key', kind: 'twice' });
	});

	it.each(['{}', '[1]', 'null', '3', '{"a":'])('is not %s', (text) => {
		expect(json(text)).toEqual({ value: null, problem: { field: 'data', kind: 'notJson' } });
	});

	it('is the JSON as it stands', () => {
		expect(json('{"slots":["10:30"]}').value).toEqual({ slots: ['10:30'] });
	});
});
