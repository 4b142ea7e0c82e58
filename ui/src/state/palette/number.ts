import { m } from '../../i18n/generated/messages';
import { dialled } from '../../model/dialled';
import { grouped } from '../../model/phone';
import type { App } from '../app.svelte';
import type { Entry, Source } from './entry';

/** A typed phone number: a chat with it can be started on each of our numbers. */
export class NumberSource implements Source {
	readonly fitting = true;
	#app: App;
	#query: () => string;

	constructor(app: App, query: () => string) {
		this.#app = app;
		this.#query = query;
	}

	get entries(): readonly Entry[] {
		const phone = dialled(this.#query());
		if (phone === null) return [];
		const channels = this.#app.workspace?.channels ?? [];
		return channels.map((channel) => ({
			id: `number:${channel.id}`,
			group: 'number',
			title: m.palette_start_chat({ phone: grouped(phone) }),
			...(channels.length > 1
				? {
						detail: m.palette_start_on({
							number: channel.verifiedName ?? channel.displayPhoneNumber ?? channel.id,
						}),
					}
				: {}),
			run: (app) => void app.dialling.start(channel.id, phone),
		}));
	}
}
