import type { Pricing } from '../bindings/Pricing';
import { m } from './generated/messages';

const CATEGORIES: Record<string, () => string> = {
	service: m.pricing_service,
	utility: m.pricing_utility,
	marketing: m.pricing_marketing,
	marketing_lite: m.pricing_marketing,
	authentication: m.pricing_authentication,
	authentication_international: m.pricing_authentication,
};

/** What WhatsApp counts a message as. Never an amount: prices differ by country and change. */
export function pricingText({ type, category }: Pricing): string {
	if (type === 'free_entry_point') return m.pricing_free_entry();
	if (type === 'free_customer_service') return m.pricing_free_service();
	if (!category) return '';
	const key = category.replaceAll('-', '_');
	return m.pricing_category({ category: CATEGORIES[key]?.() ?? key.replaceAll('_', ' ') });
}
