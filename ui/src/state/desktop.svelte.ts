import { m } from '../i18n/generated/messages';
import type { App } from './app.svelte';

/** Keeps what surrounds the window in step with the screen. Called while the page is being built. */
export function keepDesktopInStep(app: App): void {
	const { desktop } = app.host;
	if (!desktop) return;
	const settings = $derived(app.preferences.current);
	const ready = $derived(app.phase === 'ready');

	$effect(() => desktop.setZoom(settings.zoom));

	$effect(() => {
		const unread = app.workspace?.unreadConversations ?? 0;
		const name = m.app_name();
		const chats = unread > 0 ? m.unread_chats({ count: unread }) : null;
		desktop.setTray({
			unread,
			tooltip: chats ? m.tray_tooltip({ name, chats }) : name,
			open: chats ? m.tray_open_unread({ name, chats }) : m.tray_open({ name }),
			quiet: m.quiet(),
			isQuiet: app.comfort.quietUntil !== null,
			quit: m.tray_quit({ name }),
			closeToTray: settings.closeToTray,
		});
	});

	// A link that the program was started with waits until there is a workspace to follow it in.
	$effect(() => {
		if (!ready) return;
		return desktop.onTold((told) => {
			if (told.kind === 'number') void app.dialling.follow(told.phone);
			else app.comfort.toggleQuiet();
		});
	});
}
