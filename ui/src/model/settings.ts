import type { Settings } from '../bindings/Settings';

/** What holds until the core has said what somebody prefers. */
export const DEFAULT_SETTINGS: Settings = {
	language: null,
	theme: 'system',
	enterSends: true,
	contactPanel: true,
	channels: {},
	showDeleted: false,
	transcription: null,
	notifyMessages: true,
	notifyText: true,
	notifyClosing: true,
	notifyClosingMinutes: 30,
	targets: { deliveredPercent: 95, answeredPercent: 40, webhookMs: 500, limitViolations: 0 },
	agentName: '',
	density: 'comfortable',
	textSize: 100,
	zoom: 100,
	soundIncoming: true,
	soundSent: false,
	soundVolume: 60,
	doNotDisturbUntil: null,
	closeToTray: false,
	templatesPerPersonPerHour: 1,
	notifyTemplates: true,
	quietHours: null,
};
