import type { Topic } from '../bindings/Topic';

/** How long after a reading that failed everything is read again. */
const READ_AGAIN_MS = 2000;

/**
 * Gathers the hints of the feed while the answers to the ones before are still on their way, so that a burst of webhooks
 * costs a few readings and not one for each. A reading that failed is made up for by reading everything again.
 */
export class Hints {
	#follow: (topics: readonly Topic[]) => Promise<void>;
	#waiting: Topic[] = [];
	#busy = false;

	constructor(follow: (topics: readonly Topic[]) => Promise<void>) {
		this.#follow = follow;
	}

	add(topics: readonly Topic[]): void {
		this.#waiting.push(...topics);
		if (!this.#busy) void this.#work();
	}

	async #work(): Promise<void> {
		this.#busy = true;
		while (this.#waiting.length > 0) {
			const topics = this.#waiting.splice(0);
			try {
				await this.#follow(topics);
			} catch (error) {
				console.warn('A change could not be read; reading everything again soon', error);
				setTimeout(() => this.add([{ kind: 'resync' }]), READ_AGAIN_MS);
			}
		}
		this.#busy = false;
	}
}
