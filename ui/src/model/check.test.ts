import { describe, expect, it } from 'vitest';
import type { Action } from '../bindings/Action';
import type { Interactive } from '../bindings/Interactive';
import { LIMITS } from '../host/fake/limits';
import { formProblems, interactiveProblems } from './check';
import { newForm } from './interactive';

/** The first objection, as the core writes it. */
function objection(message: Interactive): string | null {
	const [first] = interactiveProblems(message, LIMITS);
	return first ? `${first.field} ${first.kind}${first.most === undefined ? '' : ` ${first.most}`}` : null;
}

const button = (title: string) => ({ id: title, title });
const row = (id: string, part: { title?: string; description?: string } = {}) => ({
	id,
	title: 'x',
	...part,
});
const buttons = (...titles: string[]): Action => ({ kind: 'buttons', buttons: titles.map(button) });
const list = (sections: Extract<Action, { kind: 'list' }>['sections']): Action => ({
	kind: 'list',
	button: 'Times',
	sections,
});
const link = (url: string, label = 'Book'): Action => ({ kind: 'link', label, url });
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(String(at)));
const products = (...sections: { title: string; products: string[] }[]): Interactive => ({
	header: { kind: 'text', text: 'h' },
	body: 'b',
	action: { kind: 'productList', catalogId: '1', sections },
});

it.each<[string, Interactive]>([
	['buttons', { body: 'b', action: buttons('Yes', 'No') }],
	['the longest list', { body: 'x'.repeat(4096), action: list([{ title: '', rows: rows(10) }]) }],
	['a link', { body: 'b', action: link('https://example.com/a') }],
	['a location request', { body: 'b', action: { kind: 'locationRequest' } }],
	['a contact request', { body: 'b', action: { kind: 'contactRequest' } }],
	['a form', { body: 'b', action: { kind: 'flow', flowId: '1', label: 'Book', data: { a: 1 } } }],
	['a product without words', { action: { kind: 'product', catalogId: '1', product: 'sku' } }],
	['products', products({ title: 'Mugs', products: ['a'] })],
	[
		'a picture above buttons',
		{ header: { kind: 'media', media: 'image', sha256: 'ab' }, body: 'b', action: buttons('Yes') },
	],
])('%s may be sent', (_, message) => {
	expect(objection(message)).toBeNull();
});

const body = 'b';
const longTitle = 'x'.repeat(25);

// The same rules, and the same parts named, as in the core (`domain/content/check.rs`).
it.each<[string, Interactive]>([
	['buttons missing', { body, action: buttons() }],
	['buttons tooMany 3', { body, action: buttons('a', 'b', 'c', 'd') }],
	['buttons.1.title twice', { body, action: buttons('Yes', 'Yes') }],
	['buttons.0.title tooLong 20', { body, action: buttons('x'.repeat(21)) }],
	['buttons.0.title empty', { body, action: buttons(' ') }],
	['rows tooMany 10', { body, action: list([{ title: '', rows: rows(11) }]) }],
	['sections missing', { body, action: list([]) }],
	[
		'sections.0.title empty',
		{
			body,
			action: list([
				{ title: '', rows: rows(1) },
				{ title: 'B', rows: rows(1) },
			]),
		},
	],
	['sections.0.title tooLong 24', { body, action: list([{ title: longTitle, rows: rows(1) }]) }],
	[
		'sections.0.rows missing',
		{
			body,
			action: list([
				{ title: 'A', rows: [] },
				{ title: 'B', rows: rows(1) },
			]),
		},
	],
	[
		'sections.0.rows.0.title tooLong 24',
		{ body, action: list([{ title: '', rows: [row('1', { title: longTitle })] }]) },
	],
	[
		'sections.0.rows.0.description tooLong 72',
		{ body, action: list([{ title: '', rows: [row('1', { description: 'x'.repeat(73) })] }]) },
	],
	['url notWeb', { body, action: link('javascript:alert(1)') }],
	['url notWeb', { body, action: link('example.com') }],
	['label empty', { body, action: link('https://example.com', '') }],
	['flowId missing', { body, action: { kind: 'flow', flowId: '', label: 'b' } }],
	['body empty', { action: { kind: 'contactRequest' } }],
	['body tooLong 1024', { body: 'x'.repeat(1025), action: buttons('Yes') }],
	['footer tooLong 60', { body, footer: 'x'.repeat(61), action: buttons('Yes') }],
	['header tooLong 60', { header: { kind: 'text', text: 'x'.repeat(61) }, body, action: buttons('Yes') }],
	['header missing', { header: { kind: 'media', media: 'image' }, body, action: buttons('Yes') }],
	['header missing', { ...products({ title: 'Mugs', products: ['a'] }), header: null }],
	['sections.0.title empty', products({ title: '', products: ['a'] })],
	['sections.0.products missing', products({ title: 'Mugs', products: [] })],
	['products tooMany 30', products({ title: 'Mugs', products: Array.from({ length: 31 }, String) })],
	['product empty', { action: { kind: 'product', catalogId: '1', product: '' } }],
	['thumbnail empty', { body, action: { kind: 'catalog' } }],
])('%s is told', (expected, message) => {
	expect(objection(message)).toBe(expected);
});

describe('a form', () => {
	it('that is empty names everything, from top to bottom', () => {
		const fields = formProblems(newForm('list', null), LIMITS).map(({ field }) => field);
		expect(fields).toEqual(['body', 'button', 'sections.0.rows.0.title']);
	});

	it('tells of JSON that is none', () => {
		const form = newForm('flow', null);
		Object.assign(form, { body: 'b', label: 'Book' });
		Object.assign(form.flow, { id: '1', data: { way: 'json', pairs: [], json: '{' } });
		expect(formProblems(form, LIMITS)).toEqual([{ field: 'data', kind: 'notJson' }]);
	});
});
