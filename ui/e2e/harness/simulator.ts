import { createHmac } from 'node:crypto';
import { expect } from '@playwright/test';

type Json = Record<string, unknown>;
type Times = boolean | number;

export interface Account {
	phone_number_id: string;
	display_phone_number: string;
	waba_id: string;
	access_token: string;
	app_secret: string;
	verify_token: string;
	/** Where the webhooks go. */
	webhook: string | null;
	/** The number of a customer whose window is open. */
	customer: string;
	now: number;
}

export interface Customer {
	id: number;
	name: string;
	phone: string | null;
	wa_id: string | null;
	user_id: string;
	username: string | null;
	message_id?: string;
	status?: number | null;
}

export interface Newcomer {
	name?: string;
	phone?: string;
	username?: string;
	language?: string;
	wrote_seconds_ago?: number;
	text?: string;
	answers?: boolean;
	reads?: boolean;
}

export interface Sent {
	id: string;
	type: string;
	to: string | null;
	body: SentBody;
	/** What the customer sees of a template. */
	seen: Seen | null;
	statuses: { status: string }[];
}

/** A template as it is on the customer's phone. */
export interface Seen {
	header?: string | Json;
	body: string;
	footer?: string;
	offer?: { text: string; expiration_time_ms: number | null };
	buttons?: { type: string; text: string }[];
	cards?: { body: string }[];
}

/** A file as we send it: by the id under which it was uploaded. */
interface SentFile {
	id: string;
	caption?: string;
	filename?: string;
	voice?: boolean;
}

/** What we put on the wire; of each message one part is there, the one of its type. */
interface SentBody {
	context?: { message_id: string };
	text?: { body: string; preview_url?: boolean };
	template?: { name: string };
	image?: SentFile;
	video?: SentFile;
	audio?: SentFile;
	document?: SentFile;
	sticker?: SentFile;
	interactive?: { type: string; header?: Json; body?: Json; footer?: Json; action: Json };
	location?: Json;
	contacts?: Json[];
	reaction?: { message_id: string; emoji: string };
}

/** An uploaded file, as the provider knows it. */
export interface Uploaded {
	mime_type: string;
	sha256: string;
}

export interface Faults {
	http?: { status?: number; code?: number; everywhere?: boolean; times?: Times };
	async_failed?: { code: number; times?: Times };
	delay?: { ms: number; times?: Times };
	drop_after_accept?: Times;
	drop_before_accept?: Times;
	token_expired?: Times;
	hold_statuses?: Times;
	duplicate_webhooks?: Times;
	disorder?: Times;
	media?: {
		download?: { status?: number; code?: number; times?: Times };
		upload_delay?: { ms: number; times?: Times };
	};
}

/** When a webhook was posted and when its 200 came back, in milliseconds of this computer's clock. */
export interface Taken {
	posted: number;
	taken: number;
}

/** The provider's side: its customers, its time and its faults. */
export class Simulator {
	readonly #control: string;

	/** `control` is the address of the controls. */
	constructor(control: string) {
		this.#control = control;
	}

	account(): Promise<Account> {
		return this.#ask('GET', 'state');
	}

	customers(): Promise<Customer[]> {
		return this.#ask('GET', 'customers');
	}

	/** Everything that was accepted from us; `to` chooses the person by number or user id. */
	sent(to?: string): Promise<Sent[]> {
		return this.#ask('GET', to === undefined ? 'sent' : `sent?to=${encodeURIComponent(to)}`);
	}

	/** Adds a customer; with a text or a time they write, and the webhook has been taken when this returns. */
	async join(newcomer: Newcomer): Promise<Customer> {
		const { customer } = await this.#ask<{ customer: Customer }>('POST', 'customers', newcomer);
		return customer;
	}

	crowd(crowd: {
		count: number;
		per_post?: number;
		spread_seconds?: number;
		language?: string;
	}): Promise<Json> {
		return this.#ask('POST', 'customers/crowd', crowd);
	}

