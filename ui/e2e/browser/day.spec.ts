import { expect, test } from './fixtures';
import { Hands } from './day/hands';
import { AT_NIGHT, CLOSED, EVERYBODY, openOffice, THIS_MORNING, untilMorning } from './day/office';

/** Every step with the page as it was; a film of all of it would be ten times as large. */
const DAY_TRACE = { mode: 'on', screenshots: false, snapshots: true } as const;

// A whole working day of a receptionist, at sixty times its speed and without a mouse. The office closes five hours after
// the beginning, which is five minutes here, and no window closes before that: nothing has to be done in a hurry.
test.use({ practice: { customers: 'one', delays: 0 }, trace: DAY_TRACE });

const HOLDING = 'Thank you for waiting. You will hear from us today.';
const [ANSWERED, HELD, PLANNED] = AT_NIGHT;
const [REMINDED, FAVOURED] = CLOSED;
/** Whom something is told tomorrow, and who is waited for. */
const [TOMORROW, SNOOZED] = [THIS_MORNING[7], THIS_MORNING[20]];
const REST = THIS_MORNING.filter((name) => name !== TOMORROW && name !== SNOOZED);

test('forty chats in a day without a mouse: windows caught, templates, a message for the morning, one put off', async ({
	hub,
	sim,
	page,
}) => {
	test.setTimeout(300_000);
	const people = await openOffice(sim);
	const hands = await Hands.on(page, hub.link);
	const sentTo = async (name: string) => {
		const { phone } = people.get(name)!;
		return (await sim.sent(phone!)).map(({ type, body }) => body.text?.body ?? body.template?.name ?? type);
	};
	const arrives = (name: string, what: string) => expect.poll(() => sentTo(name), name).toEqual([what]);

	await test.step('time runs sixty times as fast', async () => {
		await hands.goTo(hands.radio('1×'));
		await hands.press('ArrowRight');
		await expect(hands.radio('60×')).toBeChecked();
	});

	await test.step('the office has its hours, and a holding message', async () => {
		await hands.take('go to settings');
		await hands.goTo(hands.button('Opening hours'));
		await hands.press('Enter');
		await hands.goTo(hands.button('Save hours'));
		await hands.press('Enter');
		await expect(hands.says('Saved.')).toBeVisible();
		await hands.goTo(hands.button('Saved replies'), 'Shift+Tab');
		await hands.press('Enter');
		await hands.goTo(hands.button('New reply'));
		await hands.press('Enter');
		await hands.type('/wait');
		const editor = hands.dialog('New saved reply');
		await hands.goTo(hands.field('Reply', editor));
		await hands.type(HOLDING);
		await hands.goTo(hands.switch('Send as holding message'));
		await hands.press('Space');
		await hands.goTo(editor.getByRole('button', { name: 'Save' }));
		await hands.press('Enter');
		await expect(hands.says('/wait is saved')).toBeVisible();
		await hands.press('Escape');
	});

	await test.step('all forty are looked at', async () => {
		await hands.goTo(hands.list);
		await hands.press('Home', 'Enter');
		for (const [at, name] of EVERYBODY.entries()) {
			if (at > 0) await hands.press('Alt+ArrowDown');
			await expect(hands.chat(name)).toBeVisible();
			await expect(hands.bubble('Hello')).toBeVisible();
		}
		await expect(hands.list.getByRole('option').last()).toHaveAttribute('aria-setsize', '40');
	});

	await test.step('three windows are caught that would close in the night', async () => {
		const closing = hands.page('Closing soon');
		const away = hands.group('While you are closed').getByRole('listitem');
		await hands.take('closing');
		await expect(closing.getByRole('status')).toContainText(
			'3 chats close before you are back tomorrow 09:00',
		);
		await expect(away.locator('.name')).toHaveText([ANSWERED, HELD, PLANNED]);

		await expect(away.nth(0).getByRole('button', { name: 'Answer' })).toBeFocused();
		await hands.press('Enter');
		await hands.say('Yes, we can do that on Thursday.');

		await hands.take('closing');
		await expect(away.locator('.name')).toHaveText([HELD, PLANNED]);
		await expect(away.nth(0).getByRole('button', { name: 'Answer' })).toBeFocused();
		await hands.press('h');
		await expect(away.locator('.name')).toHaveText([PLANNED]);

		await expect(away.nth(0).getByRole('button', { name: 'Answer' })).toBeFocused();
		await hands.press('s');
		await expect(hands.templates.first()).toBeVisible();
		await hands.type('clinic reply waiting');
		await expect(hands.templates.first()).toContainText('English');
		await hands.press('Enter');
		await expect(hands.field('Variable 1')).toBeFocused();
		await hands.type('Joe');
		await hands.press('Enter');
		await expect(hands.picker).toHaveCount(0);
		await expect(closing.getByRole('status')).toContainText('No chat closes while you are closed.');
		await expect(away).toHaveCount(0);
		await arrives(ANSWERED, 'Yes, we can do that on Thursday.');
		await arrives(HELD, HOLDING);
		expect(await sentTo(PLANNED), 'not before the morning').toEqual([]);
	});

	await test.step('a template by the keyboard alone, which becomes a favourite', async () => {
		await hands.open(REMINDED);
		// Ctrl+T in a window of our own; a browser keeps that for itself.
		await hands.press('Alt+t');
		await expect(hands.templates.first()).toBeVisible();
		await hands.type('prescription');
		await expect(hands.templates.first()).toContainText('English');
		await hands.press('Control+d');
		await expect(hands.templates.first().getByText('Favourite')).toBeAttached();
		await hands.press('Enter');
		await expect(hands.field('Medicine')).toBeFocused();
		await hands.type('amlodipine');
		await hands.press('Enter');
		await hands.type('Friday');
		await hands.press('Enter');
		await expect(hands.bubble('Hello Priya, your prescription for amlodipine is ready')).toBeVisible();
		await arrives(REMINDED, 'prescription_ready');
	});

	await test.step('a favourite, in five keys at most and what its fields need', async () => {
		await hands.open(FAVOURED);
		const before = hands.keys;
		await hands.press('Alt+t');
		await expect(hands.templates.first()).toContainText('Prescription ready');
		await hands.press('Enter');
		await expect(hands.field('Medicine')).toBeFocused();
		await hands.type('amoxicillin');
		await hands.press('Enter');
		await hands.type('Thursday');
		await hands.press('Enter');
		await expect(hands.bubble('Hello Emma, your prescription for amoxicillin is ready')).toBeVisible();
		expect(hands.keys - before).toBeLessThanOrEqual(5);
		await arrives(FAVOURED, 'prescription_ready');
	});

	await test.step('a message for the morning', async () => {
		await hands.open(TOMORROW);
		await expect(hands.composer).toBeFocused();
		await hands.type('Good morning! Your results are here.');
		await hands.goTo(hands.button('Send later'));
		await hands.press('Enter');
		await hands.goTo(hands.menuItem(/^When you open, tomorrow 09:00$/), 'ArrowDown');
		await hands.press('Enter');
		await expect(hands.composer).toBeFocused();
		await expect(hands.says('Scheduled for tomorrow 09:00')).not.toHaveCount(0);
		expect(await sentTo(TOMORROW)).toEqual([]);
	});

	await test.step('one is put off until the customer answers', async () => {
		await hands.open(SNOOZED);
		await hands.press('Control+Shift+H', '4');
		await expect(hands.row(SNOOZED)).toHaveCount(0);
	});

	await test.step('the others get an answer, one after the other', async () => {
		await hands.open(REST[0]!);
		for (const name of THIS_MORNING.filter((name) => name !== SNOOZED)) {
			await expect(hands.chat(name)).toBeVisible();
			if (name === TOMORROW) {
				await hands.press('Alt+ArrowDown');
				continue;
			}
			await hands.say(`Dear ${name}, it is done.`);
			await hands.press('Control+Shift+E');
		}
		await expect(hands.row(REST[REST.length - 1]!)).toHaveCount(0);
		for (const name of REST) await arrives(name, `Dear ${name}, it is done.`);
	});

	await test.step('the customer who was waited for answers, and the chat is back', async () => {
		await sim.write(people.get(SNOOZED)!.phone!, 'Here is the photo you asked for');
		await expect(hands.row(SNOOZED)).toContainText('Here is the photo you asked for');
	});

	await test.step('in the morning, what was meant for it goes out', async () => {
		await untilMorning(sim);
		await arrives(TOMORROW, 'Good morning! Your results are here.');
		await arrives(PLANNED, 'clinic_reply_waiting');
		await hands.take('go to scheduled');
		await expect(hands.says('Nothing is scheduled.')).toBeVisible();
	});

	await expect(hands.radio('60×')).toBeChecked();
	expect(await hands.mouseEvents(), 'events of a mouse').toBe(0);
});
