import { m } from './generated/messages';

/** What the log calls the one person who works here. */
const HERE = 'You';

/** Who wrote something of ours, in the language of the screen. */
export function authorName(author: string | null): string {
	return author === null || author === HERE ? m.you_name() : author;
}

/** Whether it was another program that wrote it, and not the person here. */
export function isProgram(author: string | null): boolean {
	return author !== null && author !== HERE;
}
