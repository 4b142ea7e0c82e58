/** A value that people and programs read differently: "7 min" on the screen is 7 in a file of minutes. */
export interface Measure {
	shown: string;
	saved: string | number;
}

type Cell = string | number | Measure;

export interface Sheet {
	title: string;
	columns: readonly (string | Measure)[];
	rows: readonly (readonly Cell[])[];
}

const LINE_END = '\r\n';
/** With these a spreadsheet takes a text for a formula, and would run what a stranger wrote. */
const BEGINS_A_FORMULA = /^[=+\-@\t\r]/;

/** What of a cell is for people's eyes. */
export function shown(cell: Cell): string | number {
	return typeof cell === 'object' ? cell.shown : cell;
}

/** A table as RFC 4180 has it. */
export function csv(sheet: Pick<Sheet, 'columns' | 'rows'>): string {
	return [sheet.columns, ...sheet.rows].map((row) => row.map(field).join(',') + LINE_END).join('');
}

/** Several tables below one another, each under its title. */
export function csvOfAll(sheets: readonly Sheet[]): string {
	return sheets.map((sheet) => field(sheet.title) + LINE_END + csv(sheet)).join(LINE_END);
}

function field(cell: Cell): string {
	const saved = typeof cell === 'object' ? cell.saved : cell;
	if (typeof saved === 'number') return String(saved);
	const text = BEGINS_A_FORMULA.test(saved) ? `'${saved}` : saved;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
