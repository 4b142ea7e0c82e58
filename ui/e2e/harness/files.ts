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

/** One of them with six megabytes, which is more than WhatsApp takes of a photo: behind its end comes what nobody reads. */
export async function large(name: string, called = name): Promise<Picked> {
	const { buffer, ...rest } = await file(name, called);
	return { ...rest, buffer: Buffer.concat([buffer, Buffer.alloc(6 * 1024 * 1024)]) };
}

export function sha256({ buffer }: Picked): string {
	return createHash('sha256').update(buffer).digest('hex');
}
