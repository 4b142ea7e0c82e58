import { describe, expect, it } from 'vitest';
import type { TemplateField } from '../bindings/TemplateField';
import { TEMPLATES } from '../host/fake/templates';
import { fieldProblem, filled, firstProblem, flattened, humanTitle, pieces, templateFits } from './template';

const NOW = 1_800_000_000_000;
const reminder = TEMPLATES.find((template) => template.name === 'appointment_reminder')!;

describe('a value', () => {
	it.each([
		['Ana', null],
		['four    spaces', null],
		['', 'empty'],
		['   ', 'empty'],
		['two\nlines', 'newline'],
		['two\rlines', 'newline'],
		['a\ttab', 'tab'],
		['five     spaces', 'spaces'],
		['x'.repeat(1001), 'long'],
	])('%j: %s', (value, problem) => {
		expect(fieldProblem(reminder.fields[0]!, value, NOW)).toBe(problem);
	});

	it('of another kind has rules of its own', () => {
		const of = (kind: TemplateField['kind'], required = true): TemplateField => ({
			...reminder.fields[0]!,
			kind,
			required,
			mostChars: null,
		});
		expect(fieldProblem(of('product', false), undefined, NOW)).toBeNull();
		expect(fieldProblem(of('image'), undefined, NOW)).toBe('empty');
		expect(fieldProblem(of('image'), { key: 'ab', name: 'a.jpg' }, NOW)).toBeNull();
		expect(fieldProblem(of('moment'), NOW, NOW)).toBe('past');
		expect(fieldProblem(of('moment'), NOW + 1, NOW)).toBeNull();
		const place = { latitude: 1, longitude: 2, name: 'Clinic' };
		expect(fieldProblem(of('place'), place, NOW)).toBe('place');
		expect(fieldProblem(of('place'), { ...place, address: 'Road 1' }, NOW)).toBeNull();
		expect(fieldProblem(of('products'), { sections: [{ title: 'x', products: [] }] }, NOW)).toBe('empty');
	});
});

it('a long draft becomes one line that WhatsApp takes', () => {
	const draft = '  First line\n\n second\tand      wide ';
	expect(flattened(draft)).toBe('First line second and    wide');
	expect(fieldProblem(reminder.fields[0]!, flattened(draft), NOW)).toBeNull();
});

it('the first field that is missing is named, in reading order', () => {
	expect(firstProblem(reminder, {}, NOW)?.field.key).toBe('header.1');
	const values = Object.fromEntries(reminder.fields.map((field) => [field.key, 'x']));
	expect(firstProblem(reminder, { ...values, 'body.3': '' }, NOW)?.field.key).toBe('body.3');
	expect(firstProblem(reminder, values, NOW)).toBeNull();
});

describe('the preview', () => {
	it('fills header and body from their own fields', () => {
		const values = { 'header.1': 'Ana', 'body.1': 'Bo', 'body.2': 'Monday' };
		expect(filled('See you, {{1}}', 'header', values)).toBe('See you, Ana');
		expect(filled('{{1}} on {{2}} at {{3}}', 'body', values)).toBe('Bo on Monday at {{3}}');
	});

	it('takes a value as it is, braces and all', () => {
		expect(filled('Hi {{name}}!', 'body', { 'body.name': '{{2}} $& <b>' })).toBe('Hi {{2}} $& <b>!');
	});

	it('knows which variables are still missing', () => {
		expect(pieces('{{1}} and {{2}}', 'body', { 'body.2': 'x' })).toEqual([
			{ text: '{{1}}', variable: '1', filled: false },
			{ text: ' and ' },
			{ text: 'x', variable: '2', filled: true },
		]);
	});
});

describe('searching templates', () => {
	const find = (query: string) =>
		TEMPLATES.filter((template) => templateFits(template, query)).map(({ name }) => name);

	it('looks at the name, the header, the body, the footer and the buttons', () => {
		expect(find('continue conversation')).toContain('continue_conversation');
		expect(find('spring check-up')).toContain('spring_checkup_offer');
		expect(find('insurance')).toEqual(['appointment_reminder']);
		expect(find('STOP')).toEqual(['spring_checkup_offer']);
		expect(find('reschedule')).toEqual(['appointment_reminder']);
	});

	it('does not mind accents', () => {
		expect(find('a bientot')).toEqual(['rappel_de_rendez_vous']);
	});
});

it('a name is shown as people read it', () => {
	expect(humanTitle('appointment_reminder')).toBe('Appointment reminder');
});
