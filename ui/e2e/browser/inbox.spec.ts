import { expect, test } from './fixtures';
import { Screen } from './screen';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';

test('pains 6 and 25: webhooks that come twice and in any order double nothing and keep the order of writing', async ({
	inbox,
	sim,
}) => {
	await inbox.open(EMMA);
	await sim.faults({ duplicate_webhooks: true });
	const parts = ['part one', 'part two', 'part three', 'part four'];
	// Each written a minute after the one before, and delivered last to first.
	for (const [n, text] of [...parts.entries()].reverse()) {
		await sim.write(EMMAS_NUMBER, { text, seconds_ago: (parts.length - n) * 20 });
	}
	await sim.settled();
	await expect(inbox.bubble(/part (one|two|three|four)/)).toHaveCount(parts.length);
	const texts = await inbox
		.bubble(/part (one|two|three|four)/)
		.locator('.selectable')
		.allInnerTexts();
	expect(texts.map((text) => text.split(/\d\d?:/)[0]!.trim())).toEqual(parts);

	// The statuses of an answer come last to first and twice.
	await sim.faults({ disorder: true });
	await inbox.say('All four arrived');
	await sim.settled();
	await expect(inbox.bubble('All four arrived').getByText(/^Read \d/)).toBeVisible();
	await expect(inbox.bubble('All four arrived')).toHaveCount(1);
	await expect(inbox.list.getByRole('option')).toHaveCount(1);
});

test('pain 19: somebody without a phone number is shown, found and answered', async ({ inbox, sim }) => {
	const luna = await sim.join({ name: 'Luna', username: 'luna.crafts', text: 'Do you make mugs?' });
	expect(luna.phone).toBeNull();
	await inbox.open('Luna');
	await expect(inbox.chat('Luna')).toContainText('@luna.crafts');
	await inbox.say('Of course we do');
	await expect(inbox.bubble('Of course we do').getByText(/^Read \d/)).toBeVisible();
	expect((await sim.sent(luna.user_id)).map((one) => one.body.text?.body)).toEqual(['Of course we do']);
	const panel = inbox.page.getByRole('complementary', { name: 'Contact' });
	await expect(panel).toContainText('No phone number');
	await expect(panel).toContainText(luna.user_id);
	await inbox.search.fill('luna.cr');
	await expect(inbox.page.getByRole('list', { name: 'People' }).getByRole('button')).toHaveCount(1);
	// One person, one chat, also when they write again.
	await sim.write(luna.user_id, 'With a name on it?');
	await expect(inbox.bubble('With a name on it?')).toBeVisible();
	await inbox.search.fill('');
	await expect(inbox.row('Luna')).toHaveCount(1);
});

test('pain 28: a draft stays with its chat, is shown in the list, and survives a restart', async ({
	office,
	page,
}) => {
	const screen = new Screen(page);
	await screen.signIn(await office.link());
	await office.simulator.join({ name: 'Ben Carter', phone: '+447700900199', text: 'Hello?' });
	await screen.open(EMMA);
	await screen.composer.pressSequentially('For Emma only');
	await screen.open('Ben Carter');
	await expect(screen.composer).toHaveValue('');
	await expect(screen.row(EMMA)).toContainText('Draft: For Emma only');
	await screen.composer.pressSequentially('And this for Ben');
	await screen.open(EMMA);
	await expect(screen.composer).toHaveValue('For Emma only');
	await expect(screen.row('Ben Carter')).toContainText('Draft: And this for Ben');

	await office.close();
	await office.open();
	await screen.signIn(await office.link());
	await expect(screen.row(EMMA)).toContainText('Draft: For Emma only');
	await screen.open('Ben Carter');
	await expect(screen.composer).toHaveValue('And this for Ben');
	await screen.say('And this for Ben');
	await expect(screen.row('Ben Carter')).not.toContainText('Draft:');
	await screen.open(EMMA);
	await expect(screen.composer).toHaveValue('For Emma only');
	const sent = await office.simulator.sent();
	expect(sent.map((one) => [one.to, one.body.text?.body])).toEqual([['+447700900199', 'And this for Ben']]);
});

test('pain 27: unread means written since I looked, in the row, the rail and the title', async ({
	inbox,
	sim,
}) => {
	const { page } = inbox;
	await sim.join({ name: 'Ben Carter', phone: '+447700900199', text: 'Hello?' });
	await sim.write('+447700900199', 'Anybody there?');
	await expect(inbox.row('Ben Carter').getByText('2 unread messages')).toBeAttached();
	await expect(page.getByRole('button', { name: 'Inbox, 2 unread chats' })).toBeVisible();
	await expect(page).toHaveTitle('(2) Frontdesk: Practice');
	await inbox.open('Ben Carter');
	await expect(inbox.log.getByRole('separator', { name: '2 unread messages' })).toBeVisible();
	await expect(inbox.row('Ben Carter').getByText('unread')).toHaveCount(0);
	await expect(page).toHaveTitle('(1) Frontdesk: Practice');
	await inbox.open(EMMA);
	await expect(page).toHaveTitle('Frontdesk: Practice');
	await inbox.say('Good morning');
	await expect(page).toHaveTitle('Frontdesk: Practice');
});

