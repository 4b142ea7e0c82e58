import incoming from '../assets/sounds/incoming.wav';
import sent from '../assets/sounds/sent.wav';
import type { Conversation } from '../bindings/Conversation';
import type { Comfort } from './comfort.svelte';
import type { Preferences } from './preferences.svelte';

/** Many messages at once make one sound. */
const APART_MS = 1500;

const FILES = { incoming, sent } as const;

/** The sounds of messages, in whatever chat they come: also in the one that is being looked at. */
export class Sounds {
	#preferences: Preferences;
	#comfort: Comfort;
	#playedAt = -Infinity;

	constructor(preferences: Preferences, comfort: Comfort) {
		this.#preferences = preferences;
		this.#comfort = comfort;
	}

	/** A row was read again: did the customer write? */
	changed(before: Conversation | undefined, now: Conversation | undefined): void {
		if (now && wrote(before, now)) this.incoming();
	}

	/** A customer's message came. */
	incoming(): void {
		const { soundIncoming } = this.#preferences.current;
		if (!soundIncoming || performance.now() - this.#playedAt < APART_MS) return;
		this.#play('incoming');
	}

	/** One of ours is on its way. */
	sent(): void {
		if (this.#preferences.current.soundSent) this.#play('sent');
	}

	/** To hear how loud it is, whatever is switched off. */
	sample(): void {
		this.#start('incoming');
	}

	#play(which: keyof typeof FILES): void {
		if (this.#comfort.quietUntil !== null) return;
		this.#playedAt = performance.now();
		this.#start(which);
	}

	#start(which: keyof typeof FILES): void {
		const volume = this.#preferences.current.soundVolume / 100;
		if (volume === 0) return;
		const sound = new Audio(FILES[which]);
		sound.volume = volume;
		// A page that nobody has touched yet may not make a sound; that is the browser's rule.
		sound.play().catch((error: unknown) => console.info('No sound', error));
	}
}

/** Whether a message of the customer came between two readings of a row. What was read elsewhere is not unread. */
function wrote(before: Conversation | undefined, now: Conversation): boolean {
	if (now.lastMessage === null || now.lastMessage.outbound) return false;
	if (before) return now.lastMessageAt > before.lastMessageAt || now.unread > before.unread;
	return now.unread > 0;
}
