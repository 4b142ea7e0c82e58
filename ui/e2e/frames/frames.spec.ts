import { writeFile } from 'node:fs/promises';
import { type Page, test } from '@playwright/test';
import { scratch } from '../harness/hub';
import { BusyOffice } from './busyOffice';
import { percentile, scriptPerFrame } from './scriptTime';

// Figures of the screen on a large workspace. They are printed and not judged: how fast this computer is, is no property
// of the code. The workspace is one of the benches', named by FRONTDESK_BENCH_WORKSPACE.
const WORKSPACE = process.env['FRONTDESK_BENCH_WORKSPACE'];
const LONG_THREAD = 20_000;
const TALKER = { phone: '16505557777', name: 'Tamara Talkative' };
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

test.skip(WORKSPACE === undefined, 'FRONTDESK_BENCH_WORKSPACE names no workspace');
test.describe.configure({ timeout: 600_000 });

test('the screen on a large workspace', async ({ browser, page }, info) => {
	await using folder = await scratch();
	const office = await BusyOffice.open(WORKSPACE!, folder.path);
	for (let at = 0; at < LONG_THREAD; at += 500) {
		await office.receive(
			TALKER,
			Array.from(
				{ length: 500 },
				(_, index) => `Message ${at + index}: the parcel has not come, and the door is blue.`,
			),
			LONG_THREAD - at - 500,
		);
	}
	await page.goto(office.link);
	const list = page.getByRole('listbox');
	await list.getByRole('option').first().waitFor();

	const frames = async (what: string, act: () => Promise<void>) => {
		const file = info.outputPath(`${what.replaceAll(' ', '-')}.json`);
		await browser.startTracing(page, { categories: CATEGORIES });
		await act();
		const trace = await browser.stopTracing();
		await writeFile(file, trace);
		const spent = scriptPerFrame(trace);
		const over = spent.filter((ms) => ms > 16).length;
		console.log(
			`${what}: ${spent.length} frames, script a frame p50 ${percentile(spent, 50).toFixed(1)} ms, ` +
				`p95 ${percentile(spent, 95).toFixed(1)} ms, p99 ${percentile(spent, 99).toFixed(1)} ms, ` +
				`worst ${spent[0]!.toFixed(1)} ms, ${over} over 16 ms`,
		);
	};

	await list.hover();
	await frames('list down', () => wheel(page, 300, 240));
	await page
		.getByRole('option', { name: new RegExp(TALKER.name) })
		.waitFor({ state: 'attached' })
		.catch(() => undefined);
	await wheel(page, 400, -4000);
	await page
		.getByRole('option', { name: new RegExp(TALKER.name) })
		.first()
		.click();
	// It opens at the first of what nobody has read.
	await page.getByRole('button', { name: /^Jump to latest/ }).click();
	await page
		.getByRole('log')
		.getByText(`Message ${LONG_THREAD - 1}:`)
		.waitFor();
	await page.getByRole('log').hover();
	await frames('thread up', () => wheel(page, 300, -240));
	await frames('thread down', () => wheel(page, 300, 240));

	await page.getByRole('textbox', { name: /^Message to/ }).focus();
	const busy = new AbortController();
	const load = manyWrite(office, busy.signal);
	await page.evaluate(() => {
		const keys: number[] = [];
		Object.assign(globalThis, { keys });
		new PerformanceObserver((seen) => {
			for (const entry of seen.getEntries()) if (entry.name === 'keydown') keys.push(entry.duration);
		}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
	});
	const TYPED = 300;
	await frames('typing while 100 messages a second come in', async () => {
		for (let typed = 0; typed < TYPED; typed++) {
			await page.keyboard.press('abcdefgh ijklm'.charAt(typed % 14) === ' ' ? 'Space' : 'a');
			await page.waitForTimeout(50);
		}
	});
	busy.abort();
	const came = await load;
	const slow = await page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys);
	// Keys that were on screen within 16 ms are not reported one by one.
	const latencies = [...slow, ...new Array<number>(Math.max(0, TYPED - slow.length)).fill(16)];
	console.log(
		`typing: ${TYPED} keys while ${came.toFixed(0)} messages a second came, from key to screen ` +
			`p50 <= ${percentile(latencies, 50)} ms, p95 <= ${percentile(latencies, 95)} ms, worst ${percentile(latencies, 100)} ms`,
	);
	await office.close();
});

/** Turns the wheel so many times by so much, about once a frame. */
async function wheel(page: Page, times: number, by: number): Promise<void> {
	for (let turn = 0; turn < times; turn++) {
		await page.mouse.wheel(0, by);
		await page.waitForTimeout(16);
	}
	await page.waitForTimeout(300);
}

/** A hundred messages a second from a hundred people; answers how many it were. */
async function manyWrite(office: BusyOffice, signal: AbortSignal): Promise<number> {
	const started = performance.now();
	let count = 0;
	const due = () => (performance.now() - started) / 10;
	while (!signal.aborted) {
		while (count < due()) {
			const who = count++ % 100;
			await office.receive({ phone: `1650556${String(who).padStart(4, '0')}`, name: `Writer ${who}` }, [
				`Line ${count}`,
			]);
		}
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	return count / ((performance.now() - started) / 1000);
}
