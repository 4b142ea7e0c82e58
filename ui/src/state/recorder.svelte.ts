import type { ConversationId } from '../bindings/ConversationId';
import type { Recording } from '../bindings/Recording';
import { type Host, HostError } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { recordingProblem } from '../i18n/recording';
import type { Tray } from './tray.svelte';

const POLL_MS = 100;
/** As many bars as the widest composer shows. */
const BARS = 64;

/**
 * Recording a voice note. The core has the microphone; here is what it hears. A recording belongs to the chat in which
 * it was begun, and what was said is never thrown away but by the person.
 */
export class Recorder {
	#host: Host;
	#tray: Tray;
	#conversation = $state.raw<ConversationId | null>(null);
	#elapsedMs = $state(0);
	#levels = $state.raw<readonly number[]>([]);
	#asking = $state(false);
	#stopping = $state(false);
	#problem = $state.raw<{ conversation: ConversationId; text: string } | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: Host, tray: Tray) {
		this.#host = host;
		this.#tray = tray;
	}

	/** In which chat is being recorded. */
	get conversation(): ConversationId | null {
		return this.#conversation;
	}

	get elapsedMs(): number {
		return this.#elapsedMs;
	}

	/** How loud it was, 0 to 100, the latest last. */
	get levels(): readonly number[] {
		return this.#levels;
	}

	/** Whether it is being asked whether to throw the recording away. */
	get asking(): boolean {
		return this.#asking;
	}

	get stopping(): boolean {
		return this.#stopping;
	}

	/** Why nothing can be recorded, or why the recording ended. */
	problem(conversation: ConversationId): string | null {
		return this.#problem?.conversation === conversation ? this.#problem.text : null;
	}

	forgetProblem(): void {
		this.#problem = null;
	}

	async start(conversation: ConversationId): Promise<void> {
		if (this.#conversation !== null) return;
		this.#conversation = conversation;
		this.#elapsedMs = 0;
		this.#levels = [];
		this.#asking = false;
		this.#problem = null;
		try {
			await this.#hear(await this.#host.rpc('start_recording', null));
		} catch (error) {
			this.#end(errorSentence(error));
		}
	}

	/** Ends it and puts it into the tray of its chat. Answers whether there is something to send. */
	async stop(): Promise<boolean> {
		const conversation = this.#conversation;
		if (conversation === null || this.#stopping) return false;
		clearTimeout(this.#timer);
		this.#stopping = true;
		try {
			const attachment = await this.#host.rpc('stop_recording', null);
			this.#tray.put(conversation, attachment, attachment.mayBe.includes('voice') ? 'voice' : undefined);
			this.#end();
			return true;
		} catch (error) {
			this.#end(errorSentence(error));
			return false;
		}
	}

	/** Throws it away. */
	async cancel(): Promise<void> {
		if (this.#conversation === null) return;
		this.#end();
		await this.#host.rpc('cancel_recording', null).catch((error: unknown) => console.warn(error));
	}

	ask(asking: boolean): void {
		this.#asking = asking;
	}

	async #hear(recording: Recording): Promise<void> {
		this.#elapsedMs = recording.elapsedMs;
		this.#levels = [...this.#levels, recording.level].slice(-BARS);
		if (recording.problem !== null) return this.#broken(recording);
		this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
	}

	async #poll(): Promise<void> {
		const conversation = this.#conversation;
		if (conversation === null || this.#stopping) return;
		try {
			const recording = await this.#host.rpc('recording', null);
			if (this.#conversation === conversation && !this.#stopping) await this.#hear(recording);
		} catch (error) {
			// The core goes on recording while it is not reached for a moment.
			if (!HostError.from(error).ambiguous) this.#end(errorSentence(error));
			else this.#timer = setTimeout(() => void this.#poll(), POLL_MS * 10);
		}
	}

	/** The microphone is gone: what it heard until then is kept. */
	async #broken({ problem, elapsedMs }: Recording): Promise<void> {
		const conversation = this.#conversation;
		const text = recordingProblem(problem);
		if (elapsedMs === 0 || !(await this.stop())) this.#end();
		if (conversation !== null) this.#problem = { conversation, text };
	}

	#end(problem?: string): void {
		clearTimeout(this.#timer);
		if (problem !== undefined && this.#conversation !== null) {
			this.#problem = { conversation: this.#conversation, text: problem };
		}
		this.#conversation = null;
		this.#asking = false;
		this.#stopping = false;
	}
}
