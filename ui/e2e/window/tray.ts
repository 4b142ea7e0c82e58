import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where the library for such icons puts them on the bus. */
const ICONS = '/org/ayatana/NotificationItem';
const MENU = 'com.canonical.dbusmenu';

interface Entry {
	readonly id: number;
	readonly label: string;
}

/** The tray's menu, as a desktop would show it: asked for and chosen from over the session bus. */
export class TrayMenu {
	readonly #env: () => NodeJS.ProcessEnv;

	constructor(env: () => NodeJS.ProcessEnv) {
		this.#env = env;
	}

	/** The words of its entries, from the top. */
	async entries(): Promise<string[]> {
		return (await this.#read()).entries.map(({ label }) => label);
	}

	/** Clicks an entry. */
	async choose(label: string): Promise<void> {
		const { owner, path, entries } = await this.#read();
		const entry = entries.find((one) => one.label === label);
		if (!entry) throw new Error(`There is no “${label}” among ${entries.map((one) => one.label).join(', ')}`);
		await this.#call(owner, path, `${MENU}.Event`, String(entry.id), 'clicked', '<0>', '0');
	}

	async #read(): Promise<{ owner: string; path: string; entries: Entry[] }> {
		const names = await this.#call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames');
		for (const owner of names.match(/:\d+\.\d+/g) ?? []) {
			const child = await this.#childOf(owner);
			if (!child) continue;
			const path = `${ICONS}/${child}/Menu`;
			const layout = await this.#call(owner, path, `${MENU}.GetLayout`, '0', '1', '[]');
			const entries = [...layout.matchAll(/\((\d+), \{[^}]*'label': <'([^']*)'>/g)];
			return { owner, path, entries: entries.map(([, id, label]) => ({ id: Number(id), label: label! })) };
		}
		throw new Error('There is no icon in the tray');
	}

	/** The icon of a program on the bus, if it has one. */
	async #childOf(owner: string): Promise<string | undefined> {
		const asked = this.#call(owner, ICONS, 'org.freedesktop.DBus.Introspectable.Introspect');
		return /<node name="([^"]+)"/.exec(await asked.catch(() => ''))?.[1];
	}

	async #call(owner: string, path: string, method: string, ...args: string[]): Promise<string> {
		const target = ['--session', '--dest', owner, '--object-path', path, '--method', method];
		const { stdout } = await execute('gdbus', ['call', ...target, ...args], {
			env: this.#env(),
			timeout: 10_000,
		});
		return stdout;
	}
}
