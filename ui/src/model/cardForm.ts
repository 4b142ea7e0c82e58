import type { Contact } from '../bindings/Contact';
import type { ContactCard } from '../bindings/ContactCard';

/** A contact card while it is written. */
export interface CardForm {
	firstName: string;
	lastName: string;
	company: string;
	phones: { phone: string; label: PhoneLabel; waId: string | null }[];
	email: string;
}

/** WhatsApp's words for what a number is for. */
export type PhoneLabel = 'CELL' | 'WORK' | 'HOME';

export const newPhone = (): CardForm['phones'][number] => ({ phone: '', label: 'CELL', waId: null });

export function emptyCard(): CardForm {
	return { firstName: '', lastName: '', company: '', phones: [newPhone()], email: '' };
}

/** A person that we know, as a card. With WhatsApp's own form of the number the card has a button to write to them. */
export function cardOf({ name, phone }: Contact): CardForm {
	const [firstName = '', ...rest] = name.trim().split(/\s+/);
	const phones = [{ ...newPhone(), phone: phone ?? '', waId: phone?.replace(/\D/g, '') ?? null }];
	return { ...emptyCard(), firstName, lastName: rest.join(' '), phones };
}

/** What keeps a card from being sent, and where. A card without any way to reach somebody is of no use. */
export type CardProblem = 'name' | 'phone' | 'phoneShape' | 'email';

export function cardProblem(form: CardForm): CardProblem | null {
	if (form.firstName.trim() === '' && form.lastName.trim() === '') return 'name';
	const phones = form.phones.map(({ phone }) => phone.trim()).filter((phone) => phone !== '');
	if (phones.length === 0 && form.email.trim() === '') return 'phone';
	if (phones.some((phone) => !isPhone(phone))) return 'phoneShape';
	if (form.email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(form.email.trim())) return 'email';
	return null;
}

/** With its country, since the customer's phone would take its own otherwise. */
export function isPhone(phone: string): boolean {
	return /^\+[\d\s().-]+$/.test(phone) && phone.replace(/\D/g, '').length >= 7;
}

export function toCard(form: CardForm): ContactCard {
	const or = (text: string) => text.trim() || null;
	return {
		formattedName: [form.firstName, form.lastName]
			.map((part) => part.trim())
			.filter(Boolean)
			.join(' '),
		firstName: or(form.firstName),
		lastName: or(form.lastName),
		company: or(form.company),
		jobTitle: null,
		birthday: null,
		phones: form.phones
			.filter(({ phone }) => phone.trim() !== '')
			.map(({ phone, label, waId }) => ({ phone: phone.trim(), label, waId })),
		emails: form.email.trim() === '' ? [] : [{ email: form.email.trim() }],
		urls: [],
		addresses: [],
	};
}
