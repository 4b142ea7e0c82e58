import { SvelteMap } from 'svelte/reactivity';
import type { Attachment } from '../bindings/Attachment';
import type { ConversationId } from '../bindings/ConversationId';
import type { DraftFile } from '../bindings/DraftFile';
import type { MediaKind } from '../bindings/MediaKind';
import { type Host, HostError } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { meantAs, moved, takesCaption, type TrayFile } from '../model/tray';
import type { Drafts } from './drafts.svelte';
import type { Toasts } from './toasts.svelte';

/**
 * The files that wait above the composer, one tray per conversation. What has been brought in is a part of the draft;
 * what is still on the way is known only here. Every call names the conversation: a file that was chosen in one chat
 * never ends up in another, however long it takes.
 */
export class Tray {
	#host: Host;
	#drafts: Drafts;
	#toasts: Toasts;
	#files = new SvelteMap<ConversationId, readonly TrayFile[]>();
	/** What ends the bringing in of a file. */
	#ends = new Map<string, AbortController>();
	/** What a file is brought in from, in case that must be done again. */
	#sources = new Map<string, { blob: Blob; wish: MediaKind | undefined }>();

	constructor(host: Host, drafts: Drafts, toasts: Toasts) {
		this.#host = host;
		this.#drafts = drafts;
		this.#toasts = toasts;
	}

	files(conversation: ConversationId): readonly TrayFile[] {
		return this.#files.get(conversation) ?? [];
	}

