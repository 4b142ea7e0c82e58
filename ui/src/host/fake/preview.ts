import type { Content } from '../../bindings/Content';
import type { Message } from '../../bindings/Message';
import type { Preview } from '../../bindings/Preview';

/** The second line of a row, from the newest message of its thread. */
export function previewOf({ content, outbound, status, deletedAt }: Message): Preview {
	return {
		outbound,
		waType: waTypeOf(content),
		media: content.kind === 'media' ? content.media : null,
		text: wordsOf(content),
		about: null,
		deleted: deletedAt !== null,
		status,
	};
}

/** The provider's word for the kind of a message. */
function waTypeOf(content: Content): string {
	switch (content.kind) {
		case 'other':
			return content.waType;
		case 'media':
			return content.media === 'voice' ? 'audio' : content.media;
		default:
			return content.kind;
	}
}

/** The first words of a message; `null` for one that has none. */
export function wordsOf(content: Content): string | null {
	switch (content.kind) {
		case 'text':
		case 'note':
			return content.text;
		case 'template':
		case 'interactive':
			return content.body ?? null;
		case 'media':
			return content.caption || (content.media === 'document' ? (content.filename ?? null) : null);
		case 'location':
			return content.name ?? null;
		case 'contacts':
			return content.cards[0]?.formattedName ?? null;
		case 'choice':
			return content.title;
		case 'other':
			return content.caption ?? null;
		default:
			return null;
	}
}
