const KEPT_AS = 'frontdesk.palette';
const MOST = 30;

/** What was chosen lately, the newest first: numbers and names of templates, never of people. */
export class Recent {
	#ids: string[] = kept();

	note(id: string): void {
		this.#ids = [id, ...this.#ids.filter((one) => one !== id)].slice(0, MOST);
		localStorage.setItem(KEPT_AS, JSON.stringify(this.#ids));
	}

	/** How many were chosen since; a large number for what was not chosen lately. */
	place(id: string): number {
		const at = this.#ids.indexOf(id);
		return at === -1 ? MOST : at;
	}
}

function kept(): string[] {
	try {
		const ids: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
		return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
	} catch {
		return [];
	}
}
