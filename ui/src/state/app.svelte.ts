import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Bootstrap } from '../bindings/Bootstrap';
import type { ChannelId } from '../bindings/ChannelId';
import type { ChannelInfo } from '../bindings/ChannelInfo';
import type { ConversationId } from '../bindings/ConversationId';
import type { FeedItem } from '../bindings/FeedItem';
import type { Limits } from '../bindings/Limits';
import type { WorkspaceInfo } from '../bindings/WorkspaceInfo';
import type { Connection, Unsubscribe } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { Dialling } from './dialling';
import { Following } from './following';
import { Hints } from './hints';
import { Palette } from './palette/palette.svelte';
import { quietly } from './quietly';
import { watchForSleep } from './sleep';
import { Writing } from './writing';

export type { View } from './opening.svelte';
export type Phase = 'starting' | 'failed' | 'welcome' | 'ready';

/**
 * The screen's state. It stands on layers that each know only those below: its parts, what of them is open, and what is
 * written there. Here is the workspace that all of it belongs to, and the feed that it follows.
 */
export class App extends Writing {
	readonly dialling = new Dialling(this);
	readonly palette = new Palette(this);

	/** Conversations whose window the customer has just opened again, for a short flash of the row. */
	readonly reopened = new SvelteSet<ConversationId>();

	#phase = $state<Phase>('starting');
	#failure = $state<string | null>(null);
	#connection = $state<Connection>('connected');
	#boot = $state.raw<Bootstrap | null>(null);
	#following = new Following(this);
	#hints = new Hints((topics) => this.#following.follow(topics));
	#unfollow: Unsubscribe | undefined;

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
			watchForSleep(() => void this.resync()),
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
		await this.recount();
	}

	/** Reads what WhatsApp told; what is on screen counts as seen. */
	async lookAtNews(): Promise<void> {
		await this.news.read();
		if (!this.workspace?.unseenNews) return;
		await this.host.rpc('see_news', null);
		await this.recount();
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
		void quietly(this.inbox.reload());
		void quietly(this.work.load());
		void quietly(this.offices.read(workspace.channels.map(({ id }) => id)));
		void quietly(this.scheduled.read());
		if (this.thread) void quietly(this.thread.resync());
	}

	/** Another workspace's rows must not be seen in this one. */
	#forget(): void {
		this.leaveAll();
		this.forgetParts();
		this.palette.close();
		this.reopened.clear();
	}

	#connected(connection: Connection): void {
		this.#connection = connection;
	}

	/** Reads everything that is shown again. */
	async resync(): Promise<void> {
		await quietly(this.boots());
		await quietly(this.search.ask());
	}

	/** Reads the counts and channels again without disturbing anything else. */
	async recount(): Promise<void> {
		const boot = await this.host.rpc('bootstrap', null);
		this.clock.set(boot.clock);
		this.#boot = boot;
	}
}

export const [getApp, setApp] = createContext<App>();
