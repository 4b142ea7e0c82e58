/** The fewest and the most digits of a number with its country (ITU E.164; the core asks for five). */
const FEWEST = 7;
const MOST = 15;

/** What was typed as a phone number: digits, and the signs that people put between them. */
const NUMBER = /^[+\d][\d\s().\-/]*$/;

/** The number with its country that was typed, as "+4477…"; `null` if it is none, or its country is missing. */
export function dialled(text: string): string | null {
	const typed = text.trim();
	if (!NUMBER.test(typed)) return null;
	const digits = typed.replace(/\D/g, '');
	const full = typed.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
	if (full === null || full.length < FEWEST || full.length > MOST || full.startsWith('0')) return null;
	return `+${full}`;
}

/** Whether a number was typed whose country nobody can know. */
export function lacksCountry(text: string): boolean {
	const typed = text.trim();
	const digits = typed.replace(/\D/g, '');
	return NUMBER.test(typed) && digits.length >= FEWEST && !typed.startsWith('+') && !digits.startsWith('00');
}
