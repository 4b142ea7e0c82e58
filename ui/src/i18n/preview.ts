import type { Preview } from '../bindings/Preview';
import { plainText } from '../model/markup';
import { m } from './generated/messages';
import { kindOfWord } from './kinds';
import type { Summary } from './summary';

/** Words that stand for themselves and need no icon. */
const PLAIN = ['text', 'template'];

/** The second line of a row of the list. */
export function previewOf(last: Preview): Summary {
	const kind = kindOfWord(last.waType, last.media);
	if (last.deleted) {
		const text = last.outbound ? m.preview_deleted_own() : m.preview_deleted();
		return { kind: kindOfWord('revoke', null), text };
	}
	if (last.waType === 'reaction') return { kind: null, text: reaction(last) };
	if (PLAIN.includes(last.waType)) return { kind: null, text: plainText(last.text ?? '') };
	return { kind, text: plainText(last.text ?? '') || kind.label() };
}

function reaction({ text, about }: Preview): string {
	if (!text) return m.preview_reaction_gone();
	return about
		? m.preview_reacted({ emoji: text, about: plainText(about) })
		: m.preview_reacted_bare({ emoji: text });
}
