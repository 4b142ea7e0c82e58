import type { Locator } from '@playwright/test';
import { file } from '../harness/files';
import type { Seen } from '../harness/simulator';
import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

test.describe('after the window has closed', () => {
	test.beforeEach(async ({ inbox, sim }) => {
		await inbox.open(EMMA);
		await sim.advance({ hours: 24 });
		await expect(inbox.shut).toBeVisible();
	});

	test('pain 20: the picker is searched by name and by words, and says why a template cannot be sent', async ({
		inbox,
	}) => {
		await inbox.pickTemplate();
		const search = inbox.picker.getByRole('combobox', { name: 'Search templates' });
		await search.fill('cita del');
		await expect(inbox.templates).toHaveCount(1);
		await expect(inbox.templates).toContainText('Spanish');
		await search.fill('prescription');
		await expect(inbox.templates).toHaveCount(2);
		await search.fill('boa noticia');
		await expect(inbox.template('Boa notícia')).toHaveCount(1);
		await search.fill('front desk');
		await expect(inbox.template('prescription ready')).toBeVisible();
		await search.fill('no such words');
		await expect(inbox.picker.getByRole('status')).toHaveText('No template fits.');
		await search.fill('');

		const send = inbox.picker.getByRole('button', { name: 'Send template' });
		const reasons: [template: RegExp, reason: string][] = [
			[/winter sale/i, 'Meta has paused it because of its quality.'],
			[/birthday offer/i, 'Meta has rejected it: tag content mismatch.'],
			[/flu vaccination/i, 'Meta is still reviewing it.'],
			[/feedback survey/i, 'Meta has disabled it.'],
			[/mug in motion/i, 'Its header (gif) cannot be sent from here yet.'],
			[/one fine mug/i, 'Its header (product) cannot be sent from here yet.'],
			[/may we call/i, 'One of its parts (call permission request) cannot be sent from here yet.'],
			[/pay your order/i, 'One of its buttons (order details) cannot be sent from here yet.'],
			[/login code/i, 'Login codes cannot be sent by hand.'],
		];
		for (const [template, reason] of reasons) {
			await expect(inbox.template(template)).toHaveAttribute('aria-disabled', 'true');
			await expect(inbox.template(template)).toContainText(reason);
			// One that is disabled can be looked at all the same.
			await inbox.template(template).click({ force: true });
			await expect(send).toBeDisabled();
		}
		// What can be sent stands first.
		const disabled = await inbox.templates.evaluateAll((all) =>
			all.map((one) => one.ariaDisabled === 'true'),
		);
		expect(disabled).toEqual([...disabled].sort());

		await inbox.picker.getByRole('radiogroup', { name: 'Category' }).getByText('Marketing').click();
		await expect(inbox.templates).toHaveCount(10);
		await inbox.picker.getByRole('radiogroup', { name: 'Category' }).getByText('All').click();
		await inbox.picker.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Arabic' });
		await expect(inbox.templates).toHaveCount(1);
	});

	test('pain 22: no variable goes out empty or with what WhatsApp refuses, and the preview follows every key', async ({
		inbox,
		sim,
	}) => {
		await inbox.pickTemplate();
		await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('order shipped');
		await inbox.template('English').click();
		const send = inbox.picker.getByRole('button', { name: 'Send template' });
		const preview = inbox.picker.getByRole('figure', { name: 'Preview' });
		const field = (name: string) => inbox.picker.getByRole('textbox', { name });
		await expect(send).toBeDisabled();
		await expect(inbox.picker.getByText('Fill in “Variable 1”')).toBeVisible();
		await inbox.picker.getByRole('button', { name: 'Contact’s name' }).first().click();
		await expect(field('Variable 1')).toHaveValue(EMMA);
		await field('Variable 2').pressSequentially('44');
		await expect(preview).toContainText(
			'Good news, Emma Whitfield! Your order 44 is on its way and should arrive on {{3}}.',
		);
		await field('Variable 2').pressSequentially('71');
		await expect(preview).toContainText('Your order 4471 is on its way');
		await field('Variable 3').fill('Thursday\nmorning');
		await expect(inbox.picker.getByRole('alert')).toHaveText('WhatsApp allows no line break here.');
		await expect(send).toBeDisabled();
		await field('Variable 3').fill('Thursday');
		await expect(send).toBeDisabled();
		await field('End of the link “Track parcel”').fill('4471');
		await expect(preview).toContainText('https://store.example.com/track/4471');
		await expect(send).toBeEnabled();
		await send.click();

		const text = 'Good news, Emma Whitfield! Your order 4471 is on its way and should arrive on Thursday.';
		await expect(inbox.bubble(text).getByText(/^Read \d/)).toBeVisible();
		await expect(inbox.bubble(text).getByRole('list', { name: 'Buttons of the template' })).toContainText(
			'Track parcel',
		);
		const sent = await sim.sent();
		expect(sent.map((one) => one.body.template?.name)).toEqual(['order_shipped']);
	});

	test('a template goes out by the keyboard alone: open, search, fill in, send', async ({ inbox, sim }) => {
		const { keyboard } = inbox.page;
		await keyboard.press('Alt+t');
		await expect(inbox.templates.first()).toBeVisible();
		await keyboard.type('prescription');
		await keyboard.press('ArrowDown');
		await keyboard.press('ArrowUp');
		await expect(inbox.templates.first()).toHaveAttribute('aria-selected', 'true');
		await keyboard.press('Enter');
		// Her name is known: the first key is for what is not.
		await expect(inbox.picker.getByRole('textbox', { name: 'First name' })).toHaveValue('Emma');
		await expect(inbox.picker.getByRole('textbox', { name: 'Medicine' })).toBeFocused();
		await keyboard.type('amoxicillin');
		await keyboard.press('Enter');
		await keyboard.type('Friday');
		await keyboard.press('Enter');
		await expect(inbox.picker).toHaveCount(0);
		const text =
			'Hello Emma, your prescription for amoxicillin is ready. You can collect it until Friday at the front desk.';
		await expect(inbox.bubble(text).getByText(/^Read \d/)).toBeVisible();
		await expect(inbox.shut).toContainText('Waiting for the customer’s reply.');
		expect(await sim.sent()).toHaveLength(1);
	});

	test('a draft can be put into a template, and Escape leaves everything as it was', async ({
		inbox,
		sim,
	}) => {
		await sim.write('+16505550100', 'Hello again');
		await inbox.composer.fill('the blood test');
		await sim.advance({ hours: 24, minutes: 1 });
		await expect(inbox.shut).toContainText('the blood test');
		await inbox.pickTemplate();
		await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('prescription');
		await inbox.template('English').click();
		const medicine = inbox.picker.getByRole('textbox', { name: 'Medicine' });
		await medicine.click();
		await medicine.locator('..').getByRole('button', { name: 'Your draft' }).click();
		await expect(medicine).toHaveValue('the blood test');
		await inbox.page.keyboard.press('Escape');
		await expect(inbox.picker).toHaveCount(0);
		await expect(inbox.shut).toContainText('Your draft is kept: the blood test');
		expect(await sim.sent()).toHaveLength(0);
	});

	test('pain 21: the list says how old it is, and is read anew on request', async ({ inbox }) => {
		await inbox.pickTemplate();
		const refresh = inbox.picker.getByRole('button', { name: 'Refresh' });
		await refresh.click();
		await expect(inbox.picker.getByText('Updated just now')).toBeVisible();
		await expect(refresh).toBeEnabled();
	});

	test('a favourite goes out by at most five keys and what its fields need', async ({ inbox, sim }) => {
		const { keyboard } = inbox.page;
		let keys = 0;
		const key = async (name: string) => {
			keys += 1;
			await keyboard.press(name);
		};
		await keyboard.press('Alt+t');
		await expect(inbox.templates.first()).toBeVisible();
		await keyboard.type('prescription');
		await expect(inbox.templates).toHaveCount(2);
		await keyboard.press('Control+d');
		await expect(inbox.template('English').getByText('Favourite')).toBeAttached();
		await keyboard.press('Escape');
		await expect(inbox.picker).toHaveCount(0);

		await key('Alt+t');
		await expect(inbox.templates.first()).toContainText('Prescription ready');
		await key('Enter');
		await expect(inbox.picker.getByRole('textbox', { name: 'Medicine' })).toBeFocused();
		await keyboard.type('amoxicillin');
		await key('Enter');
		await keyboard.type('Friday');
		await key('Enter');
		await expect(inbox.picker).toHaveCount(0);
		await expect(
			inbox.bubble('Hello Emma, your prescription for amoxicillin').getByText(/^Read \d/),
		).toBeVisible();
		expect(keys).toBeLessThanOrEqual(5);
		expect(await sim.sent()).toHaveLength(1);

		// The next one within the hour is refused, with what to do instead.
		await keyboard.press('Alt+t');
		await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill('hello world');
		await keyboard.press('Enter');
		await keyboard.press('Enter');
		await expect(inbox.picker.getByRole('alert')).toContainText('This person just got a template.');
		expect(await sim.sent()).toHaveLength(1);
	});
});

