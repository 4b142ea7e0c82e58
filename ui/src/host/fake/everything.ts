import type { Content } from '../../bindings/Content';
import type { ContactCard } from '../../bindings/ContactCard';
import type { FileInfo } from '../../bindings/FileInfo';
import type { FileState } from '../../bindings/FileState';
import type { Media } from '../../bindings/Media';
import type { MediaKind } from '../../bindings/MediaKind';
import type { Message } from '../../bindings/Message';
import { HOUR, MINUTE } from '../../model/window';
import { NEWS } from './data';
import { FakeHost } from './fake';
import { face, landscape, speech } from './pictures';

const DAY = 24 * HOUR;
const LONG = 'Maria-Theresia von Hohenberg-Lichtenstein zu Sayn und Wittgenstein';

/** One chat with a message of every kind, theirs and ours, and everything that can stand around a bubble. */
export function everything(): FakeHost {
	const host = new FakeHost();
	const scene = new Scene(host);
	host.settings = { ...host.settings, showDeleted: true };
	files(scene);
	places(scene);
	taps(scene);
	around(scene);
	lines(scene);
	unknown(scene);
	known(scene);
	host.news = NEWS.map((item, n) => ({ ...item, news: { ...item.news, at: Date.now() - n * 5 * HOUR } }));
	host.unseenNews = 3;
	host.channels = host.channels.map((channel) => ({
		...channel,
		messagingLimit: 'TIER_2K',
		phone: {
			contactsRequestedAt: Date.now() - 2 * HOUR,
			historyRequestedAt: null,
			historyPercent: null,
			historyDeclined: false,
		},
	}));
	return host;
}

/** Puts one message after the other into the chat, a minute apart. */
class Scene {
	readonly host: FakeHost;
	readonly id: number;
	#at = Date.now() - 3 * HOUR;

	constructor(host: FakeHost) {
		this.host = host;
		this.id = host.person({
			name: 'Ana Souza 🌸',
			phone: '+5511987654321',
			username: 'ana.souza',
			userId: 'BR.13491208655302741918',
			profileName: 'ana ✨',
			firstSeenAt: Date.now() - 90 * DAY,
		}).id;
	}

	in(content: Content | string, part: Partial<Message> = {}): Message {
		this.#at += MINUTE;
		const message = this.host.writes(this.id, content, this.#at);
		return this.#with(message, { providerId: `wamid.HBgN${message.id}`, ...part });
	}

	out(content: Content | string, part: Partial<Message> = {}): Message {
		this.#at += MINUTE;
		const at = this.#at;
		const times = { sentAt: at + 1000, deliveredAt: at + 3000, readAt: at + 30_000 };
		const message = this.host.wrote(this.id, content, { at, status: 'read', ...times });
		return this.#with(message, { providerId: `wamid.HBgM${message.id}`, ...part });
	}

	#with(message: Message, part: Partial<Message>): Message {
		this.host.change(message.id, part);
		return this.host.messages.get(message.id)!;
	}

	file(media: MediaKind, url: string, part: Partial<FileInfo> & { name: string }): FileInfo {
		const { name, ...info } = part;
		const mimeType = info.mimeType ?? 'image/jpeg';
		const attachment = this.host.files.add(
			{ name, mimeType, bytes: info.bytes ?? 184_000, durationMs: info.durationMs ?? null },
			url,
		);
		return { ...this.host.files.info(attachment.key), thumbnail: media === 'image', ...info };
	}
}

function media(kind: MediaKind, part: Partial<Media> = {}): Content {
	return { kind: 'media', media: kind, ...part };
}

function photo(scene: Scene, hue: number, width: number, height: number): FileInfo {
	return scene.file('image', landscape(hue, width, height), { name: 'photo.jpg', width, height });
}

