import { describe, expect, it } from 'vitest';
import type { Attachment } from '../bindings/Attachment';
import { LIMITS } from '../host/fake/limits';
import { meantAs, mediaContent, moved, type TrayFile, trayProblem } from './tray';

const MB = 1024 * 1024;

function attachment(part: Partial<Attachment> = {}): Attachment {
	return {
		key: 'a1',
		name: 'form.jpg',
		mimeType: 'image/jpeg',
		bytes: MB,
		width: null,
		height: null,
		durationMs: null,
		waveform: [],
		thumbnail: true,
		mayBe: ['image', 'document'],
		problem: null,
		canShrink: false,
		...part,
	};
}

function file(part: Partial<TrayFile> = {}): TrayFile {
	return {
		id: '1',
		name: 'form.jpg',
		bytes: MB,
		media: 'image',
		caption: '',
		attachment: attachment(),
		progress: 1,
		failure: null,
		...part,
	};
}

const tooLarge = attachment({
	bytes: 7 * MB,
	mayBe: ['document'],
	problem: { code: 'tooLarge', media: 'image', limit: 5 * MB },
	canShrink: true,
});

describe('what keeps a file from being sent', () => {
	it('is nothing when it fits', () => {
		expect(trayProblem(file(), LIMITS)).toBeNull();
	});

	it('is that it is still on its way, or did not arrive', () => {
		expect(trayProblem(file({ attachment: null }), LIMITS)).toEqual({ kind: 'coming' });
		expect(trayProblem(file({ failure: 'Frontdesk does not answer.' }), LIMITS)).toEqual({ kind: 'failed' });
	});

	it('is its size, with the most that WhatsApp takes', () => {
		const problem = trayProblem(file({ attachment: tooLarge }), LIMITS);
		expect(problem).toEqual({ kind: 'tooLarge', media: 'image', limit: 5 * MB });
	});

	it('goes away when it is sent as what it may be', () => {
		expect(trayProblem(file({ attachment: tooLarge, media: 'document' }), LIMITS)).toBeNull();
	});

	it('is its type, when it was chosen to be what it cannot be', () => {
		const pdf = attachment({ mimeType: 'application/pdf', mayBe: ['document'] });
		expect(trayProblem(file({ attachment: pdf, media: 'voice' }), LIMITS)?.kind).toBe('wrongType');
	});

	it('is a caption that is too long, counted in signs and not in halves of emoji', () => {
		expect(trayProblem(file({ caption: '🌸'.repeat(1024) }), LIMITS)).toBeNull();
		expect(trayProblem(file({ caption: 'x'.repeat(1025) }), LIMITS)).toEqual({ kind: 'caption', most: 1024 });
	});

	it('is no caption that will not be sent', () => {
		const sticker = attachment({ mimeType: 'image/webp', mayBe: ['sticker', 'document'] });
		const left = file({ attachment: sticker, media: 'sticker', caption: 'x'.repeat(1025) });
		expect(trayProblem(left, LIMITS)).toBeNull();
	});
});

it('a file that cannot be sent as what it is waits for somebody to choose', () => {
	expect(meantAs(tooLarge)).toBe('image');
	expect(meantAs(attachment())).toBe('image');
});

describe('the message of a file', () => {
	it('names the file by its key and has the caption', () => {
		expect(mediaContent(file({ caption: ' The form ' }))).toEqual({
			kind: 'media',
			media: 'image',
			sha256: 'a1',
			mimeType: 'image/jpeg',
			caption: 'The form',
		});
	});

	it('has a name if it is a document, and no caption where WhatsApp shows none', () => {
		expect(mediaContent(file({ media: 'document', name: 'bill.pdf' }))).toMatchObject({
			filename: 'bill.pdf',
		});
		expect(mediaContent(file({ media: 'voice', caption: 'left over' }))).not.toHaveProperty('caption');
	});
});

it('a file is moved to its place, and no further than the ends', () => {
	const files = ['a', 'b', 'c'].map((id) => ({ id }));
	const order = (id: string, to: number) =>
		moved(files, id, to)
			.map((one) => one.id)
			.join('');
	expect(order('a', 2)).toBe('bca');
	expect(order('c', 0)).toBe('cab');
	expect(order('b', 9)).toBe('acb');
	expect(order('?', 0)).toBe('abc');
});
