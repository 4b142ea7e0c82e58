import type { Wrong } from '../bindings/Wrong';
import { language } from './language.svelte';
import { m } from './generated/messages';

type Facts = Readonly<Record<string, string>>;

const number = (fact: string | undefined) => new Intl.NumberFormat(language.formats).format(Number(fact));

/** What is wrong with something that was entered, and what to do about it. */
const SENTENCES: Record<Wrong['problem'], (facts: Facts) => string> = {
	empty: () => m.wrong_empty(),
	missing: () => m.wrong_missing(),
	too_long: ({ most }) => m.wrong_too_long({ most: number(most) }),
	too_many: ({ most }) => m.wrong_too_many({ most: number(most) }),
	too_few: ({ least }) => m.wrong_too_few({ least: number(least) }),
	too_large: ({ megabytes }) => m.wrong_too_large({ megabytes: number(megabytes) }),
	outside: ({ from, to }) => m.wrong_outside({ from: number(from), to: number(to) }),
	not_offered: () => m.wrong_not_offered(),
	twice: () => m.wrong_twice(),
	taken: () => m.wrong_taken(),
	reserved: () => m.wrong_reserved(),
	fixed: () => m.wrong_fixed(),
	does_not_fit: () => m.wrong_does_not_fit(),
	not_one_word: ({ most }) => m.wrong_not_one_word({ most: number(most) }),
	not_an_emoji: () => m.wrong_not_an_emoji(),
	not_a_web_address: () => m.wrong_not_a_web_address(),
	not_secure: () => m.wrong_not_secure(),
	not_a_phone_number: () => m.wrong_not_a_phone_number(),
	not_an_object: () => m.wrong_not_an_object(),
	not_a_time_zone: () => m.wrong_not_a_time_zone(),
	not_within_a_day: () => m.wrong_not_within_a_day(),
	past: () => m.wrong_past(),
	too_far: () => m.wrong_too_far(),
	no_caption: () => m.wrong_no_caption(),
	unfit_header: () => m.wrong_unfit_header(),
	blank: ({ name = '' }) => m.wrong_blank({ name }),
	not_answerable: () => m.wrong_not_answerable(),
	not_there_yet: () => m.wrong_not_there_yet(),
	unsendable: () => m.wrong_unsendable(),
	rule_broken: () => m.wrong_rule_broken(),
	harmful: () => m.wrong_harmful(),
	unreadable: () => m.wrong_unreadable(),
	cannot_shrink: () => m.wrong_cannot_shrink(),
	no_microphone: () => m.wrong_no_microphone(),
	not_allowed: () => m.wrong_not_allowed(),
	device_lost: () => m.wrong_device_lost(),
	too_short: () => m.wrong_too_short(),
	not_shared: () => m.wrong_not_shared(),
	asked_before: () => m.wrong_asked_before(),
	not_two_people: () => m.wrong_not_two_people(),
	not_merged: () => m.wrong_not_merged(),
	not_lately: () => m.wrong_not_lately(),
	malformed: () => m.wrong_malformed(),
};

/** How people call a part; what no form shows has no name. */
const PARTS: Record<string, () => string> = {
	name: () => m.contact_name(),
	phone: () => m.card_phone(),
	text: () => m.build_header_text(),
	header: () => m.build_header(),
	footer: () => m.build_footer(),
	buttons: () => m.build_buttons(),
	url: () => m.place_address(),
	endpoint: () => m.place_address(),
	model: () => m.transcription_model(),
	shortcut: () => m.replies_shortcut(),
	value: () => m.numbers_value(),
};

/** Says it in general words when this screen has none for the problem. */
export function wrongSentence({ field = '', problem = '', ...facts }: Facts): string {
	const sentence = (SENTENCES as Record<string, ((facts: Facts) => string) | undefined>)[problem]?.(facts);
	if (!sentence) return m.error_invalid();
	const part = PARTS[field]?.();
	return part ? m.error_invalid_field({ part, sentence }) : sentence;
}
