import { expect, it } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { Gallery } from './gallery.svelte';

it('is read part by part to its end, newest first and each item once', async () => {
	const host = new FakeHost();
	const row = host.person({ name: 'Ana' });
	for (let n = 0; n < 130; n++) host.writes(row.id, { kind: 'media', media: 'image' }, 1_000_000 + n);
	const gallery = new Gallery(host, row.id, 'photos');
	await Promise.all([gallery.more(), gallery.more()]);
	expect(gallery.items, 'two calls at once read one part').toHaveLength(60);
	await gallery.more();
	await gallery.more();
	await gallery.more();
	const times = gallery.items.map((message) => message.at);
	expect(times).toHaveLength(130);
	expect(times).toEqual([...times].sort((a, b) => b - a));
});

it('says why it could not be read, and can be asked again', async () => {
	const host = new FakeHost();
	const row = host.person({ name: 'Ana' });
	host.fail('gallery', new HostError('unreachable'));
	const gallery = new Gallery(host, row.id, 'links');
	await gallery.more();
	expect(gallery.error?.code).toBe('unreachable');
	await gallery.more();
	expect([gallery.error, gallery.loaded]).toEqual([null, true]);
});
