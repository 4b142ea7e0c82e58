import type { FileInfo } from '../bindings/FileInfo';
import { m } from './generated/messages';

const PROBLEMS: Record<string, () => string> = {
	offline: m.file_offline,
	refused: m.file_refused,
	corrupt: m.file_corrupt,
	diskFull: m.file_disk_full,
	tooLarge: m.file_too_large,
	expired: m.file_expired,
	lost: m.file_lost,
};

/** Why a file is not here, as a sentence. */
export function fileProblem({ state, problem }: FileInfo): string {
	if (state === 'expired') return m.file_expired();
	if (state === 'lost') return m.file_lost();
	return PROBLEMS[problem ?? '']?.() ?? m.file_failed();
}
