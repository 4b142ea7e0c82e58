import { screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../bindings/Conversation';
import type { FakeHost } from '../host/fake/fake';
import { HOUR } from '../model/window';
import { FOR_EVER } from '../state/comfort.svelte';
import { openScreen, settle, words } from '../test/screen';

let ana: Conversation;
let bo: Conversation;

function people(host: FakeHost) {
	ana = host.person({ name: 'Ana' });
	bo = host.person({ name: 'Bo' });
	host.writes(bo.id, 'hi', Date.now() - 2 * HOUR);
	host.writes(ana.id, 'hello', Date.now() - HOUR);
}

describe('sounds', () => {
	let played: string[] = [];

	beforeEach(() => {
		played = [];
		vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (this: HTMLMediaElement) {
			played.push(`${/incoming|sent/.exec(this.src)?.[0]} ${this.volume}`);
			return Promise.resolve();
		});
	});

	// Pain 9: no sound while the window is looked at.
	it('pain 9: tell of a message also while its chat is open and looked at', async () => {
		const ui = await openScreen(people);
		await ui.open(ana);
		ui.host.writes(ana.id, 'are you there?');
		await settle();
		expect(played).toEqual(['incoming 0.6']);
	});

	it('make one sound of many messages, and none of what we write or read', async () => {
		const ui = await openScreen(people);
		for (let n = 0; n < 5; n++) ui.host.writes(bo.id, `message ${n}`);
		await settle();
		expect(played).toHaveLength(1);
		await settle(2000);
		await ui.open(bo);
		await ui.type('yes');
		await ui.press('{Enter}');
		expect(played).toHaveLength(1);
	});

	it('keep silent when nobody is to be disturbed, until that ends by itself', async () => {
		const ui = await openScreen((host) => {
			people(host);
			host.settings.doNotDisturbUntil = Date.now() + HOUR;
		});
		ui.host.writes(bo.id, 'one');
		await settle();
		expect(played).toEqual([]);
		await settle(HOUR);
		ui.host.writes(bo.id, 'two');
		await settle();
		expect(played).toHaveLength(1);
	});

	it('can be had for our own messages too, as loud as one likes, or not at all', async () => {
		const ui = await openScreen((host) => {
			people(host);
			host.settings = { ...host.settings, soundSent: true, soundIncoming: false, soundVolume: 25 };
		});
		await ui.open(bo);
		await ui.type('yes');
		await ui.press('{Enter}');
		ui.host.writes(bo.id, 'two');
		await settle();
		expect(played).toEqual(['sent 0.25']);
	});
});

describe('do not disturb', () => {
	it('is chosen in the rail, says until when, and is turned off there', async () => {
		const ui = await openScreen(people);
		await ui.click('Do not disturb');
		await ui.user.click(screen.getByRole('menuitem', { name: 'For 1 hour' }));
		await settle();
		expect(ui.host.settings.doNotDisturbUntil).toBeGreaterThan(Date.now());
		await ui.click(/^Do not disturb until 1:00/);
		await ui.user.click(screen.getByRole('menuitem', { name: 'Turn it off' }));
		await settle();
		expect(ui.host.settings.doNotDisturbUntil).toBeNull();
	});

	it('is switched in the tray, which follows', async () => {
		const ui = await openScreen(people);
		ui.host.desktop.tell({ kind: 'toggleQuiet' });
		await settle();
		expect(ui.host.settings.doNotDisturbUntil).toBe(FOR_EVER);
		expect(ui.host.desktop.tray?.isQuiet).toBe(true);
	});
});

describe('the desktop', () => {
	it('is told how many chats are unread', async () => {
		const ui = await openScreen(people);
		expect(ui.host.desktop.tray).toMatchObject({ unread: 2, tooltip: 'Frontdesk: 2 unread chats' });
	});

	it('zooms by keyboard, which is remembered', async () => {
		const ui = await openScreen(people);
		await ui.press('{Control>}+{/Control}');
		await ui.press('{Control>}+{/Control}');
		expect([ui.host.settings.zoom, ui.host.desktop.zoom]).toEqual([125, 125]);
		await ui.press('{Control>}0{/Control}');
		expect([ui.host.settings.zoom, ui.host.desktop.zoom]).toEqual([100, 100]);
	});

	it('has its settings only where there is one', async () => {
		const ui = await openScreen(people);
		await ui.click('Settings');
		await settle();
		await ui.user.click(screen.getByRole('switch', { name: 'Start when I log in to this computer' }));
		await settle();
		expect(ui.host.desktop.atLogin).toBe(true);

		const browser = await openScreen((host) => Object.defineProperty(host, 'desktop', { value: null }));
		await browser.user.click(screen.getAllByRole('button', { name: 'Settings' }).at(-1)!);
		await settle();
		const page = within(screen.getAllByRole('main').at(-1)!);
		expect(page.getByRole('radiogroup', { name: 'Text size' })).toBeTruthy();
		for (const only of [/log in to this computer/, /Keep running/, /^Zoom/]) {
			expect(page.queryByText(only)).toBeNull();
		}
	});
});

