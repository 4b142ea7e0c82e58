import { beforeEach, describe, expect, it } from 'vitest';
import { FakeHost } from '../host/fake/fake';
import { HostError } from '../host/host';
import { settle } from '../test/screen';
import { Drafts } from './drafts.svelte';
import { Recorder } from './recorder.svelte';
import { Toasts } from './toasts.svelte';
import { Tray } from './tray.svelte';

let host: FakeHost;
let tray: Tray;
let recorder: Recorder;
let ana: number;
let bo: number;

beforeEach(() => {
	host = new FakeHost();
	ana = host.person({ name: 'Ana' }).id;
	bo = host.person({ name: 'Bo' }).id;
	tray = new Tray(host, new Drafts(host), new Toasts());
	recorder = new Recorder(host, tray);
});

describe('recording', () => {
	it('shows how long and how loud it is', async () => {
		await recorder.start(ana);
		await settle(1000);
		expect(recorder.elapsedMs).toBeGreaterThan(800);
		expect(recorder.levels.length).toBeGreaterThan(5);
		expect(recorder.levels.every((level) => level > 0 && level <= 100)).toBe(true);
	});

	it('ends in the tray of its chat, as a voice message, and asks no more', async () => {
		await recorder.start(ana);
		await settle(2000);
		expect(await recorder.stop()).toBe(true);
		expect(tray.files(ana)).toMatchObject([{ media: 'voice', attachment: { waveform: { length: 64 } } }]);
		expect(tray.files(bo)).toEqual([]);
		const asked = host.callsOf('recording').length;
		await settle(1000);
		expect(host.callsOf('recording')).toHaveLength(asked);
	});

	it('that is thrown away leaves nothing', async () => {
		await recorder.start(ana);
		await settle(500);
		await recorder.cancel();
		expect(host.callsOf('cancel_recording')).toHaveLength(1);
		expect(recorder.conversation).toBeNull();
		expect(tray.files(ana)).toEqual([]);
	});

	it('is stopped once, however often that is asked', async () => {
		await recorder.start(ana);
		await Promise.all([recorder.stop(), recorder.stop()]);
		expect(host.callsOf('stop_recording')).toHaveLength(1);
		expect(tray.files(ana)).toHaveLength(1);
	});

	it('goes on while the core is not reached for a moment', async () => {
		await recorder.start(ana);
		host.fail('recording', new HostError('unreachable'));
		await settle(3000);
		expect(recorder.conversation).toBe(ana);
		expect(recorder.elapsedMs).toBeGreaterThan(2000);
	});
});

describe('without a microphone', () => {
	it.each([
		['noMicrophone', /No microphone was found/],
		['notAllowed', /may not use the microphone/],
	])('%s is explained in its chat', async (problem, sentence) => {
		host.recorder.problem = problem;
		await recorder.start(ana);
		expect(recorder.problem(ana)).toMatch(sentence);
		expect(recorder.problem(bo)).toBeNull();
		expect(recorder.conversation).toBeNull();
	});

	it('what was recorded before it was unplugged is kept', async () => {
		await recorder.start(ana);
		await settle(1000);
		host.recorder.problem = 'deviceLost';
		await settle(200);
		expect(recorder.problem(ana)).toContain('unplugged');
		expect(tray.files(ana)).toHaveLength(1);
	});
});
