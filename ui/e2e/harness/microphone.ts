import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const RATE = 48_000;
const SECONDS = 20;
const HZ = 440;

/**
 * The environment in which a program finds a microphone that is a file, or none, whatever this computer has (ALSA).
 * It hears a tone in the form that is asked of it first: two channels of 32-bit floats.
 */
export async function microphone(folder: string, present: boolean): Promise<NodeJS.ProcessEnv> {
	const config = path.join(folder, 'asound.conf');
	const heard = path.join(folder, 'heard.raw');
	const device = `pcm.!default { type file  slave.pcm { type null }  file /dev/null  infile "${heard}"  format raw }`;
	await writeFile(config, present ? device : '# no microphone');
	if (present) await writeFile(heard, tone());
	return { ALSA_CONFIG_PATH: config };
}

function tone(): Uint8Array {
	const samples = new Float32Array(RATE * SECONDS * 2);
	for (let at = 0; at < samples.length; at++) {
		samples[at] = 0.4 * Math.sin((2 * Math.PI * HZ * Math.floor(at / 2)) / RATE);
	}
	return new Uint8Array(samples.buffer);
}
