import { expect, test } from './fixtures';

const EMMA = 'Emma Whitfield';

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
		[/how to find us/i, 'Its header (location) cannot be sent from here yet.'],
		[/new arrivals/i, 'Its header (image) cannot be sent from here yet.'],
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
	const disabled = await inbox.templates.evaluateAll((all) => all.map((one) => one.ariaDisabled === 'true'));
	expect(disabled).toEqual([...disabled].sort());

	await inbox.picker.getByRole('radiogroup', { name: 'Category' }).getByText('Marketing').click();
	await expect(inbox.templates).toHaveCount(4);
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
	await expect(inbox.picker.getByRole('textbox', { name: 'First name' })).toBeFocused();
	await keyboard.type('Emma');
	await keyboard.press('Enter');
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

test('a draft can be put into a template, and Escape leaves everything as it was', async ({ inbox, sim }) => {
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
