import { expect, it } from 'vitest';
import { hasLink } from './link';
import { sends } from './keys';

const key = (part: KeyboardEventInit) => new KeyboardEvent('keydown', { key: 'Enter', ...part });

it.each([
	['Enter', {}, true, true],
	['Enter when it breaks lines', {}, false, false],
	['Ctrl+Enter when Enter breaks lines', { ctrlKey: true }, false, true],
	['Cmd+Enter when Enter breaks lines', { metaKey: true }, false, true],
	['Shift+Enter', { shiftKey: true }, true, false],
	['Enter that picks a word of an input method', { isComposing: true }, true, false],
	['another key', { key: 'a' }, true, false],
])('%s sends as it should', (_, part, enterSends, expected) => {
	expect(sends(key(part), enterSends)).toBe(expected);
});

it.each([
	['see https://example.com', true],
	['HTTP://EXAMPLE.COM', true],
	['example.com', false],
	['https://', false],
])('WhatsApp can show a preview of “%s”: %s', (text, expected) => {
	expect(hasLink(text)).toBe(expected);
});
