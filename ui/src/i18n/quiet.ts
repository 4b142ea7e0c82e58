import { moment } from '../model/time';
import { FOR_EVER } from '../state/comfort.svelte';
import { m } from './generated/messages';

/** Until when nothing disturbs. */
export function quietWords(until: number, now: number): string {
	return until >= FOR_EVER ? m.quiet_until_off() : m.quiet_until({ time: moment(until, now) });
}
