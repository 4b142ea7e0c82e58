/** What the box follows, each as it is now. */
interface Around {
	focus: () => void;
	/** How many files wait to be sent. */
	files: () => number;
	/** The message that is answered. */
	quoted: () => number | null;
	recording: () => boolean;
}

/** Brings the focus back into the box when what had it is gone. */
export function keepFocus({ focus, files, quoted, recording }: Around): void {
	// Whoever took a file out with the keyboard goes on in the box.
	$effect(() => {
		if (files() >= 0 && document.activeElement === document.body) focus();
	});

	// What is answered was chosen in the thread; the answer is typed here.
	let answered: number | null = null;
	$effect(() => {
		const id = quoted();
		if (id !== null && id !== answered && !document.querySelector('dialog[open]')) focus();
		answered = id;
	});

	// The row of buttons and the box come back when a recording has ended.
	let recorded = false;
	$effect(() => {
		const now = recording();
		if (recorded && !now) focus();
		recorded = now;
	});
}