function files(scene: Scene): void {
	scene.in(media('image', { caption: 'The view from the waiting room, with a *caption*' }), {
		file: photo(scene, 200, 1600, 1200),
	});
	scene.in(media('image'), { file: photo(scene, 20, 900, 1600) });
	scene.out(media('image', { caption: 'هذه صورة العيادة' }), { file: photo(scene, 120, 1600, 700) });
	const film = { name: 'film.mp4', mimeType: 'video/mp4', width: 1280, height: 720, durationMs: 34_000 };
	scene.in(media('video', { caption: 'How it moves' }), {
		file: { ...scene.file('video', landscape(280, 1280, 720), film), thumbnail: true },
	});
	scene.out(media('video'), { file: scene.file('video', 'data:,', film) });
	const voice = { name: 'voice.ogg', mimeType: 'audio/ogg', durationMs: 12_400, waveform: speech(1) };
	scene.in(media('voice'), {
		file: scene.file('voice', 'data:,', voice),
		transcript: 'Good morning, could you tell me whether I should come before breakfast?',
	});
	scene.out(media('voice'), {
		file: scene.file('voice', 'data:,', { ...voice, durationMs: 75_000, waveform: speech(4) }),
		status: 'played',
		playedAt: Date.now() - HOUR,
	});
	scene.in(media('audio', { filename: 'Waiting room music.mp3' }), {
		file: scene.file('audio', 'data:,', { name: 'a.mp3', mimeType: 'audio/mpeg', durationMs: 201_000 }),
	});
	const pdf = { name: 'x.pdf', mimeType: 'application/pdf', bytes: 1_240_000 };
	scene.in(
		media('document', { filename: `Report of ${LONG} 2026-11-20 final (2).pdf`, caption: 'My report' }),
		{
			file: scene.file('document', 'data:,', pdf),
		},
	);
	scene.out(media('document', { filename: 'Price list.xlsx' }), {
		file: scene.file('document', 'data:,', { ...pdf, mimeType: 'application/vnd.ms-excel', bytes: 84_000 }),
	});
	const sticker = { name: 's.webp', mimeType: 'image/webp', width: 512, height: 512 };
	scene.in(media('sticker'), { file: scene.file('sticker', face(false), sticker) });
	scene.out(media('sticker', { animated: true }), { file: scene.file('sticker', face(true), sticker) });
	troubles(scene);
}

function troubles(scene: Scene): void {
	const gone = (state: FileState, problem: string | null, retryAt: number | null = null): FileInfo => ({
		state,
		problem,
		retryAt,
		key: null,
		bytes: null,
		mimeType: null,
		width: null,
		height: null,
		durationMs: null,
		waveform: [],
		thumbnail: false,
	});
	scene.in(media('image'), { file: gone('waiting', null) });
	scene.in(media('image'), { file: gone('waiting', 'offline', Date.now() + 90_000) });
	scene.in(media('image', { caption: 'Can you see it?' }), { file: gone('failed', 'refused') });
	scene.in(media('document', { filename: 'X-ray.dcm' }), { file: gone('failed', 'diskFull') });
	scene.in(media('video'), { file: gone('expired', 'expired') });
	scene.in(media('voice'), { file: gone('failed', 'corrupt') });
	scene.in(media('sticker'), { file: gone('lost', 'lost') });
}

function card(part: Partial<ContactCard> & { formattedName: string }): ContactCard {
	const none = { firstName: null, lastName: null, company: null, jobTitle: null, birthday: null };
	return { ...none, phones: [], emails: [], urls: [], addresses: [], ...part };
}

function places(scene: Scene): void {
	scene.in({ kind: 'location', latitude: 48.13743, longitude: 11.57549 });
	scene.out({
		kind: 'location',
		latitude: -23.55052,
		longitude: -46.633308,
		name: 'Riverside Dental',
		address: 'Avenida Paulista 1578, Bela Vista, São Paulo',
	});
	const maria = card({
		formattedName: LONG,
		company: 'Hohenberg & Söhne',
		jobTitle: 'Director',
		phones: [
			{ phone: '+49 151 12345678', label: 'CELL', waId: '4915112345678' },
			{ phone: '+49 89 1234567', label: 'WORK' },
		],
		emails: [{ email: 'maria@hohenberg.example', label: 'WORK' }],
	});
	scene.in({ kind: 'contacts', cards: [maria] });
	scene.out({
		kind: 'contacts',
		cards: [maria, card({ formattedName: 'Tom' }), card({ formattedName: 'محمد' })],
	});
	const own = card({ formattedName: 'Ana', phones: [{ phone: '+55 11 98765-4321', waId: '5511987654321' }] });
	scene.in({ kind: 'contacts', cards: [own], requested: true });
	scene.in({
		kind: 'order',
		text: 'Please deliver on Friday',
		items: [
			{ product: 'toothbrush-soft', quantity: 2, price: 4.5, currency: 'EUR' },
			{ product: 'whitening-set', quantity: 1, price: 39.9, currency: 'EUR' },
			{ product: 'gift-card', quantity: 1, price: 25, currency: 'USD' },
		],
	});
}

