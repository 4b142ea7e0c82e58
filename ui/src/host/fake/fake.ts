import type { Attachment } from '../../bindings/Attachment';
import type { Bootstrap } from '../../bindings/Bootstrap';
import type { ChannelInfo } from '../../bindings/ChannelInfo';
import type { FeedItem } from '../../bindings/FeedItem';
import type { FlowInfo } from '../../bindings/FlowInfo';
import type { NewsItem } from '../../bindings/NewsItem';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { Settings } from '../../bindings/Settings';
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
import { FakeAuthoring } from './authoring';
import { FakeAddressBook } from './addressBook';
import { CHANNEL } from './data';
import { FakeDesktop } from './desktop';
import { figuresOf, monthsOf } from './figures';
import { FakeHouse } from './house';
import { LIMITS } from './limits';
import { FakeOffice } from './office';
import { FakePeople } from './people';
import { found, galleryOf, listed, pageOf, part } from './reading';
import { FakeRecorder } from './recorder';
import { FakeReplies } from './replies';
import { DEFAULT_SETTINGS } from '../../model/settings';
import { isUnread } from '../../model/work';
import { FakeWork } from './work';
import { TAKEN_BACK } from './sending';

type Handlers = { [K in Command]: (payload: Payload<K>) => Answer<K> | Promise<Answer<K>> };

/**
 * A core in memory, for component tests and for looking at the screen without a core. It keeps the contract of the
 * commands (windows, pages, drafts, hints) and nothing more, and is no part of the built program.
 */
export class FakeHost extends FakeHouse implements Host {
	readonly ownWindow = true;
	readonly desktop = new FakeDesktop();
	readonly calls: { name: Command; payload: unknown }[] = [];
	readonly opened: string[] = [];
	/** What was saved or opened outside. */
	readonly taken: string[] = [];
	/** The texts that were saved as files. */
	readonly savedTexts: string[] = [];
	channels: ChannelInfo[] = [{ ...CHANNEL }];
	flows: FlowInfo[] = [];
	news: NewsItem[] = [];
	unseenNews = 0;
	practice = true;
	problem: string | null = null;
	connected = true;
	factor = 1;
	/** How many seconds the core's computer is behind WhatsApp's clock. */
	behindS = 0;
	settings: Settings = structuredClone(DEFAULT_SETTINGS);

	readonly people = new FakePeople(
		this.rows,
		(id) => this.changed(id),
		(contact) => this.person(contact),
	);
	readonly addressBook = new FakeAddressBook(
		this.rows,
		this.people,
		() => this.now(),
		(topic) => this.hint(topic),
	);
	readonly replies = new FakeReplies((topic) => this.hint(topic));
	readonly work = new FakeWork(this);
	readonly authoring = new FakeAuthoring(() => this.now());
	readonly office = new FakeOffice(this, () => this.now());
	readonly recorder = new FakeRecorder(this.files, () => this.now());
	#connection = new Listeners<Connection>();
	#failures = new Map<Command, HostError>();

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

	saveText(text: string, name: string): Promise<string | null> {
		this.taken.push(`saved ${name}`);
		this.savedTexts.push(text);
		return Promise.resolve(`/home/reception/Downloads/${name}`);
	}

	openFile(_key: string, name: string): Promise<void> {
		this.taken.push(`opened ${name}`);
		return Promise.resolve();
	}

	feed(_since: number, onItem: (item: FeedItem) => void): Unsubscribe {
		return this.items.add(onItem);
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

	callsOf<K extends Command>(name: K): Payload<K>[] {
		return this.calls.filter((call) => call.name === name).map((call) => call.payload as Payload<K>);
	}

	#bootstrap(): Bootstrap {
		const unread = [...this.rows.values()].filter(isUnread).length;
		return {
			workspace: this.connected
				? {
						practice: this.practice,
						channels: this.channels,
						unreadConversations: unread,
						unseenNews: this.unseenNews,
						head: this.ids,
					}
				: null,
			clock: {
				now: this.now(),
				factor: this.factor,
				...(this.behindS === 0 ? {} : { behindS: this.behindS }),
			},
			settings: this.settings,
			limits: LIMITS,
			version: '0.1.0',
			problem: this.problem,
			configPath: '/home/reception/.config/frontdesk/frontdesk.toml',
		};
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
		set_practice_speed: ({ factor }) => ({ now: this.now(), factor: (this.factor = factor) }),
		list_conversations: (payload) => {
			const rows = [...this.rows.values()].map((row) => this.rowNow(row));
			return listed(rows, payload, this.now());
		},
		conversations: ({ ids }) =>
			ids.flatMap((id) => (this.rows.has(id) ? [this.rowNow(this.rows.get(id)!)] : [])),
		list_messages: (payload) => pageOf(this.thread(payload.conversation), payload),
		messages: ({ ids }) => ids.flatMap((id) => this.messages.get(id) ?? []),
		send_message: (payload) => this.send(payload),
		send_template: (payload) => this.sendTemplate(payload),
		retry_message: ({ message }) => {
			this.change(message, { status: 'queued', error: null, canRetry: false });
			return this.messages.get(message)!;
		},
		mark_read: ({ conversation, upTo }) => {
			const row = this.rows.get(conversation)!;
			row.readUpTo = upTo;
			row.markedUnread = false;
			row.unread = this.thread(conversation).filter((one) => !one.outbound && one.id > upTo).length;
			this.changed(conversation);
			return null;
		},
		show_typing: () => null,
		save_draft: ({ conversation, draft }) => {
			const nothing = draft.text === '' && draft.files.length === 0 && draft.replyTo === null;
			const empty = nothing && !draft.note && !draft.noting;
			this.rows.get(conversation)!.draft = empty ? null : draft;
			this.changed(conversation);
			return null;
		},
		react: (payload) => this.react(payload),
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
		gallery: (payload) => galleryOf(this.thread(payload.conversation), payload),
		...this.people.handlers,
		...this.work.handlers,
		...this.authoring.handlers,
		...this.office.handlers,
		news: ({ cursor, limit }) => part(this.news, cursor, limit),
		see_news: () => {
			this.unseenNews = 0;
			return null;
		},
		request_phone_sync: () => null,
		set_transcription_key: () => null,
		list_flows: () => this.flows,
		list_templates: () => ({ templates: [...this.templates], syncedAt: this.templatesReadAt }),
		sync_templates: () => {
			this.templatesReadAt = this.now();
			return { templates: [...this.templates], syncedAt: this.templatesReadAt };
		},
		set_favourite_template: ({ name, language, favourite }) => {
			this.changeTemplate(name, language, { favourite });
			return null;
		},
		remember_template: ({ name, language, memory }) => {
			const kept = memory as TemplateInfo['memory'];
			this.changeTemplate(name, language, { memory: kept, usedAt: this.now() });
			return null;
		},
		resume_sending: ({ channel }) => {
			this.channels = this.channels.map((one) => (one.id === channel ? { ...one, paused: null } : one));
			return null;
		},
		chat_with_number: ({ phone }) => this.numbered(phone) ?? null,
		start_chat: ({ phone }) => this.numbered(phone) ?? this.stranger(phone),
		settings: () => this.settings,
		save_settings: (settings) => (this.settings = settings),
		set_view: () => null,
		figures: (ask) => figuresOf(ask, this.now(), this.messages.size > 0, this.office),
		month_use: () => monthsOf(this.messages.size > 0),
		...this.replies.handlers,
		...this.addressBook.handlers,
	};
}
