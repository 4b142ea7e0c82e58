/** Pictures for the scenes, drawn on the spot: the built program has none of them. */

function svg(width: number, height: number, body: string): string {
	const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
	return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** A landscape whose colours follow the hue. */
export function landscape(hue: number, width: number, height: number): string {
	const ground = height * 0.62;
	return svg(
		width,
		height,
		`<defs><linearGradient id="s" x1="0" x2="0" y1="0" y2="1"><stop stop-color="hsl(${hue} 70% 62%)"/><stop offset="1" stop-color="hsl(${hue + 40} 85% 84%)"/></linearGradient></defs>
		<rect width="100%" height="100%" fill="url(#s)"/>
		<circle cx="${width * 0.72}" cy="${height * 0.28}" r="${Math.min(width, height) * 0.09}" fill="#fff6d8"/>
		<path d="M0 ${ground} L${width * 0.24} ${height * 0.36} L${width * 0.46} ${ground} L${width * 0.63} ${height * 0.45} L${width} ${ground} V${height} H0 Z" fill="hsl(${hue - 60} 28% 38%)"/>
		<rect y="${ground}" width="100%" height="100%" fill="hsl(${hue - 90} 32% 46%)"/>`,
	);
}

/** A sticker: a face without a background. */
export function face(moving: boolean): string {
	const move = moving
		? '<animateTransform attributeName="transform" type="rotate" values="-8 60 60;8 60 60;-8 60 60" dur="1.2s" repeatCount="indefinite"/>'
		: '';
	return svg(
		120,
		120,
		`<g><circle cx="60" cy="60" r="52" fill="#ffd54a" stroke="#fff" stroke-width="6"/><circle cx="42" cy="50" r="7" fill="#4b3300"/><circle cx="78" cy="50" r="7" fill="#4b3300"/><path d="M34 72 Q60 100 86 72" fill="none" stroke="#4b3300" stroke-width="7" stroke-linecap="round"/>${move}</g>`,
	);
}

/** The loudness of something spoken: words and pauses. */
export function speech(seed: number): number[] {
	return Array.from({ length: 64 }, (_, n) => {
		const word = Math.abs(Math.sin(n * 0.31 + seed)) ** 1.5;
		const sound = 0.5 + 0.5 * Math.sin(n * 2.3 + seed * 3);
		return Math.round(8 + 88 * word * sound);
	});
}
