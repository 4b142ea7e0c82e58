import type { FieldMemory } from '../../bindings/FieldMemory';
import type { FieldValue } from '../../bindings/FieldValue';
import type { TemplateField } from '../../bindings/TemplateField';
import type { TemplateInfo } from '../../bindings/TemplateInfo';
import type { Values } from '../../model/template';
import { asSource, guessed, known, type Known, type Source } from '../../model/templateSource';

/** What is put into the fields of one template for one contact, and where it comes from. */
export class Filling {
	readonly template: TemplateInfo;
	#known: () => Known;
	#typed = $state.raw<Values>({});
	#sources = $state.raw<Readonly<Record<string, Source | null>>>({});

	/**
	 * Only what is known of this contact is filled in by itself: a value that was typed for somebody else is offered and
	 * nothing more.
	 */
	readonly values: Values = $derived.by(() => {
		const values: Record<string, FieldValue> = {};
		for (const field of this.template.fields) {
			const value = this.#typed[field.key] ?? this.#prefilled(field);
			if (value !== '') values[field.key] = value;
		}
		return values;
	});

	constructor(template: TemplateInfo, known: () => Known) {
		this.template = template;
		this.#known = known;
	}

	/** What a field is filled from: as chosen now, as the last time, or as its name says. */
	source(field: TemplateField): Source | null {
		const chosen = this.#sources[field.key];
		if (chosen !== undefined) return chosen;
		const memory = this.#memory(field);
		return memory ? asSource(memory.source) : guessed(field);
	}

	/** What a source knows of this contact. */
	known(source: Source): string {
		return known(source, this.#known(), this.template.language);
	}

	/** What was put into the field the last time, for whomever. */
	last(field: TemplateField): FieldValue | null {
		return this.#memory(field)?.last ?? null;
	}

	type(field: TemplateField, value: FieldValue): void {
		this.#typed = { ...this.#typed, [field.key]: value };
		const source = this.source(field);
		// Typed where nothing is known of this contact, it stands in for it, the next time as well.
		if (source && this.known(source) !== '') this.#sources = { ...this.#sources, [field.key]: null };
	}

	/** Fills a field from what is known of the contact; `null` leaves it to be typed. */
	take(field: TemplateField, source: Source | null): void {
		const { [field.key]: _, ...typed } = this.#typed;
		this.#typed = typed;
		this.#sources = { ...this.#sources, [field.key]: source };
	}

	/** What to keep for the next time. */
	memory(): Record<string, FieldMemory> {
		const all = this.template.fields.map((field): [string, FieldMemory] => {
			const source = this.source(field);
			const value = this.values[field.key] ?? null;
			const standsIn = source !== null && this.known(source) === '' && typeof value === 'string';
			const fallback = standsIn ? value : (this.#memory(field)?.fallback ?? null);
			return [field.key, { source, fallback, last: value }];
		});
		return Object.fromEntries(all);
	}

	#prefilled(field: TemplateField): string {
		const source = this.source(field);
		if (!source) return '';
		return this.known(source) || (this.#memory(field)?.fallback ?? '');
	}

	#memory(field: TemplateField): FieldMemory | undefined {
		return this.template.memory[field.key];
	}
}
