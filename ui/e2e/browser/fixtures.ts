import { test as base, expect, type Page } from '@playwright/test';
import { Office, PracticeHub, type PracticeOptions, scratch } from '../harness/hub';
import type { Simulator } from '../harness/simulator';
import { Screen } from './screen';

interface Fixtures {
	/** How the practice hub is set up. */
	practice: PracticeOptions;
	/** A practice hub of this test alone. */
	hub: PracticeHub;
	/** The customers of the practice hub. */
	sim: Simulator;
	/** The practice hub's screen, signed in. */
	inbox: Screen;
	/** A workspace that is not practice, with a provider of its own. */
	office: Office;
	/** Whatever goes wrong inside a page fails the test, even when nothing is seen of it. */
	sound: void;
}

/** Faults of the page itself: exceptions that nobody caught. */
function listen(page: Page): string[] {
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.stack ?? String(error)));
	return problems;
}

export const test = base.extend<Fixtures>({
	practice: [{ customers: 'one', delays: 0 }, { option: true }],
	hub: async ({ practice }, use, info) => {
		await using folder = await scratch();
		const hub = await PracticeHub.start(folder.path, practice);
		try {
			await use(hub);
		} finally {
			if (info.status !== info.expectedStatus) await info.attach('hub', { body: hub.program.said });
			await hub.program.end();
		}
	},
	sim: async ({ hub }, use) => use(hub.simulator),
	inbox: async ({ hub, page }, use) => {
		const screen = new Screen(page);
		await screen.signIn(hub.link);
		await use(screen);
	},
	office: async ({ browserName: _ }, use, info) => {
		await using folder = await scratch();
		const office = await Office.start(folder.path, 0);
		try {
			await use(office);
		} finally {
			if (info.status !== info.expectedStatus) await info.attach('office', { body: office.said });
			await office.end();
		}
	},
	sound: [
		async ({ page }, use) => {
			const problems = listen(page);
			// Whoever tests something else has seen the tour.
			await page.addInitScript(() => localStorage.setItem('frontdesk.tour', 'seen'));
			await use();
			expect(problems, 'exceptions in the page').toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };
