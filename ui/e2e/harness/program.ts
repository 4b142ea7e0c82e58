import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** One of our own programs, as the last build left it. */
export function built(name: string): string {
	const target = path.resolve(ROOT, process.env['CARGO_TARGET_DIR'] ?? 'target');
	const binaries = process.env['FRONTDESK_BIN'] ?? path.join(target, 'debug');
	const file = path.join(binaries, process.platform === 'win32' ? `${name}.exe` : name);
	try {
		accessSync(file, constants.X_OK);
	} catch {
		throw new Error(`${file} is not there: build it first (cargo build)`);
	}
	return file;
}

/** The first of these programs that is on the path. */
export function installed(...names: string[]): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return files.find((file) => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

const running = new Set<Program>();
process.on('exit', () => running.forEach((program) => program.kill()));

/** A program that a test has started, with what it said. It ends with the test, and takes its own children along. */
export class Program {
	readonly name: string;
	output = '';
	errors = '';
	#child: ChildProcess;
	#ended: Promise<unknown>;

	constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
		this.name = path.basename(command);
		// A process group of its own, so that whatever it starts can be ended with it.
		this.#child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
		this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
		this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
		this.#child.on('error', (error) => (this.errors += `${error.message}\n`));
		this.#ended = once(this.#child, 'exit').finally(() => running.delete(this));
		this.#ended.catch(() => undefined);
		running.add(this);
	}

	get isRunning(): boolean {
		return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** What the program has said so far, for a report. */
	get said(): string {
		return `--- ${this.name}: output ---\n${this.output}\n--- ${this.name}: errors ---\n${this.errors}`;
	}

	/** Waits until it has said something of this form. */
	async says(
		pattern: RegExp,
		from: 'output' | 'errors' = 'output',
		patience = 20_000,
	): Promise<RegExpExecArray> {
		const stream = from === 'output' ? this.#child.stdout : this.#child.stderr;
		const stop = AbortSignal.timeout(patience);
		for (;;) {
			const found = pattern.exec(this[from]);
			if (found) return found;
			if (!this.isRunning) throw new Error(`${this.name} has ended without saying ${pattern}\n${this.said}`);
			await Promise.race([once(stream!, 'data', { signal: stop }), this.#ended]).catch(() => {
				throw new Error(`${this.name} has not said ${pattern} within ${patience} ms\n${this.said}`);
			});
		}
	}

	/** Asks it to end, and makes sure that it does. */
	async end(patience = 5000): Promise<void> {
		if (!this.isRunning) return this.kill();
		this.#signal('SIGTERM');
		let timer: NodeJS.Timeout | undefined;
		const tooLong = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, patience);
		});
		await Promise.race([this.#ended, tooLong]);
		clearTimeout(timer);
		this.kill();
	}

	/** Ends it on the spot, as a power cut would. */
	kill(): void {
		this.#signal('SIGKILL');
		running.delete(this);
	}

	/** Ends it on the spot and waits until it is gone. */
	async die(): Promise<void> {
		this.kill();
		await this.#ended;
	}

	#signal(signal: NodeJS.Signals): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			process.kill(-pid, signal);
		} catch {
			// The whole group is gone already.
		}
	}
}
