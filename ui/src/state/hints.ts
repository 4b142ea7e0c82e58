import type { Topic } from '../bindings/Topic';

/**
 * Gathers the hints of the feed while the answers to the ones before are still on their way, so that a burst of webhooks
 * costs a few readings and not one for each.
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
				console.warn('A change could not be read', error);
			}
		}
		this.#busy = false;
	}
}
