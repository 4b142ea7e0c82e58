import { expect, type Locator, type Page } from '@playwright/test';
import { countMouse, mouseEvents } from './mouse';

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Two hands on a keyboard, and eyes: whoever has only these can press keys and read, and nothing else. */
export class Hands {
	readonly #page: Page;
	#keys = 0;

	private constructor(page: Page) {
		this.#page = page;
	}

	/** Opens the screen through the link that lets a browser in. */
	static async on(page: Page, link: string): Promise<Hands> {
		await page.addInitScript(countMouse);
		await page.goto(link);
		await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
		return new Hands(page);
	}

	/** How many keys were pressed so far, but for what was typed into fields. */
	get keys(): number {
		return this.#keys;
	}

	/** How often the page was pointed at or touched in any way. */
	async mouseEvents(): Promise<number> {
		return this.#page.evaluate(mouseEvents);
	}

	/** Presses keys or combinations, one after the other. */
	async press(...keys: string[]): Promise<void> {
		for (const key of keys) {
			this.#keys += 1;
			await this.#page.keyboard.press(key);
		}
	}

	async type(words: string): Promise<void> {
		await this.#page.keyboard.type(words);
	}

	/** Goes on by Tab, or by another key, until this has the focus. */
	async goTo(target: Locator, key = 'Tab'): Promise<void> {
		await expect(target).toBeVisible();
		for (let stop = 0; stop < MOST_STOPS; stop++) {
			if (await target.evaluate((element) => element === document.activeElement)) return;
			await this.press(key);
		}
		throw new Error(`${key} does not lead to ${target}`);
	}

	/** Takes what the palette offers first for these words. */
	async take(words: string): Promise<void> {
		await this.press('Control+k');
		const palette = this.dialog('Go to anything');
		await expect(palette.getByRole('combobox')).toBeFocused();
		await this.type(words);
		await this.press('Enter');
		await expect(palette).toHaveCount(0);
	}

	/** Opens the chat with somebody. */
	async open(name: string): Promise<void> {
		await this.take(name);
		await expect(this.chat(name)).toBeVisible();
	}

	/** Sends what is typed into the open chat. */
	async say(words: string): Promise<void> {
		await expect(this.composer).toBeFocused();
		await this.type(words);
		await this.press('Enter');
		await expect(this.bubble(words)).toBeVisible();
	}

	get list(): Locator {
		return this.#page.getByRole('listbox', { name: 'Conversations' });
	}

	get composer(): Locator {
		return this.#page.getByRole('textbox', { name: /^Message to / });
	}

	get picker(): Locator {
		return this.#page.getByRole('dialog', { name: /^Send a template to / });
	}

	get templates(): Locator {
		return this.picker.getByRole('listbox', { name: 'Templates' }).getByRole('option');
	}

	chat(name: string): Locator {
		return this.#page.getByRole('region', { name: `Chat with ${name}` });
	}

	row(text: string): Locator {
		return this.list.getByRole('option').filter({ hasText: text });
	}

	bubble(text: string): Locator {
		return this.#page.getByRole('log').getByRole('article').filter({ hasText: text });
	}

	field(name: string, within: Locator = this.picker): Locator {
		return within.getByRole('textbox', { name, exact: true });
	}

	button(name: string | RegExp): Locator {
		return this.#page.getByRole('button', { name });
	}

	dialog(name: string): Locator {
		return this.#page.getByRole('dialog', { name });
	}

	group(name: string): Locator {
		return this.#page.getByRole('region', { name, exact: true });
	}

	menuItem(name: RegExp): Locator {
		return this.#page.getByRole('menuitem', { name });
	}

	radio(name: string): Locator {
		return this.#page.getByRole('radio', { name });
	}

	switch(name: string): Locator {
		return this.#page.getByRole('switch', { name });
	}

	page(title: string): Locator {
		return this.#page
			.getByRole('main')
			.filter({ has: this.#page.getByRole('heading', { name: title, level: 1 }) });
	}

	says(words: string | RegExp): Locator {
		return this.#page.getByText(words);
	}
}
