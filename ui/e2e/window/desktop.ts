import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test as base } from '@playwright/test';
import { scratch } from '../harness/hub';
import { built, installed, Program } from '../harness/program';
import { Simulator } from '../harness/simulator';
import { TrayMenu } from './tray';
import { WebDriver } from './webdriver';

const execute = promisify(execFile);

/** A bus that starts nothing by itself: whoever answers on it was started here. */
const BUS = (
	folder: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Notifications stay until somebody acts on them. */
const DUNST = `[urgency_normal]
    timeout = 0
`;

export interface Notification {
	summary: string;
	body: string;
}

/** A desktop without a screen: a display, a session bus, notifications, and our window on it. */
export class Desktop {
	readonly #folder: string;
	readonly #programs: Program[] = [];
	#env: NodeJS.ProcessEnv = {};
	#window: WebDriver | undefined;
	#simulator: Simulator | undefined;
	readonly tray = new TrayMenu(() => this.#env);

	private constructor(folder: string) {
		this.#folder = folder;
	}

	static async start(folder: string): Promise<Desktop> {
		const desktop = new Desktop(folder);
		try {
			await desktop.#start();
			return desktop;
		} catch (error) {
			await desktop.end();
			throw new Error(`${String(error)}\n${desktop.said}`, { cause: error });
		}
	}

	/** The page in our window. */
	get window(): WebDriver {
		return this.#window!;
	}

	/** The practice customers. */
	get simulator(): Simulator {
		return this.#simulator!;
	}

	get said(): string {
		return this.#programs.map((program) => program.said).join('\n');
	}

	/** The file that remembers where the window stood. */
	get windowState(): string {
		return path.join(this.#folder, 'config', 'app.frontdesk.desktop', '.window-state.json');
	}

	/** Makes the window another size, as somebody does by its edge. */
	async resize(width: number, height: number): Promise<void> {
		const window = ['search', '--onlyvisible', '--name', 'Frontdesk', 'windowsize', '%@'];
		await execute('xdotool', [...window, String(width), String(height)], { env: this.#env, timeout: 10_000 });
	}

	/** Starts the program a second time, which ends by itself. */
	async startAgain(...args: string[]): Promise<void> {
		await execute(built('frontdesk'), args, { env: this.#env, timeout: 15_000 });
	}

	/** Notifications that are on the screen at this moment. */
	async notificationsShown(): Promise<number> {
		return Number(await this.#dunst('count', 'displayed'));
	}

	/** Clicks the newest notification. */
	async clickNotification(): Promise<void> {
		await this.#dunst('action', '0');
	}

	/** Puts what is shown away. */
	async closeNotifications(): Promise<void> {
		await this.#dunst('close-all');
	}

	/** Notifications that were shown and are gone, newest first. */
	async notifications(): Promise<Notification[]> {
		type Entry = Record<'summary' | 'body', { data: string }>;
		const history = JSON.parse(await this.#dunst('history')) as { data: Entry[][] };
		return history.data.flat().map(({ summary, body }) => ({ summary: summary.data, body: body.data }));
	}

	async end(): Promise<void> {
		await this.#window?.close().catch(() => undefined);
		for (const program of this.#programs.reverse()) await program.end(2000);
	}

	async #start(): Promise<void> {
		const folder = this.#folder;
		const run = path.join(folder, 'run');
		await mkdir(run, { mode: 0o700 });
		await writeFile(path.join(folder, 'bus.conf'), BUS(folder));
		await writeFile(path.join(folder, 'dunstrc'), DUNST);

		// The display's number is written to its standard output.
		const screen = this.#run('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']);
		const bus = this.#run('dbus-daemon', [
			`--config-file=${path.join(folder, 'bus.conf')}`,
			'--nofork',
			'--print-address=1',
		]);
		const [, display] = await screen.says(/^(\d+)$/m);
		const [address] = await bus.says(/^unix:.+$/m);
		const { WAYLAND_DISPLAY: _wayland, ...env } = process.env;
		this.#env = {
			...env,
			DISPLAY: `:${display}`,
			DBUS_SESSION_BUS_ADDRESS: address,
			HOME: folder,
			XDG_RUNTIME_DIR: run,
			XDG_DATA_HOME: path.join(folder, 'data'),
			XDG_CONFIG_HOME: path.join(folder, 'config'),
			XDG_CACHE_HOME: path.join(folder, 'cache'),
			NO_AT_BRIDGE: '1',
			NO_COLOR: '1',
			TAURI_WEBVIEW_AUTOMATION: 'true',
		};
		this.#run('dunst', ['-conf', path.join(folder, 'dunstrc')]);
		await expect.poll(() => this.notificationsShown().catch(() => null)).toBe(0);

		const driver = `http://127.0.0.1:${await freePort()}`;
		const webdriver = this.#run('WebKitWebDriver', [`--port=${new URL(driver).port}`]);
		await expect.poll(async () => (await fetch(`${driver}/status`).catch(() => null))?.ok).toBe(true);
		this.#window = await WebDriver.open(driver, built('frontdesk'), [
			'--practice',
			'--one-customer',
			...['--data-dir', path.join(folder, 'frontdesk')],
		]);
		// Whoever tests something else does not want to be shown around.
		await expect
			.poll(() => this.window.sees('section[aria-label=Tour] button', 'Skip the tour'), { timeout: 15_000 })
			.toBe(true);
		await this.window.click('section[aria-label=Tour] button', 'Skip the tour');
		const [, control] = await webdriver.says(/controlled at (http:\S+\/_sim)\/state/, 'errors');
		this.#simulator = new Simulator(control!);
	}

	#run(name: string, args: readonly string[]): Program {
		const command = installed(name);
		if (command === undefined) throw new Error(`${name} is not installed`);
		const program = new Program(command, args, { ...process.env, ...this.#env });
		this.#programs.push(program);
		return program;
	}

	async #dunst(...args: string[]): Promise<string> {
		return (await execute('dunstctl', args, { env: this.#env, timeout: 10_000 })).stdout;
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

export const test = base.extend<{ desktop: Desktop }>({
	desktop: async ({ browserName: _ }, use, info) => {
		await using folder = await scratch();
		const desktop = await Desktop.start(folder.path);
		try {
			await use(desktop);
		} finally {
			if (info.status !== info.expectedStatus) {
				await info.attach('desktop', { body: desktop.said });
				const picture = await desktop.window.picture().catch(() => null);
				if (picture) await info.attach('window', { body: picture, contentType: 'image/png' });
			}
			await desktop.end();
		}
	},
});

export { expect };
