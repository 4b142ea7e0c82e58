import { expect, it } from 'vitest';
import { csv, csvOfAll } from './csv';

it('commas, quotes and line breaks stay within their field', () => {
	const rows = [['a, b', 'say "hi"', 'two\nlines', 3.5]];
	expect(csv({ columns: ['1', '2', '3', '4'], rows })).toBe(
		'1,2,3,4\r\n"a, b","say ""hi""","two\nlines",3.5\r\n',
	);
});

it('a text is never a formula, and a number stays one', () => {
	const rows = [['=HYPERLINK("http://bad")', '+1', '-1', '@x', -1]];
	expect(csv({ columns: [], rows })).toBe(`\r\n"'=HYPERLINK(""http://bad"")",'+1,'-1,'@x,-1\r\n`);
});

it('tables stand below one another under their titles', () => {
	const sheet = { title: 'One', columns: ['a'], rows: [[1]] };
	expect(csvOfAll([sheet, { ...sheet, title: 'Two' }])).toBe('One\r\na\r\n1\r\n\r\nTwo\r\na\r\n1\r\n');
});
