import type { MessageError } from '../bindings/MessageError';
import { m } from './generated/messages';

const sentences = m as unknown as Record<string, (() => string) | undefined>;

/** What happened, as the core names it. A name that is newer than this screen is said in general words. */
export function failureText(explanation: string): string {
	return sentences[`failure_${explanation}`]?.() ?? m.failure_unlisted();
}

/** What to do about it; empty when there is nothing. */
export function failureAdvice(explanation: string): string {
	return sentences[`failure_${explanation}_advice`]?.() ?? '';
}

/** What happened to a message and what to do about it. */
export function failureSentence({ explanation }: MessageError): string {
	return [failureText(explanation), failureAdvice(explanation)].filter(Boolean).join(' ');
}
