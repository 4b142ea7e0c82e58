/** What can be done about what a note says. */
export interface ToastAction {
	readonly text: string;
	readonly run: () => void;
}

export interface Toast {
	readonly id: number;
	readonly tone: 'good' | 'bad';
	readonly text: string;
	readonly action: ToastAction | undefined;
}

const SHOWN_MS = { good: 4000, bad: 8000 };

/** Short notes that go away by themselves. States (offline, closed) are shown where they belong, never here. */
export class Toasts {
	#items = $state.raw<readonly Toast[]>([]);
	#next = 1;

	get items(): readonly Toast[] {
		return this.#items;
	}

	show(text: string, tone: Toast['tone'] = 'good', action?: ToastAction): void {
		const toast = { id: this.#next++, tone, text, action };
		// The same words twice would only be noise.
		this.#items = [...this.#items.filter((item) => item.text !== text), toast].slice(-3);
		setTimeout(() => this.dismiss(toast.id), action ? SHOWN_MS.bad : SHOWN_MS[tone]);
	}

	dismiss(id: number): void {
		this.#items = this.#items.filter((item) => item.id !== id);
	}
}
