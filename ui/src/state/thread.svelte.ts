import type { ConversationId } from '../bindings/ConversationId';
import type { Conversation } from '../bindings/Conversation';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { MessagePage } from '../bindings/MessagePage';
import type { Host } from '../host/host';
import { before, hasPlace, merge, newestInbound, type ThreadItem, toItems } from '../model/thread';

const PAGE = 60;
const MOST = 200;
const MOST_IDS = 500;

/** Where the thread should be scrolled to. A new object each time, so that the same place can be asked for twice. */
export type ScrollTarget =
	{ readonly to: 'end' } | { readonly to: 'unread' } | { readonly to: 'message'; readonly id: MessageId };

/** The messages of the open chat: a stretch without holes, which may end before the newest one. */
export class Thread {
	readonly conversation: ConversationId;
	#host: Host;
	#messages = $state.raw<readonly Message[]>([]);
	#older = $state.raw<string | null>(null);
	#newer = $state.raw<string | null>(null);
	#loaded = $state(false);
	#loading = $state.raw<'older' | 'newer' | null>(null);
	#prepending = $state(false);
	#target = $state.raw<ScrollTarget | null>(null);
	#flashed = $state.raw<MessageId | null>(null);
	#newBelow = $state(0);
	#atEnd = false;
	#reading = 0;
	#readUpTo: MessageId | null;
	#unread: number;
	#marked: MessageId = 0;
	/** What came while the thread was being read as a whole; the answer may be older than it. */
	#meanwhile: Message[] = [];

