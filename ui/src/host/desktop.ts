import type { Unsubscribe } from './host';

/** What the icon in the tray shows and says. */
export interface TrayState {
	/** How many chats have unread messages. */
	readonly unread: number;
	readonly tooltip: string;
	/** The words of its menu. */
	readonly open: string;
	readonly quiet: string;
	readonly quit: string;
	/** Whether notices and sounds are held back. */
	readonly isQuiet: boolean;
	/** Whether closing the window leaves the program at work. */
	readonly closeToTray: boolean;
}

/** What the window tells by itself. */
export type Told =
	/** A link asks to write to a number: with a plus sign where the link says the country. */
	| { readonly kind: 'number'; readonly phone: string }
	/** Chosen in the tray: hold notices and sounds back, or not any more. */
	| { readonly kind: 'toggleQuiet' };

/** What surrounds a window of our own. A browser has none of it. */
export interface Desktop {
	setTray(state: TrayState): void;
	startsAtLogin(): Promise<boolean>;
	/** Rejects when the system does not let it be changed. */
	startAtLogin(on: boolean): Promise<void>;
	/** How large everything is, in percent. */
	setZoom(percent: number): void;
	/** What was told before anybody listened is told then. */
	onTold(listener: (told: Told) => void): Unsubscribe;
}
