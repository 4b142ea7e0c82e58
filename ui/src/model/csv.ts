type Cell = string | number;
export interface Sheet {
	title: string;
	columns: readonly string[];
	rows: readonly (readonly Cell[])[];
}

const LINE_END = '\r\n';
/** With these a spreadsheet takes a text for a formula, and would run what a stranger wrote. */
const BEGINS_A_FORMULA = /^[=+\-@\t\r]/;

/** A table as RFC 4180 has it. */
export function csv(sheet: Pick<Sheet, 'columns' | 'rows'>): string {
	return [sheet.columns, ...sheet.rows].map((row) => row.map(field).join(',') + LINE_END).join('');
}

/** Several tables below one another, each under its title. */
export function csvOfAll(sheets: readonly Sheet[]): string {
	return sheets.map((sheet) => field(sheet.title) + LINE_END + csv(sheet)).join(LINE_END);
}

function field(cell: Cell): string {
	if (typeof cell === 'number') return String(cell);
	const text = BEGINS_A_FORMULA.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
