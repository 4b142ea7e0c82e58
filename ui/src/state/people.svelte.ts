import { SvelteMap } from 'svelte/reactivity';
import type { AttributeId } from '../bindings/AttributeId';
import type { ChannelId } from '../bindings/ChannelId';
import type { ContactDetails } from '../bindings/ContactDetails';
import type { ContactId } from '../bindings/ContactId';
import type { NoteId } from '../bindings/NoteId';
import type { Host } from '../host/host';
import { errorSentence } from '../i18n/errors';
import { m } from '../i18n/generated/messages';
import type { Toasts } from './toasts.svelte';

/** What is known of the people whose panel was looked at, and what can be done with them. */
export class People {
	#host: Host;
	#toasts: Toasts;
	#details = new SvelteMap<ContactId, ContactDetails>();

	constructor(host: Host, toasts: Toasts) {
		this.#host = host;
		this.#toasts = toasts;
	}

	details(contact: ContactId): ContactDetails | undefined {
		return this.#details.get(contact);
	}

	async load(contact: ContactId): Promise<void> {
		this.#details.set(contact, await this.#host.rpc('contact', { contact }));
	}

	/** Reads what is known of somebody unless it is here. */
	async want(contact: ContactId): Promise<void> {
		if (!this.#details.has(contact)) await this.load(contact);
	}

	/** After a hint: only whom somebody has looked at is read again. */
	async refresh(contact: ContactId): Promise<void> {
		if (this.#details.has(contact)) await this.load(contact);
	}

	/** Answers whether it was done. An empty name takes ours back. */
	rename(contact: ContactId, name: string): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('name_contact', { contact, name: name.trim() }));
	}

	/** Makes the other contact a part of this one. */
	merge(contact: ContactId, other: ContactId): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('merge_contacts', { from: other, into: contact }));
	}

	/** Makes a contact that was merged into this one somebody of their own again. */
	async split(contact: ContactId, merged: ContactId): Promise<boolean> {
		const done = await this.#try(merged, () => this.#host.rpc('split_contact', { contact: merged }));
		if (done) await this.load(contact).catch(() => undefined);
		return done;
	}

	block(contact: ContactId, channel: ChannelId, blocked: boolean): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('block_contact', { contact, channel, blocked }));
	}

	/** Says what an attribute is for somebody; `null`: nothing. Answers whether it fitted. */
	setAttribute(contact: ContactId, attribute: AttributeId, value: string | null): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('set_attribute', { contact, attribute, value }));
	}

	writeNote(contact: ContactId, text: string): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('write_contact_note', { contact, text }));
	}

	/** Lets a note say something else; an empty one is taken away. */
	changeNote(contact: ContactId, note: NoteId, text: string): Promise<boolean> {
		return this.#try(contact, () => this.#host.rpc('change_contact_note', { note, text }));
	}

	/** Keeps a card that a customer sent as a contact. */
	async saveCard(name: string, phone: string): Promise<boolean> {
		try {
			const saved = await this.#host.rpc('save_card', { name, phone });
			this.#toasts.show(m.card_saved({ name: saved.contact.name }));
			return true;
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
			return false;
		}
	}

	forget(): void {
		this.#details.clear();
	}

	async #try(contact: ContactId, act: () => Promise<ContactDetails>): Promise<boolean> {
		try {
			this.#details.set(contact, await act());
			return true;
		} catch (error) {
			this.#toasts.show(errorSentence(error), 'bad');
			return false;
		}
	}
}
