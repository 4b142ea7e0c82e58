import type { HostErrorCode } from '../host/host';
import { HostError } from '../host/host';
import { failureAdvice, failureText } from './failures';
import { timeOf } from '../model/time';
import { m } from './generated/messages';
import { unsendableReason } from './templates';
import { wrongSentence } from './wrong';

type Sentence = (params: Readonly<Record<string, string>>) => string;

/** One sentence per code: what happened and, where there is something, what to do. */
const SENTENCES: Record<HostErrorCode, Sentence> = {
	not_found: () => m.error_not_found(),
	invalid: (params) => wrongSentence(params),
	blocked: () => m.error_blocked(),
	marketing_stopped: () => m.error_marketing_stopped(),
	marketing_to_us: () => m.error_marketing_to_us(),
	too_many_templates: ({ againAt }) =>
		againAt
			? m.error_too_many_templates({ time: timeOf(Number(againAt)) })
			: m.error_too_many_templates_soon(),
	portfolio_limit: ({ people }) =>
		people ? m.error_portfolio_limit({ count: Number(people) }) : failureText('portfolio_limit'),
	not_cancellable: () => m.error_not_cancellable(),
	disk_full: () => m.error_disk_full(),
	window_closed: () => m.error_window_closed(),
	template_unsendable: ({ reason }) =>
		reason
			? m.error_template_unsendable_for({ reason: unsendableReason({ code: reason, detail: null }) })
			: m.error_template_unsendable(),
	template_field: ({ field, problem }) =>
		problem === 'file_missing' ? m.template_file_gone() : m.error_template_field({ field: fieldName(field) }),
	app_id_missing: () => m.error_app_id_missing(),
	not_retryable: () => m.error_not_retryable(),
	too_many_waiting: ({ scope }) => (scope === 'person' ? m.error_too_many_person() : m.error_too_many()),
	no_workspace: () => m.error_no_workspace(),
	provider_refused: ({ explanation = '' }) =>
		[failureText(explanation), failureAdvice(explanation)].filter(Boolean).join(' '),
	offline: () => m.error_offline(),
	internal: ({ id }) => (id ? m.error_internal_id({ id }) : m.error_internal()),
	unreachable: () => m.error_unreachable(),
	signed_out: () => m.error_signed_out(),
	cancelled: () => m.error_cancelled(),
};

export function errorSentence(error: unknown): string {
	const { code, params } = HostError.from(error);
	return SENTENCES[code](params);
}

/** `body.first_name` -> `first_name`: the part that stands between the braces. */
function fieldName(key: string | undefined): string {
	return key?.split('.').slice(1).join('.') ?? '';
}
