import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { openScreen, settle } from '../../test/screen';

it('says how many templates one person may get in an hour, and takes no number out of range', async () => {
	const ui = await openScreen();
	await ui.click('Settings');
	const box = screen.getByRole<HTMLInputElement>('spinbutton', {
		name: /^Templates that one person may get/,
	});
	expect(box.value).toBe('1');
	await ui.user.clear(box);
	await ui.user.type(box, '3{Tab}');
	await settle();
	expect(ui.host.settings.templatesPerPersonPerHour).toBe(3);
	await ui.user.clear(box);
	await ui.user.type(box, '0{Tab}');
	await settle();
	expect(box.value).toBe('3');
	expect(ui.host.settings.templatesPerPersonPerHour).toBe(3);
});
