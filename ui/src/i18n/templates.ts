import type { TemplateField } from '../bindings/TemplateField';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import type { Unsendable } from '../bindings/Unsendable';
import type { FieldProblem } from '../model/template';
import { displayNames } from './formats';
import type { SectionName } from '../model/templateSections';
import type { Source } from '../model/templateSource';
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

export function problemText(problem: FieldProblem, field: TemplateField): string {
	switch (problem) {
		case 'empty':
			return m.field_empty();
		case 'newline':
			return m.field_newline();
		case 'tab':
			return m.field_tab();
		case 'spaces':
			return m.field_spaces();
		case 'long':
			return m.field_long({ count: field.mostChars ?? 0 });
		case 'past':
			return m.field_past();
		case 'place':
			return m.field_place();
	}
}

/** What a field is called: the variable's name, its number, or what stands at its place. */
export function fieldLabel(field: TemplateField, template: TemplateInfo): string {
	const label = labelInPart(field, template);
	return field.card === null ? label : m.field_on_card({ card: field.card + 1, field: label });
}

function labelInPart(field: TemplateField, template: TemplateInfo): string {
	switch (field.kind) {
		case 'image':
			return m.field_image();
		case 'video':
			return m.field_video();
		case 'document':
			return m.field_document();
		case 'place':
			return m.field_location();
		case 'moment':
			return m.field_offer_ends();
		case 'code':
			return m.field_code();
		case 'product':
			return m.field_product();
		case 'products':
			return m.field_products();
		case 'text':
		case 'payload':
		case 'flowData':
			return textLabel(field, template);
	}
}

function textLabel(field: TemplateField, template: TemplateInfo): string {
	if (field.part === 'button') {
		const buttons = field.card === null ? template.buttons : template.cards[field.card]?.buttons;
		return m.field_in_button({ button: buttons?.[field.button ?? 0]?.text ?? '' });
	}
	const words = field.variable.replaceAll('_', ' ');
	const variable = /^\d+$/.test(words) ? m.field_numbered({ number: words }) : words;
	if (field.part === 'header') return m.field_in_header({ variable });
	// The numbers begin anew in each part.
	if (template.fields.some(({ part, kind, card }) => part === 'header' && kind === 'text' && card === null)) {
		return m.field_in_body({ variable });
	}
	return variable.charAt(0).toUpperCase() + variable.slice(1);
}

const SOURCE_NAMES: Record<Source, () => string> = {
	name: m.offer_name,
	firstName: m.offer_first_name,
	profileName: m.offer_profile_name,
	phone: m.offer_phone,
	business: m.offer_business,
	agent: m.offer_agent,
	today: m.offer_today,
};

/** What a field can be filled from, in words. */
export function sourceName(source: Source): string {
	return SOURCE_NAMES[source]();
}

const SECTIONS: Record<SectionName, () => string> = {
	favourites: m.picker_favourites,
	recent: m.picker_section_recent,
	theirs: m.picker_section_theirs,
	others: m.picker_section_others,
	unsendable: m.picker_section_unsendable,
};

export function sectionName(section: SectionName): string {
	return SECTIONS[section]();
}

const COSTS: Record<string, () => string> = {
	UTILITY: m.cost_utility,
	MARKETING: m.cost_marketing,
	AUTHENTICATION: m.cost_authentication,
};

/** What WhatsApp counts a template as. Never an amount: that is known from the bill alone. */
export function costWords(category: string): string {
	return COSTS[category]?.() ?? m.cost_other({ category });
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
