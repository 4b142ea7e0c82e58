import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Content } from '../../bindings/Content';
import type { Conversation } from '../../bindings/Conversation';
import type { FakeHost } from '../../host/fake/fake';
import { aFile } from '../../test/message';
import { openScreen, settle, words } from '../../test/screen';

async function openChat(fill: (host: FakeHost, row: Conversation) => void) {
	let row!: Conversation;
	const ui = await openScreen((host) => {
		row = host.person({ name: 'Ana', phone: '+5511987654321' });
		fill(host, row);
	});
	await ui.open(row);
	const bubble = (text: string | RegExp) => {
		const all = within(ui.thread()).getAllByRole('article');
		return all.find((one) => words(one).match(text))!;
	};
	return {
		...ui,
		row,
		bubble,
		async choose(text: string | RegExp, item: string) {
			await fireEvent.contextMenu(bubble(text), { clientX: 5, clientY: 5 });
			await ui.user.click(screen.getByRole('menuitem', { name: item }));
			await settle();
		},
	};
}

const photo: Content = { kind: 'media', media: 'image', caption: 'my X-ray' };

describe('a file', () => {
	it('that is being fetched says so, and one that failed says why and is fetched again on request', async () => {
		const ui = await openChat((host, row) => {
			const failed = host.writes(row.id, photo);
			host.change(failed.id, { file: aFile({ state: 'failed', key: null, problem: 'diskFull' }) });
			const waits = host.writes(row.id, { kind: 'media', media: 'sticker' });
			host.change(waits.id, { file: aFile({ state: 'waiting', key: null }) });
		});
		expect(ui.thread().textContent).toContain('There is no room left on this computer.');
		expect(ui.thread().textContent).toContain('Fetching…');
		await ui.click('Try again');
		expect(ui.host.callsOf('retry_file')).toHaveLength(1);
	});

	it('keeps the place of its picture before it is there', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, photo);
			host.change(message.id, { file: aFile({ width: 660, height: 330 }) });
		});
		const button = within(ui.thread()).getByRole('button', { name: /Look at the photo/ });
		expect(button.parentElement!.getAttribute('style')).toContain('aspect-ratio: 330 / 165');
	});

	it('is looked at in large, saved, and left with Escape', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, photo);
			host.change(message.id, { file: aFile() });
		});
		await ui.click(/Look at the photo/);
		const box = screen.getByRole('dialog', { name: 'Photos and videos' });
		await ui.user.click(within(box).getByRole('button', { name: 'Save' }));
		expect(ui.host.taken[0]).toMatch(/^saved WhatsApp image .*\.jpg$/);
		await fireEvent(box, new Event('cancel'));
		await settle();
		expect(screen.queryByRole('dialog', { name: 'Photos and videos' })).toBeNull();
	});

	it('that is a document is opened with the program of the system', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, { kind: 'media', media: 'document', filename: 'Bill.pdf' });
			host.change(message.id, { file: aFile({ mimeType: 'application/pdf', bytes: 1024 * 1024 }) });
		});
		expect(ui.thread().textContent).toContain('PDF · 1 MB');
		await ui.click(/Bill\.pdf/);
		expect(ui.host.taken).toEqual(['opened Bill.pdf']);
	});

	it('that is spoken shows what is said', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, { kind: 'media', media: 'voice' });
			const file = aFile({ durationMs: 12_400, waveform: [10, 90, 40] });
			host.change(message.id, { file, transcript: 'I come on Monday' });
		});
		expect(ui.thread().textContent).toContain('I come on Monday');
		const slider = within(ui.thread()).getByRole('slider', { name: 'Position' });
		slider.focus();
		await ui.user.keyboard('{ArrowRight}');
		expect(slider.getAttribute('aria-valuetext')).toBe('0:05 of 0:12');
	});
});

describe('around a message', () => {
	it('a quote leads to the message that is answered, and an unknown one says so', async () => {
		const ui = await openChat((host, row) => {
			const first = host.writes(row.id, 'Until when are you open?');
			const answer = host.wrote(row.id, 'Until six.');
			const quote = { message: first.id, outbound: false, content: first.content, file: null };
			host.change(answer.id, { quote });
			const other = host.writes(row.id, 'And on Sunday?');
			host.change(other.id, { quote: { message: null, outbound: true, content: null, file: null } });
		});
		expect(ui.thread().textContent).toContain('A message that is not here');
		await ui.click(/Go to the message that is answered: Until when/);
		expect(ui.bubble(/^Until when/).className).toContain('flashed');
		await settle(2_000);
		expect(ui.bubble(/^Until when/).className).not.toContain('flashed');
	});

	it('a deleted message shows its words only if the settings say so', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, 'a secret');
			host.change(message.id, { deletedAt: Date.now() });
		});
		expect(ui.thread().textContent).toContain('Deleted by the customer');
		expect(ui.thread().textContent).not.toContain('a secret');
		ui.host.settings = { ...ui.host.settings, showDeleted: true };
		ui.host.hint({ kind: 'settings' });
		await settle();
		expect(ui.thread().textContent).toContain('a secret');
	});

	it('an edited message tells what it said before', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, 'Thursday');
			// Times are whole seconds: two changes can have the same.
			const at = Date.now();
			host.change(message.id, {
				earlier: [
					{ text: 'Tuesday', at },
					{ text: 'Wednesday', at },
				],
			});
		});
		expect(ui.thread().textContent).not.toContain('Wednesday');
		within(ui.thread()).getByRole('button', { name: 'edited' }).focus();
		await settle();
		expect(ui.thread().textContent).toContain('Tuesday');
		expect(ui.thread().textContent).toContain('Wednesday');
	});

	it('reactions say who put them there', async () => {
		await openChat((host, row) => {
			const message = host.writes(row.id, 'hello');
			const at = Date.now();
			host.change(message.id, {
				reactions: [
					{ emoji: '👍', outbound: true, at },
					{ emoji: '❤️', outbound: false, at },
				],
			});
		});
		expect(screen.getByRole('button', { name: 'You reacted 👍, Ana reacted ❤️' })).toBeTruthy();
	});

	it('a call and a notice stand in the middle, and nothing can be answered to them', async () => {
		const ui = await openChat((host, row) => {
			host.writes(row.id, { kind: 'call', direction: 'fromCustomer', outcome: 'failed' });
			host.writes(row.id, { kind: 'notice', what: 'identityChanged' });
		});
		expect(words(ui.thread())).toMatch(/Missed call.*Ana called you.*security code of Ana changed/);
		expect(within(ui.thread()).queryAllByRole('article')).toHaveLength(0);
	});
});

