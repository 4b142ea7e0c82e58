import type { Attachment } from '../../bindings/Attachment';
import type { Bootstrap } from '../../bindings/Bootstrap';
import type { ChannelInfo } from '../../bindings/ChannelInfo';
import type { Contact } from '../../bindings/Contact';
import type { Content } from '../../bindings/Content';
import type { Conversation } from '../../bindings/Conversation';
import type { FeedItem } from '../../bindings/FeedItem';
import type { FlowInfo } from '../../bindings/FlowInfo';
import type { Message } from '../../bindings/Message';
import type { NewsItem } from '../../bindings/NewsItem';
import type { SendMessage } from '../../bindings/SendMessage';
import type { SendTemplate } from '../../bindings/SendTemplate';
import type { Settings } from '../../bindings/Settings';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { Topic } from '../../bindings/Topic';
import { filled } from '../../model/template';
import { HOUR, isOpen, stageOf } from '../../model/window';
import {
	type Answer,
	type Command,
	type Connection,
	type Host,
	HostError,
	Listeners,
	type Payload,
	type Progress,
	type Unsubscribe,
} from '../host';
import { CHANNEL, TEMPLATES } from './data';
import { FakeFiles } from './files';
import { LIMITS } from './limits';
import { FakePeople } from './people';
import { previewOf } from './preview';
import { found, galleryOf, listed, pageOf, part, threadOf } from './reading';
import { FakeRecorder } from './recorder';
import { fileOf, quoteOf, TAKEN_BACK } from './sending';
import type { NewMessage } from './types';

const DAY = 24 * HOUR;

type Handlers = { [K in Command]: (payload: Payload<K>) => Answer<K> | Promise<Answer<K>> };

/**
 * A core in memory, for component tests and for looking at the screen without a core. It keeps the contract of the
 * commands (windows, pages, drafts, hints) and nothing more, and is no part of the built program.
 */
export class FakeHost implements Host {
	readonly ownWindow = true;
	readonly calls: { name: Command; payload: unknown }[] = [];
	readonly opened: string[] = [];
	readonly templates: TemplateInfo[] = [...TEMPLATES];
	readonly rows = new Map<number, Conversation>();
	readonly messages = new Map<number, Message>();
	readonly files = new FakeFiles();
	/** What was saved or opened outside. */
	readonly taken: string[] = [];
	channels: ChannelInfo[] = [{ ...CHANNEL }];
	flows: FlowInfo[] = [];
	news: NewsItem[] = [];
	unseenNews = 0;
	practice = true;
	problem: string | null = null;
	connected = true;
	factor = 1;
	settings: Settings = {
		theme: 'system',
		enterSends: true,
		contactPanel: true,
		channels: {},
		showDeleted: false,
		transcription: null,
		notifyMessages: true,
		notifyText: true,
		notifyClosing: true,
		notifyClosingMinutes: 30,
	};

