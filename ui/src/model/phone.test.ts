import { expect, it } from 'vitest';
import { grouped, shownName } from './phone';

it.each([
	['+16505550100', '+1 650 555 0100'],
	['+447700900121', '+44 7700 900121'],
	['+5511987654321', '+55 11 98765 4321'],
	['+49 151 12345678', '+49 1511 2345678'],
	['+1 555-078-3881', '+1 555 078 3881'],
])('%s is grouped as its country does', (phone, read) => {
	expect(grouped(phone)).toBe(read);
});

it.each(['', '112', '0151 12345678', '+999123456789', 'ask the desk'])(
	'“%s” tells no country and stays as it is',
	(phone) => {
		expect(grouped(phone)).toBe(phone);
	},
);

it('somebody without a name is called by a number that can be read, and a name is left alone', () => {
	expect(shownName({ name: '+16505550138', phone: '+16505550138' })).toBe('+1 650 555 0138');
	expect(shownName({ name: '+16505550138', phone: null })).toBe('+16505550138');
	expect(shownName({ name: 'Ana', phone: '+16505550138' })).toBe('Ana');
});
