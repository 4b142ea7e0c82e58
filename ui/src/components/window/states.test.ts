import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { exactly } from '../../model/time';
import { HOUR, MINUTE } from '../../model/window';
import { openScreen, settle, words } from '../../test/screen';

const DAY = 24 * HOUR;

/** Somebody whose window closes in `left`. */
function withLeft(host: FakeHost, left: number): Conversation {
	const row = host.person({ name: 'Ana', phone: '+16505550123' });
	host.writes(row.id, 'Hello', Date.now() - DAY + left);
	return row;
}

/** The screen with Ana's chat in the list, and what her row, the header and the place of the composer say. */
async function ana(make: (host: FakeHost) => Conversation) {
	const ui = await openScreen((host) => void make(host));
	const row = ui.host.rows.values().next().value!;
	const inList = () => within(ui.list()).getByRole('option', { name: /Ana/ });
	return {
		...ui,
		row,
		rowChip: (kind: string) => inList().querySelector<HTMLElement>(`.chip.${kind}`),
		rowChips: () => inList().querySelectorAll('.chip'),
		header: () => screen.getAllByTestId('window-chip')[0]!,
		shut: () => screen.getByTestId('window-shut'),
		inList,
	};
}

const hasSign = (element: Element | null) => element?.querySelector('svg') !== null;

