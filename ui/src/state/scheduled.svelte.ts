import type { Content } from '../bindings/Content';
import type { ConversationId } from '../bindings/ConversationId';
import type { Message } from '../bindings/Message';
import type { Scheduled } from '../bindings/Scheduled';
import type { ScheduleWhat } from '../bindings/ScheduleWhat';
import type { TemplateWish } from '../bindings/TemplateWish';
import { type Host, HostError } from '../host/host';
import type { Timing } from '../model/later';
import { mediaContent } from '../model/tray';
import type { Drafts } from './drafts.svelte';
import type { Tray } from './tray.svelte';

/**
 * What a template is chosen for when it is not to go out at once: for a time, or to stand in for a scheduled message that
 * its window may not let through.
 */
export type Purpose =
	{ readonly kind: 'later'; readonly when: Timing } | { readonly kind: 'instead'; readonly of: Scheduled };

/** What is to go out later. */
export class ScheduledMessages {
	#host: Host;
	#drafts: Drafts;
	#tray: Tray;
	#items = $state.raw<readonly Scheduled[]>([]);
	#loaded = $state(false);
	#error = $state.raw<HostError | null>(null);
	#purpose = $state.raw<Purpose | null>(null);

	constructor(host: Host, drafts: Drafts, tray: Tray) {
		this.#host = host;
		this.#drafts = drafts;
		this.#tray = tray;
	}

	/** First what needs a decision, then what goes out next. */
	get items(): readonly Scheduled[] {
		return this.#items;
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** How many were due and need a decision. */
	get asking(): number {
		return this.#items.filter(({ problem }) => problem !== null).length;
	}

	/** What the template is meant for that is being chosen; `null`: to go out at once. */
	get purpose(): Purpose | null {
		return this.#purpose;
	}

	choosesFor(purpose: Purpose | null): void {
		this.#purpose = purpose;
	}

	of(conversation: ConversationId): readonly Scheduled[] {
		return this.#items.filter((item) => item.conversation === conversation);
	}

	async read(): Promise<void> {
		try {
			this.#items = await this.#host.rpc('list_scheduled', {});
			this.#error = null;
		} catch (error) {
			this.#error = HostError.from(error);
		} finally {
			this.#loaded = true;
		}
	}

	/** Rejects with a {@link HostError}. The same `clientId` twice schedules once. */
	async add(
		conversation: ConversationId,
		what: ScheduleWhat,
		{ at: dueAt, unlessTheyWrite }: Timing,
		clientId: string = crypto.randomUUID(),
	): Promise<void> {
		await this.#host.rpc('schedule_message', { conversation, what, dueAt, unlessTheyWrite, clientId });
		await this.read();
	}

	/** Schedules what stands in the composer: the files in their order, then the words. What was not taken comes back. */
	async composed(conversation: ConversationId, previewUrl: boolean, when: Timing): Promise<void> {
		const text = this.#drafts.of(conversation).text.trim();
		const files = this.#tray.take(conversation);
		this.#drafts.change(conversation, { text: '', replyTo: null });
		const words: Content[] = text === '' ? [] : [{ kind: 'text', text, previewUrl }];
		const contents = [...files.map(mediaContent), ...words];
		for (const [at, content] of contents.entries()) {
			try {
				await this.add(conversation, { kind: 'content', content }, when);
			} catch (error) {
				this.#tray.giveBack(conversation, files.slice(at));
				this.#drafts.giveBack(conversation, text);
				throw error;
			}
		}
		await this.#drafts.flush(conversation);
	}

	async change(item: Scheduled, dueAt: number, text: string | null, unlessTheyWrite: boolean): Promise<void> {
		const content = item.content.kind === 'text' && text !== null ? { ...item.content, text } : null;
		const what: ScheduleWhat | null = content && { kind: 'content', content };
		const schedule = item.id;
		await this.#host.rpc('change_schedule', { schedule, dueAt, unlessTheyWrite, ...(what ? { what } : {}) });
		await this.read();
	}

	/** The template goes out in its place if the window is closed then; with `null` a person is asked. */
	async standIn(item: Scheduled, template: TemplateWish | null): Promise<void> {
		const ifClosed = template ? { ifClosed: template } : { askIfClosed: true };
		await this.#host.rpc('change_schedule', { schedule: item.id, ...ifClosed });
		await this.read();
	}

	async cancel(item: Scheduled): Promise<void> {
		await this.#host.rpc('cancel_schedule', { schedule: item.id });
		await this.read();
	}

	async sendNow(item: Scheduled): Promise<Message> {
		const message = await this.#host.rpc('send_now', { schedule: item.id });
		await this.read();
		return message;
	}

	forget(): void {
		this.#items = [];
		this.#loaded = false;
		this.#error = null;
		this.#purpose = null;
	}
}
