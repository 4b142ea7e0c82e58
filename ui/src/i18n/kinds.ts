import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import FileText from '@lucide/svelte/icons/file-text';
import Image from '@lucide/svelte/icons/image';
import Info from '@lucide/svelte/icons/info';
import LayoutTemplate from '@lucide/svelte/icons/layout-template';
import Lock from '@lucide/svelte/icons/lock';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Mic from '@lucide/svelte/icons/mic';
import Music from '@lucide/svelte/icons/music';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Smartphone from '@lucide/svelte/icons/smartphone';
import SmilePlus from '@lucide/svelte/icons/smile-plus';
import SquareMousePointer from '@lucide/svelte/icons/square-mouse-pointer';
import Sticker from '@lucide/svelte/icons/sticker';
import Trash from '@lucide/svelte/icons/trash-2';
import User from '@lucide/svelte/icons/user';
import Video from '@lucide/svelte/icons/video';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Content } from '../bindings/Content';
import type { MediaKind } from '../bindings/MediaKind';
import { m } from './generated/messages';

/** How a kind of message is named and drawn where its content itself is not shown. */
export interface Kind {
	readonly label: () => string;
	readonly icon: typeof Image;
}

const MEDIA: Record<MediaKind, Kind> = {
	image: { label: m.kind_image, icon: Image },
	video: { label: m.kind_video, icon: Video },
	audio: { label: m.kind_audio, icon: Music },
	voice: { label: m.kind_voice, icon: Mic },
	document: { label: m.kind_document, icon: FileText },
	sticker: { label: m.kind_sticker, icon: Sticker },
};

const CONTENTS: Record<Exclude<Content['kind'], 'media'>, Kind> = {
	text: { label: () => '', icon: MessageCircle },
	template: { label: m.kind_template, icon: LayoutTemplate },
	location: { label: m.kind_location, icon: MapPin },
	contacts: { label: m.kind_contacts, icon: User },
	interactive: { label: m.kind_interactive, icon: SquareMousePointer },
	choice: { label: m.kind_choice, icon: SquareMousePointer },
	form: { label: m.kind_form, icon: ClipboardList },
	order: { label: m.kind_order, icon: ShoppingCart },
	callPermission: { label: m.kind_permission, icon: Phone },
	reaction: { label: m.kind_reaction, icon: SmilePlus },
	edit: { label: m.kind_edit, icon: Pencil },
	revoke: { label: m.kind_revoke, icon: Trash },
	notice: { label: m.kind_system, icon: Info },
	note: { label: m.kind_note, icon: Lock },
	call: { label: m.kind_call, icon: Phone },
	unsupported: { label: m.kind_unsupported, icon: CircleHelp },
	elsewhere: { label: m.kind_elsewhere, icon: Waypoints },
	placeholder: { label: m.kind_placeholder, icon: Smartphone },
	other: { label: m.kind_other, icon: CircleHelp },
};

export function kindOf(content: Content): Kind {
	return content.kind === 'media' ? MEDIA[content.media] : CONTENTS[content.kind];
}

/** By the provider's word, for the list, which does not know the content. */
const WORDS: Record<string, Kind> = {
	...MEDIA,
	...CONTENTS,
	button: CONTENTS.choice,
	list: CONTENTS.choice,
	system: CONTENTS.notice,
	media_placeholder: CONTENTS.placeholder,
};

export function kindOfWord(waType: string, media: MediaKind | null): Kind {
	return media ? MEDIA[media] : (WORDS[waType] ?? CONTENTS.other);
}
