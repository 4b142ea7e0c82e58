import type { AccountTemplate } from '../bindings/AccountTemplate';
import type { AccountTemplates } from '../bindings/AccountTemplates';
import type { ChannelId } from '../bindings/ChannelId';
import type { Problem } from '../bindings/Problem';
import type { SavedTemplateDraft } from '../bindings/SavedTemplateDraft';
import type { StarterTemplate } from '../bindings/StarterTemplate';
import type { TakeLibraryTemplate } from '../bindings/TakeLibraryTemplate';
import type { TemplateCheck } from '../bindings/TemplateCheck';
import type { TemplateDraft } from '../bindings/TemplateDraft';
import type { Host } from '../host/host';
import { problemWords } from '../i18n/authoring';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import { blankDraft, spokenName } from '../model/authoring';
import type { Toasts } from './toasts.svelte';

/** How long somebody pauses before what they wrote is looked at and kept. */
const PAUSE_MS = 250;

/** Those problems need no words beside a field that nobody has come to yet; they are named where it is handed in. */
const SILENT: readonly Problem['code'][] = ['empty', 'fileMissing'];

/** The templates of one number as their makers see them, and the draft that is being written. */
export class Authoring {
	#host: Host;
	#toasts: Toasts;
	#channel = $state.raw<ChannelId | null>(null);
	#list = $state.raw<AccountTemplates | null>(null);
	#drafts = $state.raw<SavedTemplateDraft[]>([]);
	#open = $state.raw<SavedTemplateDraft | null>(null);
	#check = $state.raw<TemplateCheck | null>(null);
	#unsaved = $state(false);
	#busy = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#saving: Promise<unknown> = Promise.resolve();

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	get channel(): ChannelId | null {
		return this.#channel;
	}

	get list(): AccountTemplates | null {
		return this.#list;
	}

	get drafts(): readonly SavedTemplateDraft[] {
		return this.#drafts;
	}

	/** The draft in the editor. */
	get open(): SavedTemplateDraft | null {
		return this.#open;
	}

	get check(): TemplateCheck | null {
		return this.#check;
	}

	/** Whether the last words are not kept yet. */
	get unsaved(): boolean {
		return this.#unsaved;
	}

	/** Whether the provider is being asked. */
	get busy(): boolean {
		return this.#busy;
	}

	/** What is wrong with a field, as a sentence. */
	problem(field: string): string | null {
		const found = this.#check?.problems.find((one) => one.field === field && !SILENT.includes(one.code));
		return found ? problemWords(found) : null;
	}

	/** The template that the open draft is to replace. */
	get replaced(): AccountTemplate | undefined {
		return this.#list?.templates.find((template) => template.id === this.#open?.editing);
	}

