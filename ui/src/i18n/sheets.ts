import type { LineTrouble } from '../bindings/LineTrouble';
import type { SheetTrouble } from '../bindings/SheetTrouble';
import { count } from './figures';
import { m } from './generated/messages';
import { language } from './language.svelte';

/** Why a file could not be read at all. */
export function sheetTroubleText(trouble: SheetTrouble): string {
	switch (trouble.kind) {
		case 'notText':
			return m.sheet_trouble_not_text();
		case 'empty':
			return m.sheet_trouble_empty();
		case 'tooLong':
			return m.sheet_trouble_too_long({ most: count(trouble.most) });
		case 'noColumn':
			return m.sheet_trouble_no_column({ name: trouble.name });
		case 'broken':
			return m.sheet_trouble_broken({ line: trouble.line });
	}
}

/** What is wrong with one line. */
export function lineTroubleText(trouble: LineTrouble): string {
	switch (trouble.kind) {
		case 'missing':
			return m.sheet_line_missing({ column: trouble.column });
		case 'badPhone':
			return m.sheet_line_bad_phone();
		case 'twice':
			return m.sheet_line_twice({ line: trouble.line });
		case 'badShortcut':
			return m.sheet_line_bad_shortcut();
		case 'tooLong':
			return m.sheet_line_too_long({ column: trouble.column, most: count(trouble.most) });
		case 'badValue':
			return badValue(trouble);
	}
}

function badValue({ attribute, takes }: Extract<LineTrouble, { kind: 'badValue' }>): string {
	switch (takes.kind) {
		case 'number':
			return m.sheet_line_bad_number({ attribute });
		case 'date':
			return m.sheet_line_bad_date({ attribute });
		case 'yesNo':
			return m.sheet_line_bad_yes_no({ attribute });
		case 'choice': {
			const options = new Intl.ListFormat(language.formats, { type: 'disjunction' }).format(takes.options);
			return m.sheet_line_bad_choice({ attribute, options });
		}
		case 'text':
			return m.sheet_line_bad_text({ attribute });
	}
}