test('a message is text and never HTML, wherever it is shown', async ({ inbox, sim }) => {
	const nasty = `<img src=x onerror="document.title='owned'"> <b>bold</b> & <script>document.title='owned'</script>`;
	await sim.join({ name: '<i>Mallory</i>', phone: '+447700900166', text: nasty });
	await expect(inbox.row('<i>Mallory</i>')).toContainText(nasty);
	await inbox.open('<i>Mallory</i>');
	await expect(inbox.bubble(nasty)).toBeVisible();
	await expect(inbox.bubble(nasty).locator('img, b, i, script')).toHaveCount(0);
	await inbox.search.fill('onerror');
	const hit = inbox.page.getByRole('list', { name: 'Messages' }).getByRole('button');
	await expect(hit).toContainText('onerror');
	await expect(hit.locator('img, b, i, script')).toHaveCount(0);
	await expect(inbox.page).toHaveTitle(/Frontdesk/);
	// What does mark up is WhatsApp's own, and links are links only where they are safe.
	await sim.write('+447700900166', 'Some *bold* words, https://example.org/a and javascript:alert(1)');
	await inbox.search.fill('');
	const links = inbox.bubble('Some').getByRole('link');
	await expect(links).toHaveText(['https://example.org/a']);
	await expect(inbox.bubble('Some').locator('.bold')).toHaveText('bold');
});

test('filters and orders show what they say, and rows move by themselves', async ({ inbox, sim }) => {
	const { page } = inbox;
	const hour = 3600;
	await sim.join({ name: 'Anna Open', phone: '+447700900101', wrote_seconds_ago: 2 * hour });
	await sim.join({ name: 'Boris Soon', phone: '+447700900102', wrote_seconds_ago: 22 * hour });
	await sim.join({ name: 'Clara Sooner', phone: '+447700900103', wrote_seconds_ago: 23 * hour });
	await sim.join({ name: 'Dora Closed', phone: '+447700900104', wrote_seconds_ago: 30 * hour });
	const filter = (name: string) =>
		page.getByRole('radiogroup', { name: 'Show' }).getByText(name, { exact: true });
	const order = page.getByRole('combobox', { name: 'Order' });
	const newest = [EMMA, 'Anna Open', 'Boris Soon', 'Clara Sooner', 'Dora Closed'];
	await expect.poll(() => inbox.names()).toEqual(newest);

	await filter('Closing soon').click();
	await expect.poll(() => inbox.names()).toEqual(['Boris Soon', 'Clara Sooner']);
	await filter('Closed').click();
	await expect.poll(() => inbox.names()).toEqual(['Dora Closed']);
	await filter('Open').click();
	await expect.poll(() => inbox.names()).toEqual(newest.slice(0, 4));
	await filter('All').click();

	await order.selectOption('Closing soonest');
	await expect.poll(() => inbox.names()).toEqual(['Clara Sooner', 'Boris Soon', 'Anna Open', EMMA]);
	await order.selectOption('Longest waiting');
	await expect.poll(() => inbox.names()).toEqual([...newest].reverse());
	// An answer ends the waiting.
	await inbox.open('Clara Sooner');
	await inbox.say('Sorry for the delay');
	await expect.poll(() => inbox.names()).toEqual(['Dora Closed', 'Boris Soon', 'Anna Open', EMMA]);

	// A window that closes while one looks takes the row along.
	await order.selectOption('Closing soonest');
	await filter('Closing soon').click();
	await expect.poll(() => inbox.names()).toEqual(['Clara Sooner', 'Boris Soon']);
	await sim.advance({ minutes: 61 });
	await expect.poll(() => inbox.names()).toEqual(['Boris Soon']);
	await filter('All').click();
	await order.selectOption('Newest first');
	await sim.write('+447700900104', 'It is me again');
	await expect.poll(async () => (await inbox.names())[0]).toBe('Dora Closed');

	await page.getByRole('button', { name: 'Unread', exact: true }).click();
	await expect.poll(() => inbox.names()).not.toContain('Clara Sooner');
	await expect.poll(() => inbox.names()).toContain('Boris Soon');
	await filter('Closed').click();
	await expect(page.getByRole('status').filter({ hasText: 'No chat fits this choice.' })).toBeVisible();
	await page.getByRole('button', { name: 'Show all chats' }).click();
	await expect(inbox.list.getByRole('option')).toHaveCount(5);
});

