import type { Bootstrap } from '../../bindings/Bootstrap';
import type { ChannelInfo } from '../../bindings/ChannelInfo';
import type { Contact } from '../../bindings/Contact';
import type { Content } from '../../bindings/Content';
import type { Conversation } from '../../bindings/Conversation';
import type { FeedItem } from '../../bindings/FeedItem';
import type { ListConversations } from '../../bindings/ListConversations';
import type { ListMessages } from '../../bindings/ListMessages';
import type { Message } from '../../bindings/Message';
import type { SendTemplate } from '../../bindings/SendTemplate';
import type { Settings } from '../../bindings/Settings';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { Topic } from '../../bindings/Topic';
import { before } from '../../model/thread';
import { filled } from '../../model/template';
import { fold } from '../../model/text';
import { HOUR, isOpen, passesFilter, stageOf } from '../../model/window';
import {
	type Answer,
	type Command,
	type Connection,
	type Host,
	HostError,
	Listeners,
	type Payload,
	type Unsubscribe,
} from '../host';
import { CHANNEL, TEMPLATES } from './data';
import type { Draft } from './types';

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
	channels: ChannelInfo[] = [{ ...CHANNEL }];
	practice = true;
	problem: string | null = null;
	connected = true;
	factor = 1;
	settings: Settings = {
		theme: 'system',
		enterSends: true,
		contactPanel: true,
		readReceipts: true,
		typingIndicator: true,
		notifyMessages: true,
		notifyText: true,
		notifyClosing: true,
		notifyClosingMinutes: 30,
	};

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
			contact: { id, phone: null, userId: null, username: null, firstSeenAt: this.#now(), ...contact },
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

	change(message: number, part: Partial<Message>): void {
		const changed = { ...this.messages.get(message)!, ...part };
		this.messages.set(message, changed);
		this.preview(changed.conversation);
		this.hint({ kind: 'conversation', id: changed.conversation, messages: [message] });
	}

	#put(conversation: number, draft: Draft): Message {
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
			late: false,
			...draft,
		};
		this.messages.set(message.id, message);
		this.preview(conversation);
		return message;
	}

	preview(conversation: number): void {
		const row = this.rows.get(conversation)!;
		const last = this.#thread(conversation).at(-1);
		if (!last) return;
		const { content } = last;
		row.lastMessageAt = last.at;
		row.lastMessage = {
			outbound: last.outbound,
			waType: content.kind === 'other' ? content.waType : content.kind,
			text:
				content.kind === 'text'
					? content.text
					: content.kind === 'template'
						? content.body
						: (content.caption ?? null),
			status: last.status,
		};
	}

	#thread(conversation: number): Message[] {
		return [...this.messages.values()]
			.filter((message) => message.conversation === conversation)
			.sort(before);
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
				? { practice: this.practice, channels: this.channels, unreadConversations: unread, head: this.#ids }
				: null,
			clock: { now: this.#now(), factor: this.factor },
			settings: this.settings,
			version: '0.1.0',
			problem: this.problem,
			configPath: '/home/reception/.config/frontdesk/frontdesk.toml',
		};
	}

	#list({ filter, sort, unread, cursor, limit }: ListConversations) {
		const now = this.#now();
		const key = (row: Conversation) =>
			sort === 'newest'
				? -row.lastMessageAt
				: sort === 'longestWaiting'
					? row.waitingSince!
					: row.window.closesAt!;
		const rows = [...this.rows.values()]
			.map((row) => this.#rowNow(row))
			.filter((row) => passesFilter(filter, stageOf(row.window, now)))
			.filter((row) => !unread || row.unread > 0)
			.filter((row) => sort !== 'longestWaiting' || row.waitingSince !== null)
			.filter((row) => sort !== 'closingSoonest' || isOpen(stageOf(row.window, now)))
			.sort((a, b) => key(a) - key(b) || (sort === 'newest' ? b.id - a.id : a.id - b.id));
		const start = Number(cursor ?? 0);
		const end = start + limit;
		return { items: rows.slice(start, end), nextCursor: end < rows.length ? String(end) : null };
	}

	#page({ conversation, before: older, after: newer, around, limit }: ListMessages) {
		const all = this.#thread(conversation);
		let start = Math.max(0, all.length - limit);
		if (older !== undefined) start = Math.max(0, Number(older) - limit);
		if (newer !== undefined) start = Number(newer);
		if (around !== undefined) {
			const at = all.findIndex((message) => message.id === around);
			start = Math.max(0, at - Math.floor(limit / 2));
		}
		const end = Math.min(all.length, older !== undefined ? Number(older) : start + limit);
		return {
			items: all.slice(start, end),
			older: start > 0 ? String(start) : null,
			newer: end < all.length ? String(end) : null,
		};
	}

	#find(query: string) {
		const words = fold(query).split(/\s+/);
		const fits = (text: string) => words.every((word) => fold(text).includes(word));
		const rows = [...this.rows.values()];
		return {
			people: rows.filter(({ contact }) =>
				fits([contact.name, contact.username, contact.phone?.replace(/\D/g, '')].join(' ')),
			),
			messages: [...this.messages.values()]
				.filter(({ content }) => content.kind === 'text' && fits(content.text))
				.sort((a, b) => before(b, a))
				.map((message) => ({ message, contact: this.rows.get(message.conversation)!.contact })),
		};
	}

	#once(clientId: string, send: () => Message): Message {
		const earlier = this.#sent.get(clientId);
		if (earlier !== undefined) return this.messages.get(earlier)!;
		const message = send();
		this.#sent.set(clientId, message.id);
		return message;
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
		list_conversations: (payload) => this.#list(payload),
		conversations: ({ ids }) =>
			ids.flatMap((id) => (this.rows.has(id) ? [this.#rowNow(this.rows.get(id)!)] : [])),
		list_messages: (payload) => this.#page(payload),
		messages: ({ ids }) => ids.flatMap((id) => this.messages.get(id) ?? []),
		send_text: ({ conversation, text, clientId }) => {
			const row = this.rows.get(conversation);
			if (!row) throw new HostError('not_found');
			if (!isOpen(stageOf(row.window, this.#now()))) throw new HostError('window_closed');
			return this.#once(clientId, () => this.wrote(conversation, text, { status: 'queued' }));
		},
		send_template: (payload) => this.#sendTemplate(payload),
		retry_message: ({ message }) => {
			this.change(message, { status: 'queued', error: null, canRetry: false });
			return this.messages.get(message)!;
		},
		mark_read: ({ conversation, upTo }) => {
			const row = this.rows.get(conversation)!;
			row.readUpTo = upTo;
			row.unread = this.#thread(conversation).filter((one) => !one.outbound && one.id > upTo).length;
			this.hint({ kind: 'conversation', id: conversation, messages: [] });
			return null;
		},
		show_typing: () => null,
		save_draft: ({ conversation, text }) => {
			this.rows.get(conversation)!.draft = text === '' ? null : text;
			this.hint({ kind: 'conversation', id: conversation, messages: [] });
			return null;
		},
		search: ({ query, limit }) => {
			const { people, messages } = this.#find(query);
			return { people: people.slice(0, limit), messages: messages.slice(0, limit) };
		},
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
