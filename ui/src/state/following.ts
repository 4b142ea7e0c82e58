import type { Conversation } from '../bindings/Conversation';
import type { ConversationId } from '../bindings/ConversationId';
import type { MessageId } from '../bindings/MessageId';
import type { Topic } from '../bindings/Topic';
import { m } from '../i18n/generated/messages';
import { summaryOf } from '../i18n/summary';
import { isOpen, stageOf } from '../model/window';
import type { App } from './app.svelte';
import { quietly } from './quietly';

const COUNT_AFTER_MS = 300;
const FLASH_MS = 2500;

/** Reads again what the core says has changed. */
export class Following {
	#app: App;
	#countTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(app: App) {
		this.#app = app;
	}

	async follow(topics: readonly Topic[]): Promise<void> {
		const kinds = new Set(topics.map((topic) => topic.kind));
		if (kinds.has('resync') || kinds.has('workspace')) return this.#app.resync();
		const rows = new Set<ConversationId>();
		const messages = new Set<MessageId>();
		for (const topic of topics) {
			if (topic.kind === 'conversation') {
				rows.add(topic.id);
				if (topic.id === this.#app.thread?.conversation) topic.messages.forEach((id) => messages.add(id));
			} else if (topic.kind === 'templates') {
				void quietly(this.#app.templates.refresh(topic.channel));
				void quietly(this.#app.authoring.refresh(topic.channel));
			} else if (topic.kind === 'show') void this.#app.open(topic.conversation);
			else if (topic.kind === 'upload') this.#app.uploads.follow(topic);
		}
		if (kinds.has('contacts')) void quietly(this.#contactsChanged());
		if (kinds.has('replies')) void quietly(this.#app.replies.refresh());
		if (kinds.has('settings')) void quietly(this.#app.preferences.refresh());
		if (kinds.has('channels')) {
			void quietly(this.#app.recount());
			void quietly(this.#app.offices.read(this.#app.workspace?.channels.map(({ id }) => id) ?? []));
		}
		if (kinds.has('scheduled')) void quietly(this.#app.scheduled.read());
		if (rows.size > 0) this.#app.offices.countSoon();
		if (kinds.has('news')) void quietly(this.#newsCame());
		if (kinds.has('labels')) void quietly(this.#app.work.load());
		await Promise.all([this.#refreshRows([...rows]), this.#refreshThread([...messages])]);
	}

	async #refreshRows(ids: ConversationId[]): Promise<void> {
		if (ids.length === 0) return;
		const now = this.#app.clock.exact();
		const open = (id: ConversationId) => {
			const row = this.#app.inbox.row(id);
			return row && isOpen(stageOf(row.window, now));
		};
		const shut = ids.filter((id) => open(id) === false);
		const before = this.#app.opened;
		const known = ids.map((id) => this.#app.inbox.row(id));
		const gone = await this.#app.inbox.refresh(ids);
		if (gone.length > 0) void quietly(this.#joined(gone, before));
		const contact = this.#app.opened?.contact.id;
		if (contact !== undefined && ids.includes(this.#app.thread?.conversation ?? 0)) {
			void quietly(this.#app.people.refresh(contact));
		}
		shut.filter((id) => open(id)).forEach((id) => this.#reopen(id));
		ids.forEach((id, at) => this.#app.sounds.changed(known[at], this.#app.inbox.row(id)));
		clearTimeout(this.#countTimer);
		this.#countTimer = setTimeout(() => void quietly(this.#app.recount()), COUNT_AFTER_MS);
	}

	async #contactsChanged(): Promise<void> {
		const looked =
			this.#app.view === 'contacts' ? this.#app.addressBook.chosen : (this.#app.opened?.contact.id ?? null);
		await Promise.all([
			this.#app.attributes.refresh(),
			this.#app.addressBook.refresh(),
			looked === null ? undefined : this.#app.people.refresh(looked),
		]);
	}

	/** Chats became parts of others. The open one may have grown, or may be found under the person it now belongs to. */
	async #joined(gone: readonly ConversationId[], opened: Conversation | undefined): Promise<void> {
		if (!opened || opened.id !== this.#app.thread?.conversation) return;
		if (!gone.includes(opened.id)) return this.#app.thread.reread();
		const { conversations } = await this.#app.host.rpc('contact', { contact: opened.contact.id });
		const [now] = conversations;
		if (now === undefined) this.#app.close();
		else await this.#app.open(now);
	}

	async #refreshThread(ids: MessageId[]): Promise<void> {
		const thread = this.#app.thread;
		if (!thread || ids.length === 0) return;
		const fresh = await thread.refresh(ids);
		const newest = fresh[fresh.length - 1];
		if (!newest || thread !== this.#app.thread) return;
		const name = this.#app.opened?.contact.name ?? '';
		const { text } = summaryOf(newest.content, newest.file, name);
		this.#app.announcer.say(m.announce_message({ name, text }));
	}

	/** The customer wrote: free text is allowed again. */
	#reopen(id: ConversationId): void {
		this.#app.reopened.add(id);
		setTimeout(() => this.#app.reopened.delete(id), FLASH_MS);
		if (id !== this.#app.thread?.conversation) return;
		const text = m.reopened({ name: this.#app.opened?.contact.name ?? '' });
		this.#app.toasts.show(text);
		this.#app.announcer.say(text);
	}

	async #newsCame(): Promise<void> {
		await this.#app.recount();
		if (this.#app.view === 'news') await this.#app.lookAtNews();
	}
}
