import type { Problem } from '../model/check';
import { m } from './generated/messages';

/** What a part of the form is called. `buttons.1.title` -> "Button 2". */
export function partName(field: string): string {
	const [list, first, part, second, last] = field.split('.');
	const number = Number(first) + 1;
	switch (list) {
		case 'header':
			return m.build_header();
		case 'body':
			return m.build_body();
		case 'footer':
			return m.build_footer();
		case 'buttons':
			return first === undefined ? m.build_buttons() : m.build_button({ number });
		case 'button':
			return m.build_list_button();
		case 'label':
			return m.build_label();
		case 'url':
			return m.build_url();
		case 'rows':
			return m.build_rows();
		case 'products':
			return m.build_products();
		case 'product':
			return m.build_product();
		case 'thumbnail':
			return m.build_product_thumbnail();
		case 'flowId':
			return m.build_flow();
		case 'data':
			return part === 'key' ? m.build_data_key({ number }) : m.build_data();
		case 'sections':
			if (first === undefined) return m.build_sections();
			if (part === 'title') return m.build_section_title({ number });
			if (part === 'products') return m.build_section_products({ number });
			if (last === 'description') return m.build_row_description({ number: Number(second) + 1 });
			return second === undefined
				? m.build_section_rows({ number })
				: m.build_row({ number: Number(second) + 1 });
		default:
			return field;
	}
}

const EXAMPLE = '{ "name": "Ana" }';

/** What is wrong, to be read at the field itself. */
export function problemText({ kind, most = 0 }: Problem): string {
	switch (kind) {
		case 'empty':
		case 'missing':
			return m.build_empty();
		case 'tooLong':
			return m.build_too_long({ most });
		case 'tooMany':
			return m.build_too_many({ most });
		case 'twice':
			return m.build_twice();
		case 'notWeb':
			return m.build_not_web();
		case 'notJson':
			return m.build_not_json({ example: EXAMPLE });
	}
}

/** What is wrong, to be read at the button that sends. */
export function problemSentence(problem: Problem): string {
	const field = partName(problem.field);
	if (problem.kind === 'empty' || problem.kind === 'missing') return m.field_missing({ field });
	return `${field}: ${problemText(problem)}`;
}
