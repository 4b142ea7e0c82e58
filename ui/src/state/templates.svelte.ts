import { SvelteMap } from 'svelte/reactivity';
import type { ChannelId } from '../bindings/ChannelId';
import type { FieldMemory } from '../bindings/FieldMemory';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import type { TemplateList } from '../bindings/TemplateList';
import type { Host } from '../host/host';

/** The templates of each channel, with what the person at this computer does with them. */
export class Templates {
	#host: Host;
	#lists = new SvelteMap<ChannelId, TemplateList>();

	constructor(host: Host) {
		this.#host = host;
	}

	list(channel: ChannelId): TemplateList | undefined {
		return this.#lists.get(channel);
	}

	async load(channel: ChannelId): Promise<void> {
		this.#lists.set(channel, await this.#host.rpc('list_templates', { channel }));
	}

	/** Reads them from the provider again. */
	async sync(channel: ChannelId): Promise<void> {
		this.#lists.set(channel, await this.#host.rpc('sync_templates', { channel }));
	}

	/** After a hint: only what someone has looked at is read again. */
	async refresh(channel: ChannelId): Promise<void> {
		if (this.#lists.has(channel)) await this.load(channel);
	}

	forget(): void {
		this.#lists.clear();
	}

	async setFavourite(
		channel: ChannelId,
		{ name, language }: TemplateInfo,
		favourite: boolean,
	): Promise<void> {
		await this.#host.rpc('set_favourite_template', { channel, name, language, favourite });
		await this.load(channel);
	}

	/** Keeps what the fields of a template that was sent were filled from. */
	async remember(
		channel: ChannelId,
		{ name, language }: TemplateInfo,
		memory: Record<string, FieldMemory>,
	): Promise<void> {
		await this.#host.rpc('remember_template', { channel, name, language, memory });
		await this.refresh(channel);
	}
}
