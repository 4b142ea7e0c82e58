/** Words for screen readers that nothing on screen is focused for. Spoken politely, one after the other. */
export class Announcer {
	#text = $state('');

	get text(): string {
		return this.#text;
	}

	say(text: string): void {
		// A region that keeps the same text is not read again; an invisible sign makes it another text.
		this.#text = this.#text === text ? `${text}\u00A0` : text;
	}
}
