import type { ApiError } from '../bindings/ApiError';
import type { Attachment } from '../bindings/Attachment';
import type { Code } from '../bindings/Code';
import type { Commands } from '../bindings/Commands';
import type { FeedItem } from '../bindings/FeedItem';
import type { Seq } from '../bindings/Seq';

/** The commands: everything in the list that is a pair of payload and answer. */
export type Command = {
	[K in keyof Commands]: Commands[K] extends [unknown, unknown] ? K : never;
}[keyof Commands];
export type Payload<K extends Command> = Commands[K][0];
export type Answer<K extends Command> = Commands[K][1];

export type Unsubscribe = () => void;

/** Whether the core can be reached at present; `signedOut` needs a new sign-in link. */
export type Connection = 'connected' | 'lost' | 'signedOut';

/**
 * The only way from the screen to the core. Three implementations: the desktop shell, HTTP, and one in memory for
 * tests and for looking at the screen without a core.
 */
export interface Host {
	/** Whether the window is ours alone; a browser keeps some keys, such as Ctrl+T, for itself. */
	readonly ownWindow: boolean;
	/** Rejects with a {@link HostError} and nothing else. */
	rpc<K extends Command>(name: K, payload: Payload<K>): Promise<Answer<K>>;
	/** Hints of what changed after `since`. */
	feed(since: Seq, onItem: (item: FeedItem) => void): Unsubscribe;
	/** News of the connection to the core. Says nothing until something changes. */
	onConnection(listener: (connection: Connection) => void): Unsubscribe;
	/** Opens an address outside. Anything but http, https, mailto and tel is ignored. */
	openUrl(url: string): void;
	/** The address of a file's bytes, for an element that shows or plays it. */
	fileUrl(key: string): string;
	/** The address of a small picture of the file. */
	thumbnailUrl(key: string): string;
	/** The address of any sound as WAV, decoded by the core: web views differ in what they can play. */
	listenUrl(key: string): string;
	/**
	 * Brings a file to the core, to be sent. `onProgress` hears how many bytes are there. Rejects with a
	 * {@link HostError}, whose code is `cancelled` when the signal ended it.
	 */
	attach(blob: Blob, name: string, onProgress?: Progress, signal?: AbortSignal): Promise<Attachment>;
	/** Saves a file under a name. Answers with where it went; `null` when the browser took care of that. */
	saveFile(key: string, name: string): Promise<string | null>;
	/** Saves a text as a file under a name. Answers like {@link saveFile}. */
	saveText(text: string, name: string): Promise<string | null>;
	/** Opens a file outside, with the program that the system has for it. */
	openFile(key: string, name: string): Promise<void>;
}

/** Hears how many bytes of a file are there. */
export type Progress = (done: number) => void;

/** What can go wrong: what the core says, that nothing came back from it, or that the person changed their mind. */
export type HostErrorCode = Code | 'unreachable' | 'signed_out' | 'cancelled';

/** A command that did not succeed. */
export class HostError extends Error {
	readonly code: HostErrorCode;
	readonly params: Readonly<Record<string, string>>;
	readonly detail: string | null;

	constructor(code: HostErrorCode, params: Record<string, string> = {}, detail: string | null = null) {
		super(`${code}${detail ? `: ${detail}` : ''}`);
		this.name = 'HostError';
		this.code = code;
		this.params = params;
		this.detail = detail;
	}

	/** Reads what came instead of an answer; what is not an `ApiError` becomes `internal` with its text. */
	static from(value: unknown): HostError {
		if (value instanceof HostError) return value;
		if (isApiError(value)) return new HostError(value.code, value.params, value.detail);
		return new HostError('internal', {}, value instanceof Error ? value.message : String(value));
	}

	/** Whether the command may have been carried out although no answer came. */
	get ambiguous(): boolean {
		return this.code === 'unreachable' || this.code === 'internal';
	}
}

function isApiError(value: unknown): value is ApiError {
	return typeof value === 'object' && value !== null && 'code' in value && 'params' in value;
}

/** A list of listeners in which one that throws does not keep the news from the others. */
export class Listeners<T> {
	#listeners = new Set<(value: T) => void>();

	add(listener: (value: T) => void): Unsubscribe {
		// Wrapped, so that the same function added twice is removed once.
		const entry = (value: T) => listener(value);
		this.#listeners.add(entry);
		return () => this.#listeners.delete(entry);
	}

	tell(value: T): void {
		for (const listener of [...this.#listeners]) {
			try {
				listener(value);
			} catch (error) {
				console.error('A listener failed', error);
			}
		}
	}
}

/** The address if it is one that may be opened outside, else `null`. */
export function safeUrl(url: string): string | null {
	try {
		const parsed = new URL(url);
		return ['http:', 'https:', 'mailto:', 'tel:'].includes(parsed.protocol) ? parsed.href : null;
	} catch {
		return null;
	}
}
