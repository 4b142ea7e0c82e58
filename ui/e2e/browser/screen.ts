import { expect, type Locator, type Page } from '@playwright/test';
import type { Picked } from '../harness/files';

/** The screen as a receptionist knows it: by names and roles. */
export class Screen {
	readonly page: Page;
	readonly list: Locator;
	readonly log: Locator;
	readonly composer: Locator;
	readonly send: Locator;
	/** What stands in place of the composer when the window is closed. */
	readonly shut: Locator;
	readonly search: Locator;
	readonly picker: Locator;
	/** The templates that the picker lists. */
	readonly templates: Locator;
	/** Our own messages in the open chat. */
	readonly own: Locator;
	/** The files that are about to be sent. */
	readonly tray: Locator;
	/** The only dialog that is open. */
	readonly dialog: Locator;
	readonly panel: Locator;

	constructor(page: Page) {
		this.page = page;
		this.list = page.getByRole('listbox', { name: 'Conversations' });
		this.log = page.getByRole('log');
		this.composer = page.getByRole('textbox', { name: /^Message to / });
		this.send = page.getByRole('button', { name: 'Send', exact: true });
		this.shut = page.getByTestId('window-shut');
		this.search = page.getByRole('searchbox', { name: 'Search people and messages' });
		this.picker = page.getByRole('dialog', { name: /^(Send a template to|Template for) / });
		this.templates = this.picker.getByRole('listbox', { name: 'Templates' }).getByRole('option');
		this.own = this.log.getByRole('article', { name: /^You, / });
		this.tray = page.getByRole('list', { name: 'Files to send' });
		this.dialog = page.getByRole('dialog');
		this.panel = page.getByRole('complementary', { name: 'Contact' });
	}

	/** Opens the screen through the link that lets a browser in, and waits until it is there. */
	async signIn(link: string): Promise<void> {
		await this.page.goto(link);
		await expect(this.page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
		await expect(this.list.getByRole('option').first()).toBeVisible();
	}

	/** A row of the list, by a name or words in it. */
	row(text: string | RegExp): Locator {
		return this.list.getByRole('option').filter({ hasText: text });
	}

	/** The names in the list, from the top. */
	async names(): Promise<string[]> {
		return this.list.getByRole('option').locator('.name').allInnerTexts();
	}

	chat(name: string): Locator {
		return this.page.getByRole('region', { name: `Chat with ${name}` });
	}

	/** Opens a chat from the list, scrolling down to it if need be: rows out of view are not drawn. */
	async open(name: string): Promise<void> {
		const row = this.row(name);
		// A list that was just drawn brings the open chat's row into view, which may take the wanted one away again.
		await expect(async () => {
			if ((await row.count()) === 0) await this.list.evaluate(scrollOn);
			await row.click({ timeout: 500 });
		}).toPass({ intervals: [20] });
		await expect(this.chat(name)).toBeVisible();
		await expect(this.log.getByRole('article').first()).toBeVisible();
	}

	/** The chip that says how long one may still write freely. */
	window(name: string): Locator {
		return this.chat(name).getByTestId('window-chip').first();
	}

	bubble(text: string | RegExp): Locator {
		return this.log.getByRole('article').filter({ hasText: text });
	}

	/** Types an answer and sends it with Enter. */
	async say(text: string): Promise<void> {
		await this.composer.fill(text);
		await this.composer.press('Enter');
		await expect(this.bubble(text)).toBeVisible();
	}

	/** Opens the paperclip's menu and takes an entry of it. */
	async attach(entry: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Attach', exact: true }).click();
		await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
	}

	/** Picks files through the paperclip and the system's file dialog, and waits until they are there. */
	async pick(entry: 'Photo or video' | 'Document', ...files: Picked[]): Promise<void> {
		const chosen = this.page.waitForEvent('filechooser');
		await this.attach(entry);
		await (await chosen).setFiles(files);
		for (const { name } of files) await expect(this.trayFile(name)).toBeVisible();
	}

	/** A file in the tray that was brought in. */
	trayFile(name: string): Locator {
		const remove = this.page.getByRole('button', { name: `Remove ${name}` });
		return this.tray.getByRole('listitem').filter({ has: remove });
	}

	/** Waits until the customer has read this message of ours. */
	async wasRead(bubble: Locator): Promise<void> {
		await expect(bubble.getByText(/^Read \d/)).toBeVisible();
	}

	/** Takes an entry of a message's menu. */
	async choose(bubble: Locator, entry: string): Promise<void> {
		await bubble.click({ button: 'right' });
		await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
	}

	go(view: 'Inbox' | 'Contacts' | 'Connection' | 'Numbers' | 'Settings'): Promise<void> {
		return this.page
			.getByRole('navigation', { name: 'Main' })
			.getByRole('button', { name: new RegExp(`^${view}`) })
			.click();
	}

	/** A template in the list of the picker. */
	template(text: string | RegExp): Locator {
		return this.templates.filter({ hasText: text });
	}

	async pickTemplate(): Promise<void> {
		await this.page.getByRole('button', { name: 'Choose template' }).first().click();
		await expect(this.templates.first()).toBeVisible();
	}

	/** Asks the core as the page itself does, past everything that the screen would not let one do. */
	async rpc(name: string, payload: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
		return this.page.evaluate(
			async ([name, payload]) => {
				const headers = { 'content-type': 'application/json' };
				const response = await fetch(`/rpc/${name}`, {
					method: 'POST',
					headers,
					body: JSON.stringify(payload),
				});
				return { status: response.status, body: (await response.json()) as Record<string, unknown> };
			},
			[name, payload] as const,
		);
	}
}

/** Runs in the page: scrolls half a page down, and from the end to the top. */
function scrollOn(list: Element): void {
	const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
	list.scrollTop = atEnd ? 0 : list.scrollTop + list.clientHeight / 2;
}
