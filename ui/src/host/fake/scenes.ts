import type { Conversation } from '../../bindings/Conversation';
import type { Message } from '../../bindings/Message';
import { HOUR, MINUTE } from '../../model/window';
import { PEOPLE } from './data';
import { everything } from './everything';
import { FakeHost } from './fake';
import { landscape, speech } from './pictures';

const DAY = 24 * HOUR;

/** The inboxes that can be looked at: `?fake=inbox`, `?fake=crowd` and so on with the development server. */
export const SCENES: Record<string, () => FakeHost> = {
	inbox,
	everything,
	crowd,
	empty,
	welcome,
	paused,
};

function inbox(): FakeHost {
	const host = new FakeHost();
	host.files.slowMs = 1500;
	host.flows = [
		{ id: '1', name: 'Book a visit', status: 'PUBLISHED' },
		{ id: '2', name: 'Medical history', status: 'DRAFT' },
	];
	host.channels = host.channels.map((channel) => ({ ...channel, catalogId: '1034567' }));
	const now = Date.now();
	const [ana, priya, mohamed, chen, hindi, maria, lucia, fox, tom, yuki, olu, dana] = PEOPLE.map((person) =>
		host.person({ userId: null, username: null, ...person, firstSeenAt: now - 90 * DAY }),
	) as [Conversation, ...Conversation[]] & Conversation[];

	longTalk(host, ana.id, now);
	kept(host, ana, priya!);

	host.writes(priya!.id, 'Good morning! Is Dr. Weber in on Thursday?', now - 24 * HOUR + 42 * MINUTE);

	host.writes(mohamed!.id, 'السلام عليكم، هل يمكنني تغيير موعدي إلى يوم الأحد؟', now - 21 * HOUR);
	host.wrote(mohamed!.id, 'وعليكم السلام! نعم بالطبع، الساعة *10:30* مناسبة؟', {
		at: now - 20.8 * HOUR,
		status: 'delivered',
		sentAt: now - 20.8 * HOUR,
		deliveredAt: now - 20.79 * HOUR,
	});
	host.writes(mohamed!.id, 'ممتاز، شكراً جزيلاً 🙏', now - 20.5 * HOUR);

	host.writes(chen!.id, '你好，我想预约下周三下午的洗牙，大概需要多长时间？', now - 30 * HOUR);
	host.wrote(chen!.id, '您好！洗牙大约需要 45 分钟。下周三下午三点可以吗？', {
		at: now - 29 * HOUR,
		status: 'read',
		readAt: now - 28 * HOUR,
	});

	host.writes(hindi!.id, 'नमस्ते, क्या मेरी रिपोर्ट आ गई है?', now - 5 * HOUR);
	sends(host, hindi!.id, 'image', now - 4.9 * HOUR, 'यह पिछली रिपोर्ट है');

	sends(host, maria!.id, 'voice', now - 24 * HOUR + 95_000);
	host.wrote(lucia!.id, template('Hola Lucía, le recordamos su cita de mañana a las 9:30.'), {
		at: now - 3 * HOUR,
		status: 'delivered',
	});

	host.writes(fox!.id, 'hey, saw your ad - do you take walk-ins?', now - 2 * HOUR);
	host.rows.get(fox!.id)!.draft = {
		text: 'Hi! Yes, every weekday from 8 to',
		files: [],
		replyTo: null,
	};
	host.preview(fox!.id);

	host.writes(tom!.id, 'ok', now - 50 * HOUR);
	host.wrote(tom!.id, 'See you tomorrow, Tom!', {
		at: now - 49 * HOUR,
		status: 'failed',
		error: {
			code: '131026',
			explanation: 'undeliverable',
			detail: 'Message undeliverable',
			useTemplate: false,
		},
	});

	host.writes(yuki!.id, 'ありがとうございます！', now - 6 * DAY);
	host.wrote(olu!.id, template('Hello Oluwaseun, your crown has arrived.'), {
		at: now - 8 * DAY,
		status: 'sent',
	});
	host.rows.get(olu!.id)!.window.templateWaitingSince = null;
	host.rows.get(fox!.id)!.window.freeUntil = now + 70 * HOUR;
	const asleep = { from: now - 27 * HOUR, to: now - HOUR, mattersUntil: now + 23 * HOUR };
	host.rows.get(tom!.id)!.window.unheard = asleep;
	host.writes(dana!.id, 'תודה רבה! נתראה ביום שלישי בשעה 14:00', now - 22.2 * HOUR);

	workedOn(host, { ana: ana.id, pinned: maria!, snoozed: chen!, pending: yuki!, resolved: olu! }, now);

	for (const row of host.rows.values()) {
		if (![priya, hindi, fox, maria].includes(row)) markRead(host, row);
	}
	customerAnswers(host);
	return host;
}

