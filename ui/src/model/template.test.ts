import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../host/fake/data';
import { fieldProblem, filled, firstProblem, humanTitle, pieces, templateFits } from './template';

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
	])('%j: %s', (value, problem) => {
		expect(fieldProblem(value)).toBe(problem);
	});
});

it('the first field that is missing is named, in reading order', () => {
	expect(firstProblem(reminder, {})?.field.key).toBe('header.1');
	const values = Object.fromEntries(reminder.fields.map((field) => [field.key, 'x']));
	expect(firstProblem(reminder, { ...values, 'body.3': '' })?.field.key).toBe('body.3');
	expect(firstProblem(reminder, values)).toBeNull();
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
