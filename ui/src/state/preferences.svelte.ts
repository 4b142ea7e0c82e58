import type { Settings } from '../bindings/Settings';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import type { Toasts } from './toasts.svelte';

const DEFAULTS: Settings = {
	theme: 'system',
	enterSends: true,
	contactPanel: true,
	readReceipts: true,
	typingIndicator: true,
	notifyMessages: true,
	notifyText: true,
	notifyClosing: true,
	notifyClosingMinutes: 30,
};

/** What the person at this computer prefers. A change shows at once and is taken back if it cannot be kept. */
export class Preferences {
	#host: Host;
	#toasts: Toasts;
	#current = $state.raw<Settings>(DEFAULTS);
	#saving: Promise<unknown> = Promise.resolve();

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	get current(): Settings {
		return this.#current;
	}

	take(settings: Settings): void {
		this.#current = settings;
	}

	async refresh(): Promise<void> {
		this.#current = await this.#host.rpc('settings', null);
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