	readonly people = new FakePeople(
		this.rows,
		(id) => this.#changed(id),
		(contact) => this.person(contact),
	);
	readonly recorder = new FakeRecorder(this.files, () => this.#now());
	#now: () => number;
	#ids = 0;
	#items = new Listeners<FeedItem>();
	#connection = new Listeners<Connection>();
	#failures = new Map<Command, HostError>();
	#sent = new Map<string, number>();

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	async rpc<K extends Command>(name: K, payload: Payload<K>): Promise<Answer<K>> {
		this.calls.push({ name, payload: structuredClone(payload) });
		await Promise.resolve();
		const failure = this.#failures.get(name);
		if (failure) {
			this.#failures.delete(name);
			throw failure;
		}
		// The core's answers come over a wire: what the screen changes must not change what is kept here.
		return structuredClone(await this.#handlers[name](payload));
	}

	fileUrl(key: string): string {
		return this.files.url(key);
	}

	thumbnailUrl(key: string): string {
		return this.files.url(key);
	}

	listenUrl(key: string): string {
		return this.files.listenUrl(key);
	}

	attach(blob: Blob, name: string, progress?: Progress, signal?: AbortSignal): Promise<Attachment> {
		return this.files.bring(blob, name, progress, signal);
	}

	saveFile(_key: string, name: string): Promise<string | null> {
		this.taken.push(`saved ${name}`);
		return Promise.resolve(`/home/reception/Downloads/${name}`);
	}

	openFile(_key: string, name: string): Promise<void> {
		this.taken.push(`opened ${name}`);
		return Promise.resolve();
	}

	feed(_since: number, onItem: (item: FeedItem) => void): Unsubscribe {
		return this.#items.add(onItem);
	}

	onConnection(listener: (connection: Connection) => void): Unsubscribe {
		return this.#connection.add(listener);
	}

	openUrl(url: string): void {
		this.opened.push(url);
	}

	// What tests and scenes do.

	/** The next call of this command fails. */
	fail(name: Command, error: HostError): void {
		this.#failures.set(name, error);
	}

	connection(connection: Connection): void {
		this.#connection.tell(connection);
	}

	hint(...topics: Topic[]): void {
		this.#items.tell({ seq: ++this.#ids, topics });
	}

	callsOf<K extends Command>(name: K): Payload<K>[] {
		return this.calls.filter((call) => call.name === name).map((call) => call.payload as Payload<K>);
	}

	person(contact: Partial<Contact> & { name: string }): Conversation {
		const id = ++this.#ids;
		const row: Conversation = {
			id,
			channel: CHANNEL.id,
			contact: {
				id,
				phone: null,
				userId: null,
				username: null,
				profileName: null,
				firstSeenAt: this.#now(),
				...contact,
			},
			lastMessage: null,
			lastMessageAt: this.#now(),
			unread: 0,
			readUpTo: null,
			waitingSince: null,
			window: {
				phase: 'neverOpened',
				closesAt: null,
				lastCustomerMessageAt: null,
				closedByProvider: false,
				templateWaitingSince: null,
			},
			draft: null,
			blocked: false,
			marketingStoppedAt: null,
		};
		this.rows.set(id, row);
		return row;
	}

	/** The customer writes; opens the window from the message's own time. */
	writes(conversation: number, text: string | Content, at = this.#now()): Message {
		const content: Content = typeof text === 'string' ? { kind: 'text', text } : text;
		const message = this.#put(conversation, { content, at, outbound: false });
		const row = this.rows.get(conversation)!;
		const last = Math.max(at, row.window.lastCustomerMessageAt ?? 0);
		row.window = {
			phase: this.#now() < last + DAY ? 'open' : 'closed',
			closesAt: last + DAY,
			lastCustomerMessageAt: last,
			closedByProvider: false,
			templateWaitingSince: null,
		};
		row.unread += 1;
		row.waitingSince ??= at;
		this.hint({ kind: 'conversation', id: conversation, messages: [message.id] });
		return message;
	}

	/** We wrote, some time ago or now. */
	wrote(conversation: number, text: string | Content, part: Partial<Message> = {}): Message {
		const content: Content = typeof text === 'string' ? { kind: 'text', text } : text;
		const message = this.#put(conversation, {
			content,
			at: this.#now(),
			outbound: true,
			status: 'sent',
			author: 'You',
			...part,
		});
		const row = this.rows.get(conversation)!;
		row.waitingSince = null;
		if (content.kind === 'template' && !isOpen(stageOf(row.window, message.at))) {
			row.window = { ...row.window, templateWaitingSince: message.at };
		}
		this.hint({ kind: 'conversation', id: conversation, messages: [message.id] });
		return message;
	}

