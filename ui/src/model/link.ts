/** Whether WhatsApp could show a preview: it does so for the first whole web address only (Meta, "Text messages"). */
export function hasLink(text: string): boolean {
	return /https?:\/\/\S/i.test(text);
}

/** Whether this is a whole address of a page. */
export function isWebAddress(url: string): boolean {
	try {
		const { protocol, hostname } = new URL(url);
		return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
	} catch {
		return false;
	}
}
