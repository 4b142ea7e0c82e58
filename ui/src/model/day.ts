/** Days of this computer's calendar, written `YYYY-MM-DD` as date boxes do. */

/** The day of a moment. */
export function dayName(at: number): string {
	const day = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Its local midnight. Days are counted by the calendar: two of a year have not 24 hours. */
export function midnightOf(day: string): number {
	return parts(day).getTime();
}

export function dayBefore(day: string, count = 1): string {
	return moved(day, -count);
}

export function dayAfter(day: string, count = 1): string {
	return moved(day, count);
}

function moved(day: string, by: number): string {
	const date = parts(day);
	date.setDate(date.getDate() + by);
	return dayName(date.getTime());
}

function parts(day: string): Date {
	const [year, month, date] = day.split('-').map(Number);
	return new Date(year!, month! - 1, date!);
}
