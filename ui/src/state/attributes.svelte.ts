import type { Attribute } from '../bindings/Attribute';
import type { AttributeId } from '../bindings/AttributeId';
import type { AttributeInfo } from '../bindings/AttributeInfo';
import type { Host } from '../host/host';

/** What is kept of people besides their names. Read when it is first wanted, and again whenever it changes. */
export class Attributes {
	#host: Host;
	#all = $state.raw<readonly AttributeInfo[]>([]);
	#loaded = $state(false);

	constructor(host: Host) {
		this.#host = host;
	}

	/** In the order in which they were made. */
	get all(): readonly AttributeInfo[] {
		return this.#all;
	}

	async want(): Promise<void> {
		if (!this.#loaded) await this.read();
	}

	/** After a hint: only if somebody has wanted them. */
	async refresh(): Promise<void> {
		if (this.#loaded) await this.read();
	}

	async read(): Promise<void> {
		this.#all = await this.#host.rpc('list_attributes', null);
		this.#loaded = true;
	}

	/** Makes one, or changes one that is there. Rejects with a `HostError`. */
	async save(id: AttributeId | null, attribute: Attribute): Promise<void> {
		await (id === null
			? this.#host.rpc('create_attribute', attribute)
			: this.#host.rpc('change_attribute', { id, attribute }));
		await this.read();
	}

	/** Rejects with a `HostError`. */
	async delete(id: AttributeId): Promise<void> {
		await this.#host.rpc('delete_attribute', { id });
		await this.read();
	}

	forget(): void {
		this.#all = [];
		this.#loaded = false;
	}
}
