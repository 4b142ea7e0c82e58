/** Whether an input method is composing: Enter picks its suggestion then. Safari reports that only by the key code. */
export function composes(event: KeyboardEvent): boolean {
	return event.isComposing || event.keyCode === 229;
}

/** Whether this key sends what was written. */
export function sends(event: KeyboardEvent, enterSends: boolean): boolean {
	if (event.key !== 'Enter' || composes(event) || event.shiftKey || event.altKey) return false;
	return enterSends || event.ctrlKey || event.metaKey;
}
