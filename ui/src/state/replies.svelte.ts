import type { ConversationId } from '../bindings/ConversationId';
import type { Media } from '../bindings/Media';
import type { Message } from '../bindings/Message';
import type { Reply } from '../bindings/Reply';
import type { ReplyId } from '../bindings/ReplyId';
import type { SavedReply } from '../bindings/SavedReply';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { findReplies } from '../model/replies';
import type { Toasts } from './toasts.svelte';

/** A reply that is being written: one that is there already, or a new one. */
export interface Editing {
	readonly id: ReplyId | null;
	readonly reply: Reply;
}

export const NEW_REPLY: Reply = {
	shortcut: '',
	title: null,
	text: '',
	files: [],
	interactive: null,
	holding: false,
};

/** The answers that are used often. Read when they are first wanted, and again whenever they change. */
export class Replies {
	#host: Host;
	#toasts: Toasts;
	#all = $state.raw<readonly SavedReply[]>([]);
	#loaded = $state(false);
	#reading: Promise<void> | null = null;
	#editing = $state.raw<Editing | null>(null);
	#chosen = $state.raw<{ readonly conversation: ConversationId; readonly reply: SavedReply } | null>(null);

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	/** By their shortcuts. */
	get all(): readonly SavedReply[] {
		return this.#all;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	/** Those that are offered when a window is about to close. */
	get holding(): readonly SavedReply[] {
		return this.#all.filter((reply) => reply.holding);
	}

	/** The one that is being written. */
	get editing(): Editing | null {
		return this.#editing;
	}

	/** Chosen elsewhere, to be put into the composer of a chat. */
	put(conversation: ConversationId, reply: SavedReply): void {
		this.#chosen = { conversation, reply };
	}

	/** What was chosen for a chat; it is handed over once. */
	taken(conversation: ConversationId): SavedReply | null {
		const chosen = this.#chosen;
		if (chosen?.conversation !== conversation) return null;
		this.#chosen = null;
		return chosen.reply;
	}

	find(query: string): readonly SavedReply[] {
		return findReplies(this.#all, query);
	}

	/** Reads them unless they are here. */
	async want(): Promise<void> {
		if (!this.#loaded) await this.read();
	}

	/** After a hint: only if somebody has wanted them. */
	async refresh(): Promise<void> {
		if (this.#loaded) await this.read();
	}

	async read(): Promise<void> {
		this.#reading ??= this.#read().finally(() => (this.#reading = null));
		await this.#reading;
	}

	edit(reply: Reply = NEW_REPLY, id: ReplyId | null = null): void {
		this.#editing = { id, reply };
	}

	/** Begins a reply with what a message says. */
	keep(message: Message): void {
		this.edit({ ...NEW_REPLY, ...partsOf(message) });
	}

	stopEditing(): void {
		this.#editing = null;
	}

	/** Rejects with a `HostError`: the editor says beside the fields what is wrong. */
	async save(id: ReplyId | null, reply: Reply): Promise<void> {
		await (id === null
			? this.#host.rpc('create_reply', reply)
			: this.#host.rpc('change_reply', { id, reply }));
		this.#editing = null;
		this.#toasts.show(m.replies_saved({ shortcut: `/${reply.shortcut.replace(/^\//, '')}` }));
		await this.read().catch(() => undefined);
	}

	async delete(id: ReplyId): Promise<void> {
		try {
			await this.#host.rpc('delete_reply', { id });
			await this.read();
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
		}
	}

	forget(): void {
		this.#all = [];
		this.#loaded = false;
		this.#editing = null;
		this.#chosen = null;
	}

	async #read(): Promise<void> {
		this.#all = await this.#host.rpc('list_replies', null);
		this.#loaded = true;
	}
}

/** Whether anything of a message can be kept to be said again. */
export function canKeep({ content, file, deletedAt }: Message): boolean {
	if (deletedAt !== null) return false;
	if (content.kind === 'media') return file?.state === 'here' && content.media !== 'sticker';
	return content.kind === 'text' || content.kind === 'template' || content.kind === 'interactive';
}

function partsOf({ content, file }: Message): Partial<Reply> {
	switch (content.kind) {
		case 'text':
			return { text: content.text };
		case 'template':
			return { text: content.body };
		case 'interactive': {
			const { kind: _, ...interactive } = content;
			return { text: '', interactive };
		}
		case 'media': {
			const kept: Media = { ...content, sha256: file?.key ?? null, mimeType: file?.mimeType ?? null };
			return { files: [mediaOf(kept)] };
		}
		default:
			return {};
	}
}

/** Only what a file is when it is sent again. */
function mediaOf({ media, sha256, mimeType, caption, filename }: Media): Media {
	return {
		media,
		sha256: sha256 ?? null,
		mimeType: mimeType ?? null,
		caption: caption ?? null,
		filename: filename ?? null,
	};
}