	readonly items: readonly ThreadItem[] = $derived.by(() =>
		toItems(this.#messages, this.#readUpTo, this.#unread),
	);

	constructor(host: Host, row: Conversation) {
		this.#host = host;
		this.conversation = row.id;
		// As it was on opening: the divider stays where it is until the chat is left.
		this.#readUpTo = row.readUpTo;
		this.#unread = row.unread;
	}

	get messages(): readonly Message[] {
		return this.#messages;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	/** Whether the newest message of the thread is among those that were read. */
	get reachesEnd(): boolean {
		return this.#newer === null;
	}

	get reachesStart(): boolean {
		return this.#older === null;
	}

	/** While older messages are put in front the view is held by its end, not by its start. */
	get prepending(): boolean {
		return this.#prepending;
	}

	get target(): ScrollTarget | null {
		return this.#target;
	}

	/** The message that was jumped to, for about a second. */
	get flashed(): MessageId | null {
		return this.#flashed;
	}

	/** The customer's messages that came while the end was out of view. */
	get newBelow(): number {
		return this.#newBelow;
	}

	async open(around?: MessageId): Promise<void> {
		if (around !== undefined) return this.jumpTo(around);
		const limit = Math.min(MOST, Math.max(PAGE, this.#unread + 20));
		await this.#start({ limit });
		this.#target = { to: this.#unread > 0 ? 'unread' : 'end' };
	}

	async jumpTo(id: MessageId): Promise<void> {
		if (!this.#messages.some((message) => message.id === id)) {
			await this.#start({ around: id, limit: PAGE });
		}
		this.#target = { to: 'message', id };
		this.#flashed = id;
		setTimeout(() => (this.#flashed = null), 1500);
	}

	/** Brings a message into view that was read already. */
	show(id: MessageId): void {
		this.#target = { to: 'message', id };
	}

	async toEnd(): Promise<void> {
		if (this.#newer !== null) await this.#start({ limit: PAGE });
		this.#newBelow = 0;
		this.#target = { to: 'end' };
	}

	/** Reads the thread anew, from its end: it has become another one. */
	async reread(): Promise<void> {
		await this.#start({ limit: PAGE });
		this.#target = { to: 'end' };
	}

	async loadOlder(): Promise<void> {
		if (this.#older === null || this.#loading) return;
		this.#loading = 'older';
		try {
			const page = await this.#read({ before: this.#older, limit: PAGE });
			this.#older = page.older;
			this.#prepending = true;
			this.#messages = merge(this.#messages, page.items);
		} finally {
			this.#loading = null;
		}
	}

	/** The list says that it has drawn what was put in front. */
	settled(): void {
		this.#prepending = false;
	}

	async loadNewer(): Promise<void> {
		if (this.#newer === null || this.#loading) return;
		this.#loading = 'newer';
		try {
			const page = await this.#read({ after: this.#newer, limit: PAGE });
			this.#newer = page.newer;
			this.#messages = merge(this.#messages, page.items);
		} finally {
			this.#loading = null;
		}
	}

	/** Reads messages again after a hint. Answers with the customer's messages that are new here. */
	async refresh(ids: readonly MessageId[]): Promise<Message[]> {
		const fresh: Message[] = [];
		for (let at = 0; at < ids.length; at += MOST_IDS) {
			const read = await this.#host.rpc('messages', { ids: ids.slice(at, at + MOST_IDS) });
			fresh.push(...this.take(read));
		}
		return fresh;
	}

	/** Takes over messages that were read elsewhere, as far as they leave no hole. */
	take(news: readonly Message[]): Message[] {
		const ours = news.filter((message) => message.conversation === this.conversation);
		if (this.#reading > 0) this.#meanwhile.push(...ours);
		const known = new Set(this.#messages.map((message) => message.id));
		const fresh = ours.filter((message) => !message.outbound && !known.has(message.id));
		this.#messages = merge(
			this.#messages,
			ours.filter((message) => known.has(message.id) || this.#fits(message)),
		);
		const shown = fresh.filter((message) => !message.late && hasPlace(message));
		if (!this.#atEnd) this.#newBelow += shown.length;
		return fresh;
	}

	/** Reads everything on screen again, and what has come since. */
	async resync(): Promise<void> {
		const ids = this.#messages.map((message) => message.id);
		const page = this.#newer === null ? await this.#read({ limit: MOST }) : null;
		await this.refresh(ids);
		if (!page) return;
		const [first] = page.items;
		const last = this.#messages[this.#messages.length - 1];
		// More has come than one page holds: what was on screen before is no neighbour of it any more.
		if (first && last && before(last, first) < 0) this.#replace(page);
		else this.take(page.items);
	}

	/** The list says whether its end is in view. */
	view(atEnd: boolean): void {
		this.#atEnd = atEnd && this.reachesEnd;
		if (this.#atEnd) this.#newBelow = 0;
	}

	/** The person has the newest message before their eyes. */
	async seen(row: Conversation): Promise<void> {
		const newest = newestInbound(this.#messages);
		if (newest === null || newest <= Math.max(row.readUpTo ?? 0, this.#marked)) return;
		const marked = this.#marked;
		this.#marked = newest;
		try {
			await this.#host.rpc('mark_read', { conversation: this.conversation, upTo: newest });
		} catch (error) {
			this.#marked = marked;
			console.warn('The chat was not marked as read', error);
		}
	}

	#fits(message: Message): boolean {
		const first = this.#messages[0];
		const last = this.#messages[this.#messages.length - 1];
		if (!first || !last) return this.reachesEnd;
		const afterStart = this.reachesStart || before(first, message) < 0;
		const beforeEnd = this.reachesEnd || before(message, last) < 0;
		return afterStart && beforeEnd;
	}

	/** Shows another part of the thread. */
	async #start(part: { around?: MessageId; limit: number }): Promise<void> {
		this.#reading++;
		try {
			this.#replace(await this.#read(part));
		} finally {
			this.#reading--;
		}
		this.take(this.#meanwhile.splice(0));
	}

	#replace(page: MessagePage): void {
		this.#messages = merge([], page.items);
		this.#older = page.older;
		this.#newer = page.newer;
		this.#loaded = true;
	}

	#read(part: { before?: string; after?: string; around?: MessageId; limit: number }): Promise<MessagePage> {
		return this.#host.rpc('list_messages', { conversation: this.conversation, ...part });
	}
}