/** What the people at the desk have done about their chats. */
function workedOn(
	host: FakeHost,
	rows: {
		ana: number;
		pinned: Conversation;
		snoozed: Conversation;
		pending: Conversation;
		resolved: Conversation;
	},
	now: number,
) {
	const billing = host.work.addLabel('Billing', 'teal');
	const urgent = host.work.addLabel('Urgent', 'red');
	const weber = host.work.addLabel('Dr. Weber, orthodontics and long names', 'purple');
	const arabic = host.work.addLabel('متابعة', 'orange');
	host.rows.get(rows.ana)!.labels = [billing, urgent];
	host.noted(rows.ana, 'Prefers mornings, and please no calls before 10:00. Her mother pays the invoice.');
	rows.pinned.pinned = true;
	rows.pinned.labels = [weber, urgent, arabic, billing];
	rows.snoozed.work = { status: 'snoozed', until: { kind: 'time', at: now + 20 * HOUR } };
	rows.pending.work = { status: 'pending' };
	rows.resolved.work = { status: 'resolved' };
	const view = { filter: 'all', sort: 'newest', unread: false, label: urgent } as const;
	host.work.views = [{ id: 1, name: 'Urgent and open', view: { ...view, work: 'open' } }];
}

/** What an office has kept: replies that it gives often, and what it knows of people. */
function kept(host: FakeHost, ana: Conversation, priya: Conversation): void {
	const reply = { title: null, files: [], interactive: null, holding: false };
	host.replies.add({
		...reply,
		shortcut: 'hi',
		text: 'Good morning, {{contact.first_name}}! How can we help?',
	});
	host.replies.add({
		...reply,
		shortcut: 'hours',
		title: 'Opening hours',
		text: 'We are open Monday to Friday, 9:00 to 18:00.',
	});
	host.replies.add({
		...reply,
		shortcut: 'moment',
		text: 'One moment, {{contact.first_name}}: we will answer you today.',
		holding: true,
	});
	host.replies.add({
		...reply,
		shortcut: 'visit',
		title: 'Appointment',
		text: 'Dear {{contact.name}}, we expect you on {{day}} at {{time}}. {{agent.name}}, {{business.name}}',
	});
	host.replies.add({ ...reply, shortcut: 'موعد', text: 'أهلاً {{contact.first_name}}، موعدك يوم {{day}}.' });
	host.addressBook.attributes.push(
		{ id: 1, name: 'Born', takes: { kind: 'date' } },
		{ id: 2, name: 'Insurance', takes: { kind: 'choice', options: ['Public', 'Private'] } },
		{ id: 3, name: 'Doctor', takes: { kind: 'text' } },
		{ id: 4, name: 'Recall', takes: { kind: 'yesNo' } },
	);
	host.people.note(ana.contact.id, {
		values: [
			{ attribute: 1, value: '1990-02-28' },
			{ attribute: 2, value: 'Private' },
			{ attribute: 3, value: 'Dr. Weber' },
		],
		notes: [
			{ id: 1, text: 'Afraid of needles. Best reached after 17:00 🙏', author: 'You', at: Date.now() - DAY },
		],
	});
	host.addressBook.twins = [{ one: ana.contact, other: priya.contact, because: 'number' }];
	host.addressBook.windows = [
		{ openedAt: Date.now() - 5 * HOUR, closesAt: Date.now() + 19 * HOUR, answeredAt: Date.now() - 4 * HOUR },
		{ openedAt: Date.now() - 9 * DAY, closesAt: Date.now() - 8 * DAY, answeredAt: null },
	];
}

