import { expect, test } from './desktop';
import { ENTER, type WebDriver } from './webdriver';

const EMMA = 'Emma Whitfield';
const EMMAS_NUMBER = '+16505550100';
const LOG = '[role=log]';

function shows(window: WebDriver, css: string, text = '') {
	return expect.poll(() => window.sees(css, text), { message: `${css} ${text}`, timeout: 15_000 });
}

async function open(window: WebDriver): Promise<void> {
	await shows(window, '[role=option]', EMMA).toBe(true);
	await window.click('[role=option]', EMMA);
	await shows(window, `${LOG} article`).toBe(true);
}

/** Runs in the page: gives a file to the field behind "Document", as its dialog would. */
function pick(name: string, text: string): void {
	const input = document.querySelector<HTMLInputElement>('[data-testid=pick-documents]')!;
	const chosen = new DataTransfer();
	chosen.items.add(new File([text], name, { type: 'text/plain' }));
	input.files = chosen.files;
	input.dispatchEvent(new Event('change', { bubbles: true }));
}

test('in the real window: a received photo is to be seen, small in the chat and whole in the lightbox', async ({
	desktop: { window, simulator },
}) => {
	await open(window);
	await simulator.write(EMMAS_NUMBER, { type: 'image', caption: 'my arm', photo: 'rash' });
	const width = (css: string) =>
		window.run((css) => document.querySelector<HTMLImageElement>(css)?.naturalWidth ?? 0, css);
	const photo = `${LOG} article button[aria-label^="Look at the photo"]`;
	await expect.poll(() => width(`${photo} img`), { timeout: 15_000 }).toBeGreaterThan(0);
	// A photo may be drawn before its bubble has been measured and is shown.
	await shows(window, photo).toBe(true);
	await window.click(photo);
	const small = await width(`${photo} img`);
	await expect.poll(() => width('dialog[open] img'), { timeout: 15_000 }).toBeGreaterThanOrEqual(small);
});

test('in the real window: a file is attached and sent', async ({ desktop: { window, simulator } }) => {
	await open(window);
	await window.run(pick, 'opening hours.txt', 'Monday to Friday, nine to five');
	// It can be sent once the core has all of it.
	await shows(window, 'button[aria-label=Send]:enabled').toBe(true);
	await window.click('#composer');
	await window.type(ENTER);
	await shows(window, `${LOG} article`, 'opening hours.txt').toBe(true);
	await expect
		.poll(async () => (await simulator.sent()).map(({ type, body }) => [type, body.document?.filename]))
		.toEqual([['document', 'opening hours.txt']]);
	await shows(window, `${LOG} article`, 'Read').toBe(true);
});

test('in the real window: a voice message plays, and its player goes on', async ({
	desktop: { window, simulator },
}) => {
	await open(window);
	await simulator.write(EMMAS_NUMBER, { type: 'audio' });
	await shows(window, `${LOG} article button[aria-label=Play]`).toBe(true);
	await window.click(`${LOG} article button[aria-label=Play]`);
	const seconds = () =>
		window.run(
			(css) => Number(document.querySelector<HTMLElement>(css)?.ariaValueNow),
			`${LOG} [role=slider]`,
		);
	await expect.poll(seconds, { timeout: 15_000 }).toBeGreaterThan(0.2);
	const before = await seconds();
	await expect.poll(seconds).toBeGreaterThan(before);
	expect(await window.sees(`${LOG} article [role=alert]`)).toBe(false);
});
