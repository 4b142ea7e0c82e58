import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Bootstrap } from '../bindings/Bootstrap';
import type { ChannelId } from '../bindings/ChannelId';
import type { ChannelInfo } from '../bindings/ChannelInfo';
import type { Content } from '../bindings/Content';
import type { Conversation } from '../bindings/Conversation';
import type { ContactId } from '../bindings/ContactId';
import type { ConversationId } from '../bindings/ConversationId';
import type { FeedItem } from '../bindings/FeedItem';
import type { Limits } from '../bindings/Limits';
import type { Message } from '../bindings/Message';
import type { MessageId } from '../bindings/MessageId';
import type { Topic } from '../bindings/Topic';
import type { WorkspaceInfo } from '../bindings/WorkspaceInfo';
import type { Connection, Host, Unsubscribe } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { summaryOf } from '../i18n/summary';
import { isOpen, stageOf } from '../model/window';
import { AddressBook } from './addressBook.svelte';
import { Announcer } from './announcer.svelte';
import { Attributes } from './attributes.svelte';
import { Attention } from './attention.svelte';
import { Authoring } from './authoring.svelte';
import { ServerClock } from './clock.svelte';
import { Comfort } from './comfort.svelte';
import { Dialling } from './dialling';
import { Drafts } from './drafts.svelte';
import { Figures } from './figures.svelte';
import { Files } from './files.svelte';
import { Find } from './find.svelte';
import { Flows } from './flows.svelte';
import { focusComposer, FocusMemory } from './focus';
import { Forms } from './forms.svelte';
import { Hints } from './hints';
import { Inbox } from './inbox.svelte';
import { Layout } from './layout.svelte';
import { Lightbox } from './lightbox.svelte';
import { News } from './news.svelte';
import { Notes } from './notes';
import { Offices } from './offices.svelte';
import { Outgoing } from './outgoing.svelte';
import { Palette } from './palette/palette.svelte';
import { People } from './people.svelte';
import { Playback } from './playback.svelte';
import { Preferences } from './preferences.svelte';
import { Printing } from './printing.svelte';
import { Recorder } from './recorder.svelte';
import { Replies } from './replies.svelte';
import { Replying } from './replying.svelte';
import { type Purpose, ScheduledMessages } from './scheduled.svelte';
import { Search } from './search.svelte';
import { Selection } from './selection.svelte';
import { Sounds } from './sounds';
import { Templates } from './templates.svelte';
import { Thread } from './thread.svelte';
import { Toasts } from './toasts.svelte';
import { Tour } from './tour.svelte';
import { Tray } from './tray.svelte';
import { Typing } from './typing';
import { Uploads } from './uploads.svelte';
import { Work } from './work.svelte';
import { watchForSleep } from './sleep';

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
export type SettingsPart = 'office' | 'labels';
export type Phase = 'starting' | 'failed' | 'welcome' | 'ready';

const COUNT_AFTER_MS = 300;
const FLASH_MS = 2500;

/** The screen's state: builds its parts, follows the feed and knows what is open. */
export class App {
	readonly host: Host;
	readonly clock = new ServerClock();
	readonly attention = new Attention();
	readonly toasts = new Toasts();
	readonly announcer = new Announcer();
	readonly preferences: Preferences;
	readonly layout: Layout;
	readonly inbox: Inbox;
	readonly search: Search;
	readonly drafts: Drafts;
	readonly tray: Tray;
	readonly outgoing: Outgoing;
	readonly replies: Replies;
	readonly replying: Replying;
	readonly recorder: Recorder;
	readonly uploads: Uploads;
	readonly flows: Flows;
	readonly forms = new Forms();
	readonly templates: Templates;
	readonly typing: Typing;
	readonly files: Files;
	readonly playback: Playback;
	readonly lightbox = new Lightbox();
	readonly people: People;
	readonly attributes: Attributes;
	readonly addressBook: AddressBook;
	readonly news: News;
	readonly work: Work;
	readonly selection: Selection;
	readonly notes: Notes;
	readonly dialling = new Dialling(this);
	readonly comfort: Comfort;
	readonly sounds: Sounds;
	readonly find: Find;
	readonly palette: Palette;
	readonly printing: Printing;
	readonly tour = new Tour();
	readonly figures: Figures;
	readonly authoring: Authoring;
	readonly offices: Offices;
	readonly scheduled: ScheduledMessages;

