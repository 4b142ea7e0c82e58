import type { ChannelId } from '../bindings/ChannelId';
import type { ChannelSettings } from '../bindings/ChannelSettings';
import type { Settings } from '../bindings/Settings';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { DEFAULT_SETTINGS } from '../model/settings';
import type { Toasts } from './toasts.svelte';

const CHANNEL_DEFAULTS: ChannelSettings = { readReceipts: true, typingIndicator: true };

/** What the person at this computer prefers. A change shows at once and is taken back if it cannot be kept. */
export class Preferences {
	#host: Host;
	#toasts: Toasts;
	#current = $state.raw<Settings>(DEFAULT_SETTINGS);
	#saving: Promise<unknown> = Promise.resolve();

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	get current(): Settings {
		return this.#current;
	}

	/** What customers are shown of our doings on a channel. */
	channel(id: ChannelId): ChannelSettings {
		return this.#current.channels[id] ?? CHANNEL_DEFAULTS;
	}

	changeChannel(id: ChannelId, change: Partial<ChannelSettings>): Promise<void> {
		const channels = { ...this.#current.channels, [id]: { ...this.channel(id), ...change } };
		return this.change({ channels });
	}

	take(settings: Settings): void {
		this.#current = settings;
	}

	/** What is on its way to the core is newer than what the core says. */
	async refresh(): Promise<void> {
		let saving: Promise<unknown>;
		do {
			saving = this.#saving;
			await saving;
			const settings = await this.#host.rpc('settings', null);
			if (saving === this.#saving) this.#current = settings;
		} while (saving !== this.#saving);
	}

	/** One after the other: two quick changes must not overtake each other. */
	change(change: Partial<Settings>): Promise<void> {
		const before = this.#current;
		const wanted = { ...before, ...change };
		this.#current = wanted;
		const saving = this.#saving.then(async () => {
			try {
				const saved = await this.#host.rpc('save_settings', wanted);
				if (this.#current === wanted) this.#current = saved;
			} catch (error) {
				if (this.#current === wanted) this.#current = before;
				this.#toasts.show(errorSentence(error), 'bad');
			}
		});
		this.#saving = saving;
		return saving;
	}
}
