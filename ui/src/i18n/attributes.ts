import type { AttributeInfo } from '../bindings/AttributeInfo';
import type { AttributeKind } from '../bindings/AttributeKind';
import type { ContactDetails } from '../bindings/ContactDetails';
import type { AttributeValue } from '../model/attributes';
import { m } from './generated/messages';
import { language } from './language.svelte';

/** The kinds of attributes, in words. */
export const KINDS: Record<AttributeKind['kind'], () => string> = {
	text: m.attribute_text,
	number: m.attribute_number,
	date: m.attribute_date,
	yesNo: m.attribute_yes_no,
	choice: m.attribute_choice,
};

/** A value as it is read: days and numbers as the language writes them. */
export function valueText(takes: AttributeKind, value: string): string {
	switch (takes.kind) {
		case 'number':
			return Number.isFinite(Number(value))
				? new Intl.NumberFormat(language.formats).format(Number(value))
				: value;
		case 'date': {
			// A day is the same day everywhere.
			const day = new Date(`${value}T00:00:00Z`);
			const format = new Intl.DateTimeFormat(language.formats, { dateStyle: 'medium', timeZone: 'UTC' });
			return Number.isNaN(day.getTime()) ? value : format.format(day);
		}
		case 'yesNo':
			return value === 'yes' ? m.attribute_yes() : m.attribute_no();
		case 'text':
		case 'choice':
			return value;
	}
}

/** Everything that is kept of somebody, in words. */
export function attributeValues(
	{ values }: Pick<ContactDetails, 'values'>,
	all: readonly AttributeInfo[],
): AttributeValue[] {
	return all.flatMap(({ id, name, takes }) => {
		const known = values.find((one) => one.attribute === id);
		return known ? [{ name, text: valueText(takes, known.value) }] : [];
	});
}
