import { expect } from '@playwright/test';
import { file } from '../harness/files';
import type { Simulator } from '../harness/simulator';
import type { Screen } from './screen';

/** What the customer sends, one after the other. */
const RECEIVED = [
	{ type: 'image', photo: 'rash', caption: 'It began on Monday, and it *itches*' },
	{ type: 'image', photo: 'mug' },
	{ type: 'video', caption: 'Look how it wobbles' },
	{ type: 'audio' },
	{ type: 'music' },
	{ type: 'document', filename: 'vaccination card.pdf', caption: 'Is this the right page?' },
	{ type: 'sticker' },
	{ type: 'animated_sticker' },
	{ type: 'location', text: 'Riverside Market Hall' },
	{ type: 'contacts', text: 'Ana Ruiz' },
	{ type: 'order', text: 'Please wrap them as a gift' },
	{ type: 'product_question', text: 'Do you have this in blue?' },
	{ type: 'referral', text: 'I saw your advertisement' },
	{ type: 'forwarded', text: 'Forwarded to you' },
	{ type: 'frequently_forwarded', text: 'Forwarded to everybody' },
	{ type: 'flow_reply', response: { day: 'Thursday', first_visit: 'yes' } },
	{ type: 'call_permission_reply', response: 'accept' },
	{ type: 'unsupported', text: 'poll_creation' },
	{ type: 'unavailable' },
	{ type: 'customer_identity_changed' },
	{ type: 'text', text: 'السلام عليكم، هل يمكنني تغيير موعدي؟ 🙏' },
	{ type: 'text', text: '❤️' },
] as const;

/** What we send. */
const SENT = [
	{
		kind: 'interactive',
		body: 'Shall we keep *Thursday 10:30*?',
		footer: 'Riverside Clinic',
		action: {
			kind: 'buttons',
			buttons: [
				{ id: 'keep', title: 'Keep it' },
				{ id: 'move', title: 'Move it' },
			],
		},
	},
	{
		kind: 'interactive',
		body: 'When would you like to come?',
		action: {
			kind: 'list',
			button: 'Times',
			sections: [{ title: 'Morning', rows: [{ id: '9', title: '9:00', description: 'with Dr Osei' }] }],
		},
	},
	{
		kind: 'interactive',
		body: 'How to find us',
		action: { kind: 'link', label: 'Open the page', url: 'https://riverside.example/way' },
	},
	{ kind: 'interactive', body: 'Where are you now?', action: { kind: 'locationRequest' } },
	{ kind: 'location', latitude: 37.4419, longitude: -122.143, name: 'Riverside Clinic' },
] as const;

/** Fills the open chat with a message of every type, theirs and ours. */
export async function fillWithEverything(inbox: Screen, sim: Simulator, who: string): Promise<void> {
	for (const message of RECEIVED) await sim.write(who, message);
	const { id: edited } = await sim.write(who, 'I come on Tuesday');
	await sim.write(who, { type: 'edit', about: edited, text: 'I come on Thursday' });
	const { id: deleted } = await sim.write(who, 'Nobody should read this');
	await sim.write(who, { type: 'revoke', about: deleted });

	const { body: page } = await inbox.rpc('list_conversations', { filter: 'all', sort: 'newest', limit: 1 });
	const [newest] = page['items'] as { id: number }[];
	for (const content of SENT) {
		const { status } = await inbox.rpc('send_message', {
			conversation: newest!.id,
			content,
			clientId: crypto.randomUUID(),
		});
		expect(status, content.kind).toBe(200);
	}
	await inbox.pick('Photo or video', await file('photo.jpg'));
	await inbox.send.click();
	await inbox.say('See you on Thursday then');
	const last = inbox.bubble('See you on Thursday then');
	await inbox.wasRead(last);
	const sent = await sim.sent();
	await sim.write(who, { type: 'reaction', about: sent[sent.length - 1]!.id, text: '👍' });
	await expect(last.getByRole('button', { name: /reacted 👍/ })).toBeVisible();
}
