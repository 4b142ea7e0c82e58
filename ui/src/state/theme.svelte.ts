import type { Theme } from '../bindings/Theme';

/** Which colours are shown: what was chosen, or the system's. */
class ThemeState {
	#system = window.matchMedia('(prefers-color-scheme: dark)');
	#systemDark = $state(this.#system.matches);
	#chosen = $state<Theme>('system');

	constructor() {
		this.#system.addEventListener('change', (event) => (this.#systemDark = event.matches));
	}

	get dark(): boolean {
		return this.#chosen === 'dark' || (this.#chosen === 'system' && this.#systemDark);
	}

	choose(theme: Theme): void {
		this.#chosen = theme;
	}
}

export const theme = new ThemeState();