	/** Conversations whose window the customer has just opened again, for a short flash of the row. */
	readonly reopened = new SvelteSet<ConversationId>();

	#phase = $state<Phase>('starting');
	#failure = $state<string | null>(null);
	#connection = $state<Connection>('connected');
	#boot = $state.raw<Bootstrap | null>(null);
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
	#hints: Hints;
	#unfollow: Unsubscribe | undefined;
	#countTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: Host) {
		this.host = host;
		this.preferences = new Preferences(host, this.toasts);
		this.layout = new Layout(this.preferences);
		this.inbox = new Inbox(host, this.clock);
		this.search = new Search(host);
		this.drafts = new Drafts(host, (id) => this.inbox.row(id)?.draft ?? null);
		this.tray = new Tray(host, this.drafts, this.toasts);
		this.outgoing = new Outgoing(host, this.drafts, this.tray);
		this.replies = new Replies(host, this.toasts);
		this.replying = new Replying(host, this.drafts);
		this.recorder = new Recorder(host, this.tray);
		this.uploads = new Uploads();
		this.flows = new Flows(host);
		this.templates = new Templates(host);
		this.typing = new Typing(host);
		this.files = new Files(host, this.toasts);
		this.playback = new Playback(host);
		this.people = new People(host, this.toasts);
		this.attributes = new Attributes(host);
		this.addressBook = new AddressBook(host);
		this.news = new News(host);
		this.work = new Work(host, this.inbox, this.clock, this.toasts);
		this.selection = new Selection(this.inbox);
		this.notes = new Notes(host, this.drafts, this.toasts);
		this.comfort = new Comfort(host, this.preferences, this.clock);
		this.sounds = new Sounds(this.preferences, this.comfort);
		this.find = new Find(host, () => this.#thread);
		this.palette = new Palette(this);
		this.printing = new Printing(
			host,
			() => this.opened,
			() => this.clock.exact(),
		);
		this.figures = new Figures(host);
		this.authoring = new Authoring(host, this.toasts);
		this.offices = new Offices(host);
		this.scheduled = new ScheduledMessages(host, this.drafts, this.tray);
		this.#hints = new Hints((topics) => this.#follow(topics));
	}

	get phase(): Phase {
		return this.#phase;
	}

	/** Why the screen could not start. */
	get failure(): string | null {
		return this.#failure;
	}

	get connection(): Connection {
		return this.#connection;
	}

	get boot(): Bootstrap | null {
		return this.#boot;
	}

	get workspace(): WorkspaceInfo | null {
		return this.#boot?.workspace ?? null;
	}

	get practice(): boolean {
		return this.workspace?.practice ?? false;
	}

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

	/** What WhatsApp takes at most. */
	get limits(): Limits | null {
		return this.#boot?.limits ?? null;
	}

	channel(id: ChannelId): ChannelInfo | undefined {
		return this.workspace?.channels.find((channel) => channel.id === id);
	}

