import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { FileInfo } from '../../bindings/FileInfo';
import { openScreen, words } from '../../test/screen';

async function openWaiting(file: Partial<FileInfo>) {
	let id!: number;
	const ui = await openScreen((host) => {
		id = host.person({ name: 'Ana' }).id;
		const message = host.writes(id, { kind: 'media', media: 'image' });
		const nothing = { key: null, bytes: null, mimeType: null, width: null, height: null, durationMs: null };
		const waits: FileInfo = {
			...nothing,
			state: 'waiting',
			waveform: [],
			thumbnail: false,
			problem: null,
			retryAt: null,
			...file,
		};
		host.change(message.id, { file: waits });
	});
	await ui.open(ui.host.rows.get(id)!);
	return ui;
}

it('a file that waits for its next try says why, and is tried at once on request', async () => {
	const ui = await openWaiting({ problem: 'refused', retryAt: Date.now() + 60 * 60_000 });
	expect(words(ui.thread())).toMatch(/WhatsApp did not give this file\. Next try in \d+ seconds/);
	await ui.click('Try again');
	expect(ui.host.callsOf('retry_file')).toHaveLength(1);
});

it('a file that is being fetched says no more than that', async () => {
	const ui = await openWaiting({ problem: 'refused', retryAt: Date.now() - 1000 });
	expect(words(ui.thread())).toContain('Fetching…');
	expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});
