/** The events of a Chromium trace in which the page's script runs. */
const SCRIPT = new Set([
	'EvaluateScript',
	'EventDispatch',
	'FireAnimationFrame',
	'FireIdleCallback',
	'FunctionCall',
	'RunMicrotasks',
	'TimerFire',
]);

interface TraceEvent {
	name: string;
	ph: string;
	ts: number;
	dur?: number;
	pid: number;
	tid: number;
}

/** How long the page's script ran in each frame of a trace, in milliseconds, longest first. */
export function scriptPerFrame(trace: Buffer): number[] {
	const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
	// A frame ends where what was painted is handed on.
	const frames = traceEvents.filter((event) => event.name === 'Commit');
	const page = frames[0];
	if (!page) throw new Error('the trace has no frames');
	const ofPage = (event: TraceEvent) => event.pid === page.pid && event.tid === page.tid;
	const ends = frames.filter(ofPage).map((event) => event.ts);
	const runs = outermost(
		traceEvents.filter((event) => ofPage(event) && event.ph === 'X' && SCRIPT.has(event.name)),
	);
	const spent = new Array<number>(ends.length + 1).fill(0);
	let frame = 0;
	for (const run of runs) {
		while (frame < ends.length && ends[frame]! <= run.ts) frame++;
		spent[frame]! += run.dur! / 1000;
	}
	return spent.sort((a, b) => b - a);
}

/** Without those that run inside another one. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
	let end = 0;
	return [...events]
		.sort((a, b) => a.ts - b.ts)
		.filter((event) => {
			if (event.ts < end) return false;
			end = event.ts + (event.dur ?? 0);
			return true;
		});
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], hundredths: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? 0;
}
