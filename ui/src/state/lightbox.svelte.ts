import type { Message } from '../bindings/Message';
import { mediaOf } from '../model/file';

/** The pictures and films that are looked at in large, one after the other. */
export class Lightbox {
	#messages = $state.raw<readonly Message[]>([]);
	#at = $state(0);

	get message(): Message | null {
		return this.#messages[this.#at] ?? null;
	}

	get hasPrevious(): boolean {
		return this.#at > 0;
	}

	get hasNext(): boolean {
		return this.#at < this.#messages.length - 1;
	}

	/** Shows one; `among` are the messages that it stands between, oldest first. */
	open(message: Message, among: readonly Message[]): void {
		const shown = among.filter(canBeShown);
		const at = shown.findIndex((one) => one.id === message.id);
		this.#messages = at === -1 ? [message] : shown;
		this.#at = Math.max(0, at);
	}

	step(by: 1 | -1): void {
		this.#at = Math.min(this.#messages.length - 1, Math.max(0, this.#at + by));
	}

	close(): void {
		this.#messages = [];
		this.#at = 0;
	}
}

function canBeShown({ content, file }: Message): boolean {
	const media = mediaOf(content)?.media;
	return file?.state === 'here' && (media === 'image' || media === 'video');
}
