import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../model/window';
import { openPicker } from '../../../test/picker';
import { settle } from '../../../test/screen';

describe('days and amounts', () => {
	const form = (name: string) => within(within(screen.getByRole('dialog')).getByRole('form', { name }));

	it('a day is put in where the cursor stands, in the language of the template', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/How to find us/));
		await ui.user.type(ui.field('Variable 1'), 'Ana, on ');
		await ui.click('Another day …');
		fireEvent.input(form('Another day').getByLabelText('Day'), { target: { value: '2026-12-04' } });
		await settle();
		await ui.press('{Enter}');
		expect(ui.field('Variable 1').value).toMatch(/^Ana, on Friday, (?:4 December|December 4,) 2026$/);
		expect(document.activeElement).toBe(ui.field('Variable 1'));
	});

	it('the currency of an amount is asked once and then remembered', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/How to find us/));
		await ui.user.click(ui.field('Variable 1'));
		await ui.click('Amount of money …');
		const amount = form('Amount of money');
		await ui.user.type(amount.getByLabelText('Amount'), '12.5');
		expect(amount.getByRole<HTMLButtonElement>('button', { name: 'Put in' }).disabled).toBe(true);
		await ui.user.selectOptions(amount.getByLabelText('Currency'), 'EUR');
		await ui.user.click(amount.getByRole('button', { name: 'Put in' }));
		expect(ui.field('Variable 1').value).toBe('€12.50');
		expect(ui.host.settings.currency).toBe('EUR');
		await ui.click('Amount of money …');
		expect(form('Amount of money').getByLabelText<HTMLSelectElement>('Currency').value).toBe('EUR');
	});

	it('Escape leaves the small form and not the picker', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/How to find us/));
		await ui.user.click(ui.field('Variable 1'));
		await ui.click('Another day …');
		await ui.press('{Escape}');
		expect(screen.getByRole('dialog').textContent).not.toContain('Time, if it matters');
		expect(document.activeElement).toBe(ui.field('Variable 1'));
	});
});

describe('what is no text', () => {
	it('a file of this computer stands in the header', async () => {
		const ui = await openPicker();
		await ui.press('price list{Enter}');
		expect(ui.dialog.textContent).toContain('Fill in “Document (PDF)”');
		const prices = new File(['x'], 'prices.pdf', { type: 'application/pdf' });
		await ui.user.upload(within(ui.dialog).getByTestId('pick-header'), prices);
		await settle();
		await ui.press('{Control>}{Enter}{/Control}');
		expect(ui.host.callsOf('send_template')).toMatchObject([
			{ values: { 'header.media': { name: 'prices.pdf' } } },
		]);
	});

	it('the last file is offered again, and not taken by itself', async () => {
		const ui = await openPicker((host) => {
			const { key, name } = host.files.add({ name: 'prices.pdf', mimeType: 'application/pdf', bytes: 9 });
			const at = host.templates.findIndex((one) => one.name === 'price_list_2026');
			const last = { source: null, fallback: null, last: { key, name } };
			host.templates[at] = { ...host.templates[at]!, memory: { 'header.media': last } };
		});
		await ui.press('price list{Enter}');
		expect(ui.sendButton().disabled).toBe(true);
		await ui.click('Last used prices.pdf');
		expect(ui.sendButton().disabled).toBe(false);
	});

	it('only a PDF stands where a document does', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Price list/));
		const pick = () => within(ui.dialog).getByTestId('pick-header');
		await ui.user.upload(pick(), new File(['x'], 'prices.txt', { type: 'text/plain' }));
		await settle();
		expect(within(ui.dialog).getByRole('alert').textContent).toContain('only a PDF');
		await ui.user.upload(pick(), new File(['x'], 'prices.pdf', { type: 'application/pdf' }));
		await settle();
		expect(ui.sendButton().disabled).toBe(false);
	});

	it('a place has a position, a name and an address', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/How to find us/));
		await ui.user.type(ui.field('Variable 1'), 'Ana');
		const boxes = within(within(ui.dialog).getByRole('group', { name: 'Place' })).getAllByRole('textbox');
		await ui.user.type(boxes[0]!, '52.5, 13.25');
		expect(within(ui.dialog).getByRole('alert').textContent).toContain('a name and an address');
		await ui.user.type(boxes[1]!, 'Clinic');
		await ui.user.type(boxes[2]!, 'Road 1');
		await ui.user.click(ui.sendButton());
		await settle();
		expect(ui.host.callsOf('send_template')[0]?.values).toMatchObject({
			'header.place': { latitude: 52.5, longitude: 13.25, name: 'Clinic', address: 'Road 1' },
		});
	});

	it('an offer ends at a moment, and its code is shown', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Winter mugs offer/));
		const photo = new File(['x'], 'mug.jpg', { type: 'image/jpeg' });
		await ui.user.upload(within(ui.dialog).getByTestId('pick-header'), photo);
		await settle();
		await ui.user.click(within(ui.dialog).getByRole('button', { name: /In two days/ }));
		await ui.user.type(ui.field('Code to copy'), 'MUG50');
		await ui.user.type(ui.field('End of the link “Shop now”'), 'mugs');
		expect(ui.preview()).toContain('Half price!');
		expect(ui.preview()).toContain('Code: MUG50');
		await ui.user.click(ui.sendButton());
		await settle();
		const ends = ui.host.callsOf('send_template')[0]?.values['offer.expires'];
		expect(Number(ends)).toBeGreaterThan(Date.now() + 47 * HOUR);
	});

	it('every card has its own fields', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Mug shelf/));
		await ui.user.type(ui.field('Variable 1'), 'Ana');
		expect(ui.dialog.textContent).toContain('Fill in “Card 1: Photo”');
		await ui.user.type(ui.field('Card 2: Variable 1'), 'green');
		const cards = within(ui.dialog).getByRole('list', { name: 'Cards' });
		expect(
			within(cards)
				.getAllByText(/^The/)
				.map((card) => card.textContent),
		).toEqual(['The {{1}} mug', 'The green mug']);
	});

	it('products are listed by their numbers', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/Picked for you/));
		await ui.user.type(ui.field('Product numbers, one on each line'), 'mug-1{Enter}mug-2');
		await ui.user.click(ui.sendButton());
		await settle();
		const sections = [{ title: 'Products', products: ['mug-1', 'mug-2'] }];
		expect(ui.host.callsOf('send_template')).toMatchObject([{ values: { 'button.0': { sections } } }]);
	});

	it('of more than three buttons the rest stands behind “See all options”, as on the phone', async () => {
		const ui = await openPicker();
		await ui.user.click(ui.option(/One tap/));
		expect(ui.preview()).not.toContain('Bad');
		await ui.user.click(within(ui.dialog).getByRole('button', { name: 'See all options' }));
		expect(ui.preview()).toContain('Bad');
	});
});