function taps(scene: Scene): void {
	scene.out({
		kind: 'interactive',
		header: { kind: 'text', text: 'Your appointment' },
		body: 'Shall we keep *Wednesday 10:30*?',
		footer: 'Riverside Dental',
		action: {
			kind: 'buttons',
			buttons: [
				{ id: 'keep', title: 'Keep it' },
				{ id: 'move', title: 'Move it' },
			],
		},
	});
	scene.in(
		{ kind: 'choice', source: 'button', title: 'Move it', id: 'move' },
		{ providerId: 'wamid.choice' },
	);
	scene.out(
		{
			kind: 'interactive',
			header: { kind: 'media', media: 'image' },
			body: 'Choose a time',
			action: {
				kind: 'list',
				button: 'Times',
				sections: [
					{ title: 'Morning', rows: [{ id: '1', title: '9:00', description: 'with Dr. Weber' }] },
					{
						title: 'Afternoon',
						rows: [
							{ id: '2', title: '14:00' },
							{ id: '3', title: '16:30' },
						],
					},
				],
			},
		},
		{ file: photo(scene, 60, 1200, 600) },
	);
	scene.in({ kind: 'choice', source: 'list', title: '9:00', description: 'with Dr. Weber' });
	const plain = (body: string, action: Extract<Content, { kind: 'interactive' }>['action']) =>
		scene.out({ kind: 'interactive', body, action });
	plain('Everything about your visit', {
		kind: 'link',
		label: 'Open the page',
		url: 'https://riverside.example/visit',
	});
	plain('Where are you now?', { kind: 'locationRequest' });
	plain('May we have your number?', { kind: 'contactRequest' });
	plain('Please fill in the form', { kind: 'flow', flowId: '1', label: 'Fill in' });
	scene.in({
		kind: 'form',
		name: 'flow',
		body: 'Sent',
		fields: [
			{ name: 'first_name', value: 'Ana' },
			{ name: 'allergies', value: 'penicillin, latex' },
			{ name: 'note', value: '' },
		],
	});
	plain('Our toothbrush', { kind: 'product', catalogId: '1', product: 'toothbrush-soft' });
	plain('What we sell', {
		kind: 'productList',
		catalogId: '1',
		sections: [{ title: 'Brushes', products: ['toothbrush-soft', 'toothbrush-hard'] }],
	});
	plain('Everything that we sell', { kind: 'catalog' });
	scene.out(
		{
			kind: 'template',
			name: 'appointment_reminder',
			language: 'en_US',
			category: 'UTILITY',
			header: 'See you soon',
			body: 'Hello Ana, your appointment is on *Monday*.',
			footer: 'Riverside Dental',
			buttons: ['Confirm', 'Reschedule'],
			components: [],
		},
		{ pricing: { type: 'regular', category: 'utility' } },
	);
	scene.in({ kind: 'choice', source: 'template', title: 'Confirm' });
	scene.in({ kind: 'callPermission', allowed: true, until: Math.floor(Date.now() / 1000) + 7 * 86_400 });
	scene.in({ kind: 'callPermission', allowed: false });
}

