import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { microphone } from './microphone';
import { built, Program } from './program';
import { Simulator } from './simulator';

const ANY_PORT = '127.0.0.1:0';

export interface PracticeOptions {
	/** The whole cast, who write and answer by themselves, or one silent customer. */
	customers: 'all' | 'one';
	/** Multiplies the delays of the people and of the network. */
	delays: number;
	/** A microphone that hears a tone; without it there is none. */
	microphone?: boolean;
}

/** A folder that is there for one test. */
export async function scratch(): Promise<AsyncDisposable & { path: string }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'frontdesk-e2e-'));
	return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** The environment of a program that must not reach the desktop on which the tests run. */
function headless(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
	return { ...rest, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', NO_COLOR: '1', ...more };
}

/** Everything in one program: the inbox and the customers who write to it. */
export class PracticeHub {
	readonly program: Program;
	readonly link: string;
	readonly simulator: Simulator;

	private constructor(program: Program, link: string, simulator: Simulator) {
		this.program = program;
		this.link = link;
		this.simulator = simulator;
	}

	static async start(folder: string, options: PracticeOptions): Promise<PracticeHub> {
		const program = new Program(
			built('frontdesk-hub'),
			[
				'practice',
				...['--listen', ANY_PORT],
				...['--simulator-listen', ANY_PORT],
				...['--data-dir', folder],
				...['--customers', options.customers],
				...['--delays', String(options.delays)],
			],
			headless(await microphone(folder, options.microphone ?? false)),
		);
		try {
			const [, link] = await program.says(/^Practice inbox: (\S+)$/m);
			const [, control] = await program.says(/^Simulator control: (\S+)$/m);
			return new PracticeHub(program, link!, new Simulator(control!));
		} catch (error) {
			program.kill();
			throw error;
		}
	}
}

interface Identity {
	listen: string;
	phone_number_id: string;
	waba_id: string;
	access_token: string;
	app_secret: string;
	verify_token: string;
	customer: string;
}

/** A workspace as a business has it, connected to a provider that is a program of its own. It can crash and come back. */
export class Office {
	readonly simulator: Simulator;
	/** The number of a customer whose window is open. */
	readonly customer: string;
	readonly #folder: string;
	readonly #provider: Program;
	readonly #identity: Identity;
	#hub: Program | undefined;
	#listen = ANY_PORT;
	#webhookListen = ANY_PORT;

	private constructor(folder: string, provider: Program, identity: Identity) {
		this.simulator = new Simulator(`http://${identity.listen}/_sim`);
		this.customer = identity.customer;
		this.#folder = folder;
		this.#provider = provider;
		this.#identity = identity;
	}

	/** Starts the provider and the hub. `delays` multiplies the delays of the network. */
	static async start(folder: string, delays: number): Promise<Office> {
		const provider = new Program(built('frontdesk-hub'), ['simulate', '--listen', ANY_PORT], headless());
		try {
			const [line] = await provider.says(/^\{.*\}$/m);
			const office = new Office(folder, provider, JSON.parse(line) as Identity);
			await office.simulator.clock({ delays });
			await office.open();
			const url = `http://${office.#webhookListen}/webhooks/meta/main`;
			await office.simulator.connect(url, office.#identity.verify_token);
			await office.simulator.settled();
			return office;
		} catch (error) {
			provider.kill();
			throw error;
		}
	}

	get said(): string {
		return [this.#hub?.said, this.#provider.said].join('\n');
	}

	/** Where the screen is. */
	get origin(): string {
		return `http://${this.#listen}`;
	}

	/** Starts the hub, where it was before if it ran already. */
	async open(): Promise<void> {
		const config = path.join(this.#folder, 'frontdesk.toml');
		const identity = this.#identity;
		await writeFile(
			config,
			`[[channel]]
id = "main"
provider = "meta"
phone_number_id = "${identity.phone_number_id}"
waba_id = "${identity.waba_id}"
graph_url = "http://${identity.listen}"
access_token_env = "TOKEN"
app_secret_env = "SECRET"
verify_token_env = "VERIFY"
`,
		);
		const hub = new Program(
			built('frontdesk-hub'),
			[
				'serve',
				...['--data-dir', path.join(this.#folder, 'data')],
				...['--config', config],
				...['--listen', this.#listen],
				...['--webhook-listen', this.#webhookListen],
			],
			headless({ TOKEN: identity.access_token, SECRET: identity.app_secret, VERIFY: identity.verify_token }),
		);
		this.#hub = hub;
		const [line] = await hub.says(/^\{.*"ready":true.*\}$/m);
		const ready = JSON.parse(line) as { private: string; public: string };
		this.#listen = ready.private;
		this.#webhookListen = ready.public;
	}

	/** The link that lets a browser in, until the hub ends. */
	async link(): Promise<string> {
		return (await readFile(path.join(this.#folder, 'data', 'signin-link'), 'utf8')).trim();
	}

	/** Ends the hub as a person would. */
	async close(): Promise<void> {
		await this.#hub?.end();
	}

	/** Ends the hub as a power cut would. */
	async crash(): Promise<void> {
		await this.#hub?.die();
	}

	async end(): Promise<void> {
		await Promise.all([this.#hub?.end(), this.#provider.end()]);
	}
}
