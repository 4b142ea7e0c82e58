import { expect, it } from 'vitest';
import { fit, ranked } from './ranking';

it('the beginning of the title fits better than a word in it, and that better than the text below', () => {
	const order = [
		fit('appo', 'Appointment reminder'),
		fit('remi', 'Appointment reminder'),
		fit('mind', 'Appointment reminder'),
		fit('doctor', 'Appointment reminder', 'The doctor waits'),
		fit('octo', 'Appointment reminder', 'The doctor waits'),
	];
	expect(order).toEqual([...order].sort((a, b) => b - a));
	expect(new Set(order).size).toBe(order.length);
});

it('every word has to be there, in any order, whatever the case and the accents', () => {
	expect(fit('lembrete consultá', 'Consulta: LEMBRETE')).toBeGreaterThan(0);
	expect(fit('lembrete hoje', 'Consulta: lembrete')).toBe(0);
	expect(fit('مرحبا', 'أهلا ومرحبا')).toBeGreaterThan(0);
	expect(fit('  ', 'anything')).toBe(1);
});

it('among equals what was chosen lately comes first, then the order in which they came', () => {
	const items = ['ab one', 'ab two', 'ab three', 'x ab'];
	const recency = (item: string) => (item === 'ab three' ? 0 : 30);
	expect(ranked(items, (item) => fit('ab', item), recency)).toEqual(['ab three', 'ab one', 'ab two', 'x ab']);
	expect(ranked(items, (item) => fit('none', item), recency)).toEqual([]);
});
