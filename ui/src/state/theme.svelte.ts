import type { Theme } from '../bindings/Theme';

/** A set of colours. */
type Colours = 'light' | 'dark' | 'contrast';

/** Which colours are shown: what was chosen, or the system's. */
class ThemeState {
	#dark = new Wish('(prefers-color-scheme: dark)');
	#contrast = new Wish('(prefers-contrast: more)');
	#forced = new Wish('(forced-colors: active)');
	#chosen = $state<Theme>('system');

	get colours(): Colours {
		// Where the system forces its own colours only the lines of ours are left, and those stand in high contrast.
		if (this.#chosen === 'highContrast' || this.#forced.holds) return 'contrast';
		if (this.#chosen === 'system') {
			if (this.#contrast.holds) return 'contrast';
			return this.#dark.holds ? 'dark' : 'light';
		}
		return this.#chosen;
	}

	get dark(): boolean {
		return this.colours !== 'light';
	}

	choose(theme: Theme): void {
		this.#chosen = theme;
	}
}

/** Something that the person has asked of the system, for all programs. */
class Wish {
	#query: MediaQueryList;
	#holds = $state(false);

	constructor(query: string) {
		this.#query = window.matchMedia(query);
		this.#holds = this.#query.matches;
		this.#query.addEventListener('change', (event) => (this.#holds = event.matches));
	}

	get holds(): boolean {
		return this.#holds;
	}
}

export const theme = new ThemeState();
