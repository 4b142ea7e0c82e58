import type { Message } from '../bindings/Message';
import { spans } from './markup';
import { textsOf } from './search';

/** The links in a message's words and on its buttons, each once. */
export function linksIn(message: Message): { href: string; text: string }[] {
	const { content } = message;
	const found = new Map<string, string>();
	// Not the plain words: in those an address may have lost the signs that are marks elsewhere.
	const texts = content.kind === 'text' ? [content.text] : textsOf(message);
	for (const { href, text } of texts.flatMap(spans)) {
		if (href) found.set(href, text);
	}
	if (content.kind === 'interactive' && content.action.kind === 'link') {
		found.set(content.action.url, content.action.url);
	}
	return [...found].map(([href, text]) => ({ href, text }));
}
