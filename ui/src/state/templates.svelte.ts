import { SvelteMap } from 'svelte/reactivity';
import type { ChannelId } from '../bindings/ChannelId';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import type { TemplateList } from '../bindings/TemplateList';
import type { Host } from '../host/host';
import { templateKey, type Values } from '../model/template';

/** The templates of each channel, and what was last put into them. */
export class Templates {
	#host: Host;
	#lists = new SvelteMap<ChannelId, TemplateList>();
	/**
	 * Kept in memory only: the values are customers' names and appointments, and those are written nowhere but into the
	 * encrypted workspace. They are offered, never filled in: the last customer's name is wrong for this one.
	 */
	#lastValues = new Map<string, Values>();

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
		this.#lastValues.clear();
	}

	lastValues(channel: ChannelId, template: TemplateInfo): Values {
		return this.#lastValues.get(`${channel}/${templateKey(template)}`) ?? {};
	}

	remember(channel: ChannelId, template: TemplateInfo, values: Values): void {
		this.#lastValues.set(`${channel}/${templateKey(template)}`, { ...values });
	}
}