/** A day's talk with everything that a bubble can show. */
function longTalk(host: FakeHost, id: number, now: number) {
	const earlier = now - 3 * DAY;
	for (let n = 0; n < 120; n++) {
		const at = earlier - (120 - n) * 40 * MINUTE;
		if (n % 3 === 0) host.writes(id, `Question ${n / 3 + 1}: is the practice open on public holidays?`, at);
		else
			host.wrote(id, `Answer ${n}: on some of them, please see the list at the door.`, {
				at,
				status: 'read',
			});
	}
	host.writes(id, 'Hi! I would like to move my appointment from Monday.', now - 26 * HOUR);
	host.wrote(id, 'Of course, Ana. Would *Wednesday 10:30* or _Thursday 16:00_ suit you?', {
		at: now - 25.9 * HOUR,
		status: 'read',
		sentAt: now - 25.9 * HOUR,
		deliveredAt: now - 25.8 * HOUR,
		readAt: now - 25 * HOUR,
	});
	sends(host, id, 'image', now - 25 * HOUR, 'This is the form you sent me');
	host.wrote(
		id,
		template('Hello Ana, this is a reminder of your appointment on *Wednesday* at *10:30* with Dr. Weber.'),
		{
			at: now - 24.5 * HOUR,
			status: 'read',
			readAt: now - 24.4 * HOUR,
		},
	);
	host.writes(id, 'Wednesday is perfect, thank you!', now - 130 * MINUTE);
	host.writes(id, 'Where can I park? 🚗', now - 129.6 * MINUTE);
	host.wrote(
		id,
		'Right behind the house: https://maps.example.com/riverside_dental?q=parking_lot, it is free for patients.',
		{
			at: now - 120 * MINUTE,
			status: 'delivered',
			deliveredAt: now - 119 * MINUTE,
		},
	);
	host.wrote(id, 'And please bring the ~old~ new insurance card.', {
		at: now - 119 * MINUTE,
		status: 'sent',
	});
	host.wrote(id, 'One more thing: the doctor asks you not to eat for two hours before.', {
		at: now - 118 * MINUTE,
		status: 'unknown',
	});
	host.wrote(id, 'Shall we send you the bill by e-mail?', {
		at: now - 30 * MINUTE,
		status: 'queued',
		retryAt: now + 45_000,
		error: {
			code: '130429',
			explanation: 'too_fast',
			detail: null,
			useTemplate: false,
		},
	});
	host.wrote(id, 'Here is the address again: ana@example.com', {
		at: now - 29 * MINUTE,
		status: 'failed',
		canRetry: true,
		error: {
			code: '131000',
			explanation: 'unknown_error',
			detail: 'Something went wrong',
			useTemplate: false,
		},
	});
	host.writes(id, '<img src=x onerror="alert(1)"> is not a picture', now - 8 * MINUTE);
	host.writes(id, { kind: 'location', latitude: 48.13743, longitude: 11.57549 }, now - 7 * MINUTE);
}

/** A customer sends a photo or a voice message. */
function sends(host: FakeHost, conversation: number, media: 'image' | 'voice', at: number, caption?: string) {
	const message = host.writes(conversation, { kind: 'media', media, ...(caption ? { caption } : {}) }, at);
	const file =
		media === 'image'
			? host.files.add(
					{ name: 'photo.jpg', mimeType: 'image/jpeg', bytes: 184_000, width: 1200, height: 900 },
					landscape(30, 1200, 900),
				)
			: host.files.add({
					name: 'voice.ogg',
					mimeType: 'audio/ogg',
					bytes: 24_000,
					durationMs: 12_000,
					waveform: speech(2),
				});
	host.change(message.id, { file: host.files.info(file.key) });
}

function crowd(): FakeHost {
	const host = new FakeHost();
	const now = Date.now();
	for (let n = 0; n < 2000; n++) {
		const person = PEOPLE[n % PEOPLE.length]!;
		const row = host.person({ ...person, name: `${person.name} ${n + 1}`, phone: `+1202555${1000 + n}` });
		host.writes(row.id, `Message ${n + 1}: is there a free slot this week?`, now - n * 3 * MINUTE);
		if (n % 4 !== 0) markRead(host, row);
	}
	return host;
}

function empty(): FakeHost {
	const host = new FakeHost();
	host.practice = false;
	return host;
}

function welcome(): FakeHost {
	const host = new FakeHost();
	host.connected = false;
	return host;
}

function paused(): FakeHost {
	const host = inbox();
	host.practice = false;
	host.channels = host.channels.map((channel) => ({
		...channel,
		paused: {
			code: '190',
			explanation: 'reconnect',
			detail: 'Session has expired',
			useTemplate: false,
		},
	}));
	return host;
}

function template(body: string) {
	return {
		kind: 'template' as const,
		name: 'appointment_reminder',
		language: 'en_US',
		category: 'UTILITY',
		body,
		footer: 'Riverside Dental',
		buttons: ['Confirm', 'Reschedule'],
		components: [],
	};
}

function markRead(host: FakeHost, row: Conversation) {
	const inbound = [...host.messages.values()].filter((one) => one.conversation === row.id && !one.outbound);
	row.unread = 0;
	row.readUpTo = inbound.at(-1)?.id ?? null;
}

/** Whatever is sent walks through its states, and the customer answers. */
function customerAnswers(host: FakeHost) {
	const rpc = host.rpc.bind(host);
	const soon = (ms: number, act: () => void) => setTimeout(act, ms);
	host.rpc = async (name, payload) => {
		const answer = await rpc(name, payload);
		if (name === 'send_message' || name === 'send_template') {
			const { id, conversation, canCancel } = answer as Message;
			const taken = canCancel ? host.files.slowMs : 0;
			soon(taken + 300, () => host.change(id, { status: 'sent', sentAt: Date.now() }));
			soon(taken + 900, () => host.change(id, { status: 'delivered', deliveredAt: Date.now() }));
			soon(taken + 2000, () => host.change(id, { status: 'read', readAt: Date.now() }));
			soon(taken + 3500, () => host.writes(conversation, 'Thank you, that helps a lot!'));
		}
		return answer;
	};
}