test.describe('every kind of template', () => {
	/** Somebody whom marketing reaches. */
	const BEN = { name: 'Ben Schäfer', phone: '+4915228000105', text: 'Guten Morgen' };
	const ALL = [
		'After care film',
		'Visit papers',
		'How to find us',
		'Rooms moved',
		'How was your visit',
		'Book your visit',
		'Share your number',
		'Call us back',
		'New arrivals',
		'Half price mugs',
		'Mug shelf',
		'Whole shop',
		'Picked for you',
	];

	test('pain 20, pain 23: goes through the picker to the customer, and the bubble shows what they see', async ({
		inbox,
		sim,
	}) => {
		test.setTimeout(120_000);
		await sim.clock({ answers: false });
		await sim.join(BEN);
		await inbox.open(BEN.name);
		for (const [at, title] of ALL.entries()) {
			await inbox.page.keyboard.press('Alt+t');
			await inbox.picker.getByRole('combobox', { name: 'Search templates' }).fill(title);
			await inbox.template(title).first().click();
			await fillIn(inbox.picker);
			await inbox.picker.getByRole('button', { name: 'Send template' }).click();
			await expect(inbox.picker, title).toHaveCount(0);
			await expect.poll(async () => (await sim.sent()).length, title).toBe(at + 1);
			const { seen, body } = (await sim.sent())[at]!;
			expect(body.template?.name).toBe(title.toLowerCase().replaceAll(' ', '_'));
			const bubble = inbox.bubble(seen!.body);
			await expect(bubble.getByText(/^(?:Sent|Delivered|Read) /).first(), title).toBeAttached();
			for (const words of wordsIn(seen!)) await expect(bubble, title).toContainText(words);
		}
	});
});

