import { defineConfig } from '@playwright/test';
import { installed } from './ui/e2e/harness/program';

const chromium = process.env['FRONTDESK_CHROMIUM'] ?? installed('chromium', 'chromium-browser');

export default defineConfig({
	testDir: 'ui/e2e',
	outputDir: 'test-results',
	reporter: [['list']],
	timeout: 45_000,
	expect: { timeout: 10_000 },
	workers: 2,
	fullyParallel: true,
	forbidOnly: true,
	use: {
		actionTimeout: 10_000,
		viewport: { width: 1280, height: 800 },
		locale: 'en-GB',
		launchOptions: {
			...(chromium === undefined ? {} : { executablePath: chromium }),
			args: [
				// Needed by whoever runs this as root, as containers do.
				'--no-sandbox',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
			],
		},
		trace: 'retain-on-failure',
	},
	projects: [
		{ name: 'browser', testDir: 'ui/e2e/browser' },
		{ name: 'window', testDir: 'ui/e2e/window', workers: 1 },
		{ name: 'shots', testDir: 'ui/e2e/shots' },
		{ name: 'frames', testDir: 'ui/e2e/frames', workers: 1, use: { trace: 'off' } },
	],
});
