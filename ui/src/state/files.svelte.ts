import type { Message } from '../bindings/Message';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { saveName } from '../model/file';
import type { Toasts } from './toasts.svelte';

/** What can be done with the file of a message. */
export class Files {
	#host: Host;
	#toasts: Toasts;

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	async save(message: Message): Promise<void> {
		const key = message.file?.key;
		if (!key) return;
		await this.#try(async () => {
			const path = await this.#host.saveFile(key, saveName(message));
			if (path !== null) this.#toasts.show(m.file_saved({ path }));
		});
	}

	/** With the program that the system has for it. */
	async open(message: Message): Promise<void> {
		const key = message.file?.key;
		if (key) await this.#try(() => this.#host.openFile(key, saveName(message)));
	}

	/** Fetches a file again that could not be fetched. */
	async retry(message: Message): Promise<Message | null> {
		return this.#try(() => this.#host.rpc('retry_file', { message: message.id }));
	}

	async #try<T>(act: () => Promise<T>): Promise<T | null> {
		try {
			return await act();
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
			return null;
		}
	}
}
