import type { FieldKind } from '../../bindings/FieldKind';
import type { TemplateButton } from '../../bindings/TemplateButton';
import type { TemplateField } from '../../bindings/TemplateField';
import type { TemplateInfo } from '../../bindings/TemplateInfo';

type Part = Partial<TemplateInfo> & Pick<TemplateInfo, 'name' | 'body'>;

function template(part: Part): TemplateInfo {
	return {
		language: 'en_US',
		category: 'UTILITY',
		comingCategory: null,
		quality: 'GREEN',
		headerFormat: part.header ? 'text' : null,
		header: null,
		footer: null,
		offer: null,
		buttons: [],
		cards: [],
		fields: [],
		unsendable: null,
		favourite: false,
		usedAt: null,
		memory: {},
		...part,
	};
}

/** A field by its key, as the core names it: `body.1`, `header.media`, `card.0.button.1`, `offer.expires`. */
function field(key: string, example: string | null = null, kind: FieldKind = 'text'): TemplateField {
	const [, card, part = '', rest = ''] = /^(?:card\.(\d+)\.)?(\w+)\.(.+)$/.exec(key) ?? [];
	const fixed = kind !== 'text';
	return {
		key,
		kind,
		card: card === undefined ? null : Number(card),
		part,
		button: part === 'button' ? Number(rest) : null,
		variable: fixed ? '' : part === 'button' ? '1' : rest,
		required: kind !== 'product',
		mostChars: kind === 'text' ? 1000 : kind === 'code' ? 20 : null,
		example,
	};
}

function button(
	kind: string,
	text: string,
	url: string | null = null,
	phone: string | null = null,
): TemplateButton {
	return { kind, text, url, phone };
}

const MUG = [button('QUICK_REPLY', 'Keep one for me'), button('URL', 'See it', 'https://shop.example/{{1}}')];

/** One of every kind of component, and one for each reason why a template cannot be sent. */
export const TEMPLATES: readonly TemplateInfo[] = [
	template({
		name: 'appointment_reminder',
		header: 'See you soon, {{1}}',
		body: 'Hello {{1}}, this is a reminder of your appointment on *{{2}}* at *{{3}}* with {{4}}.\n\nPlease arrive ten minutes early and bring your insurance card.',
		footer: 'Riverside Dental',
		buttons: [
			button('QUICK_REPLY', 'Confirm'),
			button('QUICK_REPLY', 'Reschedule'),
			button('URL', 'Directions', 'https://riverside.example/visit/{{1}}'),
		],
		fields: [
			field('header.1', 'Ana'),
			field('body.1', 'Ana'),
			field('body.2', 'Monday, 7 December'),
			field('body.3', '10:30'),
			field('body.4', 'Dr. Weber'),
			field('button.2', 'A7X2'),
		],
	}),
	template({
		name: 'continue_conversation',
		body: 'Hi {{first_name}}, we have an answer to your question. Reply to this message and we will pick up where we left off.',
		fields: [field('body.first_name', 'Ana')],
	}),
	template({
		name: 'continue_conversation',
		language: 'pt_BR',
		body: 'Olá {{first_name}}, temos uma resposta para a sua pergunta. Responda a esta mensagem para continuarmos.',
		fields: [field('body.first_name', 'Ana')],
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
		fields: [field('body.1', 'Ana'), field('body.2', '31 March')],
	}),
	template({
		name: 'rappel_de_rendez_vous',
		language: 'fr',
		quality: null,
		body: 'Bonjour {{1}}, nous vous rappelons votre rendez-vous du {{2}}. À bientôt !',
		fields: [field('body.1', 'Hélène'), field('body.2', 'lundi 7 décembre')],
	}),
	template({
		name: 'new_rooms',
		headerFormat: 'image',
		body: 'Hello {{1}}, this is what our new rooms look like.',
		footer: 'Riverside Dental',
		fields: [field('header.media', null, 'image'), field('body.1', 'Ana')],
	}),
	template({
		name: 'price_list_2026',
		body: 'Our new price list.',
		headerFormat: 'document',
		fields: [field('header.media', null, 'document')],
	}),
	template({
		name: 'how_to_find_us',
		headerFormat: 'location',
		body: 'Hello {{1}}, here is the way to our new rooms.',
		buttons: [button('PHONE_NUMBER', 'Call us', null, '+15550109999')],
		fields: [field('header.place', null, 'place'), field('body.1', 'Ana')],
	}),
	template({
		name: 'how_was_your_visit',
		body: 'How was your visit? One tap is enough.',
		buttons: ['Very good', 'Good', 'So so', 'Bad'].map((text) => button('QUICK_REPLY', text)),
	}),
	template({
		name: 'winter_mugs_offer',
		category: 'MARKETING',
		comingCategory: 'UTILITY',
		headerFormat: 'image',
		offer: 'Half price!',
		body: 'Two days only: every mug at half price with this code.',
		buttons: [
			button('COPY_CODE', 'Copy offer code'),
			button('URL', 'Shop now', 'https://shop.example/{{1}}'),
		],
		fields: [
			field('header.media', null, 'image'),
			field('offer.expires', null, 'moment'),
			field('button.0', 'MUG50', 'code'),
			field('button.1', 'mugs'),
		],
	}),
	template({
		name: 'mug_shelf',
		category: 'MARKETING',
		body: 'Hello {{1}}, these mugs are new on our shelf.',
		cards: ['blue', 'green'].map(() => ({ headerFormat: 'image', body: 'The {{1}} mug', buttons: MUG })),
		fields: [
			field('body.1', 'Ana'),
			...[0, 1].flatMap((card) => [
				field(`card.${card}.header.media`, null, 'image'),
				field(`card.${card}.body.1`, 'blue'),
				field(`card.${card}.button.1`, 'blue-mug'),
			]),
		],
	}),
	template({
		name: 'picked_for_you',
		category: 'MARKETING',
		body: 'Some things that go well with your last order.',
		buttons: [button('MPM', 'View items')],
		fields: [field('button.0', null, 'products')],
	}),
	template({
		name: 'whole_shop',
		category: 'MARKETING',
		body: 'Everything that we sell, in one place.',
		buttons: [button('CATALOG', 'View catalog')],
		fields: [field('button.0', null, 'product')],
	}),
	template({
		name: 'feedback_request',
		body: 'How was your visit, {{1}}?',
		quality: 'RED',
		unsendable: { code: 'paused', detail: null },
		fields: [field('body.1', 'Ana')],
	}),
	template({
		name: 'mug_in_motion',
		body: 'Our mugs, in motion.',
		category: 'MARKETING',
		headerFormat: 'gif',
		unsendable: { code: 'header', detail: 'gif' },
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
		fields: [field('body.1', 'Monday'), field('body.2', '8:00')],
	}),
	template({
		name: 'login_code',
		category: 'AUTHENTICATION',
		body: '{{1}} is your verification code.',
		unsendable: { code: 'authentication', detail: null },
		fields: [field('body.1', '123456')],
	}),
];
