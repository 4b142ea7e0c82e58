import { describe, expect, it } from 'vitest';
import { baseLocale, locales } from './generated/runtime';

interface Forms {
	declarations: string[];
	selectors: string[];
	match: Record<string, string>;
}
type Text = string | [Forms];
type File = Record<string, Text>;

const files = import.meta.glob<File>('../../messages/*/*.json', { eager: true, import: 'default' });

/** The texts of a language, all files together. */
function textsOf(locale: string): Map<string, Text> {
	const own = Object.entries(files).filter(([path]) => path.includes(`/messages/${locale}/`));
	return new Map(own.flatMap(([, file]) => Object.entries(file)).filter(([key]) => key !== '$schema'));
}

const formsOf = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text[0].match));
const placeholders = (form: string): string[] => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
const allPlaceholders = (text: Text): string[] => [...new Set(formsOf(text).flatMap(placeholders))].sort();

const english = textsOf(baseLocale);

it('a name stands for one text only', () => {
	const keys = Object.entries(files)
		.filter(([path]) => path.includes(`/messages/${baseLocale}/`))
		.flatMap(([, file]) => Object.keys(file))
		.filter((key) => key !== '$schema');
	expect(keys).toHaveLength(new Set(keys).size);
	expect(keys.length).toBeGreaterThan(900);
});

describe.each(locales)('the texts in %s', (locale) => {
	const texts = textsOf(locale);

	it('are complete, and none stands there in vain', () => {
		expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
	});

	it('say everything that is to be put into them, and nothing else', () => {
		const different = [...texts]
			.filter(
				([key, text]) => String(allPlaceholders(text)) !== String(allPlaceholders(english.get(key) ?? '')),
			)
			.map(([key]) => key);
		expect(different).toEqual([]);
	});

	it('have a form for every plural of the language', () => {
		const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
		const incomplete = [...texts]
			.filter(([, text]) => typeof text !== 'string')
			.filter(([, text]) => {
				const [{ match }] = text as [Forms];
				return !wanted.every((category) => Object.keys(match).some((key) => key.endsWith(`=${category}`)));
			})
			.map(([key]) => key);
		expect(incomplete).toEqual([]);
	});

	it('are no empty words', () => {
		const empty = [...texts].filter(([, text]) => formsOf(text).some((form) => form.trim() === ''));
		expect(empty.map(([key]) => key)).toEqual([]);
	});
});
