import type { DraftButton } from '../bindings/DraftButton';
import type { Problem } from '../bindings/Problem';
import type { ProblemCode } from '../bindings/ProblemCode';
import type { Rejection } from '../bindings/Rejection';
import { spokenName } from '../model/authoring';
import { m } from './generated/messages';

type Words = (facts: { limit: number; variable: string }) => string;

const PROBLEMS: Record<ProblemCode, Words> = {
	empty: () => m.problem_empty(),
	tooLong: ({ limit }) => m.problem_too_long({ limit }),
	tooMany: ({ limit }) => m.problem_too_many({ limit }),
	tooFew: ({ limit }) => m.problem_too_few({ limit }),
	nameCharacters: () => m.problem_name(),
	language: () => m.problem_language(),
	authentication: () => m.problem_authentication(),
	markup: () => m.problem_markup(),
	noVariables: () => m.problem_no_variables(),
	tooManyVariables: () => m.problem_too_many_variables(),
	variableAtEdge: () => m.problem_edge(),
	variablesTogether: () => m.problem_together(),
	variableGap: ({ variable }) => m.problem_gap({ variable }),
	variableName: ({ variable }) => m.problem_variable({ variable }),
	braces: () => m.problem_braces(),
	tooFewWords: ({ limit }) => m.problem_words({ limit }),
	fileMissing: () => m.problem_file(),
	fileType: () => m.problem_file_type(),
	repliesApart: () => m.problem_replies(),
	address: () => m.problem_address(),
	addressVariable: () => m.problem_address_variable(),
	addressSample: () => m.problem_address_sample(),
	phone: () => m.problem_phone(),
	spacing: () => m.problem_spacing(),
	offerCategory: () => m.problem_offer_category(),
	offerFooter: () => m.problem_offer_footer(),
	besideCards: () => m.problem_beside_cards(),
	cardButton: () => m.problem_card_button(),
	cardStructure: () => m.problem_card_structure(),
};

/** What is wrong, as a sentence. */
export function problemWords({ code, limit, variable }: Problem): string {
	return PROBLEMS[code]({ limit: limit ?? 0, variable: variable ?? '' });
}

const PARTS: Record<string, () => string> = {
	name: m.authoring_name,
	language: m.authoring_language,
	category: m.authoring_category,
	header: m.authoring_header,
	body: m.authoring_body,
	footer: m.authoring_footer,
	offer: m.authoring_offer,
	buttons: m.authoring_buttons,
	cards: m.authoring_cards,
};

/** What the form calls the field in which a problem is. */
export function partName({ field, variable }: Problem): string {
	const [part = '', index] = field.split('.');
	if (part === 'sample') return m.authoring_part_sample({ variable: spokenName(variable ?? '') });
	if (part === 'button') return m.authoring_part_button({ number: Number(index) + 1 });
	if (part === 'card') return m.authoring_card({ number: Number(index) + 1 });
	return PARTS[part]?.() ?? part;
}

const STATUSES: Record<string, () => string> = {
	APPROVED: m.authoring_status_approved,
	REINSTATED: m.authoring_status_approved,
	PENDING: m.authoring_status_pending,
	IN_APPEAL: m.authoring_status_pending,
	REJECTED: m.authoring_status_rejected,
	PAUSED: m.authoring_status_paused,
	DISABLED: m.authoring_status_disabled,
	FLAGGED: m.authoring_status_flagged,
	ARCHIVED: m.authoring_status_archived,
	PENDING_DELETION: m.authoring_status_deleting,
	DELETED: m.authoring_status_deleting,
};

export function statusName(status: string): string {
	return (STATUSES[status] ?? m.authoring_status_other)();
}

const HINTS: Record<string, () => string> = {
	PENDING: m.authoring_pending_hint,
	PAUSED: m.authoring_paused_hint,
	DISABLED: m.authoring_disabled_hint,
};

/** What a state means for whoever wants to send the template. */
export function statusHint(status: string): string | null {
	return HINTS[status]?.() ?? null;
}

interface Reason {
	readonly why: () => string;
	readonly what: () => string;
}

const UNKNOWN: Reason = { why: m.authoring_why_unknown, what: m.authoring_do_unknown };

const REASONS: Record<string, Reason> = {
	ABUSIVE_CONTENT: { why: m.authoring_why_abusive, what: m.authoring_do_abusive },
	INCORRECT_CATEGORY: { why: m.authoring_why_category, what: m.authoring_do_category },
	INVALID_FORMAT: { why: m.authoring_why_format, what: m.authoring_do_format },
	PROMOTIONAL: { why: m.authoring_why_promotional, what: m.authoring_do_promotional },
	SCAM: { why: m.authoring_why_scam, what: m.authoring_do_scam },
	TAG_CONTENT_MISMATCH: { why: m.authoring_why_mismatch, what: m.authoring_do_mismatch },
};

/** Why a template was rejected, in plain words; the provider's own sentence if its word is not known here. */
export function rejectionWhy({ code, reason }: Rejection): string {
	return REASONS[code ?? '']?.why() ?? reason ?? UNKNOWN.why();
}

/** What to do about it: the provider's own advice, or ours for its word. */
export function rejectionAdvice({ code, recommendation }: Rejection): string {
	return recommendation ?? (REASONS[code ?? ''] ?? UNKNOWN).what();
}

/** The provider's word for a rejection as a sentence, for the news. */
export function reasonSentence(code: string): string | null {
	return REASONS[code]?.why() ?? null;
}

export const BUTTON_NAMES: Record<DraftButton['kind'], () => string> = {
	quickReply: m.authoring_button_quick,
	url: m.authoring_button_url,
	phone: m.authoring_button_phone,
	copyCode: m.authoring_button_code,
	flow: m.authoring_button_flow,
	catalog: m.authoring_button_catalog,
	voiceCall: m.authoring_button_call,
	contactRequest: m.authoring_button_contact,
};

/** What a button says on the customer's phone. WhatsApp writes some labels itself. */
export function shownLabel(button: DraftButton): string {
	if (button.kind === 'copyCode') return m.authoring_shown_code();
	if (button.kind === 'contactRequest') return m.authoring_shown_contact();
	return button.label;
}
