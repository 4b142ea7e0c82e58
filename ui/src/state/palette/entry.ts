import type { App } from '../app.svelte';

/** The kinds of things that the palette leads to, in the order in which they are shown. */
export const GROUPS = ['people', 'number', 'commands', 'replies', 'templates', 'messages'] as const;
export type Group = (typeof GROUPS)[number];

/** Something to choose. */
export interface Entry {
	/** Stays the same from day to day, so that what was chosen lately can be remembered. */
	readonly id: string;
	readonly group: Group;
	readonly title: string;
	/** A second line. */
	readonly detail?: string;
	/** Keys that do the same. */
	readonly keys?: readonly string[][];
	/** What is compared with the words beside the title. */
	readonly also?: string;
	readonly run: (app: App) => void;
}

/** Where entries come from. One that asks the core does so in `ask`, and offers what it has meanwhile. */
export interface Source {
	/** What there is to choose now. */
	readonly entries: readonly Entry[];
	/** Whether the entries fit the words already, however they are written. */
	readonly fitting?: boolean;
	/** The palette was opened. */
	open?(): void;
	/** The words have changed; settles when there is an answer to them, and never if others came before that. */
	ask?(query: string): void | Promise<void>;
}
