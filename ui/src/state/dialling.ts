import type { ChannelId } from '../bindings/ChannelId';
import { errorSentence } from '../i18n/errors';
import type { App } from './app.svelte';

/** Chats by phone number. */
export class Dialling {
	#app: App;

	constructor(app: App) {
		this.#app = app;
	}

	/** Opens the chat with a number, which may never have written. */
	start(channel: ChannelId, phone: string): Promise<void> {
		return this.#try(async () => {
			const row = await this.#app.host.rpc('start_chat', { channel, phone });
			await this.#app.open(row.id);
		});
	}

	/** A link asks to write to a number: opens its chat, or offers to start one. */
	follow(phone: string): Promise<void> {
		return this.#try(async () => {
			const row = await this.#app.host.rpc('chat_with_number', { phone });
			if (row) await this.#app.open(row.id);
			else this.#app.palette.open('people', phone);
		});
	}

	async #try(act: () => Promise<void>): Promise<void> {
		try {
			await act();
		} catch (error) {
			this.#app.toasts.show(errorSentence(error), 'bad');
		}
	}
}
