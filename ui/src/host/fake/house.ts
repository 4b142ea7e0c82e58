import type { Contact } from '../../bindings/Contact';
import type { Content } from '../../bindings/Content';
import type { Conversation } from '../../bindings/Conversation';
import type { FeedItem } from '../../bindings/FeedItem';
import type { Message } from '../../bindings/Message';
import type { React } from '../../bindings/React';
import type { SendMessage } from '../../bindings/SendMessage';
import type { SendTemplate } from '../../bindings/SendTemplate';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { Topic } from '../../bindings/Topic';
import { BLANK_MESSAGE } from '../../model/blankMessage';
import { isFile, type Values } from '../../model/template';
import { templateMessage } from '../../model/templateMessage';
import { HOUR, isOpen, stageOf } from '../../model/window';
import { HostError, Listeners } from '../host';
import { CHANNEL } from './data';
import { TEMPLATES } from './templates';
import { FakeFiles } from './files';
import { previewOf } from './preview';
import { threadOf } from './reading';
import { fileOf, quoteOf } from './sending';
import type { NewMessage } from './types';

const DAY = 24 * HOUR;

/** The people and messages of a core in memory, and what happens to them: customers write, and we do. */
export class FakeHouse {
	readonly rows = new Map<number, Conversation>();
	readonly messages = new Map<number, Message>();
	readonly files = new FakeFiles();
	readonly templates: TemplateInfo[] = [...TEMPLATES];
	/** When they were last read from WhatsApp. */
	templatesReadAt: number;
	protected readonly now: () => number;
	protected readonly items = new Listeners<FeedItem>();
	protected ids = 0;
	#sent = new Map<string, number>();

	constructor(now: () => number = Date.now) {
		this.now = now;
		this.templatesReadAt = now() - 2 * 60_000;
	}

	hint(...topics: Topic[]): void {
		this.items.tell({ seq: ++this.ids, topics });
	}

	person(contact: Partial<Contact> & { name: string }): Conversation {
		const id = ++this.ids;
		const row: Conversation = {
			id,
			channel: CHANNEL.id,
			contact: {
				id,
				phone: null,
				userId: null,
				username: null,
				profileName: null,
				firstSeenAt: this.now(),
				...contact,
			},
			lastMessage: null,
			lastMessageAt: this.now(),
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
			work: { status: 'open' },
			labels: [],
			pinned: false,
			markedUnread: false,
		};
		this.rows.set(id, row);
		return row;
	}

	/** The chat with a number in any spelling. */
	protected numbered(phone: string): Conversation | undefined {
		const digits = (text: string | null) => text?.replace(/\D/g, '');
		return [...this.rows.values()].find((row) => digits(row.contact.phone) === digits(phone));
	}

	/** A chat with somebody who never wrote. */
	protected stranger(phone: string): Conversation {
		const number = `+${phone.replace(/\D/g, '')}`;
		return this.person({ name: number, phone: number });
	}

	/** The customer writes; opens the window from the message's own time. */
	writes(conversation: number, text: string | Content, at = this.now()): Message {
		const content: Content = typeof text === 'string' ? { kind: 'text', text } : text;
		const message = this.#put(conversation, { content, at, outbound: false });
		const row = this.rows.get(conversation)!;
		const last = Math.max(at, row.window.lastCustomerMessageAt ?? 0);
		row.window = {
			phase: this.now() < last + DAY ? 'open' : 'closed',
			closesAt: last + DAY,
			lastCustomerMessageAt: last,
			closedByProvider: false,
			templateWaitingSince: null,
			...(row.window.freeUntil === undefined ? {} : { freeUntil: row.window.freeUntil }),
		};
		row.unread += 1;
		row.work = { status: 'open' };
		row.waitingSince ??= at;
		this.hint({ kind: 'conversation', id: conversation, messages: [message.id] });
		return message;
	}

