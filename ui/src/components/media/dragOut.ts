/** Lets a file be dragged out of the window: browsers that know `DownloadURL` write it where it is dropped. */
export function dragOut(event: DragEvent, url: string, name: string, mimeType: string | null): void {
	if (!event.dataTransfer) return;
	const address = new URL(url, location.href).href;
	event.dataTransfer.effectAllowed = 'copy';
	event.dataTransfer.setData('DownloadURL', `${mimeType ?? 'application/octet-stream'}:${name}:${address}`);
	event.dataTransfer.setData('text/uri-list', address);
}
