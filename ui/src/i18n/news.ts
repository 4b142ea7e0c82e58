import type { News } from '../bindings/News';
import type { NewsTopic } from '../bindings/NewsTopic';
import { grouped } from '../model/phone';
import { reasonSentence } from './authoring';
import { m } from './generated/messages';
import { categoryName, qualityName } from './templates';

/** What the news say: about whom or what, the provider's word for what became of it, and whether it is yet to come. */
interface Facts {
	readonly name: string;
	readonly state: string;
	readonly soon: boolean;
}

type Sentence = (facts: Facts) => string;

/** A topic's sentences by the provider's word, and the one for words that nobody knows yet. */
interface Sentences {
	readonly by?: Readonly<Record<string, Sentence>>;
	readonly other: Sentence;
}

const TOPICS: Record<NewsTopic, Sentences> = {
	templateStatus: {
		by: {
			APPROVED: m.news_template_approved,
			REJECTED: m.news_template_rejected,
			PENDING: m.news_template_pending,
			IN_APPEAL: m.news_template_pending,
			PAUSED: m.news_template_paused,
			DISABLED: m.news_template_disabled,
			FLAGGED: m.news_template_flagged,
			REINSTATED: m.news_template_reinstated,
			DELETED: m.news_template_deleted,
			PENDING_DELETION: m.news_template_deleting,
		},
		other: m.news_template_state,
	},
	templateQuality: {
		other: ({ name, state }) => m.news_template_quality({ name, quality: qualityName(state.toUpperCase()) }),
	},
	templateComponents: { other: m.news_template_components },
	templateCategory: {
		other: ({ name, state, soon }) => {
			const category = categoryName(state.toUpperCase());
			return soon
				? m.news_template_category_soon({ name, category })
				: m.news_template_category({ name, category });
		},
	},
	numberLimit: {
		by: {
			UPGRADE: m.news_number_upgrade,
			DOWNGRADE: m.news_number_downgrade,
			FLAGGED: m.news_number_flagged,
			UNFLAGGED: m.news_number_unflagged,
			ONBOARDING: m.news_number_ready,
			THROUGHPUT_UPGRADE: m.news_number_faster,
		},
		other: m.news_number_limit,
	},
	numberName: {
		by: { APPROVED: m.news_name_approved, REJECTED: m.news_name_rejected },
		other: m.news_name_state,
	},
	numberUsername: {
		by: {
			APPROVED: m.news_username_approved,
			RESERVED: m.news_username_reserved,
			DELETED: () => m.news_username_deleted(),
		},
		other: m.news_username,
	},
	security: {
		by: {
			PIN_CHANGED: m.news_pin_changed,
			PIN_RESET_REQUEST: m.news_pin_asked,
			PIN_REQUEST_SUCCESS: m.news_pin_reset,
			PIN_RESET_SUCCESS: m.news_pin_reset,
		},
		other: m.news_security,
	},
	account: {
		by: {
			ACCOUNT_DELETED: () => m.news_account_deleted(),
			ACCOUNT_VIOLATION: () => m.news_account_violation(),
			ACCOUNT_RESTRICTION: () => m.news_account_restriction(),
			DISABLED_UPDATE: () => m.news_account_disabled(),
			PARTNER_REMOVED: () => m.news_account_partner_removed(),
			ACCOUNT_OFFBOARDED: () => m.news_account_offboarded(),
			ACCOUNT_RECONNECTED: () => m.news_account_reconnected(),
		},
		other: m.news_account_state,
	},
	accountReview: {
		by: { APPROVED: () => m.news_review_approved(), REJECTED: () => m.news_review_rejected() },
		other: m.news_review_state,
	},
	accountAlert: {
		by: {
			PROFILE_PICTURE_LOST: () => m.news_alert_picture(),
			OBA_APPROVED: () => m.news_alert_verified(),
			OBA_REJECTED: () => m.news_alert_not_verified(),
		},
		other: m.news_alert,
	},
	capability: { other: () => m.news_capability() },
	flow: {
		by: {
			FLOW_STATUS_CHANGE: () => m.news_flow_status(),
			CLIENT_ERROR_RATE: () => m.news_flow_errors(),
			ENDPOINT_ERROR_RATE: () => m.news_flow_endpoint(),
			ENDPOINT_LATENCY: () => m.news_flow_endpoint(),
			ENDPOINT_AVAILABILITY: () => m.news_flow_endpoint(),
		},
		other: m.news_flow_state,
	},
	error: { other: m.news_error },
};

/** A template's name without underscores, a number grouped, anything else as it is. */
function subjectName(topic: News['topic'], subject: string): string {
	if (topic.startsWith('template')) return subject.replaceAll('_', ' ');
	return topic.startsWith('number') && /^\d+$/.test(subject) ? grouped(`+${subject}`) : subject;
}

/** What happened, in a plain sentence. */
export function newsSentence({ topic, subject, state, details }: News): string {
	const { by, other } = TOPICS[topic];
	const sentence = by?.[state?.toUpperCase() ?? ''] ?? other;
	const name = subject === null || subject === undefined ? '' : subjectName(topic, subject);
	const soon = details?.some((detail) => detail.name === 'category_update_timestamp') ?? false;
	return sentence({ name, state: words(state ?? ''), soon });
}

/** The provider's word as people write it. */
function words(code: string): string {
	return /^[A-Z0-9_]+$/.test(code) ? code.replaceAll('_', ' ').toLowerCase() : code;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The details with names that can be read; ids and what the sentence says already are left out. */
export function newsDetails({ details = [] }: News): { label: string; value: string }[] {
	return details
		.filter(({ name }) => !/(^|_)id$|timestamp$|severity$/.test(name))
		.map(({ name, value }) => ({
			label: capital(words(name.replace(/^message_template_/, '').toUpperCase())),
			value: (name === 'reason' ? reasonSentence(value) : null) ?? words(value),
		}));
}
