import type { Commands } from '../../bindings/Commands';
import type { ImportReport } from '../../bindings/ImportReport';
import type { Reply } from '../../bindings/Reply';
import type { SavedReply } from '../../bindings/SavedReply';
import type { Topic } from '../../bindings/Topic';
import { fold } from '../../model/text';
import { HostError } from '../host';

type Handlers = {
	[
		K in
			'list_replies' | 'create_reply' | 'change_reply' | 'delete_reply' | 'import_replies' | 'export_replies'
	]: (payload: Commands[K][0]) => Commands[K][1];
};

/** What a sheet would do of which nothing is read. */
export const NOTHING: ImportReport = {
	trouble: null,
	ignored: [],
	created: 0,
	changed: 0,
	unchanged: 0,
	problems: 0,
	lines: [],
};

/** The saved replies of a core in memory. */
export class FakeReplies {
	readonly all: SavedReply[] = [];
	/** What the next sheet would do; a core in memory reads none. */
	report: ImportReport = NOTHING;
	#changed: (topic: Topic) => void;
	#ids = 0;

	constructor(changed: (topic: Topic) => void) {
		this.#changed = changed;
	}

	/** Keeps a reply, for tests and scenes. */
	add(reply: Reply): SavedReply {
		const saved = { id: ++this.#ids, ...reply };
		this.all.push(saved);
		return saved;
	}

	readonly handlers: Handlers = {
		list_replies: () => [...this.all].sort((one, other) => one.shortcut.localeCompare(other.shortcut)),
		create_reply: (reply) => {
			this.#free(reply.shortcut);
			const saved = this.add(reply);
			this.#changed({ kind: 'replies' });
			return saved;
		},
		change_reply: ({ id, reply }) => {
			this.#free(reply.shortcut, id);
			const at = this.#find(id);
			const saved = { id, ...reply };
			this.all[at] = saved;
			this.#changed({ kind: 'replies' });
			return saved;
		},
		delete_reply: ({ id }) => {
			this.all.splice(this.#find(id), 1);
			this.#changed({ kind: 'replies' });
			return null;
		},
		import_replies: () => this.report,
		export_replies: () => ({
			text: ['shortcut,text', ...this.all.map(({ shortcut, text }) => `${shortcut},"${text}"`)].join('\r\n'),
		}),
	};

	#find(id: number): number {
		const at = this.all.findIndex((one) => one.id === id);
		if (at === -1) throw new HostError('not_found');
		return at;
	}

	#free(shortcut: string, id?: number): void {
		const taken = this.all.some((one) => one.id !== id && fold(one.shortcut) === fold(shortcut));
		if (taken) throw new HostError('invalid', { field: 'shortcut', problem: 'taken' });
	}
}
