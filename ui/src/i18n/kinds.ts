import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import FileText from '@lucide/svelte/icons/file-text';
import Image from '@lucide/svelte/icons/image';
import Info from '@lucide/svelte/icons/info';
import LayoutTemplate from '@lucide/svelte/icons/layout-template';
import List from '@lucide/svelte/icons/list';
import MapPin from '@lucide/svelte/icons/map-pin';
import Mic from '@lucide/svelte/icons/mic';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import SmilePlus from '@lucide/svelte/icons/smile-plus';
import Sticker from '@lucide/svelte/icons/sticker';
import SquareMousePointer from '@lucide/svelte/icons/square-mouse-pointer';
import User from '@lucide/svelte/icons/user';
import Video from '@lucide/svelte/icons/video';
import { m } from './generated/messages';

/** How a kind of message is named and drawn where its content itself is not shown. */
export interface Kind {
	readonly label: () => string;
	readonly icon: typeof Image;
}

const KINDS: Record<string, Kind> = {
	image: { label: m.kind_image, icon: Image },
	video: { label: m.kind_video, icon: Video },
	audio: { label: m.kind_audio, icon: Mic },
	voice: { label: m.kind_audio, icon: Mic },
	document: { label: m.kind_document, icon: FileText },
	sticker: { label: m.kind_sticker, icon: Sticker },
	location: { label: m.kind_location, icon: MapPin },
	contacts: { label: m.kind_contacts, icon: User },
	reaction: { label: m.kind_reaction, icon: SmilePlus },
	interactive: { label: m.kind_interactive, icon: SquareMousePointer },
	button: { label: m.kind_button, icon: SquareMousePointer },
	list: { label: m.kind_interactive, icon: List },
	order: { label: m.kind_order, icon: ShoppingCart },
	system: { label: m.kind_system, icon: Info },
	template: { label: m.kind_template, icon: LayoutTemplate },
};

const UNKNOWN: Kind = { label: m.kind_unsupported, icon: CircleHelp };

export function kindOf(waType: string): Kind {
	return KINDS[waType] ?? UNKNOWN;
}
