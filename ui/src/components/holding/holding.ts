import type { Conversation } from '../../bindings/Conversation';
import type { SavedReply } from '../../bindings/SavedReply';
import { errorSentence } from '../../i18n/errors';
import { m } from '../../i18n/generated/messages';
import { blanksIn } from '../../model/blanks';
import { shownName } from '../../model/phone';
import type { App } from '../../state/app.svelte';
import { filledFor, readForBlanks } from '../composer/replies/using';

/**
 * Keeps a customer in the talk with a reply that was marked for it. One that still asks for something, or that is more
 * than words, is not sent by itself: the chat opens, where it stands among the saved replies.
 */
export async function sendHolding(app: App, row: Conversation, reply: SavedReply): Promise<void> {
	try {
		await readForBlanks(app, row, reply.text);
		const text = filledFor(app, row, reply.text);
		if (blanksIn(text).length > 0 || reply.interactive || (reply.files ?? []).length > 0) {
			await app.open(row.id);
			app.toasts.show(m.holding_by_hand({ shortcut: `/${reply.shortcut}` }));
			return;
		}
		await app.send(row.id, { kind: 'text', text });
		app.toasts.show(m.holding_sent({ name: shownName(row.contact) }));
	} catch (error) {
		app.toasts.show(errorSentence(error), 'bad');
	}
}
