import { expect, it } from 'vitest';
import { isShortMapLink, parsePosition } from './position';

it.each([
	['37.44, -122.14', 37.44, -122.14],
	['  37.44 -122.14 ', 37.44, -122.14],
	['48,137; 11,575', 48.137, 11.575],
	['-90,180', -90, 180],
	['https://www.google.com/maps/place/Riverside/@37.4419,-122.143,17z', 37.4419, -122.143],
	[
		'https://www.google.com/maps/place/X/@37.1,-122.1,17z/data=!3m1!4b1!4m6!3m5!1s0x0!8m2!3d37.4419!4d-122.143',
		37.4419,
		-122.143,
	],
	['https://maps.google.com/?q=37.4419,-122.143', 37.4419, -122.143],
	['https://www.google.com/maps/search/?api=1&query=37.4419%2C-122.143', 37.4419, -122.143],
	['https://maps.apple.com/?ll=37.4419,-122.143&q=Riverside', 37.4419, -122.143],
	['https://www.openstreetmap.org/#map=17/37.4419/-122.143', 37.4419, -122.143],
	['https://www.openstreetmap.org/?mlat=37.4419&mlon=-122.143#map=5/1/1', 37.4419, -122.143],
	['geo:37.4419,-122.143?z=17', 37.4419, -122.143],
])('%s is a position', (text, latitude, longitude) => {
	expect(parsePosition(text)).toEqual({ latitude, longitude });
});

it('degrees, minutes and seconds are a position', () => {
	const position = parsePosition('37°26\'30"N 122°08\'24"W');
	expect(position?.latitude).toBeCloseTo(37.4417, 4);
	expect(position?.longitude).toBeCloseTo(-122.14, 4);
});

it.each([
	'',
	'Main Street 5',
	'37.44',
	'91, 0',
	'0, 181',
	'https://maps.app.goo.gl/abc',
	'https://example.com/1,2',
])('%s is none', (text) => {
	expect(parsePosition(text)).toBeNull();
});

it('a short link is known as one', () => {
	expect(isShortMapLink('https://maps.app.goo.gl/abc')).toBe(true);
	expect(isShortMapLink('https://www.google.com/maps/@1,2')).toBe(false);
});
