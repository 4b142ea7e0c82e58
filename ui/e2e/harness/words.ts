import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MESSAGES = fileURLToPath(new URL('../../messages', import.meta.url));

/** The languages of the screen. */
export const LANGUAGES = ['en', 'es', 'pt-BR', 'hi', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the screen says in one language, so that a test finds its way in any of them. */
export class Words {
	readonly language: Language;
	readonly #texts = new Map<string, string>();

	constructor(language: Language) {
		this.language = language;
		const folder = path.join(MESSAGES, language);
		for (const file of readdirSync(folder)) {
			const texts = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>;
			for (const [key, text] of Object.entries(texts))
				if (typeof text === 'string') this.#texts.set(key, text);
		}
	}

	/** A text without blanks. */
	say(key: string): string {
		const text = this.#texts.get(key);
		if (text === undefined) throw new Error(`${this.language} has no plain text “${key}”`);
		return text;
	}

	/** The texts of another language that this one says in other words. */
	*unlike(other: Words): Generator<string> {
		const own = new Set(this.#texts.values());
		for (const text of other.#texts.values()) if (!own.has(text)) yield text;
	}

	/** The start of a name that goes on with a number, as that of a button with a badge does. */
	starting(key: string): RegExp {
		return new RegExp(`^${literally(this.say(key))}(,|$)`);
	}

	/** A text with blanks, whatever they are filled with. */
	like(key: string): RegExp {
		const parts = this.say(key)
			.split(/\{\w+\}/)
			.map((part) => literally(part));
		return new RegExp(`^${parts.join('.*')}$`, 's');
	}
}

/** As a part of a pattern, each sign stands for itself. */
function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
