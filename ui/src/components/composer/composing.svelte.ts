import type { Conversation } from '../../bindings/Conversation';
import { errorSentence } from '../../i18n/errors';
import { m } from '../../i18n/generated/messages';
import { trayProblemText } from '../../i18n/tray';
import { blanksIn, fillBlanks } from '../../model/blanks';
import type { Timing } from '../../model/later';
import { moment } from '../../model/time';
import { signs, type TrayProblem, trayProblem } from '../../model/tray';
import type { App } from '../../state/app.svelte';

/** What is about to be sent to a customer: the words, the files, and whether they can go out as they stand. */
export class Composing {
	#app: App;
	#row: () => Conversation;
	previewUrl = $state(true);

	constructor(app: App, row: () => Conversation) {
		this.#app = app;
		this.#row = row;
	}

	readonly text = $derived.by(() => this.#app.drafts.text(this.#row().id, this.#row().draft));
	readonly files = $derived.by(() => this.#app.tray.files(this.#row().id));
	readonly length = $derived(signs(this.text.trim()));
	readonly most = $derived.by(() => this.#app.limits?.text ?? Infinity);

	/** What is wrong with files, by the file's id. */
	readonly problems = $derived.by(() => {
		const found = new Map<string, TrayProblem>();
		for (const file of this.files) {
			const problem = this.#app.limits && trayProblem(file, this.#app.limits);
			if (problem) found.set(file.id, problem);
		}
		return found;
	});

	/** The names of the blanks that nobody has filled in. */
	readonly blanks = $derived(blanksIn([this.text, ...this.files.map((file) => file.caption)].join('\n')));
	readonly something = $derived(this.length > 0 || this.files.length > 0);
	readonly sendable = $derived(
		this.something && this.length <= this.most && this.problems.size === 0 && this.blanks.length === 0,
	);

	/** Why the button does nothing, or what it does. */
	readonly sendTitle = $derived.by(() => {
		const file = this.files.find(({ id }) => this.problems.has(id));
		if (file) return trayProblemText(file, this.problems.get(file.id)!);
		if (this.blanks[0] !== undefined) return m.replies_fill_first({ name: this.blanks[0] });
		return this.#app.preferences.current.enterSends ? m.send() : m.send_ctrl();
	});

	type(now: string): void {
		const { id, channel } = this.#row();
		this.#app.drafts.type(id, now);
		if (now.trim() !== '' && this.#app.preferences.channel(channel).typingIndicator)
			this.#app.typing.show(id);
	}

	/** Puts words in the place of others. */
	replace(start: number, end: number, words: string): void {
		this.type(this.text.slice(0, start) + words + this.text.slice(end));
	}

	fill(values: ReadonlyMap<string, string>): void {
		const value = (name: string) => values.get(name) ?? null;
		this.type(fillBlanks(this.text, value));
		const { id } = this.#row();
		for (const file of this.files) this.#app.tray.caption(id, file.id, fillBlanks(file.caption, value));
	}

	send(): void {
		const { id } = this.#row();
		this.#app.typing.ended(id);
		void this.#app.sendComposed(id, this.previewUrl);
		this.previewUrl = true;
	}

	async sendLater(when: Timing): Promise<void> {
		const { id } = this.#row();
		this.#app.typing.ended(id);
		try {
			await this.#app.scheduled.composed(id, this.previewUrl, when);
			this.#app.toasts.show(m.scheduled_done({ moment: moment(when.at, this.#app.clock.now) }));
		} catch (error) {
			this.#app.toasts.show(errorSentence(error), 'bad');
		}
		this.previewUrl = true;
	}
}
