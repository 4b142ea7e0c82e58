import { expect, it } from 'vitest';
import { money, totals } from './order';

it('comes to one sum for each currency', () => {
	const items = [
		{ product: 'a', quantity: 2, price: 4.5, currency: 'EUR' },
		{ product: 'b', quantity: 1, price: 25, currency: 'USD' },
		{ product: 'c', quantity: 1, price: 1, currency: 'EUR' },
		{ product: 'without a price', quantity: 9 },
	];
	expect(totals(items)).toEqual([
		{ currency: 'EUR', amount: 10 },
		{ currency: 'USD', amount: 25 },
	]);
});

it('a currency that nobody knows keeps the provider’s letters', () => {
	expect(money(3, 'not a currency')).toBe('3 not a currency');
});
