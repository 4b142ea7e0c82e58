import type { ContactCard } from '../bindings/ContactCard';

/** The name to show for a card; any part of it may be missing. */
export function cardName(card: ContactCard): string {
	const parts = [card.firstName, card.lastName].filter(Boolean).join(' ');
	return card.formattedName.trim() || parts || card.company || card.phones[0]?.phone || '';
}

/** The number by which a card can be kept: WhatsApp's own form if it has one. */
export function cardPhone(card: ContactCard): string | null {
	const own = card.phones.find((one) => one.waId);
	return own?.waId ? `+${own.waId.replace(/^\+/, '')}` : (card.phones[0]?.phone ?? null);
}
