import { clearMocks, mockConvertFileSrc, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, it } from 'vitest';
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

describe('a file', () => {
	it('is brought over as raw bytes, and tells when it is there', async () => {
		mockIPC((command, args) => ({ command, bytes: [...(args as unknown as Uint8Array)] }));
		const heard: number[] = [];
		const brought = await new TauriHost().attach(new Blob(['hi']), 'a.txt', (done) => heard.push(done));
		expect(brought).toEqual({ command: 'attach', bytes: [104, 105] });
		expect(heard).toEqual([2]);
	});

	it('that somebody stopped bringing over is cancelled', async () => {
		mockIPC(() => ({}));
		const brought = new TauriHost().attach(new Blob(['hi']), 'a.txt', undefined, AbortSignal.abort());
		await expect(brought).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('has addresses of the shell’s own scheme', () => {
		mockConvertFileSrc('linux');
		const host = new TauriHost();
		expect(host.fileUrl('ab')).toBe('frontdesk-file://localhost/ab');
		expect(host.thumbnailUrl('ab')).toBe('frontdesk-file://localhost/ab/thumbnail');
		expect(host.listenUrl('ab')).toBe('frontdesk-file://localhost/ab/listen');
	});

	it('is saved and opened by the shell', async () => {
		mockIPC((command, args) => (command === 'save_file' ? `/home/${(args as { name: string }).name}` : null));
		const host = new TauriHost();
		expect(await host.saveFile('ab', 'bill.pdf')).toBe('/home/bill.pdf');
		await expect(host.openFile('ab', 'bill.pdf')).resolves.toBeUndefined();
	});
});
