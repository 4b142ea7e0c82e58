import { screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { openScreen, settle, words } from '../test/screen';

const busy = () =>
	openScreen((host) => {
		const row = host.person({ name: 'Bob' });
		host.writes(row.id, 'hello');
	});

it('a figure stands beside what it was before and what the owner wants it to be', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	const card = screen.getByRole('heading', { name: 'Delivered' }).closest('article')!;
	expect(words(card)).toContain('95.3%');
	expect(words(card)).toContain('Before: 90.9%');
	expect(words(card)).toContain('Target: at least 95% met');
	const limits = screen.getByRole('heading', { name: 'Limits exceeded' }).closest('article')!;
	expect(words(limits)).toContain('Target: at most 0 missed');
});

it('a target that is changed in the settings is judged by at once', async () => {
	const ui = await busy();
	await ui.click('Settings');
	const target = screen.getByRole('spinbutton', { name: 'Delivered, at least' });
	await ui.user.clear(target);
	await ui.user.type(target, '99');
	await ui.user.tab();
	await settle();
	await ui.click('Numbers');
	const card = screen.getByRole('heading', { name: 'Delivered' }).closest('article')!;
	expect(words(card)).toContain('Target: at least 99% missed');
});

const answer = () => words(screen.getByRole('heading', { name: 'First answer' }).closest('article')!);

it('times are by the clock until somebody has said when the office is open', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	expect(answer()).toContain('7 min');
	expect(words(screen.getByRole('main'))).toContain(
		'As soon as you set your opening hours, only these count.',
	);
	expect(screen.queryByRole('radio', { name: 'Opening hours only' })).toBeNull();
});

it('times count opening hours only, and all hours for whoever wants to see those', async () => {
	const ui = await openScreen((host) => {
		host.writes(host.person({ name: 'Bob' }).id, 'hello');
		host.office.assumed = false;
	});
	await ui.click('Numbers');
	expect(answer()).toContain('5 min');
	expect(answer()).toContain('not automatic, in opening hours.');
	expect(words(screen.getByRole('main'))).toContain('Times count opening hours only.');
	await ui.user.click(screen.getByRole('radio', { name: 'By the clock' }));
	expect(answer()).toContain('7 min');
	expect(words(screen.getByRole('main'))).toContain('Times are by the clock, with nights and weekends.');
});

it('each chart can be read as a table', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	const panel = screen.getByRole('region', { name: 'Busiest hours' });
	expect(within(panel).queryByRole('table')).toBeNull();
	await ui.user.click(within(panel).getByRole('button', { name: 'Show as a table' }));
	expect(within(panel).getAllByRole('row')).toHaveLength(25);
});

it('what is chosen is what is counted', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	await ui.user.click(screen.getByRole('radio', { name: 'Last month' }));
	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'Who answered' }), 'You');
	await settle();
	expect(ui.host.callsOf('figures').at(-1)).toEqual({ period: { kind: 'lastMonth' }, agent: 'agent:You' });
	expect(words(screen.getByRole('main'))).toContain('is shown for everyone');
});

it('a table is saved under the name of what it holds', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	const panel = screen.getByRole('region', { name: 'Templates' });
	await ui.user.click(within(panel).getByRole('button', { name: 'Save as CSV' }));
	await settle();
	expect(ui.host.taken.at(-1)).toMatch(/^saved Templates \d{4}-\d\d-\d\d \d{4}-\d\d-\d\d\.csv/);
});

it('everything is saved with what is counted, in plain numbers', async () => {
	const ui = await busy();
	await ui.click('Numbers');
	await ui.click('Save everything as CSV');
	await settle();
	const saved = ui.host.savedTexts.at(-1);
	expect(saved).toContain('Figure,Value,Before,Target,What is counted');
	expect(saved).toContain('First answer (minutes),7,7,,From a customer’s first message');
	expect(saved).toContain('Delivered (%),95.3,90.9,Target: at least 95%,');
	expect(saved).toMatch(/\r\n\d{4}-\d\d-\d\d,\d+,\d+\r\n/);
});

it('an inbox without messages says when there will be figures', async () => {
	const ui = await openScreen();
	await ui.click('Numbers');
	expect(words(screen.getByRole('main'))).toContain('Nothing happened in this time yet.');
	const delivered = screen.getByRole('heading', { name: 'Delivered' }).closest('article')!;
	expect(delivered.querySelector('.value')?.textContent, 'of nothing there is no share').toBe('–');
	expect(words(delivered)).not.toContain('Target');
});

it('the connection page says how many of the free service messages are used', async () => {
	const ui = await busy();
	await ui.click('Connection');
	expect(words(screen.getByRole('main'))).toContain(
		'This month: about 640 of the first 1,000 service messages',
	);
});
