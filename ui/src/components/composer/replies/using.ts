import type { Attachment } from '../../../bindings/Attachment';
import type { Conversation } from '../../../bindings/Conversation';
import type { DraftFile } from '../../../bindings/DraftFile';
import type { Interactive } from '../../../bindings/Interactive';
import type { SavedReply } from '../../../bindings/SavedReply';
import { attributeValues } from '../../../i18n/attributes';
import { blanksIn, fillBlanks, knownBlank } from '../../../model/blanks';
import type { BuildKind } from '../../../model/interactive';
import { buildKind, fromInteractive } from '../../../model/interactiveForm';
import type { App } from '../../../state/app.svelte';

/** Fills in what is known of the customer, of us and of the business; the other blanks stay. */
export function filledFor(app: App, row: Conversation, text: string): string {
	const { name, phone, username, userId } = row.contact;
	const details = app.people.details(row.contact.id);
	const attributes = details ? attributeValues(details, app.attributes.all) : [];
	const business = app.channel(row.channel)?.verifiedName ?? '';
	const agent = app.preferences.current.agentName;
	const parties = { name, phone, username, userId, attributes, agent, business };
	return fillBlanks(text, (blank) => knownBlank(blank, parties));
}

/** Reads what may be asked of a customer beyond their row, if the text asks for it and it is not here. */
export async function readForBlanks(app: App, row: Conversation, text: string): Promise<void> {
	const left = blanksIn(filledFor(app, row, text));
	if (!left.some((name) => name.toLowerCase().startsWith('contact.'))) return;
	await Promise.all([app.attributes.want(), app.people.want(row.contact.id)]);
}

/** Puts a reply's files into the tray of a chat. */
export function putFiles(app: App, row: Conversation, { files }: SavedReply): Promise<void> {
	const kept = (files ?? []).flatMap(({ sha256, filename, media, caption }): DraftFile[] =>
		sha256
			? [
					{
						key: sha256,
						name: filename ?? sha256.slice(0, 8),
						media,
						caption: filledFor(app, row, caption ?? ''),
					},
				]
			: [],
	);
	return app.tray.keep(row.id, kept);
}

/** Prepares the dialog in which a reply's buttons, list or form are looked at before they are sent. */
export async function prepareDialog(app: App, row: Conversation, message: Interactive): Promise<BuildKind> {
	const kind = buildKind(message);
	const form = fromInteractive(message, await headerFile(app, message));
	form.body = filledFor(app, row, form.body);
	form.footer = filledFor(app, row, form.footer);
	app.forms.put(row.id, kind, form);
	return kind;
}

async function headerFile(app: App, { header }: Interactive): Promise<Attachment | null> {
	const key = header?.kind === 'media' ? header.sha256 : null;
	return key ? app.host.rpc('attachment', { key }) : null;
}
