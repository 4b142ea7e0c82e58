import type { TemplateField } from '../bindings/TemplateField';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import type { Unsendable } from '../bindings/Unsendable';
import type { FieldProblem } from '../model/template';
import { displayNames } from './formats';
import { m } from './generated/messages';

type Reason = (detail: string) => string;

const REASONS: Record<string, Reason> = {
	pending: () => m.unsendable_pending(),
	rejected: (detail) => (detail ? m.unsendable_rejected_for({ detail }) : m.unsendable_rejected()),
	paused: () => m.unsendable_paused(),
	disabled: () => m.unsendable_disabled(),
	header: (detail) => m.unsendable_header({ detail }),
	button: (detail) => m.unsendable_button({ detail }),
	component: (detail) => m.unsendable_component({ detail }),
	authentication: () => m.unsendable_authentication(),
};

/** Why a template cannot be sent, as a sentence. */
export function unsendableReason({ code, detail }: Unsendable): string {
	const words = detail?.replaceAll('_', ' ').toLowerCase() ?? '';
	return REASONS[code]?.(words) ?? m.unsendable_state({ detail: words || code });
}

export function problemText(problem: FieldProblem): string {
	switch (problem) {
		case 'empty':
			return m.field_empty();
		case 'newline':
			return m.field_newline();
		case 'tab':
			return m.field_tab();
		case 'spaces':
			return m.field_spaces();
	}
}

/** What a field is called: its name or number, after the part in which it stands if several have variables. */
export function fieldLabel(field: TemplateField, template: TemplateInfo): string {
	if (field.part === 'button') {
		const button = template.buttons[Number(field.key.split('.')[1])]?.text ?? '';
		return m.field_in_button({ button });
	}
	const words = field.variable.replaceAll('_', ' ');
	const variable = /^\d+$/.test(words) ? m.field_numbered({ number: words }) : words;
	if (field.part === 'header') return m.field_in_header({ variable });
	// The numbers begin anew in each part.
	if (template.fields.some(({ part }) => part === 'header')) return m.field_in_body({ variable });
	return variable.charAt(0).toUpperCase() + variable.slice(1);
}

const CATEGORIES: Record<string, () => string> = {
	UTILITY: m.category_utility,
	MARKETING: m.category_marketing,
	AUTHENTICATION: m.category_authentication,
};

export function categoryName(category: string): string {
	return CATEGORIES[category]?.() ?? category;
}

const QUALITIES: Record<string, () => string> = {
	GREEN: m.quality_green,
	YELLOW: m.quality_yellow,
	RED: m.quality_red,
};

export function qualityName(quality: string): string {
	return QUALITIES[quality]?.() ?? quality;
}

const REVIEWS: Record<string, () => string> = {
	APPROVED: m.review_approved,
	PENDING: m.review_pending,
	REJECTED: m.review_rejected,
};

/** The outcome of the provider's review of an account; its own word if it is a new one. */
export function reviewName(review: string): string {
	return REVIEWS[review]?.() ?? review;
}

const nameOfLanguage = displayNames('language');

/** "English (US)" for `en_US`; the code itself if nobody knows it. */
export function languageName(code: string): string {
	try {
		return nameOfLanguage(code.replaceAll('_', '-')) ?? code;
	} catch {
		return code;
	}
}
