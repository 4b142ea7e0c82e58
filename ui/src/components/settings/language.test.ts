import { screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { language } from '../../i18n/language.svelte';
import { openScreen, settle } from '../../test/screen';

afterEach(() => language.choose(null));

it('another language is spoken at once, in its own direction, and kept', async () => {
	const ui = await openScreen();
	await ui.click('Settings');
	const select = screen.getByRole('combobox', { name: 'Language' });
	expect([...select.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
		'As on this computer',
		'English',
		'Español',
		'Português (Brasil)',
		'हिन्दी',
		'العربية',
	]);
	await ui.user.selectOptions(select, 'ar');
	await settle();
	expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('الإعدادات');
	expect(document.documentElement).toMatchObject({ lang: 'ar', dir: 'rtl' });
	expect(ui.host.callsOf('save_settings')).toMatchObject([{ language: 'ar' }]);

	await ui.user.selectOptions(screen.getByRole('combobox', { name: 'اللغة' }), 'computer');
	await settle();
	expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings');
	expect(document.documentElement).toMatchObject({ lang: 'en', dir: 'ltr' });
});

it.each([
	[['C'], 'en'],
	[['pt-PT'], 'pt-BR'],
	[['eo', 'hi-IN'], 'hi'],
])('a computer that speaks %s is spoken to in %s', async (languages, spoken) => {
	vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
	language.choose('es');
	language.choose(null);
	await openScreen();
	expect(document.documentElement.lang).toBe(spoken);
});
