import type { Commands } from '../../bindings/Commands';
import type { Contact } from '../../bindings/Contact';
import type { ContactDetails } from '../../bindings/ContactDetails';
import type { Conversation } from '../../bindings/Conversation';
import { HostError } from '../host';

type Handlers = {
	[K in 'contact' | 'name_contact' | 'save_card' | 'merge_contacts' | 'split_contact' | 'block_contact']: (
		payload: Commands[K][0],
	) => ContactDetails;
};

/** What a core in memory knows of people beyond their rows. */
export class FakePeople {
	/** What scenes know of a person, by contact; the rest is made from the row. */
	readonly details = new Map<number, Partial<ContactDetails>>();
	#rows: ReadonlyMap<number, Conversation>;
	#changed: (conversation: number) => void;
	#create: (contact: Partial<Contact> & { name: string }) => Conversation;

	constructor(
		rows: ReadonlyMap<number, Conversation>,
		changed: (conversation: number) => void,
		create: (contact: Partial<Contact> & { name: string }) => Conversation,
	) {
		this.#rows = rows;
		this.#changed = changed;
		this.#create = create;
	}

	readonly handlers: Handlers = {
		contact: ({ contact }) => this.of(contact),
		name_contact: ({ contact, name }) => {
			const { contact: person, profileName } = this.of(contact);
			this.note(contact, { savedName: name || null });
			return this.#rename(contact, name || profileName || person.name);
		},
		save_card: ({ name, phone }) => this.of(this.#create({ name, phone }).contact.id),
		merge_contacts: ({ from, into }) => {
			const gone = this.of(from).contact;
			const { merged, mayBe } = this.of(into);
			this.note(into, { merged: [...merged, gone], mayBe: mayBe.filter((one) => one.id !== from) });
			return this.of(into);
		},
		split_contact: ({ contact }) => {
			for (const [into, { merged }] of this.details) {
				this.note(into, { merged: merged?.filter((one) => one.id !== contact) ?? [] });
			}
			return this.of(contact);
		},
		block_contact: ({ contact, channel, blocked }) => {
			const others = this.of(contact).blockedOn.filter((one) => one !== channel);
			this.note(contact, { blockedOn: blocked ? [...others, channel] : others });
			for (const row of this.#rowsOf(contact)) {
				if (row.channel === channel) row.blocked = blocked;
				this.#changed(row.id);
			}
			return this.of(contact);
		},
	};

	#rowsOf(contact: number): Conversation[] {
		return [...this.#rows.values()].filter((row) => row.contact.id === contact);
	}

	of(id: number): ContactDetails {
		const rows = this.#rowsOf(id);
		const [row] = rows;
		if (!row) throw new HostError('not_found');
		const { contact } = row;
		return {
			contact,
			profileName: contact.profileName ?? contact.name,
			savedName: contact.profileName === null ? null : contact.name,
			phones: contact.phone === null ? [] : [contact.phone],
			userIds: contact.userId === null ? [] : [contact.userId],
			marketingStoppedAt: row.marketingStoppedAt,
			blockedOn: rows.filter((one) => one.blocked).map((one) => one.channel),
			merged: [],
			mayBe: [],
			values: [],
			notes: [],
			lastMessageAt: rows.find((one) => one.lastMessage)?.lastMessageAt ?? null,
			conversations: rows.map((one) => one.id),
			...this.details.get(id),
		};
	}

	note(id: number, part: Partial<ContactDetails>): void {
		this.details.set(id, { ...this.details.get(id), ...part });
	}

	#rename(id: number, name: string): ContactDetails {
		for (const row of this.#rowsOf(id)) {
			const profileName = row.contact.profileName ?? row.contact.name;
			row.contact = { ...row.contact, name, profileName: profileName === name ? null : profileName };
			this.#changed(row.id);
		}
		return this.of(id);
	}
}