	/** Brings files in. `wish` says how they are to be sent, if that was said already. */
	async add(conversation: ConversationId, blobs: readonly File[], wish?: MediaKind): Promise<void> {
		const fresh = blobs.map((blob): TrayFile => {
			const id = crypto.randomUUID();
			this.#sources.set(id, { blob, wish });
			return { ...coming(id, blob.name || m.pasted_name()), bytes: blob.size, media: wish ?? 'document' };
		});
		const first = this.files(conversation).length === 0;
		this.#set(conversation, [...this.files(conversation), ...fresh]);
		await Promise.all(fresh.map((file) => this.#bring(conversation, file)));
		if (first) this.#wordsBelow(conversation);
	}

	/** Puts in what the core has already, such as a voice note that was just recorded. */
	put(conversation: ConversationId, attachment: Attachment, media = meantAs(attachment)): void {
		const file: TrayFile = { ...coming(crypto.randomUUID(), attachment.name), ...here(attachment), media };
		this.#set(conversation, [...this.files(conversation), file]);
	}

	/** Reads what the files of a kept draft are. A file that is gone is told of, once. */
	async restore(conversation: ConversationId): Promise<void> {
		if (this.#files.has(conversation)) return;
		const kept = this.#drafts.of(conversation).files;
		if (kept.length === 0) return;
		const files = kept.map(({ name, media, caption }): TrayFile => {
			return { ...coming(crypto.randomUUID(), name), media, caption };
		});
		this.#files.set(conversation, files);
		await Promise.all(files.map((file, at) => this.#read(conversation, file, kept[at]!)));
	}

	/** Puts files in that the core has already, as they were kept: those of a saved reply. */
	async keep(conversation: ConversationId, kept: readonly DraftFile[]): Promise<void> {
		const files = kept.map(({ name, media, caption }): TrayFile => {
			return { ...coming(crypto.randomUUID(), name), media, caption };
		});
		this.#set(conversation, [...this.files(conversation), ...files]);
		await Promise.all(files.map((file, at) => this.#read(conversation, file, kept[at]!)));
	}

	/** Brings a file in again that could not be. */
	async retry(conversation: ConversationId, id: string): Promise<void> {
		const file = this.#find(conversation, id);
		if (!file) return;
		this.#patch(conversation, id, { failure: null, progress: 0 });
		await this.#bring(conversation, file);
	}

	/** Takes a file out, on its way or not. The last one leaves its caption in the box. */
	remove(conversation: ConversationId, id: string): void {
		const file = this.#find(conversation, id);
		this.#ends.get(id)?.abort();
		this.#sources.delete(id);
		const rest = this.files(conversation).filter((one) => one.id !== id);
		this.#set(conversation, rest);
		if (rest.length === 0 && file?.caption) this.#drafts.giveBack(conversation, file.caption);
	}

	move(conversation: ConversationId, id: string, to: number): void {
		this.#set(conversation, moved(this.files(conversation), id, to));
	}

	caption(conversation: ConversationId, id: string, caption: string): void {
		this.#patch(conversation, id, { caption });
	}

	/** Chooses how a file is to be sent. */
	as(conversation: ConversationId, id: string, media: MediaKind): void {
		this.#patch(conversation, id, { media });
	}

	/** Makes a picture small enough. */
	async shrink(conversation: ConversationId, id: string): Promise<void> {
		const key = this.#find(conversation, id)?.attachment?.key;
		if (!key) return;
		this.#patch(conversation, id, { attachment: null, progress: 1 });
		try {
			const smaller = await this.#host.rpc('shrink_picture', { key });
			this.#patch(conversation, id, { ...here(smaller), media: meantAs(smaller) });
		} catch (error) {
			this.#patch(conversation, id, { failure: errorSentence(error) });
		}
	}

	/** Empties the tray, for sending. */
	take(conversation: ConversationId): readonly TrayFile[] {
		const files = this.files(conversation);
		this.#set(conversation, []);
		return files;
	}

	/** Puts back what was not sent, before whatever has been added since. */
	giveBack(conversation: ConversationId, files: readonly TrayFile[]): void {
		if (files.length > 0) this.#set(conversation, [...files, ...this.files(conversation)]);
	}

	/** Another workspace numbers its conversations anew. */
	forget(): void {
		this.#ends.forEach((end) => end.abort());
		this.#ends.clear();
		this.#sources.clear();
		this.#files.clear();
	}

	async #bring(conversation: ConversationId, { id, name }: TrayFile): Promise<void> {
		const source = this.#sources.get(id);
		if (!source) return;
		const { blob, wish } = source;
		const end = new AbortController();
		this.#ends.set(id, end);
		const progress = (done: number) =>
			this.#patch(conversation, id, { progress: blob.size > 0 ? done / blob.size : 1 });
		try {
			const attachment = await this.#host.attach(blob, name, progress, end.signal);
			this.#sources.delete(id);
			const media = wish && attachment.mayBe.includes(wish) ? wish : meantAs(attachment);
			this.#patch(conversation, id, { ...here(attachment), media });
		} catch (caught) {
			const error = HostError.from(caught);
			if (error.code !== 'cancelled') this.#patch(conversation, id, { failure: errorSentence(error) });
		} finally {
			this.#ends.delete(id);
		}
	}

	async #read(conversation: ConversationId, { id }: TrayFile, { key, name }: DraftFile): Promise<void> {
		try {
			const attachment = await this.#host.rpc('attachment', { key });
			this.#patch(conversation, id, { ...here(attachment), name });
		} catch (caught) {
			const error = HostError.from(caught);
			if (error.code !== 'not_found') {
				this.#patch(conversation, id, { failure: errorSentence(error) });
				return;
			}
			this.remove(conversation, id);
			this.#toasts.show(m.tray_gone({ name }), 'bad');
		}
	}

	/** Words that were typed before a file came are meant to stand below it, as in WhatsApp. */
	#wordsBelow(conversation: ConversationId): void {
		const [file] = this.files(conversation);
		const text = this.#drafts.text(conversation);
		if (!file || !takesCaption(file.media) || file.caption !== '' || text.trim() === '') return;
		this.#drafts.type(conversation, '');
		this.#patch(conversation, file.id, { caption: text });
	}

	#find(conversation: ConversationId, id: string): TrayFile | undefined {
		return this.files(conversation).find((one) => one.id === id);
	}

	#patch(conversation: ConversationId, id: string, part: Partial<TrayFile>): void {
		if (!this.#find(conversation, id)) return;
		const files = this.files(conversation).map((one) => (one.id === id ? { ...one, ...part } : one));
		this.#set(conversation, files);
	}

	#set(conversation: ConversationId, files: readonly TrayFile[]): void {
		this.#files.set(conversation, files);
		const kept = files.flatMap(({ attachment, name, media, caption }): DraftFile[] =>
			attachment ? [{ key: attachment.key, name, media, caption }] : [],
		);
		const before = this.#drafts.of(conversation).files;
		if (JSON.stringify(kept) !== JSON.stringify(before)) this.#drafts.change(conversation, { files: kept });
	}
}

function coming(id: string, name: string): TrayFile {
	const nothing = { attachment: null, progress: 0, failure: null };
	return { id, name, bytes: 0, media: 'document', caption: '', ...nothing };
}

function here(attachment: Attachment): Partial<TrayFile> {
	return { attachment, bytes: attachment.bytes, name: attachment.name, progress: 1, failure: null };
}