	/** We wrote, some time ago or now. */
	wrote(conversation: number, text: string | Content, part: Partial<Message> = {}): Message {
		const content: Content = typeof text === 'string' ? { kind: 'text', text } : text;
		const message = this.#put(conversation, {
			content,
			at: this.now(),
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

	/** Somebody here noted something for the team. */
	noted(conversation: number, text: string, at = this.now()): Message {
		const content: Content = { kind: 'note', text };
		const message = this.#put(conversation, { content, at, outbound: true, author: 'You' });
		this.hint({ kind: 'conversation', id: conversation, messages: [message.id] });
		return message;
	}

	/** The row changed, and none of its messages. */
	changed(conversation: number): void {
		this.hint({ kind: 'conversation', id: conversation, messages: [] });
	}

	change(message: number, part: Partial<Message>): void {
		const changed = known({ ...this.messages.get(message)!, ...part });
		this.messages.set(message, changed);
		this.preview(changed.conversation);
		this.hint({ kind: 'conversation', id: changed.conversation, messages: [message] });
	}

	#put(conversation: number, given: NewMessage): Message {
		const message: Message = { ...BLANK_MESSAGE, id: ++this.ids, conversation, ...given };
		const kept = known(message);
		this.messages.set(kept.id, kept);
		this.preview(conversation);
		return kept;
	}

	preview(conversation: number): void {
		const row = this.rows.get(conversation)!;
		const last = this.thread(conversation).findLast(({ content }) => content.kind !== 'note');
		if (!last) return;
		row.lastMessageAt = last.at;
		row.lastMessage = previewOf(last);
	}

	protected thread(conversation: number): Message[] {
		return threadOf(this.messages, conversation);
	}

	protected rowNow(row: Conversation): Conversation {
		const { closesAt } = row.window;
		const closed = row.window.phase === 'open' && closesAt !== null && closesAt <= this.now();
		return closed ? { ...row, window: { ...row.window, phase: 'closed' } } : row;
	}

	protected once(clientId: string, send: () => Message): Message {
		const earlier = this.#sent.get(clientId);
		if (earlier !== undefined) return this.messages.get(earlier)!;
		const message = send();
		this.#sent.set(clientId, message.id);
		return message;
	}

	protected send({ conversation, content, replyTo, clientId }: SendMessage): Message {
		const row = this.rows.get(conversation);
		if (!row) throw new HostError('not_found');
		if (!isOpen(stageOf(row.window, this.now()))) throw new HostError('window_closed');
		const answered = replyTo === undefined ? undefined : this.messages.get(replyTo);
		const key = fileOf(content);
		return this.once(clientId, () => {
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

	protected react({ message, emoji }: React): null {
		const theirs = this.messages.get(message)!.reactions.filter((one) => !one.outbound);
		const ours = emoji === null ? [] : [{ emoji, outbound: true, at: this.now() }];
		this.change(message, { reactions: [...theirs, ...ours] });
		return null;
	}

	protected sendTemplate({ conversation, name, language, values, clientId }: SendTemplate): Message {
		const template = this.templates.find((one) => one.name === name && one.language === language);
		if (!template) throw new HostError('not_found');
		if (template.unsendable) {
			throw new HostError('template_unsendable', { reason: template.unsendable.code });
		}
		const given = values as Values;
		const content: Content = { kind: 'template', ...templateMessage(template, given), components: [] };
		const file = given['header.media'];
		return this.once(clientId, () =>
			this.wrote(conversation, content, {
				status: 'queued',
				file: isFile(file) ? this.files.info(file.key) : null,
			}),
		);
	}

	protected changeTemplate(name: string, language: string, part: Partial<TemplateInfo>): void {
		const at = this.templates.findIndex((one) => one.name === name && one.language === language);
		if (at >= 0) this.templates[at] = { ...this.templates[at]!, ...part };
		this.hint({ kind: 'templates', channel: CHANNEL.id });
	}
}

/** What has reached the provider has an id there. */
function known(message: Message): Message {
	const waits = message.status === 'queued' || message.status === 'sending' || message.status === 'unknown';
	return waits || message.providerId !== null ? message : { ...message, providerId: `wamid.${message.id}` };
}
