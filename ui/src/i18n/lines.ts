import type { Call } from '../bindings/Call';
import type { Content } from '../bindings/Content';
import type { Message } from '../bindings/Message';
import type { Notice } from '../bindings/Notice';
import { duration } from '../model/measure';
import { grouped } from '../model/phone';
import { m } from './generated/messages';

/** A sentence, and a smaller one that says what it means for the reader. */
export interface Line {
	readonly text: string;
	readonly hint?: string;
}

/** What WhatsApp tells of a person. */
export function noticeLine(notice: Notice, name: string): Line {
	switch (notice.what) {
		case 'numberChanged':
			return { text: numberChanged(notice.from, notice.to, name), hint: m.notice_number_hint() };
		case 'userIdChanged':
			return { text: m.notice_user_id({ name }) };
		case 'identityChanged':
			return { text: m.notice_identity({ name }), hint: m.notice_identity_hint() };
		case 'marketingPreference':
			return {
				text: notice.stopped ? m.notice_marketing_stopped({ name }) : m.notice_marketing_resumed({ name }),
			};
		case 'welcome':
			return { text: m.notice_welcome({ name }) };
		case 'words':
			return { text: notice.text };
	}
}

function numberChanged(from: string | null | undefined, to: string | null | undefined, name: string): string {
	const plus = (digits: string) => grouped(digits.startsWith('+') ? digits : `+${digits}`);
	if (from && to) return m.notice_number_changed({ name, from: plus(from), to: plus(to) });
	return to ? m.notice_number_changed_to({ name, to: plus(to) }) : m.notice_number_changed_bare({ name });
}

/** What became of a call. */
export function callLine(call: Call, name: string): Line {
	const theirs = call.direction === 'fromCustomer';
	const hint = theirs ? m.call_from_customer({ name }) : m.call_from_business({ name });
	switch (call.outcome) {
		case 'ringing':
			return { text: m.call_ringing(), hint };
		case 'accepted':
			return { text: m.call_running(), hint };
		case 'rejected':
			return { text: theirs ? m.call_rejected() : m.call_rejected_own(), hint };
		case 'failed':
			return { text: theirs ? m.call_missed() : m.call_rejected_own(), hint };
		case 'completed':
			return {
				text: call.seconds ? m.call_length({ length: duration(call.seconds * 1000) }) : m.call_done(),
				hint,
			};
	}
}

const UNSUPPORTED: Record<string, () => string> = {
	poll_creation: m.unsupported_poll,
	poll_update: m.unsupported_poll,
	ephemeral: m.unsupported_ephemeral,
	view_once: m.unsupported_ephemeral,
	group_invite: m.unsupported_group_invite,
	edit: m.unsupported_edit,
	revoke: m.unsupported_revoke,
	pin: m.unsupported_pin,
};

/** Error number of a message that only the phone can show (Meta, "Error codes"). */
const ONLY_ON_PHONE = 131060;

/** Why a message cannot be shown, and what to do. */
export function unsupportedReason({ what, code }: Extract<Content, { kind: 'unsupported' }>): string {
	if (code === ONLY_ON_PHONE) return m.unsupported_phone();
	if (!what || what === 'unknown') return m.unsupported_plain();
	return UNSUPPORTED[what]?.() ?? m.unsupported_named({ what: what.replaceAll('_', ' ') });
}

/** Who deleted a message. */
export function deletedText({ outbound, fromPhone }: Message): string {
	if (!outbound) return m.deleted_by_customer();
	return fromPhone ? m.deleted_on_phone() : m.deleted_by_us();
}

/** What it was that changed an earlier message and did not go out. */
export function failedChange(content: Content): string {
	if (content.kind === 'edit') return m.edit_failed();
	if (content.kind === 'revoke') return m.revoke_failed();
	const emoji = content.kind === 'reaction' ? content.emoji : null;
	return emoji ? m.reaction_failed({ emoji }) : m.reaction_failed_back();
}
