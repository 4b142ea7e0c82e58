/** A reading that may fail without words: the connection state says what is wrong, and the next one mends it. */
export async function quietly(reading: Promise<unknown>): Promise<void> {
	try {
		await reading;
	} catch (error) {
		console.warn('Reading failed', error);
	}
}