describe('what can be done with a message', () => {
	const arrived = (host: FakeHost, row: Conversation) => {
		const message = host.writes(row.id, 'hello');
		host.change(message.id, { providerId: 'wamid.1' });
	};

	it('is reached with the keyboard alone', async () => {
		const ui = await openChat(arrived);
		ui.thread().focus();
		await ui.press('{ArrowUp}{Enter}');
		expect(screen.getByRole('menu')).toBeTruthy();
		expect(document.activeElement?.textContent).toContain('Answer');
		await ui.press('{Escape}');
		expect(screen.queryByRole('menu')).toBeNull();
	});

	it('reacting sends the emoji, and the same one again takes it back', async () => {
		const ui = await openChat(arrived);
		await ui.choose('hello', 'React');
		await ui.click('React with 🙏');
		expect(ui.host.callsOf('react')).toMatchObject([{ emoji: '🙏' }]);
		const [message] = [...ui.host.messages.values()];
		ui.host.change(message!.id, { reactions: [{ emoji: '🙏', outbound: true, at: 0 }] });
		await settle();
		await ui.choose('hello', 'React');
		await ui.click('Take back 🙏');
		expect(ui.host.callsOf('react')[1]).toMatchObject({ emoji: null });
	});

	it('answering is not offered when the window is closed', async () => {
		const ui = await openChat((host, row) => {
			const message = host.writes(row.id, 'hello', Date.now() - 30 * 3_600_000);
			host.change(message.id, { providerId: 'wamid.1' });
		});
		await fireEvent.contextMenu(ui.bubble('hello'), { clientX: 5, clientY: 5 });
		const items = screen.getAllByRole('menuitem').map((item) => words(item));
		expect(items).toEqual(['Copy the text', 'Add to saved replies', 'Message info']);
	});

	it('nobody who is blocked is answered', async () => {
		const ui = await openChat((host, row) => {
			arrived(host, row);
			host.rows.get(row.id)!.blocked = true;
		});
		const tools = within(ui.bubble('hello')).getAllByRole('button', { hidden: true });
		expect(tools.map((button) => button.ariaLabel)).toEqual(['More']);
		await fireEvent.contextMenu(ui.bubble('hello'), { clientX: 5, clientY: 5 });
		const items = screen.getAllByRole('menuitem').map((item) => words(item));
		expect(items).toEqual(['Copy the text', 'Add to saved replies', 'Message info']);
	});

	it('its info tells the times and what it counts as, never a price', async () => {
		const ui = await openChat((host, row) => {
			host.writes(row.id, 'hi');
			const message = host.wrote(row.id, 'hello', { status: 'delivered', deliveredAt: Date.now() });
			host.change(message.id, { pricing: { type: 'free_customer_service', category: 'service' } });
		});
		await ui.choose(/^hello/, 'Message info');
		const text = words(screen.getByRole('dialog', { name: 'Message info' }));
		expect(text).toContain('Counted as Free: answered within the 24 hours');
		expect(text).toContain('Read Not yet');
	});
});

it('a message that cannot be drawn leaves the others alone', async () => {
	const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const ui = await openChat((host, row) => {
		host.writes(row.id, 'before');
		host.writes(row.id, { kind: 'order' } as Content);
		host.writes(row.id, 'after');
	});
	expect(words(ui.thread())).toMatch(/before.*Message that could not be drawn.*after/);
	expect(complaint).toHaveBeenCalled();
});

it('a card is kept as a contact', async () => {
	const card = {
		formattedName: 'Maria',
		firstName: null,
		lastName: null,
		company: null,
		jobTitle: null,
		birthday: null,
		phones: [{ phone: '+49 151 1', waId: '491511' }],
		emails: [],
		urls: [],
		addresses: [],
	};
	const ui = await openChat((host, row) => host.writes(row.id, { kind: 'contacts', cards: [card] }));
	await ui.click('Save as contact');
	expect(ui.host.callsOf('save_card')).toEqual([{ name: 'Maria', phone: '+491511' }]);
});

it('a place is opened in maps', async () => {
	const ui = await openChat((host, row) =>
		host.writes(row.id, { kind: 'location', latitude: 48.1, longitude: -11.5 }),
	);
	await ui.click('Open in maps');
	expect(ui.host.opened).toEqual(['https://www.google.com/maps/search/?api=1&query=48.1%2C-11.5']);
});

it('a file on its way shows how far it is', async () => {
	const ui = await openChat((host, row) => {
		host.writes(row.id, 'hi');
		host.wrote(row.id, photo, { status: 'sending', file: aFile() });
	});
	const message = [...ui.host.messages.values()].at(-1)!;
	ui.host.hint({ kind: 'upload', message: message.id, sent: 1024 * 1024, total: 4 * 1024 * 1024 });
	await settle();
	expect(words(ui.thread())).toContain('1 MB of 4 MB');
});
