import { m } from './generated/messages';

const SENTENCES: Record<string, () => string> = {
	noMicrophone: m.recording_no_microphone,
	notAllowed: m.recording_not_allowed,
	deviceLost: m.recording_device_lost,
};

/** Why there is no recording, and what to do. */
export function recordingProblem(problem: string | null): string {
	return (SENTENCES[problem ?? ''] ?? m.recording_failed)();
}
