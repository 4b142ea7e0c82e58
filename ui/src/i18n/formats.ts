import { language } from './language.svelte';

/** Makes something for the present locale and makes it anew when that changes: formatters are dear to make. */
function following<T>(make: (locale: string) => T): () => T {
	let made: { locale: string; value: T } | undefined;
	return () => {
		const locale = language.formats;
		if (made?.locale !== locale) made = { locale, value: make(locale) };
		return made.value;
	};
}

/** A format of dates and times in the language of the screen. */
export function dateFormat(options: Intl.DateTimeFormatOptions): (at: number) => string {
	const format = following((locale) => new Intl.DateTimeFormat(locale, options));
	return (at) => format().format(at);
}

/** Names of languages, countries or currencies in the language of the screen; `undefined` for a code that has none. */
export function displayNames(type: Intl.DisplayNamesType): (code: string) => string | undefined {
	const names = following((locale) => new Intl.DisplayNames(locale, { type, fallback: 'none' }));
	return (code) => names().of(code);
}
