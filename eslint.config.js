import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const desktopOnly = {
	patterns: [
		{
			group: ['@tauri-apps/*'],
			message: 'The screen talks to the core through Host; only host/tauri*.ts know the desktop shell.',
		},
	],
};

export default ts.config(
	{
		ignores: [
			'gen/',
			'target/',
			'src-tauri/',
			'ui/dist/',
			'ui/project.inlang/',
			'ui/src/bindings/',
			'ui/src/i18n/generated/',
			'test-results/',
			'playwright-report/',
		],
	},
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			eqeqeq: 'error',
			'no-restricted-imports': ['error', desktopOnly],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
			],
			// Where the reader sees on the same line that it is there.
			'@typescript-eslint/no-non-null-assertion': 'off',
			// `void` says that nobody waits for a promise.
			'@typescript-eslint/no-invalid-void-type': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// Message text is never HTML.
			'svelte/no-at-html-tags': 'error',
			// What nothing on screen follows is kept in plain maps and sets on purpose.
			'svelte/prefer-svelte-reactivity': 'off',
			// There is no router: links lead out of the program, through the host.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['ui/src/host/tauri.ts', 'ui/src/host/tauriDesktop.ts', 'ui/src/host/tauri.test.ts'],
		rules: { 'no-restricted-imports': 'off' },
	},
	{
		files: ['ui/src/components/shared/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						...desktopOnly.patterns,
						{
							group: ['../../*', '../!(shared)/**'],
							message: 'Shared components know nothing of this program.',
						},
					],
				},
			],
		},
	},
);
