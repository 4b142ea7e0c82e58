import type { ChannelId } from '../bindings/ChannelId';
import type { ContactId } from '../bindings/ContactId';
import type { Conversation } from '../bindings/Conversation';
import type { ConversationId } from '../bindings/ConversationId';
import type { MessageId } from '../bindings/MessageId';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { focusComposer, FocusMemory } from './focus';
import { Parts } from './parts.svelte';
import { quietly } from './quietly';
import type { Purpose } from './scheduled.svelte';
import { Thread } from './thread.svelte';

export type View =
	| 'inbox'
	| 'closing'
	| 'scheduled'
	| 'contacts'
	| 'templates'
	| 'numbers'
	| 'connection'
	| 'news'
	| 'settings';
/** What is led to from elsewhere. */
type SettingsPart = 'office' | 'labels';

/** What is open: a page, a chat, the template picker. */
export abstract class Opening extends Parts {
	#view = $state<View>('inbox');
	#thread = $state.raw<Thread | null>(null);
	/** What stood below the open chat when it was opened: an answer takes a chat to the top, and the work goes on below. */
	#below: ConversationId | undefined;
	#picking = $state(false);
	#pickFirst: string | null = null;
	/** The page from which the picker was opened, if that is not the inbox: one comes back to it. */
	#pickedFrom: View | null = null;
	#settingsPart: SettingsPart | null = null;
	#focus = new FocusMemory();

	get view(): View {
		return this.#view;
	}

	get thread(): Thread | null {
		return this.#thread;
	}

	/** The row of the open chat. */
	get opened(): Conversation | undefined {
		return this.#thread ? this.inbox.row(this.#thread.conversation) : undefined;
	}

	/** Whether the template picker is open. */
	get picking(): boolean {
		return this.#picking;
	}

	/** The template with which the picker begins. */
	get pickFirst(): string | null {
		return this.#pickFirst;
	}

	go(view: View): void {
		if (view === this.#view) return;
		if (this.#view === 'inbox') this.#focus.leave();
		this.#view = view;
		if (view === 'inbox') this.#focus.back();
	}

	/** Goes to a part of the settings, by its place on the page. */
	goToSettings(part: SettingsPart): void {
		this.#settingsPart = part;
		this.go('settings');
	}

	/** The part of the settings that was asked for; once. */
	takeSettingsPart(): SettingsPart | null {
		const part = this.#settingsPart;
		this.#settingsPart = null;
		return part;
	}

	/** Opens a chat, at its end, at the first unread message, or around one. */
	async open(id: ConversationId, around?: MessageId): Promise<void> {
		this.#view = 'inbox';
		// What one goes to must not stay behind the panel that led there.
		if (around !== undefined && this.layout.panelCovers) this.layout.togglePanel();
		if (this.#thread?.conversation === id) {
			if (around !== undefined) await this.#thread.jumpTo(around);
			else focusComposer();
			return;
		}
		this.#leaveThread();
		if (!this.inbox.row(id)) await this.inbox.refresh([id]);
		const row = this.inbox.row(id);
		if (!row) {
			this.toasts.show(m.error_not_found(), 'bad');
			return;
		}
		const thread = new Thread(this.host, row);
		this.#thread = thread;
		this.#below = this.#neighbour(id);
		this.inbox.hold(id);
		void quietly(this.work.opened(row));
		void quietly(this.tray.restore(id));
		void quietly(this.replying.restore(id));
		try {
			await thread.open(around);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** Begins a chat with somebody, or goes on with the one that there is. */
	async openChat(contact: ContactId, channel: ChannelId): Promise<void> {
		try {
			const { conversation } = await this.host.rpc('open_chat', { contact, channel });
			await this.inbox.refresh([conversation]);
			await this.open(conversation);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** Looks for words in all messages. */
	searchFor(query: string): void {
		this.go('inbox');
		this.search.type(query);
		setTimeout(() => document.querySelector<HTMLElement>('#inbox-search')?.focus());
	}

	close(): void {
		this.#leaveThread();
		this.#thread = null;
		this.inbox.hold(null);
	}

	/** The next or previous chat of the list as it is shown. */
	step(by: 1 | -1): void {
		const rows = this.inbox.shown;
		const at = rows.findIndex((row) => row.id === this.#thread?.conversation);
		const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
		if (next) void this.open(next.id);
	}

	/** Resolves the open chat, or opens it again; with `next` the list goes on to the one below. */
	async resolve(next = false): Promise<void> {
		const row = this.opened;
		if (!row) return;
		const done = row.work.status === 'resolved';
		const neighbour = this.#goesOnWith() ?? this.#neighbour(row.id);
		if (!(next && done) && !(await this.work.set([row], { status: done ? 'open' : 'resolved' }))) return;
		if (!next || this.#thread?.conversation !== row.id) return;
		if (neighbour === undefined) this.close();
		else await this.open(neighbour);
	}

	/** The chat below another one in the list, or above the last one. */
	#neighbour(id: ConversationId): ConversationId | undefined {
		const rows = this.inbox.shown;
		const at = rows.findIndex((row) => row.id === id);
		return (rows[at + 1] ?? rows[at - 1])?.id;
	}

	/** Where the work goes on after the open chat, if that is still listed. */
	#goesOnWith(): ConversationId | undefined {
		return this.inbox.shown.find((row) => row.id === this.#below)?.id;
	}

	/** Lets the open chat look unread and leaves it: in view it would be read again at once. */
	async leaveUnread(): Promise<void> {
		const row = this.opened;
		if (!row) return;
		this.close();
		await this.work.markUnread([row], true);
	}

	/** Answers the message above or below the one that is being answered. */
	quoteNext(by: 1 | -1): void {
		const next = this.#thread && this.replying.step(this.#thread, by);
		if (next) this.#thread?.show(next.id);
	}

	/** Makes a contact that was joined with the open one somebody of their own again. */
	async split(contact: ContactId, merged: ContactId): Promise<void> {
		const split = await this.people.split(contact, merged);
		if (split && this.#thread) await quietly(this.#thread.reread());
	}

	/** Opens the template picker, at one of them if it is named by its key. */
	pickTemplate(first: string | null = null): void {
		this.#pickFirst = first;
		// Nothing reaches somebody whom we blocked, a template neither.
		if (this.opened && !this.opened.blocked) this.#picking = true;
	}

	closePicker(): void {
		const from = this.#pickedFrom;
		this.#forgetPicker();
		if (from) this.go(from);
	}

	/** Opens a chat to choose a template that does not go out at once. */
	async pickTemplateFor(id: ConversationId, purpose: Purpose): Promise<void> {
		const from = this.#view;
		await this.open(id);
		this.pickTemplate();
		if (!this.#picking) return;
		this.scheduled.choosesFor(purpose);
		this.#pickedFrom = from === 'inbox' ? null : from;
	}

	#leaveThread(): void {
		this.playback.stop();
		this.lightbox.close();
		this.find.close();
		this.printing.cancel();
		this.#forgetPicker();
		this.work.openMenu(null);
		if (this.#thread) void this.drafts.flush(this.#thread.conversation);
	}

	#forgetPicker(): void {
		this.#picking = false;
		this.#pickedFrom = null;
		this.scheduled.choosesFor(null);
	}

	/** Goes back to where one begins. */
	protected leaveAll(): void {
		this.#thread = null;
		this.#forgetPicker();
		this.#view = 'inbox';
	}
}