describe('pain 2: the state of a window is told in the row, in the header and where one types', () => {
	it('never opened: nothing in the row, and a template to begin with', async () => {
		const ui = await ana((host) => {
			const row = host.person({ name: 'Ana' });
			host.wrote(row.id, 'from another program');
			return row;
		});
		expect(ui.rowChips()).toHaveLength(0);
		await ui.open(ui.row);
		expect(words(ui.header())).toBe('Not opened yet');
		expect(ui.header().title).toBe('This customer has not written yet');
		expect(hasSign(ui.header())).toBe(true);
		expect(words(ui.shut())).toContain('Start with a template.');
		expect(within(ui.shut()).getByRole('button', { name: 'Choose template' })).toBeTruthy();
	});

	it.each([
		[20 * HOUR, 'open', /^Open until /],
		[3 * HOUR + 10 * MINUTE, 'soon', /^3 h (09|10) min left$/],
		[42 * MINUTE + 30_000, 'last', /^42 min left$/],
	])('open with %i ms left is "%s", with the exact end in the tooltip', async (left, kind, says) => {
		const ui = await ana((host) => withLeft(host, left));
		await ui.open(ui.row);
		expect(words(ui.header())).toMatch(says);
		expect(ui.header().dataset.stage).toBe(kind);
		expect(ui.header().title).toContain(exactly(ui.row.window.closesAt!));
		expect(hasSign(ui.header())).toBe(true);
		expect(ui.composer()).toBeTruthy();
		if (kind === 'open') return void expect(ui.rowChips(), 'no need to speak of it').toHaveLength(0);
		expect(ui.rowChip(kind)?.title).toContain(exactly(ui.row.window.closesAt!));
		expect(hasSign(ui.rowChip(kind))).toBe(true);
	});

	it('the row counts hours, then minutes, then seconds', async () => {
		const ui = await ana((host) => withLeft(host, HOUR + 20_000));
		expect(words(ui.rowChip('soon')!)).toMatch(/^1 h/);
		await settle(30_000);
		expect(words(ui.rowChip('last')!)).toMatch(/^59 min/);
		await settle(58 * MINUTE);
		expect(words(ui.rowChip('last')!)).toMatch(/^1:\d\d/);
	});

	it('the last hour: a bar above the composer with the exact end', async () => {
		const ui = await ana((host) => withLeft(host, 42 * MINUTE + 30_000));
		await ui.open(ui.row);
		const bar = screen.getByText('42 min left to answer freely. After that only a template can be sent.');
		expect(bar.title).toContain(exactly(ui.row.window.closesAt!));
	});

	it('open, but it ends while nobody is there: a moon, and when that is', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, 10 * HOUR);
			row.window.whileAway = { officeClosesAt: Date.now() + HOUR, officeOpensAt: Date.now() + 15 * HOUR };
			return row;
		});
		await ui.open(ui.row);
		expect(words(ui.header())).toMatch(/^Closes .*, after you close at /);
		expect(ui.header().title).toContain(exactly(ui.row.window.closesAt!));
		expect(hasSign(ui.rowChip('away'))).toBe(true);
		expect(words(ui.rowChip('away')!)).toMatch(/^Closes /);
		expect(ui.composer()).toBeTruthy();
	});

	it('closed: a lock, since when, the draft kept, a template, and notes all the same', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, -2 * HOUR);
			row.draft = { text: 'half an answer', files: [], replyTo: null };
			return row;
		});
		await ui.open(ui.row);
		const at = exactly(ui.row.window.closesAt!);
		expect(words(ui.header())).toBe('Closed');
		expect(ui.header().title).toContain(at);
		expect(ui.rowChip('closed')?.title).toContain(at);
		expect(hasSign(ui.rowChip('closed'))).toBe(true);
		expect(words(ui.shut())).toMatch(/The 24-hour window closed .* half an answer/);
		expect(ui.shut().querySelector(`p[title*="${at}"]`)).not.toBeNull();
		expect(ui.noComposer()).toBe(true);
		expect(screen.getByRole('radio', { name: /note/i })).toBeTruthy();
	});

	it('closed because WhatsApp says so, whatever the clock says', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, 10 * HOUR);
			row.window = { ...row.window, phase: 'closed', closesAt: Date.now() - MINUTE, closedByProvider: true };
			return row;
		});
		await ui.open(ui.row);
		expect(ui.header().title).toMatch(/^WhatsApp says/);
		expect(ui.header().title).toContain(exactly(ui.row.window.closesAt!));
		expect(words(ui.shut())).toContain('WhatsApp says that the 24-hour window is closed.');
	});

	it('a template was sent: an hourglass until they answer', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, -20 * HOUR);
			row.window.templateWaitingSince = Date.now() - HOUR;
			return row;
		});
		await ui.open(ui.row);
		const since = exactly(ui.row.window.templateWaitingSince!);
		expect(words(ui.header())).toBe('Waiting for a reply');
		expect(ui.header().title).toContain(since);
		expect(ui.rowChip('waiting')?.title).toContain(since);
		expect(hasSign(ui.rowChip('waiting'))).toBe(true);
		expect(words(ui.shut())).toContain('You can write freely once they answer.');
	});

	it('reopened: a flash in the row, the composer with its draft, and a word of it', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, -2 * HOUR);
			row.draft = { text: 'half an answer', files: [], replyTo: null };
			return row;
		});
		await ui.open(ui.row);
		ui.host.writes(ui.row.id, 'I am here');
		await settle();
		expect(hasSign(within(ui.inList()).getByText('Open again').parentElement)).toBe(true);
		expect(ui.composer().value).toBe('half an answer');
		expect(ui.announced()).toContain('Ana');
		await settle(5_000);
		expect(within(ui.inList()).queryByText('Open again'), 'it is no news for long').toBeNull();
	});

	it('a free entry point: a tag of its own, and no permission to type', async () => {
		const until = Date.now() + MINUTE;
		const ui = await ana((host) => {
			const row = withLeft(host, -HOUR);
			row.window.freeUntil = until;
			return row;
		});
		expect(words(within(ui.inList()).getByTestId('free-chip'))).toMatch(/^Templates free until /);
		await ui.open(ui.row);
		for (const chip of screen.getAllByTestId('free-chip')) {
			expect(words(chip)).toMatch(/^Templates free until /);
			expect(chip.title).toContain(exactly(until));
			expect(hasSign(chip)).toBe(true);
		}
		expect(words(ui.header())).toBe('Closed');
		expect(ui.noComposer()).toBe(true);
		await settle(2 * MINUTE);
		expect(screen.queryAllByTestId('free-chip'), 'it ends by itself').toEqual([]);
	});

	it('pain 10: the computer was asleep: a question mark, from when to when, and WhatsApp decides', async () => {
		const [from, to] = [Date.now() - 5 * HOUR, Date.now() - HOUR];
		const ui = await ana((host) => {
			const row = withLeft(host, -2 * HOUR);
			row.window.unheard = { from, to, mattersUntil: Date.now() + MINUTE };
			return row;
		});
		await ui.open(ui.row);
		expect(words(ui.header())).toBe('Last message may be missing');
		expect(ui.header().title).toContain(exactly(from));
		expect(ui.header().title).toContain(exactly(to));
		expect(words(ui.rowChip('doubtful')!)).toBe('Last message may be missing');
		expect(hasSign(ui.rowChip('doubtful'))).toBe(true);
		expect(words(ui.shut())).toContain('WhatsApp decides.');
		expect(ui.noComposer(), 'a doubt permits nothing').toBe(true);
		await settle(2 * MINUTE);
		expect(words(ui.header()), 'a message of that time would not hold it open any more').toBe('Closed');
	});

	it('a doubt says nothing of a window that is open', async () => {
		const ui = await ana((host) => {
			const row = withLeft(host, 20 * HOUR);
			row.window.unheard = {
				from: Date.now() - 9 * HOUR,
				to: Date.now() - HOUR,
				mattersUntil: Date.now() + DAY,
			};
			return row;
		});
		await ui.open(ui.row);
		expect(words(ui.header())).toMatch(/^Open until/);
		expect(ui.composer()).toBeTruthy();
	});
});

it('the open chat alone is spoken of, at 60, 15 and 5 minutes and at the end', async () => {
	const ui = await openScreen((host) => {
		withLeft(host, 61 * MINUTE);
		const bob = host.person({ name: 'Bob', phone: '+16505550124' });
		host.writes(bob.id, 'Hi', Date.now() - DAY + 40 * MINUTE);
	});
	await ui.open(ui.host.rows.values().next().value!);
	const spoken: (string | null)[] = [];
	for (let minute = 0; minute < 62; minute++) {
		await settle(MINUTE);
		if (ui.announced() !== spoken.at(-1)) spoken.push(ui.announced());
	}
	const told = spoken
		.map((text) => (text?.includes('has closed') ? 'closed' : text?.match(/\d+/)?.[0]))
		.filter(Boolean);
	expect(told, 'and nothing of Bob, whose window closed meanwhile').toEqual(['60', '15', '5', 'closed']);
});
