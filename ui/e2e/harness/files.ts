import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file as a file dialog gives it. */
export interface Picked {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

const TYPES: Record<string, string> = {
	jpg: 'image/jpeg',
	png: 'image/png',
	bmp: 'image/bmp',
	webp: 'image/webp',
	mp4: 'video/mp4',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	pdf: 'application/pdf',
};

/** One of the small files beside these tests, under its own name or another. */
export async function file(name: string, called = name): Promise<Picked> {
	const buffer = await readFile(fileURLToPath(new URL(`../files/${name}`, import.meta.url)));
	return { name: called, mimeType: TYPES[name.split('.')[1]!]!, buffer };
}

/** A photo of six megabytes, which is more than WhatsApp takes: behind its end comes what no reader looks at. */
export async function largePhoto(name: string): Promise<Picked> {
	const { buffer, mimeType } = await file('photo.jpg');
	return { name, mimeType, buffer: Buffer.concat([buffer, Buffer.alloc(6 * 1024 * 1024)]) };
}

export function sha256({ buffer }: Picked): string {
	return createHash('sha256').update(buffer).digest('hex');
}
