import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line between a page and its hub, which can be cut and mended. */
export class Line {
	readonly #hub: URL;
	readonly #server: Server;
	#port = 0;

	private constructor(link: string) {
		this.#hub = new URL(link);
		this.#server = createServer((asked, answer) => {
			const headers = { ...asked.headers, host: this.#hub.host };
			const onward = request(new URL(asked.url ?? '/', this.#hub), { method: asked.method, headers });
			onward.on('response', (answered) => {
				answer.writeHead(answered.statusCode ?? 502, answered.headers);
				answered.pipe(answer);
				answered.on('error', () => answer.destroy());
			});
			onward.on('error', () => answer.destroy());
			answer.on('close', () => onward.destroy());
			asked.pipe(onward);
		});
	}

	/** A line to the hub of this sign-in link. */
	static async to(link: string): Promise<Line> {
		const line = new Line(link);
		await line.mend();
		return line;
	}

	/** The sign-in link at this end of the line. */
	get link(): string {
		return `http://127.0.0.1:${this.#port}${this.#hub.pathname}${this.#hub.search}`;
	}

	async mend(): Promise<void> {
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	async cut(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}
}
