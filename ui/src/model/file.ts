import type { Content } from '../bindings/Content';
import type { FileInfo } from '../bindings/FileInfo';
import type { Media } from '../bindings/Media';
import type { MediaKind } from '../bindings/MediaKind';
import type { Message } from '../bindings/Message';

/** The file of a content: its own, or the one above the words of a message with buttons. */
export function mediaOf(content: Content): Media | null {
	if (content.kind === 'media') return content;
	if (content.kind === 'interactive' && content.header?.kind === 'media') return content.header;
	return null;
}

export type FileFamily =
	'pdf' | 'words' | 'table' | 'slides' | 'archive' | 'picture' | 'film' | 'sound' | 'other';

const FAMILIES: readonly (readonly [FileFamily, RegExp])[] = [
	['pdf', /pdf/],
	['table', /sheet|excel|csv|\bxlsx?$|\bods$/],
	['slides', /presentation|powerpoint|\bpptx?$|\bodp$/],
	['words', /word|opendocument\.text|^text\/|rtf|\bdocx?$|\bodt$|\btxt$/],
	['archive', /zip|tar|rar|7z|compress/],
	['picture', /^image\//],
	['film', /^video\//],
	['sound', /^audio\//],
];

const BY_KIND: Record<MediaKind, FileFamily> = {
	image: 'picture',
	sticker: 'picture',
	video: 'film',
	audio: 'sound',
	voice: 'sound',
	document: 'other',
};

/** What a file is, for the icon: by its type, else by its name, else by how it is shown. */
export function familyOf(media: Media, file: FileInfo | null): FileFamily {
	const known = (text: string) => FAMILIES.find(([, pattern]) => pattern.test(text))?.[0];
	const type = file?.mimeType ?? media.mimeType ?? '';
	return known(type.toLowerCase()) ?? known(extension(media.filename ?? '')) ?? BY_KIND[media.media];
}

/** "PDF": the ending of its name, or what its type says, for people. */
export function typeWord(mimeType: string | null | undefined, name = ''): string {
	const ending = extension(name) || (mimeType ? (ENDINGS[mimeType] ?? '') : '');
	return ending.toUpperCase();
}

const ENDINGS: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'video/mp4': 'mp4',
	'video/3gpp': '3gp',
	'audio/ogg': 'ogg',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
};

function extension(name: string): string {
	return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What a message's file is called when it is saved: its own name, or its kind, day and time. */
export function saveName(message: Message): string {
	const media = mediaOf(message.content);
	const own = media?.filename?.replace(/[\\/\p{Cc}]/gu, '_').trim();
	if (own) return own;
	const two = (n: number) => String(n).padStart(2, '0');
	const at = new Date(message.at);
	const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	const time = `${two(at.getHours())}.${two(at.getMinutes())}`;
	const type = message.file?.mimeType ?? media?.mimeType?.split(';')[0];
	const ending = type ? (ENDINGS[type] ?? type.split('/')[1]) : undefined;
	return `WhatsApp ${media?.media ?? 'file'} ${day} ${time}${ending ? `.${ending}` : ''}`;
}
