import { SvelteMap } from 'svelte/reactivity';
import type { ChannelId } from '../bindings/ChannelId';
import type { ClosingSoon } from '../bindings/ClosingSoon';
import type { Office } from '../bindings/Office';
import type { OfficeInfo } from '../bindings/OfficeInfo';
import { type Host, HostError } from '../host/host';

/** A burst of messages costs one reading. */
const GATHER_MS = 400;

/** When the offices are open, and which chats close unanswered. */
export class Offices {
	#host: Host;
	#offices = new SvelteMap<ChannelId, OfficeInfo>();
	#closing = $state.raw<ClosingSoon | null>(null);
	#error = $state.raw<HostError | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: Host) {
		this.#host = host;
	}

	of(channel: ChannelId): OfficeInfo | undefined {
		return this.#offices.get(channel);
	}

	/** The unanswered chats by when they close; `null` until they were read. */
	get closing(): ClosingSoon | null {
		return this.#closing;
	}

	get error(): HostError | null {
		return this.#error;
	}

	async read(channels: readonly ChannelId[]): Promise<void> {
		const infos = await Promise.all(channels.map((channel) => this.#host.rpc('office', { channel })));
		infos.forEach((info) => this.#offices.set(info.channel, info));
		await this.count();
	}

	/** Rejects with a {@link HostError}. */
	async save(channel: ChannelId, office: Office): Promise<void> {
		this.#offices.set(channel, await this.#host.rpc('save_office', { channel, office }));
	}

	async count(): Promise<void> {
		try {
			this.#closing = await this.#host.rpc('closing_soon', {});
			this.#error = null;
		} catch (error) {
			this.#error = HostError.from(error);
		}
	}

	/** Something changed: reads again what closes, a little later and once. */
	countSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.count(), GATHER_MS);
	}

	forget(): void {
		clearTimeout(this.#timer);
		this.#offices.clear();
		this.#closing = null;
		this.#error = null;
	}
}
