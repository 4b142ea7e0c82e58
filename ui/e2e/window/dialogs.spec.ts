import { expect, test } from './desktop';

/** How high the open dialog is; `null` without one. */
function height(): number | null {
	return document.querySelector('dialog[open]')?.getBoundingClientRect().height ?? null;
}

/** Runs in the page: a shortcut, as the keyboard brings it. */
function press(key: string, ctrlKey: boolean): void {
	const target = document.querySelector('dialog[open]') ?? document.body;
	target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
}

// A dialog that is as high as its content says nothing of its height, which this engine takes differently from others.
test('in the real window: dialogs are as high as what is in them', async ({ desktop: { window } }) => {
	await expect.poll(() => window.sees('[role=option]', 'Emma Whitfield')).toBe(true);
	await window.click('[role=option]', 'Emma Whitfield');
	await expect.poll(() => window.sees('[role=log] article')).toBe(true);
	for (const key of ['k', '/', 'p']) {
		await window.run(press, key, true);
		await expect
			.poll(() => window.run(height), { message: `the dialog of Ctrl+${key}` })
			.toBeGreaterThan(150);
		await window.run(() =>
			document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true })),
		);
		await expect.poll(() => window.run(height)).toBeNull();
	}
});
