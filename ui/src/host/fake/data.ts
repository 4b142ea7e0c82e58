import type { News } from '../../bindings/News';
import type { NewsItem } from '../../bindings/NewsItem';
import type { NewsTopic } from '../../bindings/NewsTopic';
import type { Severity } from '../../bindings/Severity';
import type { Channel } from './types';

/** The people of the fake inbox: names as customers really have them. */
export const PEOPLE: readonly { name: string; phone: string | null; username?: string; userId?: string }[] = [
	{ name: 'Ana Souza', phone: '+5511987654321', username: 'ana.souza' },
	{ name: 'Priya Raghunathan', phone: '+919812345678' },
	{ name: 'محمد عبد الرحمن', phone: '+971501234567' },
	{ name: '陈晓明', phone: '+8613812345678' },
	{ name: 'प्रिया शर्मा', phone: '+919898989898' },
	{
		name: 'Maria-Theresia von Hohenberg-Lichtenstein zu Sayn und Wittgenstein',
		phone: '+4915112345678',
	},
	{ name: '🌸 Lucía 🌸', phone: '+34612345678', username: 'lucia_flores' },
	{ name: 'quiet.fox', phone: null, username: 'quiet.fox', userId: 'US.13491208655302741918' },
	{ name: 'Tom Becker', phone: '+12025550143' },
	{ name: 'Yuki Tanaka', phone: '+819012345678' },
	{ name: 'Oluwaseun Adeyemi', phone: '+2348031234567' },
	{ name: 'דנה לוי', phone: '+972541234567' },
];

export const CHANNEL: Channel = {
	id: 'main',
	provider: 'meta',
	displayPhoneNumber: '+1 555 010 9999',
	verifiedName: 'Riverside Dental',
	quality: 'GREEN',
	accountName: 'Riverside Dental Ltd',
	accountReview: 'APPROVED',
	phone: null,
	messagingLimit: 'TIER_2K',
	catalogId: null,
	paused: null,
	webhookPath: '/webhooks/meta/main',
	received: { deliveries: 128, unreadable: 0, refused: 0, lastAt: null },
};

/** What WhatsApp has told lately: one of every topic, the newest first. */
export const NEWS: readonly NewsItem[] = [
	news('templateStatus', 'critical', 'appointment_reminder', 'PAUSED', { title: 'SECOND_PAUSE' }),
	news('templateStatus', 'info', 'spring_checkup_offer', 'APPROVED'),
	news('templateStatus', 'warning', 'new_year_greeting', 'REJECTED', {
		reason: 'PROMOTIONAL',
		recommendation: 'Remove the offer, or send it as marketing.',
	}),
	news('templateQuality', 'warning', 'feedback_request', 'RED', { previous_quality_score: 'YELLOW' }),
	news('templateComponents', 'info', 'price_list_2026', null),
	news('templateCategory', 'warning', 'appointment_reminder', 'MARKETING', {
		category_update_timestamp: '1764000000',
	}),
	news('numberLimit', 'info', '+1 555 010 9999', 'UPGRADE', { current_limit: 'TIER_2K' }),
	news('numberName', 'info', '+1 555 010 9999', 'APPROVED'),
	news('numberUsername', 'info', 'riverside.dental', 'approved'),
	news('security', 'warning', '+1 555 010 9999', 'PIN_CHANGED', { requester: '1234567890' }),
	news('account', 'critical', null, 'ACCOUNT_RESTRICTION', {
		restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
	}),
	news('accountReview', 'info', null, 'APPROVED'),
	news('accountAlert', 'warning', '106540352242922', 'PROFILE_PICTURE_LOST', {
		alert_description: 'The profile picture of your number was removed.',
	}),
	news('capability', 'info', null, null, { max_daily_conversations_per_business: '2000' }),
	news('flow', 'warning', '1234', 'ENDPOINT_AVAILABILITY', { availability: '75' }),
	news('error', 'critical', null, '130429', { title: 'Rate limit hit' }),
].map((one, n) => ({ id: 1000 - n, channel: CHANNEL.id, news: one }));

function news(
	topic: NewsTopic,
	severity: Severity,
	subject: string | null,
	state: string | null,
	details: Record<string, string> = {},
): News {
	const given = Object.entries(details).map(([name, value]) => ({ name, value }));
	return { topic, severity, at: 0, subject, state, details: given };
}
