import type { Media } from '../bindings/Media';
import type { MediaKind } from '../bindings/MediaKind';
import type { TemplateButton } from '../bindings/TemplateButton';
import type { TemplateCard } from '../bindings/TemplateCard';
import type { TemplateInfo } from '../bindings/TemplateInfo';
import type { TemplateMessage } from '../bindings/TemplateMessage';
import type { TemplateTap } from '../bindings/TemplateTap';
import { filled, isFile, isPlace, textOf, type Values } from './template';

/** What the customer would see with these values; what is not filled in yet stays in braces. */
export function templateMessage(template: TemplateInfo, values: Values): TemplateMessage {
	const place = values['header.place'];
	const endsAt = values['offer.expires'];
	return {
		name: template.name,
		language: template.language,
		category: template.category,
		header: template.header === null ? null : filled(template.header, 'header', values),
		headerMedia: headerMedia(template.headerFormat, 'header', values),
		headerPlace: isPlace(place) ? place : null,
		body: filled(template.body, 'body', values),
		footer: template.footer,
		offer:
			template.offer === null
				? null
				: { text: template.offer, endsAt: typeof endsAt === 'number' ? endsAt : null },
		buttons: template.buttons.map((button) => button.text),
		taps: taps(template.buttons, '', values),
		cards: template.cards.map((card, at): TemplateCard => {
			const part = `card.${at}.`;
			return {
				media: headerMedia(card.headerFormat, `${part}header`, values),
				body: card.body === null ? null : filled(card.body, `${part}body`, values),
				taps: taps(card.buttons, part, values),
			};
		}),
		components: null,
	};
}

function headerMedia(format: string | null, part: string, values: Values): Media | null {
	if (format !== 'image' && format !== 'video' && format !== 'document') return null;
	const file = values[`${part}.media`];
	const media: MediaKind = format;
	if (!isFile(file)) return { media };
	return { media, sha256: file.key, ...(format === 'document' && { filename: file.name }) };
}

function taps(buttons: readonly TemplateButton[], part: string, values: Values): TemplateTap[] {
	return buttons.map(({ kind, text, url, phone }, at) => {
		const value = textOf(values[`${part}button.${at}`]);
		return {
			kind,
			text,
			url: url?.replace(/\{\{[^}]*\}\}/, (braces) => value || braces) ?? null,
			phone,
			code: kind === 'COPY_CODE' && value ? value : null,
		};
	});
}
