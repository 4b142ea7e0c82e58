/** A place on earth, in degrees. */
export interface Position {
	readonly latitude: number;
	readonly longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;

/** Where maps write a position into their addresses; the place itself before the middle of the map. */
const IN_ADDRESSES: readonly RegExp[] = [
	new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
	new RegExp(`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
	new RegExp(`[?&](?:q|query|ll|destination|daddr|sll)=(?:loc:)?${NUMBER},\\s*${NUMBER}`),
	new RegExp(`^geo:${NUMBER},${NUMBER}`),
	new RegExp(`@${NUMBER},${NUMBER}`),
	new RegExp(`#map=\\d+(?:\\.\\d+)?/${NUMBER}/${NUMBER}`),
	new RegExp(`/(?:place|search|dir)/${NUMBER},\\+?${NUMBER}`),
];

const PLAIN = new RegExp(`^${NUMBER}\\s*[,;\\s]\\s*${NUMBER}$`);
/** "48,137; 11,575": with a comma for the point, as much of the world writes it. */
const WITH_COMMAS = /^(-?\d{1,3},\d+)\s*[;\s]\s*(-?\d{1,3},\d+)$/;
/** 37°26'30"N 122°08'24"W, with or without minutes and seconds. */
const DEGREES =
	/^(\d{1,3}(?:\.\d+)?)°\s*(?:(\d{1,2}(?:\.\d+)?)['′]\s*)?(?:(\d{1,2}(?:\.\d+)?)["″]\s*)?([NS])[\s,]+(\d{1,3}(?:\.\d+)?)°\s*(?:(\d{1,2}(?:\.\d+)?)['′]\s*)?(?:(\d{1,2}(?:\.\d+)?)["″]\s*)?([EW])$/i;

/** The position in what somebody typed or pasted; `null` if there is none in it, or none on earth. */
export function parsePosition(text: string): Position | null {
	const trimmed = text.trim();
	if (/^(?:https?:\/\/|geo:)/i.test(trimmed)) return inAddress(trimmed);
	const commas = WITH_COMMAS.exec(trimmed);
	if (commas) return onEarth(commas[1]!.replace(',', '.'), commas[2]!.replace(',', '.'));
	const plain = PLAIN.exec(trimmed);
	return plain ? onEarth(plain[1]!, plain[2]!) : inDegrees(trimmed);
}

/** Whether this is a map's short address, which says where it leads only on the internet. */
export function isShortMapLink(text: string): boolean {
	return /^https?:\/\/(?:maps\.app\.goo\.gl|goo\.gl\/maps|maps\.apple|apple\.co|osm\.org\/go)/i.test(
		text.trim(),
	);
}

function inAddress(address: string): Position | null {
	const text = decoded(address);
	for (const pattern of IN_ADDRESSES) {
		const found = pattern.exec(text);
		if (found) return onEarth(found[1]!, found[2]!);
	}
	return null;
}

function inDegrees(text: string): Position | null {
	const found = DEGREES.exec(text);
	if (!found) return null;
	const degrees = (at: number) =>
		Number(found[at]) + Number(found[at + 1] ?? 0) / 60 + Number(found[at + 2] ?? 0) / 3600;
	const latitude = degrees(1) * (found[4]!.toUpperCase() === 'S' ? -1 : 1);
	const longitude = degrees(5) * (found[8]!.toUpperCase() === 'W' ? -1 : 1);
	return onEarth(latitude, longitude);
}

function onEarth(latitude: string | number, longitude: string | number): Position | null {
	const position = { latitude: Number(latitude), longitude: Number(longitude) };
	const fits = Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
	return fits ? position : null;
}

function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}
