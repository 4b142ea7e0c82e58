import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, expect, it } from 'vitest';
import { TauriHost } from './tauri';

afterEach(clearMocks);

it('sends every command through the one command of the shell', async () => {
	mockIPC((command, args) => ({ command, args }));
	expect(await new TauriHost().rpc('show_typing', { conversation: 3 })).toEqual({
		command: 'rpc',
		args: { name: 'show_typing', payload: { conversation: 3 } },
	});
});

it('turns a rejection into an error with its code', async () => {
	mockIPC(() => {
		throw { code: 'no_workspace', params: {}, detail: null };
	});
	await expect(new TauriHost().rpc('bootstrap', null)).rejects.toMatchObject({ code: 'no_workspace' });
});

it('opens only addresses that lead somewhere safe', async () => {
	const opened: unknown[] = [];
	mockIPC((command, args) => {
		if (command === 'open_url') opened.push(args);
	});
	new TauriHost().openUrl('javascript:alert(1)');
	new TauriHost().openUrl('https://example.com');
	await Promise.resolve();
	expect(opened).toEqual([{ url: 'https://example.com/' }]);
});
