import type { OfficeInfo } from '../bindings/OfficeInfo';
import { HOUR, MINUTE } from './window';

export interface Later {
	readonly kind: 'hour' | 'afternoon' | 'opening' | 'monday';
	readonly at: number;
}

/** When something is to go out, and whether only to somebody who has not written by then. */
export interface Timing {
	readonly at: number;
	readonly unlessTheyWrite: boolean;
}

const AFTERNOON = 15;

/** The times that are offered for "send later", soonest first, none twice. */
export function laterTimes(office: OfficeInfo | undefined, now: number): Later[] {
	const hour = Math.ceil((now + HOUR) / (5 * MINUTE)) * 5 * MINUTE;
	const afternoon = new Date(now).setHours(AFTERNOON, 0, 0, 0);
	const times: { kind: Later['kind']; at: number | null | undefined }[] = [
		{ kind: 'hour', at: hour },
		{ kind: 'afternoon', at: afternoon },
		{ kind: 'opening', at: office?.nextOpening },
		{ kind: 'monday', at: office?.mondayOpening },
	];
	const seen = new Set<number>();
	return times
		.filter((time): time is Later => typeof time.at === 'number' && time.at > now + 10 * MINUTE)
		.filter(({ at }) => !seen.has(at) && seen.add(at))
		.sort((a, b) => a.at - b.at);
}

/** A moment as an input of date and time holds it: by the clock on this computer's wall. */
export function toInput(at: number): string {
	const date = new Date(at);
	const two = (part: number) => String(part).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment that such an input holds; `null` if it holds none. */
export function fromInput(value: string): number | null {
	const at = new Date(value).getTime();
	return Number.isNaN(at) ? null : at;
}
