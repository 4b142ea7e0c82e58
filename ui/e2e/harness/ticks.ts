declare global {
	var ticks: Record<string, string[]> | undefined;
}

/**
 * Runs in the page: notes every state that our message with this text is shown in, in order. States can pass faster than
 * a test looks.
 */
export function watchTicks(text: string): void {
	const seen: string[] = [];
	globalThis.ticks = { ...globalThis.ticks, [text]: seen };
	const look = () => {
		const bubbles = [...document.querySelectorAll('[role=log] article')];
		const bubble = bubbles.find((one) => one.querySelector('.bubble')?.textContent.includes(text));
		const state = bubble?.querySelector('time + span .visually-hidden')?.textContent;
		// "Read 14:05": the word is the state.
		const word = state?.replace(/\s*[\d:]+.*$/, '');
		if (word && seen[seen.length - 1] !== word) seen.push(word);
	};
	new MutationObserver(look).observe(document.body, {
		childList: true,
		subtree: true,
		characterData: true,
		attributes: true,
	});
}
