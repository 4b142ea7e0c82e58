import type { AccountTemplate } from '../bindings/AccountTemplate';
import type { DraftButton } from '../bindings/DraftButton';
import type { DraftCard } from '../bindings/DraftCard';
import type { DraftHeader } from '../bindings/DraftHeader';
import type { HeaderMedia } from '../bindings/HeaderMedia';
import type { SampleFile } from '../bindings/SampleFile';
import type { TemplateDraft } from '../bindings/TemplateDraft';
import type { VariableStyle } from '../bindings/VariableStyle';
import { fold } from './text';

/** The languages that Meta takes templates in, by its codes. */
export const LANGUAGES: readonly string[] = (
	'af sq ar ar_EG ar_AE ar_LB ar_MA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da nl nl_BE en en_GB en_US en_AU ' +
	'en_CA en_IN en_ZA et fil fi fr fr_BE fr_CA fr_CH fr_MA ka de de_AT de_CH el gu ha he hi hu id ga it ja kn kk rw_RW ' +
	'ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ru sr si_LK sk sl es es_AR es_CL es_CO es_EC es_ES ' +
	'es_MX es_PE es_US sw sv ta te th tr uk ur uz vi zu'
).split(' ');

export type HeaderChoice = 'none' | 'text' | 'location' | HeaderMedia;

export const ACCEPT: Record<HeaderMedia, string> = {
	image: 'image/jpeg,image/png',
	video: 'video/mp4',
	document: 'application/pdf',
};

export function blankDraft(language: string): TemplateDraft {
	return {
		name: '',
		language,
		category: 'UTILITY',
		variables: 'named',
		header: null,
		body: '',
		footer: '',
		offer: null,
		buttons: [],
		cards: [],
		samples: {},
	};
}

export function blankSample(media: HeaderMedia): SampleFile {
	return { media, key: null, name: '', mimeType: '' };
}

export function blankButton(kind: DraftButton['kind']): DraftButton {
	switch (kind) {
		case 'url':
			return { kind, label: '', url: 'https://' };
		case 'phone':
			return { kind, label: '', phone: '+' };
		case 'copyCode':
			return { kind, code: '' };
		case 'flow':
			return { kind, label: '', flowId: '' };
		case 'contactRequest':
			return { kind };
		case 'quickReply':
		case 'catalog':
		case 'voiceCall':
			return { kind, label: '' };
	}
}

/** One more card, built like the last one, as the rules want it. */
export function nextCard(cards: readonly DraftCard[]): DraftCard {
	const last = cards.at(-1);
	return {
		header: blankSample(last?.header.media ?? 'image'),
		body: '',
		buttons: (last?.buttons ?? [{ kind: 'quickReply', label: '' }]).map((button) => blankButton(button.kind)),
	};
}

export function choiceOf(header: DraftHeader | null): HeaderChoice {
	if (!header) return 'none';
	return header.kind === 'file' ? header.media : header.kind;
}

export function headerOf(choice: HeaderChoice): DraftHeader | null {
	if (choice === 'none') return null;
	if (choice === 'text') return { kind: 'text', text: '' };
	if (choice === 'location') return { kind: 'location' };
	return { kind: 'file', ...blankSample(choice) };
}

/** The next variable that a text does not have yet. */
export function nextVariable(text: string, style: VariableStyle): string {
	const names = new Set([...text.matchAll(/\{\{([^}]*)\}\}/g)].map((found) => found[1]!.trim()));
	if (style === 'named') {
		const known = ['first_name', 'date', 'time'].find((name) => !names.has(name));
		if (known) return `{{${known}}}`;
	}
	let number = 1;
	const name = () => (style === 'named' ? `value_${number}` : `${number}`);
	while (names.has(name())) number += 1;
	return `{{${name()}}}`;
}

/** The text with every variable that has a sample filled in, as on the customer's phone. */
export function withSamples(text: string, place: string, samples: TemplateDraft['samples']): string {
	return text.replace(
		/\{\{([^}]*)\}\}/g,
		(braces, name: string) => samples[`${place}.${name.trim()}`] || braces,
	);
}

/** What is shown of a name: words instead of underscores. */
export function spokenName(name: string): string {
	return name.replaceAll('_', ' ');
}

export interface TemplateGroup {
	readonly name: string;
	readonly languages: readonly AccountTemplate[];
}

/** The templates that have these words in their name or text, one group for each name. */
export function grouped(templates: readonly AccountTemplate[], words: string): TemplateGroup[] {
	const wanted = fold(words.trim());
	const groups = new Map<string, AccountTemplate[]>();
	for (const template of templates) {
		const text = fold(`${spokenName(template.name)} ${template.name} ${template.body}`);
		if (!text.includes(wanted)) continue;
		groups.set(template.name, [...(groups.get(template.name) ?? []), template]);
	}
	return [...groups].map(([name, languages]) => ({ name, languages }));
}
