/** The text for comparing: without case and accents. */
export function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Up to two signs that stand for a person in a small circle; empty if the name has no letters. */
export function initials(name: string): string {
	const words = name.match(/[\p{L}\p{M}]+/gu) ?? [];
	const [first, last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
	if (!first) return '';
	// Two letters of a script without capitals read as a syllable, not as initials.
	if (first.charAt(0).toUpperCase() === first.charAt(0).toLowerCase()) return firstSign(first);
	return (firstSign(first) + (last ? firstSign(last) : '')).toUpperCase();
}

function firstSign(word: string): string {
	const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	for (const { segment } of segmenter.segment(word)) return segment;
	return '';
}

/** A hue that stays with a person: the golden angle keeps neighbours apart. */
export function hue(id: number): number {
	return Math.round((id * 137.508) % 360);
}

/** Whether the text is one to three emoji and nothing else: those are shown large. */
export function onlyEmoji(text: string): boolean {
	if (text.length > 60) return false;
	const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	const signs = [...segmenter.segment(text)]
		.map(({ segment }) => segment)
		.filter((sign) => sign.trim() !== '');
	return signs.length >= 1 && signs.length <= 3 && signs.every((sign) => EMOJI.test(sign));
}

const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u;