	/** A customer writes; the webhook has been taken when this returns. */
	async write(who: string, what: string | Json): Promise<{ id: string; status: number }> {
		const writing = typeof what === 'string' ? { text: what } : what;
		return this.#ask('POST', `customers/${encodeURIComponent(who)}/write`, writing);
	}

	/** Posts a true example of another webhook. */
	field(field: string, example: Json): Promise<Json> {
		return this.#ask('POST', `fields/${field}`, example);
	}

	/** Links the number to the app on a telephone, or takes it away from there. */
	coexistence(on: boolean): Promise<Json> {
		return this.#ask('POST', 'coexistence', { on });
	}

	/** What we uploaded under this id. */
	async uploaded(id: string): Promise<Uploaded> {
		const { access_token } = await this.account();
		const response = await fetch(new URL(`/v23.0/${id}`, this.#control), {
			headers: { authorization: `Bearer ${access_token}` },
		});
		expect(response.status, 'the answer to the question for a file').toBe(200);
		return (await response.json()) as Uploaded;
	}

	clock(setting: {
		factor?: number;
		advance_seconds?: number;
		delays?: number;
		answers?: boolean;
	}): Promise<Json> {
		return this.#ask('POST', 'clock', setting);
	}

	/** Lets time pass in one step. */
	advance(time: { hours?: number; minutes?: number; seconds?: number }): Promise<Json> {
		const { hours = 0, minutes = 0, seconds = 0 } = time;
		return this.clock({ advance_seconds: (hours * 60 + minutes) * 60 + seconds });
	}

	faults(faults: Faults): Promise<Json> {
		return this.#ask('POST', 'faults', faults);
	}

	noFaults(): Promise<Json> {
		return this.#ask('DELETE', 'faults');
	}

	/** Sends the statuses that were held back. */
	release(): Promise<Json> {
		return this.#ask('POST', 'release');
	}

	/** Sends webhooks to this address from now on, after the verification that Meta does. */
	connect(url: string, verifyToken: string): Promise<Json> {
		return this.#ask('POST', 'webhook', { url, verify_token: verifyToken });
	}

	/** Tries webhooks that were not taken again now. */
	retry(): Promise<Json> {
		return this.#ask('POST', 'retry');
	}

	/** Waits until all webhooks were taken. */
	async settled(): Promise<void> {
		await expect
			.poll(async () => (await this.#ask<{ waiting: number }>('GET', 'deliveries?limit=1')).waiting)
			.toBe(0);
	}

	/**
	 * Posts a customer's text to the webhook from here, signed as Meta signs, so that the moment of its 200 is known
	 * to the millisecond.
	 */
	async post(
		account: Account,
		from: Pick<Customer, 'name' | 'wa_id' | 'user_id'>,
		text: string,
	): Promise<Taken> {
		const at = Math.floor((await this.account()).now / 1000);
		const message = {
			from: from.wa_id,
			from_user_id: from.user_id,
			id: `wamid.${Buffer.from(crypto.randomUUID()).toString('base64')}`,
			timestamp: String(at),
			type: 'text',
			text: { body: text },
		};
		const value = {
			messaging_product: 'whatsapp',
			metadata: {
				display_phone_number: account.display_phone_number.replace(/\D/g, ''),
				phone_number_id: account.phone_number_id,
			},
			contacts: [{ profile: { name: from.name }, wa_id: from.wa_id, user_id: from.user_id }],
			messages: [message],
		};
		const body = JSON.stringify({
			object: 'whatsapp_business_account',
			entry: [{ id: account.waba_id, changes: [{ field: 'messages', value }] }],
		});
		const signature = createHmac('sha256', account.app_secret).update(body).digest('hex');
		const posted = Date.now();
		const response = await fetch(account.webhook!, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
			body,
		});
		const taken = Date.now();
		expect(response.status, 'the answer to the webhook').toBe(200);
		return { posted, taken };
	}

	async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.#control}/${path}`, {
			method,
			signal: AbortSignal.timeout(60_000),
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text) as T;
	}
}
