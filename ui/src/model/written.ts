/** A template's language as the platform's formats know it: "pt_BR" is "pt-BR". Digits are those that phones show. */
function tagOf(language: string): string {
	return new Intl.Locale(language.replaceAll('_', '-'), { numberingSystem: 'latn' }).toString();
}

/**
 * A day as a letter in the customer's language says it, such as "Friday 4 December 2026", with the time if there is one.
 *
 * @param day as a box for dates gives it: "2026-12-04"
 * @param time as a box for times gives it: "14:05", or empty
 * @param language of the template, such as "pt_BR"
 */
export function writtenDay(day: string, time: string, language: string): string | null {
	const at = new Date(`${day}T${time || '12:00'}`);
	if (Number.isNaN(at.getTime())) return null;
	const withTime = time === '' ? {} : ({ timeStyle: 'short' } as const);
	return new Intl.DateTimeFormat(tagOf(language), { dateStyle: 'full', ...withTime }).format(at);
}

/** An amount of money as the customer's language writes it; `currency` is one of {@link CURRENCIES}. */
export function writtenAmount(amount: number, currency: string, language: string): string | null {
	if (!Number.isFinite(amount)) return null;
	return new Intl.NumberFormat(tagOf(language), { style: 'currency', currency }).format(amount);
}

/** Today's date, as a letter in that language says it. */
export function writtenToday(now: number, language: string): string {
	return new Intl.DateTimeFormat(tagOf(language), { dateStyle: 'long' }).format(now);
}

/** The three letters of every currency that the platform knows. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');
