import { untrack } from 'svelte';
import type { Conversation } from '../../bindings/Conversation';
import type { Message } from '../../bindings/Message';
import type { Scheduled } from '../../bindings/Scheduled';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { TemplateWish } from '../../bindings/TemplateWish';
import { HostError } from '../../host/host';
import type { Timing } from '../../model/later';
import { firstProblem, hasMedia, templateFits, templateKey } from '../../model/template';
import { type Section, sorted } from '../../model/templateSections';
import { languageOf } from '../../model/templateSource';
import { MINUTE } from '../../model/window';
import type { App } from '../../state/app.svelte';
import { Filling } from './filling.svelte';

/** A list that is older than this is read anew while it is looked at. */
const FRESH = 5 * MINUTE;
/** So many of those that were sent lately stand above the others. */
const RECENT = 5;

/** What the list is narrowed to, besides the search. */
export interface Narrowing {
	readonly category: string | null;
	readonly language: string | null;
	readonly media: boolean;
	readonly favourites: boolean;
	readonly recent: boolean;
}

/** One round of choosing a template, filling it in and sending it. */
export class Picking {
	#app: App;
	#row: Conversation;
	#query = $state('');
	#narrowing = $state.raw<Narrowing>({
		category: null,
		language: null,
		media: false,
		favourites: false,
		recent: false,
	});
	#key = $state<string | null>(null);
	#busy = $state<'sending' | 'syncing' | null>(null);
	#error = $state.raw<HostError | null>(null);
	/** One act of sending per filled-in form: after an answer that was lost, the same form is sent under the same id. */
	#clientId = crypto.randomUUID();

	readonly all: readonly TemplateInfo[] = $derived.by(() => this.list?.templates ?? []);
	readonly categories: readonly string[] = $derived([...new Set(this.all.map((one) => one.category))]);
	readonly languages: readonly string[] = $derived([...new Set(this.all.map((one) => one.language))]);

	/** What fits the search and the chips; the unsendable ones stand last, but they stand there. */
	readonly sections: readonly Section[] = $derived.by(() =>
		sorted(
			this.all.filter((one) => this.#fits(one)),
			languageOf(this.#row.contact.phone),
			this.#narrowing.recent ? Infinity : RECENT,
		),
	);
	readonly found: readonly TemplateInfo[] = $derived(this.sections.flatMap((section) => section.templates));

	/** The template that is looked at: it stays while the list is refreshed or narrowed around it. */
	readonly current: TemplateInfo | null = $derived(
		this.found.find((one) => templateKey(one) === this.#key) ?? this.found[0] ?? null,
	);
	/** Another template, or the same one with other fields, is filled in anew; news of the same one is no reason to. */
	readonly #shape: string = $derived(
		this.current
			? `${templateKey(this.current)} ${this.current.fields.map((field) => field.key).join(' ')}`
			: '',
	);
	readonly filling: Filling | null = $derived.by(() => {
		void this.#shape;
		const template = untrack(() => this.current);
		return template ? new Filling(template, () => this.#known()) : null;
	});

	readonly problem = $derived.by(() =>
		this.filling ? firstProblem(this.filling.template, this.filling.values, this.#app.clock.now) : null,
	);
	readonly sendable: boolean = $derived(
		this.current !== null && !this.current.unsendable && !this.problem && this.#busy !== 'sending',
	);

	constructor(app: App, row: Conversation) {
		this.#app = app;
		this.#row = row;
		this.#key = app.pickFirst;
	}

	get channel() {
		return this.#row.channel;
	}

	get list() {
		return this.#app.templates.list(this.#row.channel);
	}

	get query(): string {
		return this.#query;
	}

	get narrowing(): Narrowing {
		return this.#narrowing;
	}

	get busy() {
		return this.#busy;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** Shows what is known, and reads it anew if that was some time ago. */
	async load(): Promise<void> {
		await this.#try(null, () => this.#app.templates.load(this.#row.channel));
		const syncedAt = this.list?.syncedAt ?? 0;
		if (this.list && this.#app.clock.now - syncedAt > FRESH) await this.sync();
	}

	sync(): Promise<void> {
		return this.#try('syncing', () => this.#app.templates.sync(this.#row.channel));
	}

	search(query: string): void {
		this.#query = query;
	}

	narrow(by: Partial<Narrowing>): void {
		this.#narrowing = { ...this.#narrowing, ...by };
	}

	pick(template: TemplateInfo): void {
		if (templateKey(template) === this.#key) return;
		this.#key = templateKey(template);
		this.changed();
	}

	/** The next or previous one of the list. */
	step(by: 1 | -1): void {
		const at = this.current ? this.found.indexOf(this.current) : -1;
		const next = this.found[Math.min(this.found.length - 1, Math.max(0, at + by))];
		if (next) this.pick(next);
	}

	/** Another form is another act of sending; what was begun stays in sight while the list changes around it. */
	changed(): void {
		if (this.current) this.#key = templateKey(this.current);
		this.#clientId = crypto.randomUUID();
		this.#error = null;
	}

	/** Makes the template that is looked at a favourite, or not any more. */
	toggleFavourite(): Promise<void> {
		const template = this.current;
		if (!template) return Promise.resolve();
		this.#key = templateKey(template);
		return this.#try(null, () =>
			this.#app.templates.setFavourite(this.#row.channel, template, !template.favourite),
		);
	}

	/** Answers with the message once the core has it for good. */
	async send(): Promise<Message | null> {
		const filling = this.filling;
		if (!filling || !this.sendable) return null;
		let sent: Message | null = null;
		await this.#try('sending', async () => {
			sent = await this.#app.outgoing.template(
				this.#row.id,
				filling.template,
				filling.values,
				this.#clientId,
			);
		});
		if (sent) this.#remember(filling);
		return sent;
	}

	/** Schedules it; answers whether the core has it. */
	sendAt(when: Timing): Promise<boolean> {
		return this.#keep((template) =>
			this.#app.scheduled.add(this.#row.id, { kind: 'template', template }, when, this.#clientId),
		);
	}

	/** Whether it is chosen for the case that the window is closed when a scheduled message is due. */
	get standsIn(): boolean {
		const { purpose } = this.#app.scheduled;
		return purpose?.kind === 'instead' && purpose.of.problem === null;
	}

	/** Lets it stand in for a scheduled message; answers whether the core knows. */
	standInFor(item: Scheduled): Promise<boolean> {
		return this.#keep((template) => this.#app.scheduled.standIn(item, template));
	}

	async #keep(keep: (template: TemplateWish) => Promise<void>): Promise<boolean> {
		const filling = this.filling;
		if (!filling || !this.sendable) return false;
		const { name, language } = filling.template;
		let done = false;
		await this.#try('sending', async () => {
			await keep({ name, language, values: { ...filling.values } });
			done = true;
		});
		if (done) this.#remember(filling);
		return done;
	}

	/** That it is sent is what counts: what is remembered of it may be lost. */
	#remember(filling: Filling): void {
		const kept = this.#app.templates.remember(this.#row.channel, filling.template, filling.memory());
		void kept.catch(() => undefined);
	}

	#fits(one: TemplateInfo): boolean {
		const { category, language, media, favourites, recent } = this.#narrowing;
		return (
			(category === null || one.category === category) &&
			(language === null || one.language === language) &&
			(!media || hasMedia(one)) &&
			(!favourites || one.favourite) &&
			(!recent || one.usedAt !== null) &&
			templateFits(one, this.#query)
		);
	}

	#known() {
		const business = this.#app.channel(this.#row.channel)?.verifiedName ?? null;
		const agent = this.#app.preferences.current.agentName;
		return { contact: this.#row.contact, business, agent, now: this.#app.clock.now };
	}

	async #try(busy: 'sending' | 'syncing' | null, act: () => Promise<unknown>): Promise<void> {
		this.#busy = busy;
		this.#error = null;
		try {
			await act();
		} catch (error) {
			this.#error = HostError.from(error);
		} finally {
			this.#busy = null;
		}
	}
}
