import { SvelteMap } from 'svelte/reactivity';
import type { ChannelId } from '../bindings/ChannelId';
import type { FlowInfo } from '../bindings/FlowInfo';
import type { Host } from '../host/host';

/** The only states in which a form can be sent (Meta, "Flows"): a draft for testing. */
const SENDABLE = ['PUBLISHED', 'DRAFT'];

/** The forms that can be sent, by channel. */
export class Flows {
	#host: Host;
	#lists = new SvelteMap<ChannelId, readonly FlowInfo[]>();

	constructor(host: Host) {
		this.#host = host;
	}

	of(channel: ChannelId): readonly FlowInfo[] {
		return this.#lists.get(channel) ?? [];
	}

	/** Reads them anew. What was read before stays until then, also when they cannot be read. */
	async load(channel: ChannelId): Promise<void> {
		const flows = await this.#host.rpc('list_flows', { channel });
		this.#lists.set(
			channel,
			flows.filter(({ status }) => SENDABLE.includes(status)),
		);
	}

	forget(): void {
		this.#lists.clear();
	}
}
