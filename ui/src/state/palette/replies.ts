import { isOpen, stageOf } from '../../model/window';
import type { App } from '../app.svelte';
import type { Entry, Source } from './entry';

/** The saved replies, where one can be typed into the open chat. */
export class ReplySource implements Source {
	#app: App;

	constructor(app: App) {
		this.#app = app;
	}

	get entries(): readonly Entry[] {
		const app = this.#app;
		const row = app.opened;
		if (!row || row.blocked || app.view !== 'inbox' || app.drafts.noting(row.id)) return [];
		if (!isOpen(stageOf(row.window, app.clock.now))) return [];
		return app.replies.all.map((reply) => ({
			id: `reply:${reply.id}`,
			group: 'replies',
			title: reply.title ?? `/${reply.shortcut}`,
			detail: reply.text || (reply.interactive?.body ?? ''),
			also: `${reply.shortcut} ${reply.text}`,
			run: (app) => app.replies.put(row.id, reply),
		}));
	}

	open(): void {
		if (!this.#app.opened) return;
		this.#app.replies.want().catch((error: unknown) => console.warn('The replies were not read', error));
	}
}
