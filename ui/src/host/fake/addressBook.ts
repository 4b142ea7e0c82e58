import type { AttributeInfo } from '../../bindings/AttributeInfo';
import type { AttributeKind } from '../../bindings/AttributeKind';
import type { Commands } from '../../bindings/Commands';
import type { ContactNote } from '../../bindings/ContactNote';
import type { Conversation } from '../../bindings/Conversation';
import type { ImportReport } from '../../bindings/ImportReport';
import type { KnownValue } from '../../bindings/KnownValue';
import type { ListedContact } from '../../bindings/ListedContact';
import type { LookAlike } from '../../bindings/LookAlike';
import type { PastWindow } from '../../bindings/PastWindow';
import type { Topic } from '../../bindings/Topic';
import { fold } from '../../model/text';
import { HostError } from '../host';
import type { FakePeople } from './people';
import { NOTHING } from './replies';

type Handlers = {
	[
		K in
			| 'list_attributes'
			| 'create_attribute'
			| 'change_attribute'
			| 'delete_attribute'
			| 'set_attribute'
			| 'write_contact_note'
			| 'change_contact_note'
			| 'past_windows'
			| 'list_contacts'
			| 'open_chat'
			| 'look_alikes'
			| 'tell_apart'
			| 'import_contacts'
			| 'export_contacts'
	]: (payload: Commands[K][0]) => Commands[K][1];
};

/** What a core in memory keeps of people: attributes, notes, and who may be in the list twice. */
export class FakeAddressBook {
	readonly attributes: AttributeInfo[] = [];
	twins: LookAlike[] = [];
	windows: PastWindow[] = [];
	/** What the next sheet would do; a core in memory reads none. */
	report: ImportReport = NOTHING;
	#rows: ReadonlyMap<number, Conversation>;
	#people: FakePeople;
	#now: () => number;
	#changed: (topic: Topic) => void;
	#ids = 0;

	constructor(
		rows: ReadonlyMap<number, Conversation>,
		people: FakePeople,
		now: () => number,
		changed: (topic: Topic) => void,
	) {
		this.#rows = rows;
		this.#people = people;
		this.#now = now;
		this.#changed = changed;
	}

	readonly handlers: Handlers = {
		list_attributes: () => this.attributes,
		create_attribute: (attribute) => {
			const taken = this.attributes.some(({ name }) => fold(name) === fold(attribute.name));
			if (taken) throw new HostError('invalid', { field: 'name', problem: 'taken' });
			const made = { id: ++this.#ids, ...attribute };
			this.attributes.push(made);
			this.#changed({ kind: 'contacts' });
			return made;
		},
		change_attribute: ({ id, attribute }) => {
			const changed = { id, ...attribute };
			this.attributes[this.#at(id)] = changed;
			this.#changed({ kind: 'contacts' });
			return changed;
		},
		delete_attribute: ({ id }) => {
			this.attributes.splice(this.#at(id), 1);
			this.#changed({ kind: 'contacts' });
			return null;
		},
		set_attribute: ({ contact, attribute, value }) => {
			const { takes } = this.attributes[this.#at(attribute)]!;
			if (value !== null && !fits(takes, value)) {
				throw new HostError('invalid', { field: 'value', problem: 'does_not_fit' });
			}
			const others = this.#people.of(contact).values.filter((one) => one.attribute !== attribute);
			return this.#note(contact, { values: value === null ? others : [...others, { attribute, value }] });
		},
		write_contact_note: ({ contact, text }) => {
			const note: ContactNote = { id: ++this.#ids, text, author: 'You', at: this.#now() };
			return this.#note(contact, { notes: [note, ...this.#people.of(contact).notes] });
		},
		change_contact_note: ({ note, text }) => {
			const about = [...this.#people.details].find(([, { notes }]) => notes?.some((one) => one.id === note));
			if (!about) throw new HostError('not_found');
			const [contact, { notes = [] }] = about;
			const changed = notes.map((one) => (one.id === note ? { ...one, text } : one));
			return this.#note(contact, { notes: changed.filter((one) => one.text !== '') });
		},
		past_windows: () => this.windows,
		list_contacts: ({ query, attribute, limit }) => {
			const all = this.#listed();
			const wanted = all.filter((row) => {
				const value = row.values.find((one) => one.attribute === attribute?.attribute)?.value;
				if (attribute?.is.kind === 'something' && value === undefined) return false;
				if (attribute?.is.kind === 'nothing' && value !== undefined) return false;
				if (attribute?.is.kind === 'value' && value !== attribute.is.value) return false;
				const words = [row.contact.name, row.contact.phone ?? '', ...row.values.map((one) => one.value)];
				return fold(words.join(' ')).includes(fold(query.trim()));
			});
			return { items: wanted.slice(0, limit), nextCursor: null, total: all.length };
		},
		open_chat: ({ contact, channel }) => {
			const row = [...this.#rows.values()].find(
				(one) => one.contact.id === contact && one.channel === channel,
			);
			if (!row) throw new HostError('not_found');
			return { conversation: row.id };
		},
		look_alikes: () => this.twins,
		tell_apart: ({ one, other }) => {
			this.twins = this.twins.filter((pair) => pair.one.id !== one || pair.other.id !== other);
			this.#changed({ kind: 'contacts' });
			return null;
		},
		import_contacts: () => this.report,
		export_contacts: () => ({
			text: [
				'Name,Phone',
				...this.#listed().map(({ contact }) => `${contact.name},${contact.phone ?? ''}`),
			].join('\r\n'),
		}),
	};

	#listed(): ListedContact[] {
		const seen = new Map<number, ListedContact>();
		for (const row of this.#rows.values()) {
			const said = row.lastMessage !== null;
			if (seen.has(row.contact.id) && !said) continue;
			seen.set(row.contact.id, {
				contact: row.contact,
				values: this.#people.details.get(row.contact.id)?.values ?? [],
				conversation: said ? row.id : null,
				lastMessageAt: said ? row.lastMessageAt : null,
			});
		}
		return [...seen.values()].sort((one, other) => one.contact.name.localeCompare(other.contact.name));
	}

	#at(id: number): number {
		const at = this.attributes.findIndex((one) => one.id === id);
		if (at === -1) throw new HostError('not_found');
		return at;
	}

	#note(contact: number, part: { values?: KnownValue[]; notes?: ContactNote[] }) {
		this.#people.note(contact, part);
		this.#changed({ kind: 'contacts' });
		return this.#people.of(contact);
	}
}

function fits(takes: AttributeKind, value: string): boolean {
	if (takes.kind === 'number') return Number.isFinite(Number(value));
	if (takes.kind === 'date') return !Number.isNaN(Date.parse(value));
	if (takes.kind === 'choice') return takes.options.includes(value);
	return takes.kind === 'text' || value === 'yes' || value === 'no';
}
