import { createHmac, randomUUID } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { built, Program } from '../harness/program';

/** What the workspaces of the benches are connected to, as far as a webhook must name it. */
const NUMBER = {
	phone_number_id: '106540352242922',
	display_phone_number: '15550100',
	waba_id: '102290129340398',
};
const SECRET = 'bench_app_secret';

export interface Writer {
	phone: string;
	name: string;
}

/** A workspace with a million messages, whose provider cannot be reached: what comes in comes from here. */
export class BusyOffice {
	readonly #hub: Program;
	readonly #webhooks: string;
	readonly link: string;

	private constructor(hub: Program, webhooks: string, link: string) {
		this.#hub = hub;
		this.#webhooks = webhooks;
		this.link = link;
	}

	/** Opens a copy of a generated workspace. */
	static async open(workspace: string, folder: string): Promise<BusyOffice> {
		const data = path.join(folder, 'data');
		await cp(workspace, data, { recursive: true });
		const config = path.join(folder, 'frontdesk.toml');
		await writeFile(
			config,
			`[[channel]]
id = "main"
provider = "meta"
phone_number_id = "${NUMBER.phone_number_id}"
waba_id = "${NUMBER.waba_id}"
graph_url = "http://127.0.0.1:9"
access_token_env = "TOKEN"
app_secret_env = "SECRET"
verify_token_env = "VERIFY"
`,
		);
		const hub = new Program(
			built('frontdesk-hub'),
			[
				'serve',
				...['--data-dir', data],
				...['--config', config],
				...['--listen', '127.0.0.1:0'],
				...['--webhook-listen', '127.0.0.1:0'],
			],
			{
				...process.env,
				TOKEN: 'none',
				SECRET,
				VERIFY: 'none',
				FRONTDESK_LOG: 'error',
				DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
			},
		);
		const [line] = await hub.says(/^\{.*"ready":true.*\}$/m);
		const { public: webhooks } = JSON.parse(line) as { public: string };
		const link = (await readFile(path.join(data, 'signin-link'), 'utf8')).trim();
		return new BusyOffice(hub, webhooks, link);
	}

	/** These texts come in by one webhook, written a second apart, the last of them so many seconds ago. */
	async receive(writer: Writer, texts: readonly string[], secondsAgo = 0): Promise<void> {
		const now = Math.floor(Date.now() / 1000) - secondsAgo;
		const messages = texts.map((body, index) => ({
			from: writer.phone,
			id: `wamid.${randomUUID()}`,
			timestamp: String(now - (texts.length - 1 - index)),
			type: 'text',
			text: { body },
		}));
		const value = {
			messaging_product: 'whatsapp',
			metadata: {
				phone_number_id: NUMBER.phone_number_id,
				display_phone_number: NUMBER.display_phone_number,
			},
			contacts: [{ wa_id: writer.phone, profile: { name: writer.name } }],
			messages,
		};
		const body = JSON.stringify({
			object: 'whatsapp_business_account',
			entry: [{ id: NUMBER.waba_id, changes: [{ field: 'messages', value }] }],
		});
		const signature = createHmac('sha256', SECRET).update(body).digest('hex');
		const answer = await fetch(`http://${this.#webhooks}/webhooks/meta/main`, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
		});
		if (!answer.ok) throw new Error(`the webhook was answered with ${answer.status}`);
	}

	async close(): Promise<void> {
		await this.#hub.end();
	}
}
