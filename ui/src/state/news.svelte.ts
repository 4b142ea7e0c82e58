import type { NewsItem } from '../bindings/NewsItem';
import { type Host, HostError } from '../host/host';

const PAGE = 50;

/** What WhatsApp tells of the business's own templates, numbers and account. */
export class News {
	#host: Host;
	#items = $state.raw<readonly NewsItem[]>([]);
	#cursor = $state.raw<string | null>(null);
	#loaded = $state(false);
	#loading = false;
	#error = $state.raw<HostError | null>(null);

	constructor(host: Host) {
		this.#host = host;
	}

	/** Newest first. */
	get items(): readonly NewsItem[] {
		return this.#items;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	get hasMore(): boolean {
		return this.#cursor !== null;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** Reads the newest. */
	async read(): Promise<void> {
		await this.#once(async () => {
			const page = await this.#host.rpc('news', { limit: PAGE });
			this.#items = page.items;
			this.#cursor = page.nextCursor;
			this.#loaded = true;
		});
	}

	async more(): Promise<void> {
		const cursor = this.#cursor;
		if (cursor === null) return;
		await this.#once(async () => {
			const page = await this.#host.rpc('news', { limit: PAGE, cursor });
			this.#items = [...this.#items, ...page.items];
			this.#cursor = page.nextCursor;
		});
	}

	forget(): void {
		this.#items = [];
		this.#cursor = null;
		this.#loaded = false;
		this.#error = null;
	}

	async #once(act: () => Promise<void>): Promise<void> {
		if (this.#loading) return;
		this.#loading = true;
		try {
			await act();
			this.#error = null;
		} catch (error) {
			this.#error = HostError.from(error);
		} finally {
			this.#loading = false;
		}
	}
}
