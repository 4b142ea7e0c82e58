import type { Conversation } from '../../bindings/Conversation';
import type { Message } from '../../bindings/Message';
import type { TemplateField } from '../../bindings/TemplateField';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import { HostError } from '../../host/host';
import { firstProblem, templateFits, templateKey, type Values } from '../../model/template';
import type { App } from '../../state/app.svelte';

/** One round of choosing a template, filling it in and sending it. */
export class Picking {
	#app: App;
	#row: Conversation;
	#query = $state('');
	#category = $state<string | null>(null);
	#language = $state<string | null>(null);
	#key = $state<string | null>(null);
	#values = $state.raw<Values>({});
	#busy = $state<'sending' | 'syncing' | null>(null);
	#error = $state.raw<HostError | null>(null);
	/** One act of sending per filled-in form: after an answer that was lost, the same form is sent under the same id. */
	#clientId = crypto.randomUUID();

	readonly all: readonly TemplateInfo[] = $derived.by(() => this.list?.templates ?? []);
	readonly categories: readonly string[] = $derived([...new Set(this.all.map((one) => one.category))]);
	readonly languages: readonly string[] = $derived([...new Set(this.all.map((one) => one.language))]);

	/** What fits the search and the chips; the unsendable ones stand last, but they stand there. */
	readonly found: readonly TemplateInfo[] = $derived.by(() => {
		const fitting = this.all.filter(
			(one) =>
				(this.#category === null || one.category === this.#category) &&
				(this.#language === null || one.language === this.#language) &&
				templateFits(one, this.#query),
		);
		return [...fitting.filter((one) => !one.unsendable), ...fitting.filter((one) => one.unsendable)];
	});

	/** The template that is looked at: it stays while the list is refreshed or narrowed around it. */
	readonly current: TemplateInfo | null = $derived(
		this.found.find((one) => templateKey(one) === this.#key) ?? this.found[0] ?? null,
	);

	readonly problem = $derived(this.current ? firstProblem(this.current, this.#values) : null);
	readonly sendable: boolean = $derived(
		this.current !== null && !this.current.unsendable && !this.problem && this.#busy !== 'sending',
	);

	constructor(app: App, row: Conversation) {
		this.#app = app;
		this.#row = row;
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

	get category(): string | null {
		return this.#category;
	}

	get language(): string | null {
		return this.#language;
	}

	get values(): Values {
		return this.#values;
	}

	get busy() {
		return this.#busy;
	}

	get error(): HostError | null {
		return this.#error;
	}

	/** What was put into this template the last time. */
	get lastValues(): Values {
		return this.current ? this.#app.templates.lastValues(this.#row.channel, this.current) : {};
	}

	load(): Promise<void> {
		return this.#try(null, () => this.#app.templates.load(this.#row.channel));
	}

	sync(): Promise<void> {
		return this.#try('syncing', () => this.#app.templates.sync(this.#row.channel));
	}

	search(query: string): void {
		this.#query = query;
	}

	narrow(by: { category?: string | null; language?: string | null }): void {
		if (by.category !== undefined) this.#category = by.category;
		if (by.language !== undefined) this.#language = by.language;
	}

	pick(template: TemplateInfo): void {
		if (templateKey(template) === this.#key) return;
		this.#key = templateKey(template);
		this.#values = {};
		this.#changed();
	}

	/** The next or previous one of the list. */
	step(by: 1 | -1): void {
		const at = this.current ? this.found.indexOf(this.current) : -1;
		const next = this.found[Math.min(this.found.length - 1, Math.max(0, at + by))];
		if (next) this.pick(next);
	}

	fill(field: TemplateField, value: string): void {
		if (this.current) this.#key = templateKey(this.current);
		this.#values = { ...this.#values, [field.key]: value };
		this.#changed();
	}

	/** Answers with the message once the core has it for good. */
	async send(): Promise<Message | null> {
		const template = this.current;
		if (!template || !this.sendable) return null;
		let sent: Message | null = null;
		await this.#try('sending', async () => {
			sent = await this.#app.outgoing.template(this.#row.id, template, this.#values, this.#clientId);
			this.#app.templates.remember(this.#row.channel, template, this.#values);
		});
		return sent;
	}

	/** Schedules it for a moment; answers whether the core has it. */
	async sendAt(at: number): Promise<boolean> {
		const template = this.current;
		if (!template || !this.sendable) return false;
		let done = false;
		await this.#try('sending', async () => {
			const { name, language } = template;
			const wish = { name, language, values: { ...this.#values } };
			await this.#app.scheduled.add(this.#row.id, { kind: 'template', template: wish }, at, this.#clientId);
			this.#app.templates.remember(this.#row.channel, template, this.#values);
			done = true;
		});
		return done;
	}

	/** Another form is another act of sending. */
	#changed(): void {
		this.#clientId = crypto.randomUUID();
		this.#error = null;
	}

	async #try(busy: 'sending' | 'syncing' | null, act: () => Promise<void>): Promise<void> {
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
