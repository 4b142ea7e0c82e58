import {
	baseLocale,
	getTextDirection,
	isLocale,
	type Locale,
	locales,
	overwriteGetLocale,
} from './generated/runtime';

/** The language of the screen. What reads a text or a date follows it, so that it can change while one looks. */
class LanguageState {
	#chosen = $state<Locale | null>(null);

	readonly locale: Locale = $derived(this.#chosen ?? ofComputer());

	/**
	 * The locale of dates and numbers: the computer's own variety of the language, such as `en-GB`, in the digits that
	 * the texts have.
	 */
	readonly formats: string = $derived.by(() => {
		const variety = navigator.languages.find((tag) => languageOf(tag) === languageOf(this.locale));
		return new Intl.Locale(variety ?? this.locale, { numberingSystem: 'latn' }).toString();
	});

	get direction(): 'ltr' | 'rtl' {
		return getTextDirection(this.locale);
	}

	/** `null` is the computer's own. */
	choose(language: Locale | null): void {
		this.#chosen = language;
	}
}

/** The language of a tag without its region. Some computers name their language in ways that are no tag, such as `C`. */
function languageOf(tag: string): string | null {
	try {
		return new Intl.Locale(tag).language;
	} catch {
		return null;
	}
}

/** The first of the computer's languages that the screen speaks. */
function ofComputer(): Locale {
	for (const tag of navigator.languages) {
		if (isLocale(tag)) return tag;
		const spoken = locales.find((locale) => languageOf(locale) === languageOf(tag));
		if (spoken) return spoken;
	}
	return baseLocale;
}

export const language = new LanguageState();

overwriteGetLocale(() => language.locale);
