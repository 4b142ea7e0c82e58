import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { MessageId } from '../bindings/MessageId';
import type { Host } from '../host/host';

const SPEED_KEY = 'frontdesk.listeningSpeed';
const SPEEDS = [1, 1.5, 2] as const;
type Speed = (typeof SPEEDS)[number];

/** Listening to voice messages and other sounds. There is one voice in the room: a second one ends the first. */
export class Playback {
	#host: Host;
	#audio: HTMLAudioElement | undefined;
	#url: string | undefined;
	#current = $state.raw<MessageId | null>(null);
	#playing = $state(false);
	#loading = $state(false);
	#speed = $state<Speed>(rememberedSpeed());
	/** Seconds, kept for each so that listening goes on where it was left. */
	#positions = new SvelteMap<MessageId, number>();
	#failed = new SvelteSet<MessageId>();
	#heard = new SvelteSet<MessageId>();
	/** Counts the starts, so that a sound that was fetched slowly does not begin over a later one. */
	#starts = 0;

	constructor(host: Host) {
		this.#host = host;
	}

	get speed(): Speed {
		return this.#speed;
	}

	playing(id: MessageId): boolean {
		return this.#playing && this.#current === id;
	}

	loading(id: MessageId): boolean {
		return this.#loading && this.#current === id;
	}

	/** Whether it could not be played here. */
	failed(id: MessageId): boolean {
		return this.#failed.has(id);
	}

	/** Whether it was listened to since the program started. */
	heard(id: MessageId): boolean {
		return this.#heard.has(id);
	}

	/** Seconds from the beginning. */
	position(id: MessageId): number {
		return this.#positions.get(id) ?? 0;
	}

	async toggle(id: MessageId, key: string): Promise<void> {
		if (this.#current === id && this.#audio && !this.#loading) {
			if (this.#playing) this.#audio.pause();
			else await this.#resume(id);
			return;
		}
		await this.#start(id, key);
	}

	seek(id: MessageId, seconds: number): void {
		this.#positions.set(id, Math.max(0, seconds));
		if (this.#current === id && this.#audio) this.#audio.currentTime = Math.max(0, seconds);
	}

	/** The next of the speeds, for this and everything that is played later. */
	faster(): void {
		this.#speed = SPEEDS[(SPEEDS.indexOf(this.#speed) + 1) % SPEEDS.length] ?? 1;
		localStorage.setItem(SPEED_KEY, String(this.#speed));
		if (this.#audio) this.#audio.playbackRate = this.#speed;
	}

	stop(): void {
		this.#starts++;
		this.#audio?.pause();
		this.#audio = undefined;
		if (this.#url) URL.revokeObjectURL(this.#url);
		this.#url = undefined;
		this.#current = null;
		this.#playing = false;
		this.#loading = false;
	}

	async #start(id: MessageId, key: string): Promise<void> {
		this.stop();
		const start = this.#starts;
		this.#current = id;
		this.#loading = true;
		this.#failed.delete(id);
		try {
			// A WebView's player does not take every address of ours; it takes what is in memory.
			const response = await fetch(this.#host.listenUrl(key));
			if (!response.ok) throw new Error(`HTTP ${response.status}`);
			const blob = await response.blob();
			if (start !== this.#starts) return;
			this.#url = URL.createObjectURL(blob);
			this.#audio = this.#player(id, this.#url);
			await this.#resume(id);
		} catch (error) {
			console.warn('A sound could not be fetched', error);
			if (start === this.#starts) this.#fail(id);
		} finally {
			if (start === this.#starts) this.#loading = false;
		}
	}

	#player(id: MessageId, url: string): HTMLAudioElement {
		const audio = new Audio(url);
		audio.preservesPitch = true;
		audio.currentTime = this.position(id);
		audio.onplay = () => (this.#playing = true);
		audio.onpause = () => (this.#playing = false);
		audio.onerror = () => this.#fail(id);
		audio.ontimeupdate = () => this.#positions.set(id, audio.currentTime);
		audio.onended = () => {
			this.#playing = false;
			this.#positions.set(id, 0);
			audio.currentTime = 0;
		};
		return audio;
	}

	async #resume(id: MessageId): Promise<void> {
		if (!this.#audio) return;
		this.#audio.playbackRate = this.#speed;
		try {
			await this.#audio.play();
			this.#heard.add(id);
		} catch (error) {
			// Stopped before it began: somebody was faster than the player.
			if (!(error instanceof DOMException && error.name === 'AbortError')) this.#fail(id);
		}
	}

	#fail(id: MessageId): void {
		this.#failed.add(id);
		this.stop();
	}
}

function rememberedSpeed(): Speed {
	const speed = Number(localStorage.getItem(SPEED_KEY));
	return SPEEDS.find((one) => one === speed) ?? 1;
}
