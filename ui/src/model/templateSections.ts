import type { TemplateInfo } from '../bindings/TemplateInfo';
import { suits } from './templateSource';

export type SectionName = 'favourites' | 'recent' | 'theirs' | 'others' | 'unsendable';

export interface Section {
	readonly name: SectionName;
	readonly templates: readonly TemplateInfo[];
}

/**
 * The list in the order in which a template is mostly looked for: favourites, what was sent lately, what is in the
 * contact's language, the rest, and last what cannot be sent. Each stands once.
 */
export function sorted(
	templates: readonly TemplateInfo[],
	theirs: Intl.Locale | null,
	mostRecent: number,
): Section[] {
	const sendable = templates
		.filter((one) => !one.unsendable)
		.sort((a, b) => suits(b.language, theirs) - suits(a.language, theirs));
	const favourites = sendable.filter((one) => one.favourite);
	const recent = sendable
		.filter((one) => !one.favourite && one.usedAt !== null)
		.sort((a, b) => (b.usedAt ?? 0) - (a.usedAt ?? 0))
		.slice(0, mostRecent);
	const rest = sendable.filter((one) => !one.favourite && !recent.includes(one));
	const sections: Section[] = [
		{ name: 'favourites', templates: favourites },
		{ name: 'recent', templates: recent },
		{ name: 'theirs', templates: rest.filter((one) => suits(one.language, theirs) > 0) },
		{ name: 'others', templates: rest.filter((one) => suits(one.language, theirs) === 0) },
		{ name: 'unsendable', templates: templates.filter((one) => one.unsendable) },
	];
	return sections.filter((section) => section.templates.length > 0);
}
