import { expect, it } from 'vitest';
import type { Media } from '../bindings/Media';
import { aFile, aMessage } from '../test/message';
import { familyOf, saveName, typeWord } from './file';

const document = (filename: string): Media => ({ media: 'document', filename });

it('is known by its type, by its name, and by how it is shown', () => {
	const pdf = aFile({ mimeType: 'application/pdf' });
	expect(familyOf(document('no ending'), pdf)).toBe('pdf');
	expect(familyOf(document('Prices.xlsx'), null)).toBe('table');
	expect(familyOf({ media: 'voice' }, null)).toBe('sound');
});

it('its type is said as people say it', () => {
	expect(typeWord('application/x-unheard-of', 'Report.pdf')).toBe('PDF');
	expect(typeWord('image/jpeg')).toBe('JPG');
	expect(typeWord(null)).toBe('');
});

it('is saved under its own name, without anything that leads elsewhere', () => {
	const content = { kind: 'media', ...document('../../etc/passwd') } as const;
	expect(saveName(aMessage(1, { content, file: aFile() }))).toBe('.._.._etc_passwd');
});

it('without a name is saved under its kind and time', () => {
	const content = { kind: 'media', media: 'image' } as const;
	expect(saveName(aMessage(1, { content, file: aFile() }))).toBe('WhatsApp image 2026-11-20 12.00.jpg');
});