	async show(channel: ChannelId): Promise<void> {
		if (this.#channel !== channel) this.#list = null;
		this.#channel = channel;
		await this.refresh(channel);
	}

	/** After a hint: only what is in view is read again. */
	async refresh(channel: ChannelId): Promise<void> {
		if (channel !== this.#channel) return;
		const [list, drafts] = await Promise.all([
			this.#host.rpc('list_account_templates', { channel }),
			this.#host.rpc('list_template_drafts', { channel }),
		]);
		if (channel !== this.#channel) return;
		this.#list = list;
		this.#drafts = drafts;
	}

	forget(): void {
		clearTimeout(this.#timer);
		this.#channel = this.#list = this.#open = this.#check = null;
		this.#drafts = [];
		this.#unsaved = false;
	}

	/** Opens a draft in the editor. */
	async write(draft: SavedTemplateDraft): Promise<void> {
		this.#open = draft;
		this.#check = null;
		this.#unsaved = false;
		await this.#look();
	}

	/** Begins a draft, blank or with the words of another one. */
	async begin(draft: TemplateDraft): Promise<void> {
		await this.#ask(async (channel) => {
			await this.write(await this.#host.rpc('save_template_draft', { channel, draft }));
		});
	}

	beginBlank(language: string): Promise<void> {
		return this.begin(blankDraft(language));
	}

	/** What was just typed: shown at once, looked at and kept a moment later. */
	change(part: Partial<TemplateDraft>): void {
		if (!this.#open) return;
		this.#open = { ...this.#open, draft: { ...this.#open.draft, ...part } };
		this.#unsaved = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
	}

	/** Looks at and keeps what was typed, now. One after the other: a slow answer must not overtake a newer one. */
	flush(): Promise<void> {
		clearTimeout(this.#timer);
		const flushed = this.#saving.then(async () => {
			if (!this.#open || !this.#unsaved) return;
			try {
				await Promise.all([this.#look(), this.#keep(this.#open)]);
			} catch (error) {
				this.#toasts.show(errorSentence(error), 'bad');
			}
		});
		this.#saving = flushed;
		return flushed;
	}

	/** Leaves the editor; the draft stays. */
	async close(): Promise<void> {
		await this.flush();
		this.#open = this.#check = null;
		if (this.#channel !== null) await this.refresh(this.#channel);
	}

	/** Hands the open draft in. */
	async submit(): Promise<void> {
		await this.flush();
		const draft = this.#open;
		if (!draft || this.#check?.problems.length !== 0) return;
		const handedIn = await this.#ask(async () => {
			this.#list = await this.#host.rpc('submit_template', { id: draft.id });
		});
		if (!handedIn) return;
		this.#open = this.#check = null;
		this.#drafts = this.#drafts.filter((one) => one.id !== draft.id);
		this.#toasts.show(m.authoring_submitted({ name: spokenName(draft.draft.name) }));
	}

	async edit(template: AccountTemplate): Promise<void> {
		await this.#ask(async (channel) => {
			await this.write(await this.#host.rpc('edit_template', { channel, template: template.id }));
		});
	}

	async duplicate(template: AccountTemplate, language?: string): Promise<void> {
		await this.#ask(async (channel) => {
			const which = { channel, template: template.id, ...(language === undefined ? {} : { language }) };
			await this.write(await this.#host.rpc('duplicate_template', which));
		});
	}

	/** Deletes a template, in one language or in all. */
	async remove(name: string, one?: AccountTemplate): Promise<void> {
		await this.#ask(async (channel) => {
			const which = { channel, name, ...(one ? { template: one.id } : {}) };
			this.#list = await this.#host.rpc('delete_template', which);
		});
	}

	async unpause(template: AccountTemplate): Promise<void> {
		await this.#ask(async (channel) => {
			this.#list = await this.#host.rpc('unpause_template', { channel, template: template.id });
		});
	}

	async throwAway(draft: SavedTemplateDraft): Promise<void> {
		await this.#ask(async (channel) => {
			await this.#host.rpc('delete_template_draft', { id: draft.id });
			await this.refresh(channel);
		});
	}

	starters(): Promise<StarterTemplate[]> {
		return this.#host.rpc('starter_templates', null);
	}

	/** Hands a template of the starter set in as it is. */
	async handIn(draft: TemplateDraft): Promise<boolean> {
		return this.#ask(async (channel) => {
			const { id } = await this.#host.rpc('save_template_draft', { channel, draft });
			this.#list = await this.#host.rpc('submit_template', { id });
			this.#toasts.show(m.authoring_submitted({ name: spokenName(draft.name) }));
		});
	}

	/** Takes one of the provider's own. */
	async takeFromLibrary(take: Omit<TakeLibraryTemplate, 'channel'>): Promise<boolean> {
		return this.#ask(async (channel) => {
			this.#list = await this.#host.rpc('take_library_template', { channel, ...take });
		});
	}

	async #look(): Promise<void> {
		const draft = this.#open?.draft;
		if (!draft) return;
		const check = await this.#host.rpc('check_template', draft);
		if (this.#open?.draft === draft) this.#check = check;
	}

	async #keep({ id, channel, draft }: SavedTemplateDraft): Promise<void> {
		await this.#host.rpc('save_template_draft', { channel, id, draft });
		if (this.#open?.draft === draft) this.#unsaved = false;
	}

	/** Does something that takes a moment and may be refused; `false` if it was. */
	async #ask(what: (channel: ChannelId) => Promise<void>): Promise<boolean> {
		if (this.#channel === null || this.#busy) return false;
		this.#busy = true;
		try {
			await what(this.#channel);
			return true;
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
			return false;
		} finally {
			this.#busy = false;
		}
	}
}
