import type { Content } from '../bindings/Content';
import type { FileInfo } from '../bindings/FileInfo';
import { cardName } from '../model/card';
import { plainText } from '../model/markup';
import { duration } from '../model/measure';
import { m } from './generated/messages';
import { type Kind, kindOf } from './kinds';
import { callLine, noticeLine } from './lines';

export interface Summary {
	/** `null` for plain words. */
	readonly kind: Kind | null;
	readonly text: string;
}

/** A message in one line: for quotes, the box that answers, search and the gallery. `name` is the customer's. */
export function summaryOf(content: Content, file: FileInfo | null = null, name = ''): Summary {
	const kind = kindOf(content);
	const or = (words: string | null | undefined) => ({ kind, text: words?.trim() || kind.label() });
	switch (content.kind) {
		case 'text':
			return { kind: null, text: plainText(content.text) };
		case 'template':
			return { kind: null, text: plainText(content.body) };
		case 'media':
			return { kind, text: mediaSummary(content, kind, file) };
		case 'location':
			return or(content.name ?? content.address);
		case 'contacts':
			return or(cardsSummary(content));
		case 'interactive':
			return or(content.body ?? (content.header?.kind === 'text' ? content.header.text : null));
		case 'choice':
			return or(content.title);
		case 'form':
			return or(content.body);
		case 'order':
			return or(content.text ?? m.kind_order_many({ count: content.items.length }));
		case 'callPermission':
			return { kind, text: content.allowed ? m.permission_yes({ name }) : m.permission_no({ name }) };
		case 'note':
			return { kind, text: plainText(content.text) };
		case 'notice':
			return { kind, text: noticeLine(content, name).text };
		case 'call':
			return { kind, text: callLine(content, name).text };
		case 'edit':
			return summaryOf(content.content, file, name);
		case 'reaction':
			return or(content.emoji ? m.preview_reacted_bare({ emoji: content.emoji }) : m.preview_reaction_gone());
		case 'other':
			return or(content.caption);
		case 'revoke':
		case 'unsupported':
		case 'elsewhere':
		case 'placeholder':
			return or(null);
	}
}

function mediaSummary(
	content: Extract<Content, { kind: 'media' }>,
	kind: Kind,
	file: FileInfo | null,
): string {
	if (content.caption) return plainText(content.caption);
	if (content.media === 'document' && content.filename) return content.filename;
	const sound = content.media === 'audio' || content.media === 'voice';
	if (!sound || !file?.durationMs) return kind.label();
	return m.preview_sound({ kind: kind.label(), length: duration(file.durationMs) });
}

function cardsSummary({ cards }: Extract<Content, { kind: 'contacts' }>): string {
	const [first] = cards;
	return cards.length > 1 || !first ? m.kind_contacts_many({ count: cards.length }) : cardName(first);
}
