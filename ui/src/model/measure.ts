import { language } from '../i18n/language.svelte';

/** A length of sound or film: "0:12", "12:05", "1:02:03". */
export function duration(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	const two = (n: number) => String(n).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor((seconds % 3600) / 60);
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A share of a whole: "115 %". */
export function percent(share: number): string {
	return new Intl.NumberFormat(language.formats, { style: 'percent', maximumFractionDigits: 0 }).format(
		share,
	);
}

/** A size in steps of 1024, as WhatsApp's own limits are counted: "834 kB", "1.2 MB". */
export function fileSize(bytes: number): string {
	const step = Math.max(1, Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
	// Only nothing has no size.
	const value = Math.max(Math.min(bytes, 1), bytes / 1024 ** step);
	return new Intl.NumberFormat(language.formats, {
		style: 'unit',
		unit: UNITS[step]!,
		unitDisplay: 'short',
		maximumFractionDigits: step > 1 && value < 100 ? 1 : 0,
	}).format(value);
}

/** The size of a picture that fits into a box and keeps its shape; never larger than it is. */
export function fitted(
	size: { width: number | null; height: number | null },
	box: number,
): { width: number; height: number } {
	const width = size.width ?? box;
	const height = size.height ?? box * 0.75;
	// Very long pictures are cut rather than shown as a thread.
	const scale = Math.min(1, box / Math.max(width, height));
	return {
		width: Math.round(Math.min(box, Math.max(box * 0.4, width * scale))),
		height: Math.round(Math.min(box, Math.max(box * 0.3, height * scale))),
	};
}
