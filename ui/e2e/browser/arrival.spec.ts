import { arrival, type Arrival, spread, summary, watchFor } from '../harness/arrival';
import { expect, test } from './fixtures';

const TIMES = 12;
/** What is promised: a message is on the screen this soon after its webhook was taken. */
const PROMISE_MS = 200;

test('a message is on the screen, without reloading, within 200 ms of its webhook’s 200', async ({
	inbox,
	sim,
}, info) => {
	const account = await sim.account();
	const [emma] = await sim.customers();
	await inbox.open('Emma Whitfield');
	const { page } = inbox;

	async function measure(what: string, where: string, write: (n: number) => Promise<[string, Arrival]>) {
		const arrivals: Arrival[] = [];
		for (let n = 1; n <= TIMES; n++) arrivals.push((await write(n))[1]);
		const line = summary(what, arrivals);
		info.annotations.push({ type: 'measured', description: line });
		console.log(`  ${line}`);
		const { median, worst } = spread(arrivals.map((one) => one.afterTaken));
		expect.soft(median, `${what}: median after the webhook's 200`).toBeLessThanOrEqual(PROMISE_MS);
		expect.soft(worst, `${what}: worst after the webhook's 200`).toBeLessThanOrEqual(PROMISE_MS);
	}

	async function seen(text: string): Promise<number> {
		const handle = await page.waitForFunction((text) => window.arrivals?.[text], text);
		return (await handle.jsonValue())!;
	}

	await measure('a bubble in the open chat', '[role=log] article', async (n) => {
		const text = `bubble number ${n} of Emma`;
		await page.evaluate(`(${watchFor})('[role=log] article', ${JSON.stringify(text)})`);
		const webhook = await sim.post(account, emma!, text);
		return [text, arrival(webhook, await seen(text))];
	});

	await measure('a new chat in the list', '[role=option]', async (n) => {
		const text = `first words of person ${n}.`;
		const newcomer = { name: `Newcomer ${n}`, wa_id: `1650555${7000 + n}`, user_id: `US.${900_000 + n}` };
		await page.evaluate(`(${watchFor})('[role=option]', ${JSON.stringify(text)})`);
		const webhook = await sim.post(account, newcomer, text);
		return [text, arrival(webhook, await seen(text))];
	});

	await expect(inbox.row('Newcomer').first()).toBeVisible();
});
