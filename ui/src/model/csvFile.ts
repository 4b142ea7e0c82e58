/** More bytes are no table that anybody could look through. */
const MOST_BYTES = 24 * 1024 * 1024;

/**
 * The text of a file that somebody chose; `null` if it is none. Spreadsheet programs on Windows write the signs of
 * Western Europe in an older way unless they are told otherwise.
 */
export async function csvText(file: Blob): Promise<string | null> {
	if (file.size > MOST_BYTES) return null;
	const bytes = await file.arrayBuffer();
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		const text = new TextDecoder('windows-1252').decode(bytes);
		return text.includes('\0') ? null : text;
	}
}
