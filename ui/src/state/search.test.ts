import { beforeEach, expect, it } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { settle } from '../test/screen';
import { Search } from './search.svelte';

let host: FakeHost;
let search: Search;

beforeEach(() => {
	host = new FakeHost();
	search = new Search(host);
});

it('with a filter needs no words', async () => {
	search.narrow({ kind: 'documents' });
	expect(search.active).toBe(true);
	await settle(200);
	expect(host.callsOf('search')).toEqual([{ query: '', limit: 50, kind: 'documents' }]);
});

it('days are whole days of this computer, the last one included', async () => {
	search.narrow({ from: '2026-11-01', to: '2026-11-03' });
	await settle(200);
	const [asked] = host.callsOf('search');
	expect(asked?.since).toBe(new Date('2026-11-01T00:00:00').getTime());
	expect(asked?.until).toBe(new Date('2026-11-04T00:00:00').getTime());
});

it('hidden filters narrow nothing down', async () => {
	search.type('bill');
	search.narrow({ outbound: true, conversation: 3 });
	search.toggleFilters();
	await settle(200);
	expect(search.filtered).toBe(false);
	expect(host.callsOf('search')).toEqual([{ query: 'bill', limit: 50 }]);
});

it('without words and filters gives the list back', async () => {
	search.type('bill');
	await settle(200);
	search.type('');
	expect(search.active).toBe(false);
	expect(search.results).toBeNull();
});
