const RATE = 8000;

/** A soft tone of this length as a WAV file in an address. */
export function toneUrl(durationMs: number): string {
	const samples = Math.round((RATE * durationMs) / 1000);
	const bytes = new Uint8Array(44 + samples);
	const view = new DataView(bytes.buffer);
	const text = (at: number, word: string) =>
		[...word].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
	text(0, 'RIFF');
	view.setUint32(4, 36 + samples, true);
	text(8, 'WAVEfmt ');
	view.setUint32(16, 16, true);
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, RATE, true);
	view.setUint32(28, RATE, true);
	view.setUint16(32, 1, true);
	view.setUint16(34, 8, true);
	text(36, 'data');
	view.setUint32(40, samples, true);
	for (let n = 0; n < samples; n++)
		bytes[44 + n] = 128 + Math.round(24 * Math.sin((2 * Math.PI * 330 * n) / RATE));
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return `data:audio/wav;base64,${btoa(binary)}`;
}
