import type { OrderItem } from '../bindings/OrderItem';
import { language } from '../i18n/language.svelte';

/** What an order comes to, one sum for each currency in it; items without a price are left out. */
export function totals(items: readonly OrderItem[]): { currency: string; amount: number }[] {
	const sums = new Map<string, number>();
	for (const { quantity, price, currency } of items) {
		if (price === null || price === undefined || !currency) continue;
		sums.set(currency, (sums.get(currency) ?? 0) + quantity * price);
	}
	return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** "€ 12.50"; the provider's own letters if nobody knows the currency. */
export function money(amount: number, currency: string): string {
	try {
		return new Intl.NumberFormat(language.formats, { style: 'currency', currency }).format(amount);
	} catch {
		return `${amount} ${currency}`;
	}
}
