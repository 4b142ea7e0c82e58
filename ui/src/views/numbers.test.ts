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

it('an inbox without messages says when there will be figures', async () => {
	const ui = await openScreen();
	await ui.click('Numbers');
	expect(words(screen.getByRole('main'))).toContain('Nothing happened in this time yet.');
});

it('the connection page says how many of the free service messages are used', async () => {
	const ui = await busy();
	await ui.click('Connection');
	expect(words(screen.getByRole('main'))).toContain(
		'This month: about 640 of the first 1,000 service messages',
	);
});
