import type { Limits } from '../../bindings/Limits';

const KB = 1024;
const MB = 1024 * KB;

/** WhatsApp's numbers, as the core tells them at the start. */
export const LIMITS: Limits = {
	text: 4096,
	caption: 1024,
	body: 1024,
	listBody: 4096,
	header: 60,
	footer: 60,
	label: 20,
	buttons: 3,
	rowTitle: 24,
	rowDescription: 72,
	rows: 10,
	sections: 10,
	products: 30,
	cards: 5,
	files: [
		{ media: 'image', bytes: 5 * MB, types: ['image/jpeg', 'image/png'] },
		{ media: 'video', bytes: 16 * MB, types: ['video/mp4', 'video/3gpp'] },
		{
			media: 'audio',
			bytes: 16 * MB,
			types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		},
		{ media: 'voice', bytes: 16 * MB, types: ['audio/ogg'] },
		{ media: 'document', bytes: 100 * MB, types: [] },
		{ media: 'sticker', bytes: 100 * KB, types: ['image/webp'] },
	],
};
