import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	root: 'ui',
	cacheDir: fromHere('node_modules/.vite'),
	plugins: [
		svelte({ configFile: fromHere('svelte.config.js') }),
		svelteTesting(),
		// For tests `npm run i18n` has done it already, and the plugin's watcher would keep the test run from ending.
		!process.env['VITEST'] &&
			paraglideVitePlugin({
				project: fromHere('ui/project.inlang'),
				outdir: fromHere('ui/src/i18n/generated'),
				strategy: ['baseLocale'],
			}),
	],
	// One address in every checkout, so that it can stand in tauri.conf.json.
	server: { port: 5173, strictPort: true },
	build: {
		outDir: 'dist',
		emptyOutDir: true,
		// The first one that knows `:dir()`. For older ones it would be turned into a list of languages, which is wrong
		// wherever a text goes the other way than the screen.
		target: 'safari16.4',
		// Emoji data and fonts stay files: the content security policy lets the page fetch nothing but its own files.
		assetsInlineLimit: 2048,
	},
	test: {
		environment: 'jsdom',
		include: ['src/**/*.test.ts'],
		setupFiles: ['./src/test/setup.ts'],
		restoreMocks: true,
		// For what hangs. How fast a busy machine is, is no property of the code.
		testTimeout: 30_000,
	},
});
