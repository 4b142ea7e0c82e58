import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Contact } from '../bindings/Contact';

/** A number grouped for reading, as its country does: "+1 650 555 0100". Never a key: what cannot be read stays as it is. */
export function grouped(phone: string): string {
	return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/** What a person is called on the screen; whoever has no name is called by their number. */
export function shownName({ name, phone }: Pick<Contact, 'name' | 'phone'>): string {
	return name === phone ? grouped(name) : name;
}