	/** The row changed, and none of its messages. */
	#changed(conversation: number): void {
		this.hint({ kind: 'conversation', id: conversation, messages: [] });
	}

	change(message: number, part: Partial<Message>): void {
		const changed = { ...this.messages.get(message)!, ...part };
		this.messages.set(message, changed);
		this.preview(changed.conversation);
		this.hint({ kind: 'conversation', id: changed.conversation, messages: [message] });
	}

	#put(conversation: number, given: NewMessage): Message {
		const message: Message = {
			id: ++this.#ids,
			conversation,
			providerId: null,
			outbound: false,
			status: null,
			retryAt: null,
			author: null,
			error: null,
			canRetry: false,
			sentAt: null,
			deliveredAt: null,
			readAt: null,
			playedAt: null,
			pricing: null,
			file: null,
			transcript: null,
			quote: null,
			forwarded: null,
			product: null,
			ad: null,
			reactions: [],
			earlier: [],
			deletedAt: null,
			fromPhone: false,
			canCancel: false,
			late: false,
			...given,
		};
		this.messages.set(message.id, message);
		this.preview(conversation);
		return message;
	}

	preview(conversation: number): void {
		const row = this.rows.get(conversation)!;
		const last = this.#thread(conversation).at(-1);
		if (!last) return;
		row.lastMessageAt = last.at;
		row.lastMessage = previewOf(last);
	}

	#thread(conversation: number): Message[] {
		return threadOf(this.messages, conversation);
	}

	#rowNow(row: Conversation): Conversation {
		const { closesAt } = row.window;
		const closed = row.window.phase === 'open' && closesAt !== null && closesAt <= this.#now();
		return closed ? { ...row, window: { ...row.window, phase: 'closed' } } : row;
	}

	#bootstrap(): Bootstrap {
		const unread = [...this.rows.values()].filter((row) => row.unread > 0).length;
		return {
			workspace: this.connected
				? {
						practice: this.practice,
						channels: this.channels,
						unreadConversations: unread,
						unseenNews: this.unseenNews,
						head: this.#ids,
					}
				: null,
			clock: { now: this.#now(), factor: this.factor },
			settings: this.settings,
			limits: LIMITS,
			version: '0.1.0',
			problem: this.problem,
			configPath: '/home/reception/.config/frontdesk/frontdesk.toml',
		};
	}

	#once(clientId: string, send: () => Message): Message {
		const earlier = this.#sent.get(clientId);
		if (earlier !== undefined) return this.messages.get(earlier)!;
		const message = send();
		this.#sent.set(clientId, message.id);
		return message;
	}

	#send({ conversation, content, replyTo, clientId }: SendMessage): Message {
		const row = this.rows.get(conversation);
		if (!row) throw new HostError('not_found');
		if (!isOpen(stageOf(row.window, this.#now()))) throw new HostError('window_closed');
		const answered = replyTo === undefined ? undefined : this.messages.get(replyTo);
		const key = fileOf(content);
		return this.#once(clientId, () => {
			const message = this.wrote(conversation, content, {
				status: 'queued',
				file: key === null ? null : this.files.info(key),
				quote: answered ? quoteOf(answered) : null,
				canCancel: key !== null && this.files.slowMs > 0,
			});
			if (message.canCancel) void this.#upload(message);
			return message;
		});
	}

	async #upload({ id, file }: Message): Promise<void> {
		const total = file?.bytes ?? 0;
		const taken = () => this.messages.get(id)?.status === 'failed';
		await this.files.slowly((part) => {
			if (!taken()) this.hint({ kind: 'upload', message: id, sent: Math.round(total * part), total });
		});
		if (!taken()) this.change(id, { canCancel: false });
	}

	#react({ message, emoji }: Payload<'react'>): null {
		const theirs = this.messages.get(message)!.reactions.filter((one) => !one.outbound);
		const ours = emoji === null ? [] : [{ emoji, outbound: true, at: this.#now() }];
		this.change(message, { reactions: [...theirs, ...ours] });
		return null;
	}

	#sendTemplate({ conversation, name, language, values, clientId }: SendTemplate): Message {
		const template = this.templates.find((one) => one.name === name && one.language === language);
		if (!template) throw new HostError('not_found');
		if (template.unsendable) {
			throw new HostError('template_unsendable', { reason: template.unsendable.code });
		}
		const content: Content = {
			kind: 'template',
			name,
			language,
			category: template.category,
			header: template.header ? filled(template.header, 'header', values) : null,
			body: filled(template.body, 'body', values),
			footer: template.footer,
			buttons: template.buttons.map((button) => button.text),
			components: [],
		};
		return this.#once(clientId, () => this.wrote(conversation, content, { status: 'queued' }));
	}

	#handlers: Handlers = {
		bootstrap: () => this.#bootstrap(),
		start_practice: () => {
			this.connected = this.practice = true;
			return this.#bootstrap();
		},
		leave_practice: () => {
			this.connected = this.practice = false;
			return this.#bootstrap();
		},
		set_practice_speed: ({ factor }) => ({ now: this.#now(), factor: (this.factor = factor) }),
		list_conversations: (payload) => {
			const rows = [...this.rows.values()].map((row) => this.#rowNow(row));
			return listed(rows, payload, this.#now());
		},
		conversations: ({ ids }) =>
			ids.flatMap((id) => (this.rows.has(id) ? [this.#rowNow(this.rows.get(id)!)] : [])),
		list_messages: (payload) => pageOf(this.#thread(payload.conversation), payload),
		messages: ({ ids }) => ids.flatMap((id) => this.messages.get(id) ?? []),
		send_message: (payload) => this.#send(payload),
		send_template: (payload) => this.#sendTemplate(payload),
		retry_message: ({ message }) => {
			this.change(message, { status: 'queued', error: null, canRetry: false });
			return this.messages.get(message)!;
		},
		mark_read: ({ conversation, upTo }) => {
			const row = this.rows.get(conversation)!;
			row.readUpTo = upTo;
			row.unread = this.#thread(conversation).filter((one) => !one.outbound && one.id > upTo).length;
			this.#changed(conversation);
			return null;
		},
		show_typing: () => null,
		save_draft: ({ conversation, draft }) => {
			const empty = draft.text === '' && draft.files.length === 0 && draft.replyTo === null;
			this.rows.get(conversation)!.draft = empty ? null : draft;
			this.#changed(conversation);
			return null;
		},
		react: (payload) => this.#react(payload),
		cancel_message: ({ message }) => {
			this.change(message, { status: 'failed', error: TAKEN_BACK, canCancel: false });
			return this.messages.get(message)!;
		},
		retry_file: ({ message }) => {
			const file = this.messages.get(message)!.file;
			if (file) this.change(message, { file: { ...file, state: 'waiting', problem: null, retryAt: null } });
			return this.messages.get(message)!;
		},
		attachment: ({ key }) => this.files.attachment(key),
		shrink_picture: ({ key }) => this.files.shrink(key),
		start_recording: () => this.recorder.start(),
		recording: () => this.recorder.state(),
		stop_recording: () => this.recorder.stop(),
		cancel_recording: () => {
			this.recorder.cancel();
			return null;
		},
		search: (payload) => found(this.rows, this.messages, payload),
		gallery: (payload) => galleryOf(this.#thread(payload.conversation), payload),
		...this.people.handlers,
		news: ({ cursor, limit }) => part(this.news, cursor, limit),
		see_news: () => {
			this.unseenNews = 0;
			return null;
		},
		request_phone_sync: () => null,
		set_transcription_key: () => null,
		list_flows: () => this.flows,
		list_templates: () => ({ templates: this.templates, syncedAt: this.#now() - 2 * 60_000 }),
		sync_templates: () => ({ templates: this.templates, syncedAt: this.#now() }),
		resume_sending: ({ channel }) => {
			this.channels = this.channels.map((one) => (one.id === channel ? { ...one, paused: null } : one));
			return null;
		},
		settings: () => this.settings,
		save_settings: (settings) => (this.settings = settings),
		set_view: () => null,
	};
}
