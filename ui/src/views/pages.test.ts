import { screen, within } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { NEWS } from '../host/fake/data';
import { openScreen, settle, words } from '../test/screen';

it('news from WhatsApp are counted until somebody has looked', async () => {
	const ui = await openScreen((host) => {
		host.news = [...NEWS];
		host.unseenNews = 2;
	});
	await ui.click('From WhatsApp, 2 pieces of news');
	expect(words(screen.getByRole('main'))).toContain('WhatsApp paused the template “appointment reminder”');
	expect(ui.host.callsOf('see_news')).toHaveLength(1);
	expect(screen.getByRole('button', { name: 'From WhatsApp' })).toBeTruthy();
});

it('news that come while one reads them are shown and seen', async () => {
	const ui = await openScreen();
	await ui.click('From WhatsApp');
	expect(ui.host.callsOf('see_news')).toHaveLength(0);
	ui.host.news = [NEWS[1]!];
	ui.host.unseenNews = 1;
	ui.host.hint({ kind: 'news' });
	await settle();
	expect(words(screen.getByRole('main'))).toContain('is approved and can be sent');
	expect(ui.host.callsOf('see_news')).toHaveLength(1);
});

it('the phone is asked for its past once, after saying that it works once', async () => {
	const phone = {
		contactsRequestedAt: Date.now(),
		historyRequestedAt: null,
		historyPercent: null,
		historyDeclined: false,
	};
	const ui = await openScreen((host) => {
		host.channels = host.channels.map((channel) => ({ ...channel, phone }));
	});
	await ui.click('Connection');
	expect(screen.queryByRole('button', { name: 'Bring the contacts' })).toBeNull();
	await ui.click('Bring the earlier chats');
	expect(ui.host.callsOf('request_phone_sync')).toEqual([]);
	expect(words(screen.getByRole('main'))).toContain('This works only once.');
	await ui.click('Bring them');
	expect(ui.host.callsOf('request_phone_sync')).toEqual([{ channel: 'main', part: 'history' }]);
});

it('a phone whose owner does not share its past says so and is not asked again', async () => {
	const phone = {
		contactsRequestedAt: null,
		historyRequestedAt: Date.now(),
		historyPercent: null,
		historyDeclined: true,
	};
	const ui = await openScreen((host) => {
		host.channels = host.channels.map((channel) => ({ ...channel, phone }));
	});
	await ui.click('Connection');
	expect(words(screen.getByRole('main'))).toContain('chose not to share the earlier chats');
	expect(screen.queryByRole('button', { name: 'Bring the earlier chats' })).toBeNull();
});

it('voice messages are sent to a service only once one was set, and its key is never shown', async () => {
	const ui = await openScreen();
	await ui.click('Settings');
	expect(words(screen.getByRole('main'))).toContain('Nothing is sent anywhere unless you set one here.');
	const address = screen.getByRole('textbox', { name: 'Address of the service' });
	await ui.user.type(address, 'localhost:8000');
	await ui.click('Use this service');
	expect(screen.getByRole('alert').textContent).toContain('begins with http://');
	expect(ui.host.callsOf('save_settings')).toEqual([]);
	await ui.user.clear(address);
	await ui.user.type(address, 'http://127.0.0.1:8000/v1/audio/transcriptions');
	await ui.click('Use this service');
	expect(ui.host.settings.transcription).toMatchObject({ language: null });
	expect(words(screen.getByRole('main'))).toContain('Voice messages go to 127.0.0.1:8000.');
	const key = screen.getByLabelText<HTMLInputElement>('Key');
	await ui.user.type(key, 'sk-1');
	await ui.click('Keep the key');
	expect(ui.host.callsOf('set_transcription_key')).toEqual([{ key: 'sk-1' }]);
	expect(key.value).toBe('');
	expect(key.type).toBe('password');
});

it('what customers see is set for each number by itself', async () => {
	const ui = await openScreen((host) => {
		const [main] = host.channels;
		host.channels = [main!, { ...main!, id: 'second', verifiedName: 'Second' }];
	});
	await ui.click('Settings');
	const section = screen.getByRole('region', { name: 'What customers of Second see' });
	await ui.user.click(within(section).getByRole('switch', { name: 'Read receipts' }));
	await settle();
	expect(ui.host.settings.channels).toEqual({ second: { readReceipts: false, typingIndicator: true } });
});

it('a search is narrowed down to one kind and one chat', async () => {
	const ui = await openScreen((host) => {
		const ana = host.person({ name: 'Ana' });
		const bo = host.person({ name: 'Bo' });
		host.writes(ana.id, { kind: 'media', media: 'document', filename: 'Bill of Ana.pdf' });
		host.writes(ana.id, 'where is the bill?');
		host.writes(bo.id, { kind: 'media', media: 'document', filename: 'Bill of Bo.pdf' });
	});
	await ui.open([...ui.host.rows.values()][0]!);
	await ui.click('Filters');
	await ui.user.click(screen.getByRole('radio', { name: 'Documents' }));
	await ui.user.click(screen.getByRole('checkbox', { name: 'Only this chat' }));
	await settle(300);
	const results = screen.getByRole('region', { name: 'Search results' });
	expect(words(results)).toContain('Bill of Ana.pdf');
	expect(words(results)).not.toContain('where is the bill');
	expect(words(results)).not.toContain('Bill of Bo.pdf');
});
