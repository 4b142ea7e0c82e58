import { screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { HostError } from '../../host/host';
import { openScreen, settle, words } from '../../test/screen';

async function openTemplates() {
	const ui = await openScreen();
	await ui.click('Templates');
	return ui;
}

const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Words' });
const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Hand in for review' });
const preview = () => screen.getByRole('figure', { name: 'As customers see it' });

it('the languages of a template stand together, and a rejection says why and what to do', async () => {
	await openTemplates();
	const reminder = screen.getByRole('article', { name: 'appointment reminder' });
	expect(within(reminder).getAllByRole('listitem')).toHaveLength(2);
	expect(words(reminder)).toContain('In review');
	const offer = screen.getByRole('article', { name: /^autumn offer/ });
	expect(words(offer)).toContain('It advertises something, which its category does not allow.');
	expect(words(offer)).toContain('Choose the category Marketing, or leave out what sells.');
});

it('templates are found by their words, whatever the accents', async () => {
	const ui = await openTemplates();
	await ui.user.type(screen.getByRole('textbox', { name: 'Search templates' }), 'vérification');
	expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
		'sign in code',
	]);
});

it('codes to sign in with are not written here, and the page says why', async () => {
	await openTemplates();
	const code = screen.getByRole('article', { name: 'sign in code' });
	expect(words(code)).toContain('WhatsApp itself writes the messages with codes to sign in');
	expect(within(code).queryByRole('button', { name: /^Edit|^Duplicate/ })).toBeNull();
});

it('problems are named beside the field while one types, and the first one where it is handed in', async () => {
	const ui = await openTemplates();
	await ui.click('New template');
	expect(screen.getByText('Name: Write something here.')).toBeTruthy();
	expect(screen.queryByRole('alert')).toBeNull();
	await ui.user.type(screen.getByRole('textbox', { name: 'Name' }), 'Visit Soon');
	expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('visit_soon');
	await ui.user.type(body(), 'Hello ');
	await ui.click('Insert a variable');
	await settle(400);
	expect(body().value).toBe('Hello {{first_name}}');
	expect(screen.getByRole('alert').textContent).toBe(
		'Put words before the first and after the last variable.',
	);
	expect(submit().disabled).toBe(true);
	await ui.user.type(body(), ', welcome');
	await settle(400);
	expect(screen.getByText('Sample for first name: Write something here.')).toBeTruthy();
	await ui.user.type(screen.getByRole('textbox', { name: 'Sample for first name' }), 'Ana');
	await settle(400);
	expect(words(preview())).toBe('Hello Ana, welcome');
	expect(submit().disabled).toBe(false);
	await ui.click('Hand in for review');
	expect(words(screen.getByRole('article', { name: 'visit soon' }))).toContain('In review');
	expect(screen.queryByRole('region', { name: 'Drafts' })).toBeNull();
});

it('bold and italic are put around what is chosen, also by keyboard', async () => {
	const ui = await openTemplates();
	await ui.click('New template');
	await ui.user.type(body(), 'Hello you');
	body().setSelectionRange(6, 9);
	await ui.press('{Control>}b{/Control}');
	expect(body().value).toBe('Hello *you*');
	await ui.click('Italic');
	expect(body().value).toBe('Hello *_you_*');
});

it('a draft is kept by itself and found again', async () => {
	const ui = await openTemplates();
	await ui.click('New template');
	await ui.user.type(body(), 'Half a thought');
	await settle(400);
	expect(screen.getByText('Saved on this computer')).toBeTruthy();
	await ui.click('Back to all templates');
	await ui.click('Continue with Without a name');
	expect(body().value).toBe('Half a thought');
	await ui.click('Back to all templates');
	await ui.click('Throw away the draft Without a name');
	expect(screen.queryByRole('region', { name: 'Drafts' })).toBeNull();
});

it('what is typed a moment before leaving is kept as well', async () => {
	const ui = await openTemplates();
	await ui.click('New template');
	await ui.user.type(body(), 'Quick');
	await ui.click('Back to all templates');
	expect(ui.host.authoring.drafts[0]?.draft.body).toBe('Quick');
});

it('what WhatsApp refuses is told, and the draft stays', async () => {
	const ui = await openTemplates();
	await ui.click('Edit appointment reminder, American English');
	for (const [name, value] of [
		['first name', 'Ana'],
		['date', 'Monday'],
		['time', '10:30'],
	] as const) {
		await ui.user.type(screen.getByRole('textbox', { name: `Sample for ${name}` }), value);
	}
	await ui.user.type(body(), ' You are welcome.');
	await settle(400);
	ui.host.fail(
		'submit_template',
		new HostError('provider_refused', { explanation: 'template_unchangeable' }),
	);
	await ui.click('Hand in for review');
	expect(screen.getByText(/^This template cannot be changed at present\./)).toBeTruthy();
	expect(submit().disabled).toBe(false);
	expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
});

it('deleting asks first, and one language goes alone', async () => {
	const ui = await openTemplates();
	await ui.click('Delete appointment reminder, Arabic');
	expect(words(screen.getByRole('dialog'))).toContain('its name cannot be used again for 30 days');
	await ui.press('{Escape}');
	expect(ui.host.callsOf('delete_template')).toHaveLength(0);
	await ui.click('Delete appointment reminder, Arabic');
	await ui.user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
	await settle();
	expect(ui.host.callsOf('delete_template')).toEqual([
		{ channel: 'main', name: 'appointment_reminder', template: '2' },
	]);
	expect(
		within(screen.getByRole('article', { name: 'appointment reminder' })).getAllByRole('listitem'),
	).toHaveLength(1);
});

it('a template of the starter set is handed in with one click', async () => {
	const ui = await openTemplates();
	await ui.click('From the starter set');
	await ui.click('Hand in session reminder');
	expect(ui.host.callsOf('submit_template')).toHaveLength(1);
	expect(screen.getByText('You have it already')).toBeTruthy();
});

it('another language begins with the words of the first and keeps its name', async () => {
	const ui = await openTemplates();
	await ui.click('Add a language to order ready');
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'es');
	await ui.click('Begin');
	expect(ui.host.callsOf('duplicate_template')).toEqual([{ channel: 'main', template: '4', language: 'es' }]);
	expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('order_ready');
});

it('a button that is added is shown as on the phone', async () => {
	const ui = await openTemplates();
	await ui.click('New template');
	await ui.click('Add a button');
	await ui.user.click(screen.getByRole('menuitem', { name: 'Quick reply' }));
	await settle();
	await ui.user.type(screen.getByRole('textbox', { name: 'Label' }), 'I will come');
	expect(words(preview())).toContain('I will come');
	await ui.click('Remove button 1');
	expect(words(preview())).not.toContain('I will come');
});
