import type { News } from '../../bindings/News';
import type { NewsItem } from '../../bindings/NewsItem';
import type { NewsTopic } from '../../bindings/NewsTopic';
import type { Severity } from '../../bindings/Severity';
import type { Channel } from './types';
import type { TemplateInfo } from '../../bindings/TemplateInfo';

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

function template(part: Partial<TemplateInfo> & Pick<TemplateInfo, 'name' | 'body'>): TemplateInfo {
	return {
		language: 'en_US',
		category: 'UTILITY',
		quality: 'GREEN',
		headerFormat: part.header ? 'text' : null,
		header: null,
		footer: null,
		buttons: [],
		fields: [],
		unsendable: null,
		...part,
	};
}

export const TEMPLATES: readonly TemplateInfo[] = [
	template({
		name: 'appointment_reminder',
		header: 'See you soon, {{1}}',
		body: 'Hello {{1}}, this is a reminder of your appointment on *{{2}}* at *{{3}}* with {{4}}.\n\nPlease arrive ten minutes early and bring your insurance card.',
		footer: 'Riverside Dental',
		buttons: [
			{ kind: 'QUICK_REPLY', text: 'Confirm', url: null },
			{ kind: 'QUICK_REPLY', text: 'Reschedule', url: null },
			{ kind: 'URL', text: 'Directions', url: 'https://riverside.example/visit/{{1}}' },
		],
		fields: [
			{ key: 'header.1', part: 'header', variable: '1', example: 'Ana' },
			{ key: 'body.1', part: 'body', variable: '1', example: 'Ana' },
			{ key: 'body.2', part: 'body', variable: '2', example: 'Monday, 7 December' },
			{ key: 'body.3', part: 'body', variable: '3', example: '10:30' },
			{ key: 'body.4', part: 'body', variable: '4', example: 'Dr. Weber' },
			{ key: 'button.2', part: 'button', variable: '1', example: 'A7X2' },
		],
	}),
	template({
		name: 'continue_conversation',
		body: 'Hi {{first_name}}, we have an answer to your question. Reply to this message and we will pick up where we left off.',
		fields: [{ key: 'body.first_name', part: 'body', variable: 'first_name', example: 'Ana' }],
	}),
	template({
		name: 'continue_conversation',
		language: 'pt_BR',
		body: 'Olá {{first_name}}, temos uma resposta para a sua pergunta. Responda a esta mensagem para continuarmos.',
		fields: [{ key: 'body.first_name', part: 'body', variable: 'first_name', example: 'Ana' }],
	}),
	template({
		name: 'hello_world',
		body: 'Welcome and congratulations! This message shows that messages reach you.',
	}),
	template({
		name: 'spring_checkup_offer',
		category: 'MARKETING',
		quality: 'YELLOW',
		header: 'Spring check-up 🌷',
		body: 'Hi {{1}}, book your spring check-up before {{2}} and the cleaning is on us.',
		footer: 'Reply STOP to receive no more offers',
		fields: [
			{ key: 'body.1', part: 'body', variable: '1', example: 'Ana' },
			{ key: 'body.2', part: 'body', variable: '2', example: '31 March' },
		],
	}),
	template({
		name: 'rappel_de_rendez_vous',
		language: 'fr',
		quality: null,
		body: 'Bonjour {{1}}, nous vous rappelons votre rendez-vous du {{2}}. À bientôt !',
		fields: [
			{ key: 'body.1', part: 'body', variable: '1', example: 'Hélène' },
			{ key: 'body.2', part: 'body', variable: '2', example: 'lundi 7 décembre' },
		],
	}),
	template({
		name: 'feedback_request',
		body: 'How was your visit, {{1}}?',
		quality: 'RED',
		unsendable: { code: 'paused', detail: null },
		fields: [{ key: 'body.1', part: 'body', variable: '1', example: 'Ana' }],
	}),
	template({
		name: 'price_list_2026',
		body: 'Our new price list.',
		category: 'MARKETING',
		headerFormat: 'document',
		unsendable: { code: 'header', detail: 'document' },
	}),
	template({
		name: 'new_year_greeting',
		category: 'MARKETING',
		body: 'Happy new year!',
		quality: null,
		unsendable: { code: 'rejected', detail: 'PROMOTIONAL' },
	}),
	template({
		name: 'opening_hours_change',
		body: 'From {{1}} we open at {{2}}.',
		quality: null,
		unsendable: { code: 'pending', detail: null },
		fields: [
			{ key: 'body.1', part: 'body', variable: '1', example: 'Monday' },
			{ key: 'body.2', part: 'body', variable: '2', example: '8:00' },
		],
	}),
	template({
		name: 'login_code',
		category: 'AUTHENTICATION',
		body: '{{1}} is your verification code.',
		unsendable: { code: 'authentication', detail: null },
		fields: [{ key: 'body.1', part: 'body', variable: '1', example: '123456' }],
	}),
];

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