test.describe('with the whole cast', () => {
	test.use({ practice: { customers: 'all', delays: 0.2 } });

	test('search finds people and words in any script, with and without accents, and jumps there', async ({
		inbox,
		sim,
	}) => {
		await sim.clock({ answers: false });
		const { page } = inbox;
		const people = page.getByRole('list', { name: 'People' }).getByRole('button');
		const messages = page.getByRole('list', { name: 'Messages' }).getByRole('button');
		const found: [query: string, person: string][] = [
			['marin', 'Rosa Marín Delgado'],
			['JURGEN', 'Jürgen Großmann'],
			['प्रिया', 'प्रिया शर्मा'],
			['فاطمة', 'فاطمة الزهراء'],
			['美玲', '陈美玲'],
			['joao ped', 'João Pedro Albuquerque'],
			['+521555', 'Carlos Ibáñez'],
		];
		for (const [query, person] of found) {
			await inbox.search.fill(query);
			await expect(people.filter({ hasText: person }), query).toHaveCount(1);
		}
		const said: [query: string, person: string][] = [
			['القهوة', 'أحمد المصري'],
			['ब्लड प्रेशर', 'प्रिया शर्मा'],
			['订单号', '陈美玲'],
			['pedido', 'João Pedro Albuquerque'],
			['uberweisung', 'Jürgen Großmann'],
			['remedio func', 'Beatriz Nogueira'],
		];
		for (const [query, person] of said) {
			await inbox.search.fill(query);
			await expect(messages.filter({ hasText: person }), query).toHaveCount(1);
			await messages.filter({ hasText: person }).click();
			await expect(inbox.chat(person)).toBeVisible();
		}
		await inbox.search.fill('zzzz');
		await expect(page.getByRole('status').filter({ hasText: 'Nothing found for “zzzz”' })).toBeVisible();
		await inbox.search.press('Escape');
		await expect(inbox.list).toBeVisible();
	});
});

test('a found message is jumped to, however far back, and "Jump to latest" leads back', async ({
	inbox,
	sim,
}) => {
	await sim.write(EMMAS_NUMBER, { text: 'The needle in the haystack', seconds_ago: 200 });
	for (let n = 1; n <= 150; n++) await sim.write(EMMAS_NUMBER, `straw ${n}`);
	await inbox.search.fill('needle');
	await inbox.page.getByRole('list', { name: 'Messages' }).getByRole('button').click();
	await expect(inbox.bubble('The needle in the haystack')).toBeInViewport();
	await expect(inbox.bubble('straw 150')).toHaveCount(0);
	// Whoever reads up is not torn away by what arrives.
	await sim.write(EMMAS_NUMBER, 'the last straw');
	await expect(inbox.row(EMMA).or(inbox.page.getByRole('list', { name: 'Messages' }))).toBeVisible();
	await expect(inbox.bubble('The needle in the haystack')).toBeInViewport();
	await inbox.page.getByRole('button', { name: /^Jump to latest/ }).click();
	await expect(inbox.bubble('the last straw')).toBeInViewport();
	await expect(inbox.page.getByRole('button', { name: /^Jump to latest/ })).toHaveCount(0);
});

test('pain 26: an inbox of two thousand chats scrolls to its end and back, and draws only what is in view', async ({
	inbox,
	sim,
}) => {
	const crowd = await sim.crowd({ count: 2000, per_post: 100, spread_seconds: 20 * 3600 });
	expect(crowd).toMatchObject({ customers: 2000, failed: 0 });
	const { list } = inbox;
	await expect(inbox.row(/Customer 2000\b/)).toBeVisible();
	await list.focus();
	await expect(async () => {
		await list.press('End');
		await expect(inbox.row(/Customer 1\b/)).toBeInViewport({ timeout: 300 });
	}).toPass({ timeout: 30_000 });
	expect(await list.getByRole('option').count()).toBeLessThan(60);
	await expect(inbox.row(/Customer 1\b/)).toHaveAttribute('aria-setsize', '2001');
	await list.press('Enter');
	await expect(inbox.chat('Customer 1')).toBeVisible();
	await list.focus();
	await list.press('Home');
	await expect(inbox.row(/Customer 2000\b/)).toBeInViewport();
	// Somebody at the far end writes, and stands at the top.
	const last = (await sim.customers()).find((one) => one.name === 'Customer 2');
	await sim.write(last!.user_id, 'I am at the top now');
	await expect(list.getByRole('option').first()).toContainText('I am at the top now');
});
