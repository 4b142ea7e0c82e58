import { expect, type Locator, type Page } from '@playwright/test';
import { type Language, Words } from '../harness/words';
import { PEOPLE } from './busyDay';
import type { Screen } from './screen';

/** Looks at what is on the screen now, under its name. */
export type Look = (view: string) => Promise<void>;

/** The pages of the rail, by the text on their button. */
const PAGES = ['closing', 'scheduled', 'contacts', 'connection', 'news'] as const;

/** Leads through the main views in any language. */
export class Walk {
	readonly #inbox: Screen;
	readonly #page: Page;
	#words = new Words('en');

	constructor(inbox: Screen) {
		this.#inbox = inbox;
		this.#page = inbox.page;
	}

	/** Changes the look; `language` among it. */
	async set(change: {
		language?: Language;
		theme?: string;
		textSize?: number;
		density?: string;
	}): Promise<void> {
		const { body } = await this.#inbox.rpc('settings', null);
		const { status } = await this.#inbox.rpc('save_settings', { ...body, ...change });
		expect(status, 'the answer to new settings').toBe(200);
		if (change.language) this.#words = new Words(change.language);
		await this.#page.reload();
		await expect(this.#page.locator('html')).toHaveAttribute('lang', this.#words.language);
		await expect(this.#list.getByRole('option').first()).toBeVisible();
	}

	/** Every main view, one after the other; ends in the inbox. */
	async everywhere(look: Look): Promise<void> {
		await this.chats(look);
		await this.overlays(look);
		await this.pages(look);
	}

	/** The inbox with its chats, in each state of the window. */
	async chats(look: Look): Promise<void> {
		const page = this.#page;
		await this.go('view_inbox');
		await look('list');
		await this.open(PEOPLE.open);
		await look('thread');
		const covers = this.#button('panel_show');
		if (await covers.isVisible()) {
			await covers.click();
			await look('contact');
			await page.keyboard.press('Escape');
		}
		await page.keyboard.press('Control+f');
		await look('find');
		await page.keyboard.press('Escape');
		await this.open(PEOPLE.lastHour);
		await look('last-hour');
		await this.open(PEOPLE.closed);
		await expect(this.#inbox.shut).toBeVisible();
		await look('closed');
		await page.keyboard.press('Alt+t');
		await expect(page.getByRole('listbox', { name: this.#words.say('templates') })).toBeVisible();
		await look('picker');
		await page.keyboard.press('Escape');
		const work = page.getByRole('combobox', { name: this.#words.say('work_label') });
		await work.selectOption('resolved');
		await expect(page.getByText(this.#words.say('empty_filter'))).toBeVisible();
		await look('empty-list');
		await work.selectOption('open');
		const search = page.getByRole('searchbox', { name: this.#words.say('search_label') });
		await search.fill('cita');
		await expect(page.getByRole('list', { name: this.#words.say('search_messages') })).toBeVisible();
		await this.#button('search_filters').click();
		await look('search');
		await this.#button('search_filters').click();
		await search.fill('');
	}

	/** What lies over the inbox. */
	async overlays(look: Look): Promise<void> {
		const page = this.#page;
		await this.go('view_inbox');
		await this.open(PEOPLE.open);
		const composer = page.getByRole('textbox', { name: this.#words.like('composer_label') });
		await composer.fill('/');
		await expect(page.getByRole('listbox', { name: this.#words.say('replies_menu') })).toBeVisible();
		await look('saved-replies');
		await composer.fill('');
		for (const [name, keys] of [
			['palette', 'Control+k'],
			['cheat-sheet', 'Control+/'],
			['print', 'Control+p'],
			['snooze', 'Control+Shift+H'],
		] as const) {
			await page.keyboard.press(keys);
			await look(name);
			await page.keyboard.press('Escape');
		}
		await composer.fill('Good morning 🙏');
		for (const key of ['attach', 'work_more', 'send_later', 'quiet'] as const) {
			await this.#button(key).click();
			await look(`menu-${key}`);
			await page.keyboard.press('Escape');
		}
		await this.#button('send_later').click();
		await page.getByRole('menuitem').last().click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await look('schedule');
		await page.keyboard.press('Escape');
		await composer.fill('');
	}

	/** The other pages. */
	async pages(look: Look): Promise<void> {
		const page = this.#page;
		for (const name of PAGES) {
			await this.go(`view_${name}`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(this.#words.say(`view_${name}`));
			await page.waitForLoadState('networkidle');
			await look(name);
		}
		await this.go('view_contacts');
		await page.getByRole('option').filter({ hasText: PEOPLE.open }).click();
		await look('contacts-details');
		await this.go('view_numbers');
		await expect(this.#button('numbers_save_all')).toBeVisible();
		await look('numbers');
		const panels = page.getByRole('main').getByRole('heading', { level: 2 });
		await panels.first().evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
		await look('numbers-days');
		await panels.last().evaluate((heading) => heading.scrollIntoView({ block: 'end' }));
		await look('numbers-tables');
		await this.go('view_templates');
		await expect(page.getByRole('article').first()).toBeVisible();
		await look('templates');
		await this.#button('authoring_new').click();
		await expect(page.getByRole('textbox', { name: this.#words.say('authoring_name') })).toBeVisible();
		await look('template-editor');
		await this.#settings(look);
	}

	/** The settings, a window full at a time. */
	async #settings(look: Look): Promise<void> {
		await this.go('view_settings');
		const parts = this.#page.getByRole('main').locator('[id^=settings-]');
		await expect(parts.first()).toBeVisible();
		for (const part of await parts.all()) {
			await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
			await look((await part.getAttribute('id'))!);
		}
	}

	/** The page before a workspace is there. Practice is over then. */
	async welcome(look: Look): Promise<void> {
		await this.#button('practice_leave').click();
		await expect(this.#page.getByRole('heading', { name: this.#words.say('welcome_title') })).toBeVisible();
		await look('welcome');
	}

	/** Opens a page by its button in the rail. */
	go(key: string): Promise<void> {
		const rail = this.#page.getByRole('navigation', { name: this.#words.say('rail'), exact: true });
		return rail.getByRole('button', { name: this.#words.starting(key) }).click();
	}

	/** Opens a chat from the list, scrolling down to it if need be: rows out of view are not drawn. */
	async open(name: string): Promise<void> {
		const row = this.#list.getByRole('option').filter({ hasText: name });
		const chat = this.#page.getByRole('region', { name: this.#words.like('chat_with') });
		await expect(async () => {
			if ((await row.count()) === 0)
				await this.#list.evaluate((list) => {
					const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
					list.scrollTop = atEnd ? 0 : list.scrollTop + list.clientHeight / 2;
				});
			await row.click({ timeout: 500 });
			await expect(chat.getByRole('heading', { level: 2 })).toContainText(name, { timeout: 500 });
		}).toPass({ intervals: [20] });
		await expect(this.#page.getByRole('log').getByRole('article').first()).toBeVisible();
	}

	get #list(): Locator {
		return this.#page.getByRole('listbox', { name: this.#words.say('conversations') });
	}

	#button(key: string): Locator {
		return this.#page.getByRole('button', { name: this.#words.say(key), exact: true }).first();
	}
}
