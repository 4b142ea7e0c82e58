import { expect } from '@playwright/test';
import type { Simulator } from '../harness/simulator';
import type { Screen } from './screen';

const HOUR = 3_600_000;

/** The people of the practice world whose chats stand for a state of the window. */
export const PEOPLE = {
	/** Has just written, and nobody has answered. */
	open: 'Emma Whitfield',
	/** Writes from right to left; the window is about to close. */
	lastHour: 'أحمد المصري',
	closed: 'Beatriz Nogueira',
	/** A name that fits nowhere. */
	long: 'Maximiliane',
	/** Writes in Devanagari. */
	hindi: 'प्रिया शर्मा',
} as const;

const LABELS = [
	['Urgent', 'red'],
	['Prescription, waits for the doctor', 'purple'],
	['عاجل', 'teal'],
] as const;

const REPLIES = [
	{
		shortcut: 'parking',
		title: 'Where to park',
		text: 'You can park behind the house, {{contact.first_name}}. The first hour is free.',
	},
	{ shortcut: 'moment', text: 'One moment please, we are looking into it.', holding: true },
	{ shortcut: 'موعد', title: 'حجز موعد', text: 'أهلاً {{contact.first_name}}، متى يناسبك الموعد؟' },
];

interface Row {
	id: number;
	contact: { id: number; name: string };
}

/**
 * Fills the practice workspace as a house is in the middle of a busy day: labels, notes, work put off, messages that wait
 * for their time, drafts, news of the provider. So every view has something to show.
 */
export async function fillTheDay(inbox: Screen, sim: Simulator): Promise<void> {
	const ask = async (name: string, payload: unknown) => {
		const { status, body } = await inbox.rpc(name, payload);
		expect(status, `${name}: ${JSON.stringify(body)}`).toBe(200);
		return body;
	};
	await sim.clock({ answers: false });
	await sim.settled();
	const page = await ask('list_conversations', { filter: 'all', sort: 'newest', work: 'all', limit: 100 });
	const rows = page['items'] as Row[];
	const chat = (name: string) => rows.find(({ contact }) => contact.name.startsWith(name))!;
	const emma = chat(PEOPLE.open);
	const { now } = await sim.account();
	const clientId = () => crypto.randomUUID();

	for (const [at, [name, color]] of LABELS.entries()) {
		const label = await ask('save_label', { name, color });
		const conversations = [emma, chat(PEOPLE.long), chat(PEOPLE.lastHour)].slice(at).map(({ id }) => id);
		await ask('set_label', { conversations, label, on: true });
	}
	await ask('save_view', {
		name: 'Urgent and unread',
		view: { work: 'open', filter: 'open', sort: 'longestWaiting', unread: true, label: null },
	});
	await ask('pin', { conversations: [chat('Tom Becker').id], pinned: true });
	await ask('set_work', { conversations: [chat('Nadia').id], work: { status: 'pending' } });
	await ask('set_work', {
		conversations: [chat('Luna').id],
		work: { status: 'snoozedUntil', at: now + 3 * HOUR },
	});

	for (const text of ['Good morning Emma. Yes, please come in at 10:30.', 'Bring his vaccination card 🙏'])
		await ask('send_message', {
			conversation: emma.id,
			content: { kind: 'text', text },
			clientId: clientId(),
		});
	await ask('write_note', {
		conversation: emma.id,
		text: 'Allergic to penicillin, see the letter of 2024',
		clientId: clientId(),
	});
	await ask('send_message', {
		conversation: chat(PEOPLE.lastHour).id,
		content: { kind: 'text', text: 'نعم، متوفرة. الرقم +20 100 000 0172 للتوصيل.' },
		clientId: clientId(),
	});
	for (const name of [PEOPLE.open, 'Jürgen'])
		await ask('schedule_message', {
			conversation: chat(name).id,
			what: { kind: 'content', content: { kind: 'text', text: 'Your results are here.' } },
			dueAt: now + 2 * HOUR,
			unlessTheyWrite: true,
			clientId: clientId(),
		});
	await ask('save_draft', {
		conversation: chat('Rosa').id,
		draft: { text: 'Claro, ¿le viene bien el viernes?', files: [], replyTo: null },
	});

	for (const reply of REPLIES) await ask('create_reply', reply);
	const kinds = [
		{ name: 'Date of birth', takes: { kind: 'date' } },
		{ name: 'Insurance', takes: { kind: 'choice', options: ['Statutory', 'Private'] } },
	];
	for (const kind of kinds) await ask('create_attribute', kind);
	await ask('write_contact_note', {
		contact: emma.contact.id,
		text: 'Prefers to be called in the afternoon',
	});

	await sim.field('phone_number_name_update', {});
	await sim.field('account_update', { event: 'ACCOUNT_VIOLATION' });
	await sim.field('phone_number_quality_update', {});
}
