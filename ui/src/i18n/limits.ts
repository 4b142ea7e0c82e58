import { count } from './figures';
import { m } from './generated/messages';

/** How many people may be written to in a day outside their windows: "2,000 people" for `TIER_2K`. */
export function messagingLimit(tier: string): string {
	if (/UNLIMITED|^-1$/.test(tier)) return m.limit_none();
	const [, digits, thousands] = /^(?:TIER_)?(\d+)(K?)$/.exec(tier) ?? [];
	if (!digits) return tier;
	const people = Number(digits) * (thousands ? 1000 : 1);
	return m.limit_count({ count: people, shown: count(people) });
}
