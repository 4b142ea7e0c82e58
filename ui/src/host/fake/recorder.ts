import type { Attachment } from '../../bindings/Attachment';
import type { Recording } from '../../bindings/Recording';
import type { FakeFiles } from './files';

const BARS = 64;

/** A microphone that hears a regular voice. */
export class FakeRecorder {
	/** Why there can be no recording. */
	problem: string | null = null;
	#files: FakeFiles;
	#now: () => number;
	#since: number | null = null;

	constructor(files: FakeFiles, now: () => number) {
		this.#files = files;
		this.#now = now;
	}

	start(): Recording {
		if (!this.problem) this.#since = this.#now();
		return this.state();
	}

	state(): Recording {
		const active = this.#since !== null && !this.problem;
		const elapsedMs = this.#since === null ? 0 : this.#now() - this.#since;
		return { active, elapsedMs, level: active ? loudness(elapsedMs / 100) : 0, problem: this.problem };
	}

	stop(): Attachment {
		const { elapsedMs } = this.state();
		this.#since = null;
		return this.#files.add({
			name: 'voice.ogg',
			mimeType: 'audio/ogg',
			bytes: 4000 + elapsedMs * 2,
			durationMs: elapsedMs,
			waveform: Array.from({ length: BARS }, (_, at) => loudness(at)),
			mayBe: ['voice', 'audio', 'document'],
		});
	}

	cancel(): void {
		this.#since = null;
	}
}

function loudness(at: number): number {
	return Math.round(50 + 30 * Math.sin(at / 2) + 18 * Math.sin(at * 1.7));
}