function around(scene: Scene): void {
	const { host } = scene;
	const question = scene.in('Do you have a parking lot? 🚗', {
		ad: {
			url: 'https://fb.example/ad/1',
			id: '1',
			source: 'ad',
			headline: 'Spring check-up at Riverside Dental',
			body: 'Book now, and the cleaning is on us. Free parking behind the house.',
			clickId: null,
		},
	});
	scene.out('Yes, right behind the house.', {
		quote: { message: question.id, outbound: false, content: question.content, file: null },
		pricing: { type: 'free_customer_service', category: 'service' },
		reactions: [{ emoji: '❤️', outbound: false, at: Date.now() }],
	});
	const first = [...host.messages.values()][0]!;
	scene.in('This one, I mean', {
		quote: { message: first.id, outbound: false, content: first.content, file: first.file },
		reactions: [
			{ emoji: '👍', outbound: true, at: Date.now() },
			{ emoji: '👍', outbound: false, at: Date.now() },
		],
	});
	scene.in('And what about that?', {
		quote: { message: null, outbound: true, content: null, file: null },
		product: { catalogId: '1', product: 'whitening-set' },
	});
	scene.in('مرحبا، هل يمكنني تغيير موعدي؟ شكراً جزيلاً 🙏', { forwarded: 'once' });
	scene.in('Forward this to ten friends!', { forwarded: 'often', late: true });
	scene.in('Thursday at 16:00 then', {
		earlier: [
			{ text: 'Wednesday at 16:00 then', at: Date.now() - HOUR },
			{ text: 'Thursdat at 16:00', at: Date.now() - HOUR + MINUTE },
		],
	});
	scene.in('I should not have written this', { deletedAt: Date.now() - MINUTE });
	scene.in({ kind: 'revoke', of: 'wamid.gone' }, { deletedAt: Date.now() - MINUTE });
	scene.out('We are on our way', { fromPhone: true, author: null, status: 'delivered', readAt: null });
	scene.out('A program wrote this', { author: 'Appointment reminders' });
	const unsent = { sentAt: null, deliveredAt: null, readAt: null };
	scene.out('Here is the address again', {
		...unsent,
		status: 'failed',
		canRetry: true,
		error: {
			code: '131000',
			explanation: 'unknown_error',
			detail: 'Something went wrong; fbtrace_id A1b2C3',
			useTemplate: false,
		},
	});
	scene.out('Still waiting', { ...unsent, status: 'queued', canCancel: true, providerId: null });
	scene.out({ kind: 'reaction', to: 'wamid.1', emoji: '😂' }, { status: 'failed' });
	scene.in('❤️');
	scene.out('👍🏽🎉');
}

function lines(scene: Scene): void {
	scene.in({ kind: 'notice', what: 'numberChanged', from: '5511987654321', to: '5511912345678' });
	scene.in({ kind: 'notice', what: 'userIdChanged', from: 'BR.1', to: 'BR.2' });
	scene.in({ kind: 'notice', what: 'identityChanged' });
	scene.in({ kind: 'notice', what: 'marketingPreference', stopped: true });
	scene.in({ kind: 'notice', what: 'marketingPreference', stopped: false });
	scene.in({ kind: 'notice', what: 'welcome' });
	scene.in({ kind: 'notice', what: 'words', text: 'Ana changed the chat theme.' });
	scene.in({ kind: 'call', direction: 'fromCustomer', outcome: 'failed' });
	scene.out({ kind: 'call', direction: 'fromBusiness', outcome: 'completed', seconds: 151 });
	scene.in({ kind: 'call', direction: 'fromCustomer', outcome: 'ringing' });
}

function unknown(scene: Scene): void {
	scene.in({ kind: 'unsupported', what: 'poll_creation', code: 131051 });
	scene.in({ kind: 'unsupported', what: 'ephemeral', code: 131051 });
	scene.in({ kind: 'unsupported', code: 131060 });
	scene.in({ kind: 'unsupported' });
	scene.out({ kind: 'elsewhere' }, { author: null });
	scene.in({ kind: 'placeholder' });
	scene.in({ kind: 'other', waType: 'hologram', caption: 'look at me' });
	scene.in('See you! https://riverside.example/how-to-find-us');
}

/** What is known of the person, and others in the list with previews of other kinds. */
function known({ host, id }: Scene): void {
	const row = host.rows.get(id)!;
	const other = host.person({ name: 'ana.souza', phone: null, username: 'ana.souza', userId: 'BR.99' });
	host.writes(other.id, { kind: 'media', media: 'voice' }, Date.now() - 2 * HOUR);
	host.people.details.set(row.contact.id, {
		savedName: 'Ana Souza 🌸',
		profileName: 'ana ✨',
		phones: ['+5511987654321', '+5511912345678'],
		userIds: ['BR.13491208655302741918', 'BR.1'],
		marketingStoppedAt: Date.now() - 3 * DAY,
		mayBe: [other.contact],
	});
	row.marketingStoppedAt = Date.now() - 3 * DAY;
	const blocked = host.person({ name: LONG, phone: '+4915112345678' });
	host.writes(
		blocked.id,
		{ kind: 'media', media: 'document', filename: 'Complaint.pdf' },
		Date.now() - 4 * HOUR,
	);
	host.rows.get(blocked.id)!.blocked = true;
	row.unread = 0;
	row.readUpTo = [...host.messages.values()].at(-1)?.id ?? null;
}
