import type { ConversationId } from '../bindings/ConversationId';
import type { GalleryKind } from '../bindings/GalleryKind';
import type { Message } from '../bindings/Message';
import { type Host, HostError } from '../host/host';

const PAGE = 60;

/** The photos, files or links of a chat, read part by part as somebody scrolls. */
export class Gallery {
	readonly kind: GalleryKind;
	#host: Host;
	#conversation: ConversationId;
	#items = $state.raw<readonly Message[]>([]);
	#cursor: string | null | undefined;
	#loaded = $state(false);
	#loading = false;
	#error = $state.raw<HostError | null>(null);

	constructor(host: Host, conversation: ConversationId, kind: GalleryKind) {
		this.#host = host;
		this.#conversation = conversation;
		this.kind = kind;
	}

	/** Newest first. */
	get items(): readonly Message[] {
		return this.#items;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** Reads the first part, or the one after what is here. */
	async more(): Promise<void> {
		if (this.#loading || this.#cursor === null) return;
		this.#loading = true;
		try {
			const page = await this.#host.rpc('gallery', {
				conversation: this.#conversation,
				kind: this.kind,
				limit: PAGE,
				...(this.#cursor === undefined ? {} : { cursor: this.#cursor }),
			});
			this.#items = [...this.#items, ...page.items];
			this.#cursor = page.nextCursor;
			this.#loaded = true;
			this.#error = null;
		} catch (error) {
			this.#error = HostError.from(error);
		} finally {
			this.#loading = false;
		}
	}
}
