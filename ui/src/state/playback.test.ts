import { beforeEach, expect, it, vi } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { settle } from '../test/screen';
import { Playback } from './playback.svelte';

/** A player that plays nothing and remembers what it was told. */
class Player {
	static all: Player[] = [];
	preservesPitch = false;
	playbackRate = 1;
	currentTime = 0;
	playing = false;
	onplay?: () => void;
	onpause?: () => void;
	onerror?: () => void;
	ontimeupdate?: () => void;
	onended?: () => void;

	constructor(readonly url: string) {
		Player.all.push(this);
	}

	async play(): Promise<void> {
		this.playing = true;
		this.onplay?.();
	}

	pause(): void {
		this.playing = false;
		this.onpause?.();
	}

	reach(seconds: number): void {
		this.currentTime = seconds;
		this.ontimeupdate?.();
	}
}

let playback: Playback;

beforeEach(() => {
	Player.all = [];
	vi.stubGlobal('Audio', Player);
	vi.stubGlobal(
		'fetch',
		vi.fn().mockImplementation(() => Promise.resolve(new Response('sound'))),
	);
	URL.createObjectURL = () => 'blob:sound';
	URL.revokeObjectURL = () => undefined;
	playback = new Playback(new FakeHost());
});

it('a second voice ends the first', async () => {
	await playback.toggle(1, 'a');
	await playback.toggle(2, 'b');
	expect(Player.all.map((one) => one.playing)).toEqual([false, true]);
	expect([playback.playing(1), playback.playing(2)]).toEqual([false, true]);
});

it('goes on where it was left, also after another one was heard', async () => {
	await playback.toggle(1, 'a');
	Player.all[0]!.reach(7);
	await playback.toggle(2, 'b');
	await playback.toggle(1, 'a');
	expect(Player.all[2]!.currentTime).toBe(7);
});

it('begins anew when it was heard to its end', async () => {
	await playback.toggle(1, 'a');
	Player.all[0]!.reach(12);
	Player.all[0]!.onended?.();
	expect(playback.position(1)).toBe(0);
	expect(playback.playing(1)).toBe(false);
});

it('remembers the speed for everything that is played later', async () => {
	playback.faster();
	playback.faster();
	await playback.toggle(1, 'a');
	expect(Player.all[0]!.playbackRate).toBe(2);
	expect(new Playback(new FakeHost()).speed).toBe(2);
});

it('what was fetched slowly does not begin over what was started since', async () => {
	let arrive: (response: Response) => void = () => undefined;
	vi.mocked(fetch).mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
	const slow = playback.toggle(1, 'a');
	await playback.toggle(2, 'b');
	arrive(new Response('late'));
	await slow;
	await settle();
	expect(Player.all.map((one) => one.playing)).toEqual([true]);
	expect(playback.playing(2)).toBe(true);
});

it('says that it cannot be played instead of staying silent', async () => {
	vi.spyOn(console, 'warn').mockImplementation(() => undefined);
	vi.mocked(fetch).mockResolvedValueOnce(new Response(null, { status: 404 }));
	await playback.toggle(1, 'a');
	expect(playback.failed(1)).toBe(true);
	expect(playback.loading(1)).toBe(false);
});
