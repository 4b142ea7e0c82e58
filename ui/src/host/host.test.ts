import { describe, expect, it, vi } from 'vitest';
import { errorSentence } from '../i18n/errors';
import { HostError, Listeners, safeUrl } from './host';

describe('an error of the core', () => {
	it('keeps its code and parameters', () => {
		const error = HostError.from({ code: 'template_field', params: { field: 'body.2' }, detail: null });
		expect(error.code).toBe('template_field');
		expect(errorSentence(error)).toContain('“2”');
	});

	it('of no known shape is said to be internal, with its text as detail', () => {
		expect(HostError.from('command rpc not found')).toMatchObject({
			code: 'internal',
			detail: 'command rpc not found',
		});
	});

	it('says in plain words why something was refused', () => {
		const params = { explanation: 'payment' };
		expect(errorSentence(new HostError('provider_refused', params))).toBe(
			'Meta cannot charge your account. Check the payment method in WhatsApp Manager.',
		);
	});

	it.each(['unreachable', 'internal'] as const)(
		'%s leaves open whether the command was carried out',
		(code) => {
			expect(new HostError(code).ambiguous).toBe(true);
		},
	);

	it('window_closed leaves nothing open', () => {
		expect(new HostError('window_closed').ambiguous).toBe(false);
	});
});

it('a listener that throws does not keep the news from the others', () => {
	vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const listeners = new Listeners<number>();
	const heard: number[] = [];
	listeners.add(() => {
		throw new Error('broken');
	});
	const unsubscribe = listeners.add((value) => heard.push(value));
	listeners.tell(1);
	unsubscribe();
	listeners.tell(2);
	expect(heard).toEqual([1]);
});

it.each([
	['https://example.com/', true],
	['http://example.com/', true],
	['mailto:ana@example.com', true],
	['tel:+4915112345678', true],
	['javascript:alert(1)', false],
	['file:///etc/passwd', false],
	['data:text/html,x', false],
	['not an address', false],
])('%s may be opened outside: %s', (url, safe) => {
	expect(safeUrl(url) !== null).toBe(safe);
});