/** Everything that the picker asks for, whatever it is. */
async function fillIn(picker: Locator): Promise<void> {
	for (const field of await picker.locator('[data-field]').all()) {
		const key = (await field.getAttribute('data-field')) ?? '';
		if (key.endsWith('.media')) await chooseFile(field);
		else if (key === 'header.place') {
			for (const [at, text] of ['52.5, 13.25', 'Clinic', 'Road 1'].entries()) {
				await field.getByRole('textbox').nth(at).fill(text);
			}
		} else if (key === 'offer.expires') await field.getByRole('button', { name: /In two days/ }).click();
		else {
			const box = field.getByRole('textbox').last();
			if ((await box.inputValue()) === '') await box.fill('mug-1');
		}
	}
}

async function chooseFile(field: Locator): Promise<void> {
	const input = field.getByTestId('pick-header');
	const accepts = (await input.getAttribute('accept')) ?? '';
	const name = accepts.includes('image')
		? 'photo.jpg'
		: accepts.includes('video')
			? 'film.mp4'
			: 'invoice.pdf';
	await input.setInputFiles(await file(name));
	await expect(field.getByText(name, { exact: true })).toBeVisible();
}

/** The words that the customer sees besides the body. */
function wordsIn({ header, footer, offer, cards }: Seen): string[] {
	const words = [typeof header === 'string' ? header : undefined, footer, offer?.text];
	return [...words, ...(cards ?? []).map((card) => card.body)].filter((text) => text !== undefined);
}
