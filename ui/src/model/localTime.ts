/** A moment as a box for date and time shows it, in the computer's own zone: "2026-11-20T14:05". */
export function toLocal(at: number): string {
	const date = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that such a box says; `null` while it is not filled in. */
export function fromLocal(text: string): number | null {
	const at = new Date(text).getTime();
	return Number.isNaN(at) ? null : at;
}