	/** Starts everything; the returned function ends it. */
	start(): () => void {
		const ends = [
			this.attention.watch(),
			this.host.onConnection((connection) => this.#connected(connection)),
			watchForSleep(() => void this.#resync()),
			() => this.clock.stop(),
			() => this.#unfollow?.(),
			() => void this.drafts.flush(),
			() => void this.authoring.flush(),
		];
		this.clock.start();
		void this.boots();
		return () => ends.forEach((end) => end());
	}

	/** Reads everything from the beginning. */
	async boots(): Promise<void> {
		try {
			this.#enter(await this.host.rpc('bootstrap', null));
		} catch (error) {
			this.#failure = errorSentence(error);
			this.#phase = 'failed';
		}
	}

	async startPractice(): Promise<void> {
		this.#enter(await this.host.rpc('start_practice', null));
	}

	async leavePractice(): Promise<void> {
		await this.drafts.flush();
		this.#enter(await this.host.rpc('leave_practice', null));
	}

	async setPracticeSpeed(factor: number): Promise<void> {
		this.clock.set(await this.host.rpc('set_practice_speed', { factor }));
	}

	async resumeSending(channel: ChannelId): Promise<void> {
		await this.host.rpc('resume_sending', { channel });
		await this.#recount();
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
		void this.#quietly(this.work.opened(row));
		void this.#quietly(this.tray.restore(id));
		void this.#quietly(this.replying.restore(id));
		try {
			await thread.open(around);
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

	/** Answers the message above or below the one that is being answered. */
	quoteNext(by: 1 | -1): void {
		const next = this.#thread && this.replying.step(this.#thread, by);
		if (next) this.#thread?.show(next.id);
	}

	/** Makes a contact that was joined with the open one somebody of their own again. */
	async split(contact: ContactId, merged: ContactId): Promise<void> {
		const split = await this.people.split(contact, merged);
		if (split && this.#thread) await this.#quietly(this.#thread.reread());
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

	/** Keeps the note that was typed for the open chat. */
	async writeNote(conversation: ConversationId): Promise<void> {
		const note = await this.notes.write(conversation);
		if (note) await this.#sent(note);
	}

	/** Goes between writing to the customer and writing for the team. */
	write(what: 'answer' | 'note'): void | boolean {
		const conversation = this.#thread?.conversation;
		if (conversation === undefined || this.#view !== 'inbox') return false;
		this.drafts.change(conversation, { noting: what === 'note' });
	}

	/** Opens the template picker, at one of them if it is named by its key. */
	pickTemplate(first: string | null = null): void {
		this.#pickFirst = first;
		// Nothing reaches somebody whom we blocked, a template neither.
		if (this.opened && !this.opened.blocked) this.#picking = true;
	}

	/** The template with which the picker begins. */
	get pickFirst(): string | null {
		return this.#pickFirst;
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

	/** Sends what stands in the composer of a chat. */
	async sendComposed(conversation: ConversationId, previewUrl: boolean): Promise<void> {
		const all = await this.outgoing.composed(conversation, previewUrl, (message) => void this.#sent(message));
		// The core knows better whether the window is open: read the row, and the composer follows.
		if (!all) void this.inbox.refresh([conversation]).catch(() => undefined);
	}

	/** Sends anything else, as the answer to the message that is quoted. Rejects with a `HostError`. */
	async send(conversation: ConversationId, content: Content): Promise<void> {
		const { replyTo } = this.drafts.of(conversation);
		const message = await this.outgoing.send(conversation, content, { replyTo });
		if (replyTo !== null) this.replying.clear(conversation);
		await this.#sent(message);
	}

	/** Puts our emoji on a message; `null` takes it back. */
	async react(message: Message, emoji: string | null): Promise<void> {
		try {
			await this.outgoing.react(message.id, emoji);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** Reads what WhatsApp told; what is on screen counts as seen. */
	async lookAtNews(): Promise<void> {
		await this.news.read();
		if (!this.workspace?.unseenNews) return;
		await this.host.rpc('see_news', null);
		await this.#recount();
	}

	/** Takes back a message that has not left. */
	async cancelSending(message: Message): Promise<void> {
		try {
			this.#thread?.take([await this.outgoing.cancel(message)]);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	/** One step back within the composer: a recording asks first, then the quote goes. `false` if there is neither. */
	stepBackInComposer(): boolean {
		const conversation = this.#thread?.conversation;
		if (conversation === undefined) return false;
		if (this.recorder.conversation !== null) {
			this.recorder.ask(!this.recorder.asking);
			return true;
		}
		if (this.drafts.of(conversation).replyTo === null) return false;
		this.replying.clear(conversation);
		return true;
	}

	/** Puts a message that was just sent on screen and brings it into view. */
	async templateSent(message: Message): Promise<void> {
		await this.#sent(message);
	}

	async retry(message: Message): Promise<void> {
		try {
			this.#thread?.take([await this.outgoing.retry(message)]);
		} catch (error) {
			this.toasts.show(errorSentence(error), 'bad');
		}
	}

	async #sent(message: Message): Promise<void> {
		this.sounds.sent();
		const thread = this.#thread;
		if (thread?.conversation !== message.conversation) return;
		thread.take([message]);
		await thread.toEnd();
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

	#enter(boot: Bootstrap): void {
		const workspace = boot.workspace;
		const same = this.workspace !== null && workspace?.practice === this.workspace.practice;
		this.#boot = boot;
		this.clock.set(boot.clock);
		// Without a workspace nothing is known of anybody's wishes: whoever leaves practice keeps their language and colours.
		if (workspace) this.preferences.take(boot.settings);
		this.#failure = null;
		// Opened once: it goes on when another workspace is opened, and tells of that.
		this.#unfollow ??= this.host.feed(workspace?.head ?? 0, (item: FeedItem) => this.#hints.add(item.topics));
		if (!workspace) {
			this.#forget();
			this.#phase = 'welcome';
			return;
		}
		if (!same) this.#forget();
		const begins = this.#phase !== 'ready' || !same;
		this.#phase = 'ready';
		if (begins && workspace.practice) this.tour.offer();
		void this.#quietly(this.inbox.reload());
		void this.#quietly(this.work.load());
		void this.#quietly(this.offices.read(workspace.channels.map(({ id }) => id)));
		void this.#quietly(this.scheduled.read());
		if (this.#thread) void this.#quietly(this.#thread.resync());
	}

	/** Another workspace's rows must not be seen in this one. */
	#forget(): void {
		this.#thread = null;
		this.#forgetPicker();
		this.#view = 'inbox';
		this.inbox.forget();
		void this.recorder.cancel();
		this.tray.forget();
		this.replies.forget();
		this.replying.forget();
		this.uploads.forget();
		this.flows.forget();
		this.forms.forget();
		this.drafts.forget();
		this.search.clear();
		this.templates.forget();
		this.people.forget();
		this.attributes.forget();
		this.addressBook.forget();
		this.news.forget();
		this.work.forget();
		this.selection.clear();
		this.authoring.forget();
		this.offices.forget();
		this.scheduled.forget();
		this.playback.stop();
		this.lightbox.close();
		this.find.close();
		this.palette.close();
		this.printing.cancel();
		this.tour.pause();
		this.reopened.clear();
	}

	#connected(connection: Connection): void {
		this.#connection = connection;
	}

	async #resync(): Promise<void> {
		await this.#quietly(this.boots());
		await this.#quietly(this.search.ask());
	}

	async #follow(topics: readonly Topic[]): Promise<void> {
		const kinds = new Set(topics.map((topic) => topic.kind));
		if (kinds.has('resync') || kinds.has('workspace')) return this.#resync();
		const rows = new Set<ConversationId>();
		const messages = new Set<MessageId>();
		for (const topic of topics) {
			if (topic.kind === 'conversation') {
				rows.add(topic.id);
				if (topic.id === this.#thread?.conversation) topic.messages.forEach((id) => messages.add(id));
			} else if (topic.kind === 'templates') {
				void this.#quietly(this.templates.refresh(topic.channel));
				void this.#quietly(this.authoring.refresh(topic.channel));
			} else if (topic.kind === 'show') void this.open(topic.conversation);
			else if (topic.kind === 'upload') this.uploads.follow(topic);
		}
		if (kinds.has('contacts')) void this.#quietly(this.#contactsChanged());
		if (kinds.has('replies')) void this.#quietly(this.replies.refresh());
		if (kinds.has('settings')) void this.#quietly(this.preferences.refresh());
		if (kinds.has('channels')) {
			void this.#quietly(this.#recount());
			void this.#quietly(this.offices.read(this.workspace?.channels.map(({ id }) => id) ?? []));
		}
		if (kinds.has('scheduled')) void this.#quietly(this.scheduled.read());
		if (rows.size > 0) this.offices.countSoon();
		if (kinds.has('news')) void this.#quietly(this.#newsCame());
		if (kinds.has('labels')) void this.#quietly(this.work.load());
		await Promise.all([this.#refreshRows([...rows]), this.#refreshThread([...messages])]);
	}

	async #refreshRows(ids: ConversationId[]): Promise<void> {
		if (ids.length === 0) return;
		const now = this.clock.exact();
		const open = (id: ConversationId) => {
			const row = this.inbox.row(id);
			return row && isOpen(stageOf(row.window, now));
		};
		const shut = ids.filter((id) => open(id) === false);
		const before = this.opened;
		const known = ids.map((id) => this.inbox.row(id));
		const gone = await this.inbox.refresh(ids);
		if (gone.length > 0) void this.#quietly(this.#joined(gone, before));
		const contact = this.opened?.contact.id;
		if (contact !== undefined && ids.includes(this.#thread?.conversation ?? 0)) {
			void this.#quietly(this.people.refresh(contact));
		}
		shut.filter((id) => open(id)).forEach((id) => this.#reopen(id));
		ids.forEach((id, at) => this.sounds.changed(known[at], this.inbox.row(id)));
		clearTimeout(this.#countTimer);
		this.#countTimer = setTimeout(() => void this.#quietly(this.#recount()), COUNT_AFTER_MS);
	}

	async #contactsChanged(): Promise<void> {
		const looked = this.#view === 'contacts' ? this.addressBook.chosen : (this.opened?.contact.id ?? null);
		await Promise.all([
			this.attributes.refresh(),
			this.addressBook.refresh(),
			looked === null ? undefined : this.people.refresh(looked),
		]);
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

	/** Chats became parts of others. The open one may have grown, or may be found under the person it now belongs to. */
	async #joined(gone: readonly ConversationId[], opened: Conversation | undefined): Promise<void> {
		if (!opened || opened.id !== this.#thread?.conversation) return;
		if (!gone.includes(opened.id)) return this.#thread.reread();
		const { conversations } = await this.host.rpc('contact', { contact: opened.contact.id });
		const [now] = conversations;
		if (now === undefined) this.close();
		else await this.open(now);
	}

	async #refreshThread(ids: MessageId[]): Promise<void> {
		const thread = this.#thread;
		if (!thread || ids.length === 0) return;
		const fresh = await thread.refresh(ids);
		const newest = fresh[fresh.length - 1];
		if (!newest || thread !== this.#thread) return;
		const name = this.opened?.contact.name ?? '';
		const { text } = summaryOf(newest.content, newest.file, name);
		this.announcer.say(m.announce_message({ name, text }));
	}

	/** The customer wrote: free text is allowed again. */
	#reopen(id: ConversationId): void {
		this.reopened.add(id);
		setTimeout(() => this.reopened.delete(id), FLASH_MS);
		if (id !== this.#thread?.conversation) return;
		const text = m.reopened({ name: this.opened?.contact.name ?? '' });
		this.toasts.show(text);
		this.announcer.say(text);
	}

	async #newsCame(): Promise<void> {
		await this.#recount();
		if (this.#view === 'news') await this.lookAtNews();
	}

	/** Reads the counts and channels again without disturbing anything else. */
	async #recount(): Promise<void> {
		const boot = await this.host.rpc('bootstrap', null);
		this.clock.set(boot.clock);
		this.#boot = boot;
	}

	/** A reading that may fail without words: the connection state says what is wrong, and the next one mends it. */
	async #quietly(reading: Promise<unknown>): Promise<void> {
		try {
			await reading;
		} catch (error) {
			console.warn('Reading failed', error);
		}
	}
}

export const [getApp, setApp] = createContext<App>();
