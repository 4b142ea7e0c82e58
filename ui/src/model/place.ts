import type { Location } from '../bindings/Location';

/** "48.13743, 11.57549": as maps and navigators take it. */
export function coordinates({ latitude, longitude }: Location): string {
	return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** A page with the place on a map (Google Maps URLs, "Search": opens the app on a phone, the site elsewhere). */
export function mapUrl({ latitude, longitude }: Location): string {
	return `https://www.google.com/maps/search/?api=1&query=${latitude}%2C${longitude}`;
}

/** A number from 0 to 1 that stays with a place, so that its drawing does. */
export function grain({ latitude, longitude }: Location, n: number): number {
	const mixed = Math.sin(latitude * 127.1 + longitude * 311.7 + n * 74.7) * 43758.5453;
	return mixed - Math.floor(mixed);
}
