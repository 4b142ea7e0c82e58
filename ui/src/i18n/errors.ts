import type { HostErrorCode } from '../host/host';
import { HostError } from '../host/host';
import { m } from './generated/messages';

type Sentence = (params: Readonly<Record<string, string>>) => string;

/** One sentence per code: what happened and, where there is something, what to do. */
const SENTENCES: Record<HostErrorCode, Sentence> = {
	not_found: () => m.error_not_found(),
	invalid: ({ field, problem }) =>
		field && problem ? m.error_invalid_field({ field, problem }) : m.error_invalid(),
	blocked: () => m.error_blocked(),
	marketing_stopped: () => m.error_marketing_stopped(),
	not_cancellable: () => m.error_not_cancellable(),
	disk_full: () => m.error_disk_full(),
	window_closed: () => m.error_window_closed(),
	template_unsendable: () => m.error_template_unsendable(),
	template_field: ({ field }) => m.error_template_field({ field: fieldName(field) }),
	app_id_missing: () => m.error_app_id_missing(),
	not_retryable: () => m.error_not_retryable(),
	too_many_waiting: ({ scope }) => (scope === 'person' ? m.error_too_many_person() : m.error_too_many()),
	no_workspace: () => m.error_no_workspace(),
	provider_refused: ({ text, advice }) =>
		[text ?? m.error_provider_refused(), advice].filter(Boolean).join(' '),
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
