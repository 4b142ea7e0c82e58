import { expect, it } from 'vitest';
import { dialled, lacksCountry } from './dialled';

it('a number with its country is taken in any spelling', () => {
	for (const typed of ['+44 7700 900188', '0044 (7700) 900-188', ' +44.7700.900188 ', '+447700900188']) {
		expect(dialled(typed), typed).toBe('+447700900188');
	}
});

it('words, short numbers and numbers without a country are none', () => {
	for (const typed of [
		'',
		'Ana',
		'7700 900188',
		'+44 770',
		'+0447700900188',
		'+1234567890123456',
		'+44 call me',
	]) {
		expect(dialled(typed), typed).toBeNull();
	}
});

it('only what would be a number with a country in front lacks one', () => {
	expect(lacksCountry('07700 900188')).toBe(true);
	for (const typed of ['+44 7700 900188', '0044 7700 900188', '770', 'Ana 7700900188']) {
		expect(lacksCountry(typed), typed).toBe(false);
	}
});
