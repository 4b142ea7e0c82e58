import { describe, expect, it } from 'vitest';
import type { Contact } from '../bindings/Contact';
import { type CardForm, cardOf, cardProblem, emptyCard, newPhone, toCard } from './cardForm';

const TOM: Contact = {
	id: 1,
	name: 'Tom van der Becker',
	phone: '+12025550143',
	userId: null,
	username: null,
	profileName: null,
	firstSeenAt: 0,
};

const card = (part: Partial<CardForm>): CardForm => ({ ...emptyCard(), ...part });
const phones = (phone: string) => [{ ...newPhone(), phone }];

describe('a contact as a card', () => {
	it('has WhatsApp’s own form of the number, which makes it one that can be written to', () => {
		expect(toCard(cardOf(TOM))).toMatchObject({
			formattedName: 'Tom van der Becker',
			firstName: 'Tom',
			lastName: 'van der Becker',
			phones: [{ phone: '+12025550143', label: 'CELL', waId: '12025550143' }],
		});
	});

	it('may be sent as it is', () => {
		expect(cardProblem(cardOf(TOM))).toBeNull();
	});
});

it('empty parts are left out of the card', () => {
	const made = toCard(card({ lastName: ' Ruiz ', phones: [newPhone()], email: ' ' }));
	expect(made).toMatchObject({
		formattedName: 'Ruiz',
		firstName: null,
		lastName: 'Ruiz',
		phones: [],
		emails: [],
	});
});

it.each([
	['name', card({ phones: phones('+1 650 555 0100') })],
	['phone', card({ firstName: 'Ana' })],
	['phoneShape', card({ firstName: 'Ana', phones: phones('650 555 0100') })],
	['phoneShape', card({ firstName: 'Ana', phones: phones('+1 650 HELLO') })],
	['email', card({ firstName: 'Ana', email: 'ana@' })],
	[null, card({ firstName: 'Ana', email: 'ana@example.com' })],
	[null, card({ lastName: 'Ruiz', phones: phones('+1 (650) 555-0100') })],
] as const)('what is wrong with a card: %s', (expected, form) => {
	expect(cardProblem(form)).toBe(expected);
});
