import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { HOUR } from '../../model/window';
import { openScreen, settle } from '../../test/screen';

// Pain 3: the window computed from the wrong clock.
it.each([
	[3 * HOUR, '3 h 00 min behind'],
	[-3 * HOUR, '3 h 00 min ahead'],
])(
	'pain 3: a computer whose clock is %i ms off is told so, and what is counted instead',
	async (off, says) => {
		const ui = await openScreen((host) => (host.behindS = off / 1000));
		const told = screen.getByText(new RegExp(says));
		expect(told.textContent).toContain('Frontdesk counts by WhatsApp');
		ui.host.behindS = 0;
		ui.host.hint({ kind: 'workspace' });
		await settle(500);
		expect(screen.queryByText(new RegExp(says)), 'once it is set right').toBeNull();
	},
);
