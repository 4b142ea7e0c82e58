import type { Customer, Simulator } from '../../harness/simulator';

const HOUR = 3600;
const DAY_MS = 24 * HOUR * 1000;

/** Whose windows close in the coming night, the first of them first: they wrote in the last one. */
export const AT_NIGHT = ['Aisha Khan', 'Tomás Rivera', 'Grandpa Joe'] as const;
/** Whose windows are closed already. Emma is in every practice. */
export const CLOSED = ['Priya Sharma', 'Emma Whitfield'] as const;
/** Everybody else wrote this morning, the last one first. */
export const THIS_MORNING = [
	...['Rosa Marín', 'João Albuquerque', 'Liam O’Connell', 'Nadia Petrova', 'Chiara Lombardi', 'Luna 🌙'],
	...['Beatriz Nogueira', 'Carlos Ibáñez', 'فاطمة الزهراء', 'Jürgen Weiß', 'Sam & Robin', 'Ana Souza'],
	...['प्रिया वर्मा', 'Mei Lin', 'Oluwaseun Adebayo', 'Ingrid Bjørnstad', 'Kofi Mensah', 'Zoë Dubois'],
	...['Piotr Wiśniewski', 'Hannah Cohen', 'Yusuf Demir', 'Elena Popescu', 'Mateo Quispe', 'Sofia Almeida'],
	...['Daniel Okafor', 'Léa Moreau', 'Noah Fischer', 'Valentina Rossi', 'محمد علي', 'Grace Kim'],
	...['Lucas Pereira', 'Amara Diallo', 'Ravi Patel', 'Isla Campbell', 'Hugo Lindqvist'],
] as const;
/** All forty, as the list has them: who wrote last stands first. */
export const EVERYBODY = [...THIS_MORNING, ...[...AT_NIGHT].reverse(), ...CLOSED];

const AGO: readonly [name: string, seconds: number][] = [
	...CLOSED.slice(0, 1).map((name): [string, number] => [name, 30 * HOUR]),
	// At 20:00, at 22:00 and at 1:00.
	...AT_NIGHT.map((name, at): [string, number] => [name, [17, 15, 12][at]! * HOUR]),
	...THIS_MORNING.map((name, at): [string, number] => [name, (at + 1) * 6 * 60]),
];

/** The office on a Tuesday at one o'clock, which is five hours before it closes, with the forty waiting. */
export async function openOffice(sim: Simulator): Promise<ReadonlyMap<string, Customer>> {
	await atOneOnTuesday(sim);
	for (const [at, [name, ago]] of AGO.entries()) {
		const phone = `+447700900${String(100 + at)}`;
		await sim.join({ name, phone, text: `Hello, this is ${name}`, wrote_seconds_ago: ago });
	}
	await sim.settled();
	return new Map((await sim.customers()).map((customer) => [customer.name, customer]));
}

/** Lets the time pass until the next such moment that is more than a day ahead, by the clock on this computer's wall. */
export async function atOneOnTuesday(sim: Simulator): Promise<void> {
	const { now } = await sim.account();
	const date = new Date(now + DAY_MS);
	date.setDate(date.getDate() + ((2 - date.getDay() + 7) % 7 || 7));
	await sim.advance({ seconds: Math.ceil((date.setHours(13, 0, 0, 0) - now) / 1000) });
}

/** Lets the time pass until the morning after, two minutes before the office opens. */
export async function untilMorning(sim: Simulator): Promise<void> {
	const { now } = await sim.account();
	const morning = new Date(now);
	morning.setDate(morning.getDate() + 1);
	await sim.advance({ seconds: Math.round((morning.setHours(8, 58, 0, 0) - now) / 1000) });
}