describe('the look', () => {
	afterEach(() => document.documentElement.removeAttribute('style'));

	it('follows the size of the text, the spacing and the colours at once', async () => {
		const ui = await openScreen(people);
		await ui.click('Settings');
		for (const name of ['150%', 'Compact', 'High contrast']) {
			await ui.user.click(screen.getByRole('radio', { name }));
			await settle();
		}
		const root = document.documentElement;
		expect(root.style.fontSize).toBe('150%');
		expect({ ...root.dataset }).toMatchObject({ density: 'compact', theme: 'contrast' });
	});
});

describe('the tour', () => {
	const card = () => screen.queryByRole('region', { name: 'Tour' });

	it('is offered once in practice, goes through five stops and does not come again', async () => {
		localStorage.removeItem('frontdesk.tour');
		const ui = await openScreen(people);
		expect(words(card()!)).toContain('1 of 5 Your chats');
		for (const title of ['The 24-hour window', 'Your answer', 'Templates', 'Everything by keyboard']) {
			await ui.click('Next');
			await settle();
			expect(words(card()!)).toContain(title);
			expect(ui.announced()).toContain(title);
		}
		expect(screen.getByRole('region', { name: 'Chat with Ana' }), 'something to point at').toBeTruthy();
		await ui.click('Done');
		expect(card()).toBeNull();
		await openScreen(people);
		expect(card()).toBeNull();
	});

	it('can be skipped, and taken again from the cheat sheet', async () => {
		localStorage.removeItem('frontdesk.tour');
		const ui = await openScreen(people);
		await ui.click('Skip the tour');
		expect(card()).toBeNull();
		await ui.press('{Control>}/{/Control}');
		await ui.click('Show me around');
		expect(words(card()!)).toContain('1 of 5');
	});

	it('keeps quiet where real customers write', async () => {
		localStorage.removeItem('frontdesk.tour');
		await openScreen((host) => {
			people(host);
			host.practice = false;
		});
		expect(card()).toBeNull();
	});
});

describe('focus', () => {
	it('comes back to where one was when a page is left', async () => {
		const ui = await openScreen(people);
		await ui.open(ana);
		ui.list().focus();
		await ui.click('Settings');
		await ui.press('{Escape}');
		expect(document.activeElement?.id).toBe('composer');
		ui.list().focus();
		await ui.press('{Control>}k{/Control}');
		await ui.user.type(screen.getByRole('combobox', { name: 'Go to anything' }), 'settings');
		await settle(200);
		await ui.press('{Enter}');
		await ui.press('{Escape}');
		expect(document.activeElement).toBe(ui.list());
	});
});

describe('answering by keyboard', () => {
	it('goes up from the newest message and down again to none', async () => {
		const ui = await openScreen((host) => {
			people(host);
			host.writes(ana.id, 'second');
		});
		await ui.open(ana);
		const quoted = () => ui.host.callsOf('save_draft').at(-1)?.draft.replyTo;
		const texts = () => screen.queryByText('Answering', { exact: false });
		await ui.press('{Control>}{ArrowUp}{/Control}');
		await settle(1000);
		const newest = quoted();
		await ui.press('{Control>}{ArrowUp}{/Control}');
		await settle(1000);
		expect(quoted()).toBeLessThan(newest!);
		await ui.press('{Control>}{ArrowDown}{/Control}');
		await settle(1000);
		expect(quoted()).toBe(newest);
		await ui.press('{Control>}{ArrowDown}{/Control}');
		await settle(1000);
		expect(quoted()).toBeNull();
		expect(texts()).toBeNull();
	});
});
