const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys as WebDriver writes them. */
export const ENTER = '\uE007';

type Reference = Record<typeof ELEMENT, string>;

/** A client of the W3C WebDriver protocol, as small as these tests need it. */
export class WebDriver {
	readonly #session: string;

	private constructor(session: string) {
		this.#session = session;
	}

	/** Opens a session: starts the program, and returns when its page can be driven. */
	static async open(address: string, binary: string, args: readonly string[]): Promise<WebDriver> {
		const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args } } };
		const { sessionId } = await ask<{ sessionId: string }>(`${address}/session`, 'POST', { capabilities });
		return new WebDriver(`${address}/session/${sessionId}`);
	}

	/** Runs a function in the page. */
	run<A extends unknown[], R>(act: (...args: A) => R, ...args: A): Promise<R> {
		return ask(`${this.#session}/execute/sync`, 'POST', { script: `return (${act})(...arguments)`, args });
	}

	/** Whether something of this kind with this text is on the screen. */
	sees(css: string, text = ''): Promise<boolean> {
		return this.run(
			(css, text) =>
				[...document.querySelectorAll(css)].some(
					(one) => one.textContent.includes(text) && one.checkVisibility({ visibilityProperty: true }),
				),
			css,
			text,
		);
	}

	/** Clicks where a person would. */
	async click(css: string, text = ''): Promise<void> {
		const found = (await this.run(
			(css, text) =>
				[...document.querySelectorAll(css)].find(
					(one) => one.textContent.includes(text) && one.checkVisibility({ visibilityProperty: true }),
				) ?? null,
			css,
			text,
		)) as Reference | null;
		if (!found) throw new Error(`${css} with "${text}" is not there`);
		await ask(`${this.#session}/element/${found[ELEMENT]}/click`, 'POST', {});
	}

	/** Presses these keys, wherever the focus is. */
	async type(text: string): Promise<void> {
		const focused = await ask<Reference>(`${this.#session}/element/active`, 'GET');
		await ask(`${this.#session}/element/${focused[ELEMENT]}/value`, 'POST', { text });
	}

	/** The picture of the page, as PNG. */
	async picture(): Promise<Buffer> {
		return Buffer.from(await ask<string>(`${this.#session}/screenshot`, 'GET'), 'base64');
	}

	async close(): Promise<void> {
		await ask(this.#session, 'DELETE');
	}
}

/** Never waits for ever: a program that dies at its start is never answered for. */
async function ask<T>(url: string, method: string, body?: unknown): Promise<T> {
	const response = await fetch(url, {
		method,
		signal: AbortSignal.timeout(20_000),
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
	if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
	return value;
}
