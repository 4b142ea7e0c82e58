import type { Conversation } from '../bindings/Conversation';
import type { Host } from '../host/host';
import { AddressBook } from './addressBook.svelte';
import { Announcer } from './announcer.svelte';
import { Attention } from './attention.svelte';
import { Attributes } from './attributes.svelte';
import { Authoring } from './authoring.svelte';
import { ServerClock } from './clock.svelte';
import { Comfort } from './comfort.svelte';
import { Drafts } from './drafts.svelte';
import { Figures } from './figures.svelte';
import { Files } from './files.svelte';
import { Find } from './find.svelte';
import { Flows } from './flows.svelte';
import { Forms } from './forms.svelte';
import { Inbox } from './inbox.svelte';
import { Layout } from './layout.svelte';
import { Lightbox } from './lightbox.svelte';
import { News } from './news.svelte';
import { Notes } from './notes';
import { Offices } from './offices.svelte';
import { Outgoing } from './outgoing.svelte';
import { People } from './people.svelte';
import { Playback } from './playback.svelte';
import { Preferences } from './preferences.svelte';
import { Printing } from './printing.svelte';
import { Recorder } from './recorder.svelte';
import { Replies } from './replies.svelte';
import { Replying } from './replying.svelte';
import { ScheduledMessages } from './scheduled.svelte';
import { Search } from './search.svelte';
import { Selection } from './selection.svelte';
import { Sounds } from './sounds';
import { Templates } from './templates.svelte';
import type { Thread } from './thread.svelte';
import { Toasts } from './toasts.svelte';
import { Tour } from './tour.svelte';
import { Tray } from './tray.svelte';
import { Typing } from './typing';
import { Uploads } from './uploads.svelte';
import { Work } from './work.svelte';

/** The parts of the screen's state, each with one subject. */
export abstract class Parts {
	readonly host: Host;
	readonly clock = new ServerClock();
	readonly attention = new Attention();
	readonly toasts = new Toasts();
	readonly announcer = new Announcer();
	readonly preferences: Preferences;
	readonly layout: Layout;
	readonly inbox: Inbox;
	readonly search: Search;
	readonly drafts: Drafts;
	readonly tray: Tray;
	readonly outgoing: Outgoing;
	readonly replies: Replies;
	readonly replying: Replying;
	readonly recorder: Recorder;
	readonly uploads: Uploads;
	readonly flows: Flows;
	readonly forms = new Forms();
	readonly templates: Templates;
	readonly typing: Typing;
	readonly files: Files;
	readonly playback: Playback;
	readonly lightbox = new Lightbox();
	readonly people: People;
	readonly attributes: Attributes;
	readonly addressBook: AddressBook;
	readonly news: News;
	readonly work: Work;
	readonly selection: Selection;
	readonly notes: Notes;
	readonly comfort: Comfort;
	readonly sounds: Sounds;
	readonly find: Find;
	readonly printing: Printing;
	readonly tour = new Tour();
	readonly figures: Figures;
	readonly authoring: Authoring;
	readonly offices: Offices;
	readonly scheduled: ScheduledMessages;

	constructor(host: Host) {
		this.host = host;
		this.preferences = new Preferences(host, this.toasts);
		this.layout = new Layout(this.preferences);
		this.inbox = new Inbox(host, this.clock);
		this.search = new Search(host);
		this.drafts = new Drafts(host, (id) => this.inbox.row(id)?.draft ?? null);
		this.tray = new Tray(host, this.drafts, this.toasts);
		this.outgoing = new Outgoing(host, this.drafts, this.tray);
		this.replies = new Replies(host, this.toasts);
		this.replying = new Replying(host, this.drafts);
		this.recorder = new Recorder(host, this.tray);
		this.uploads = new Uploads();
		this.flows = new Flows(host);
		this.templates = new Templates(host);
		this.typing = new Typing(host);
		this.files = new Files(host, this.toasts);
		this.playback = new Playback(host);
		this.people = new People(host, this.toasts);
		this.attributes = new Attributes(host);
		this.addressBook = new AddressBook(host);
		this.news = new News(host);
		this.work = new Work(host, this.inbox, this.clock, this.toasts);
		this.selection = new Selection(this.inbox);
		this.notes = new Notes(host, this.drafts, this.toasts);
		this.comfort = new Comfort(host, this.preferences, this.clock);
		this.sounds = new Sounds(this.preferences, this.comfort);
		this.find = new Find(host, () => this.thread);
		this.printing = new Printing(
			host,
			() => this.opened,
			() => this.clock.exact(),
		);
		this.figures = new Figures(host);
		this.authoring = new Authoring(host, this.toasts);
		this.offices = new Offices(host);
		this.scheduled = new ScheduledMessages(host, this.drafts, this.tray);
	}

	/** The open chat. */
	abstract get thread(): Thread | null;

	/** Its row. */
	abstract get opened(): Conversation | undefined;

	/** Another workspace's rows must not be seen in this one. */
	protected forgetParts(): void {
		this.inbox.forget();
		void this.recorder.cancel();
		this.tray.forget();
		this.replies.forget();
		this.replying.forget();
		this.uploads.forget();
		this.flows.forget();
		this.forms.forget();
		this.drafts.forget();
		this.search.clear();
		this.templates.forget();
		this.people.forget();
		this.attributes.forget();
		this.addressBook.forget();
		this.news.forget();
		this.work.forget();
		this.selection.clear();
		this.authoring.forget();
		this.offices.forget();
		this.scheduled.forget();
		this.playback.stop();
		this.lightbox.close();
		this.find.close();
		this.printing.cancel();
		this.tour.pause();
	}
}
