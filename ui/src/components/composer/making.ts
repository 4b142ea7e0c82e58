import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Contact from '@lucide/svelte/icons/contact';
import ExternalLink from '@lucide/svelte/icons/external-link';
import FileText from '@lucide/svelte/icons/file-text';
import Images from '@lucide/svelte/icons/images';
import List from '@lucide/svelte/icons/list';
import LocateFixed from '@lucide/svelte/icons/locate-fixed';
import MapPin from '@lucide/svelte/icons/map-pin';
import Phone from '@lucide/svelte/icons/phone';
import ShoppingBag from '@lucide/svelte/icons/shopping-bag';
import SquareMousePointer from '@lucide/svelte/icons/square-mouse-pointer';
import { m } from '../../i18n/generated/messages';
import type { BuildKind } from '../../model/interactive';

/** What is put together in a dialog before it is sent. */
export type Making = 'card' | 'location' | BuildKind;

interface Entry {
	readonly what: Making | 'picture' | 'document';
	readonly text: string;
	readonly icon: typeof List;
}

/** The entries of the paperclip's menu. */
export function makings(has: { forms: boolean; catalogue: boolean }): readonly Entry[] {
	return [
		{ what: 'picture', text: m.attach_picture(), icon: Images },
		{ what: 'document', text: m.attach_document(), icon: FileText },
		{ what: 'card', text: m.attach_card(), icon: Contact },
		{ what: 'location', text: m.attach_location(), icon: MapPin },
		{ what: 'buttons', text: m.attach_buttons(), icon: SquareMousePointer },
		{ what: 'list', text: m.attach_list(), icon: List },
		{ what: 'link', text: m.attach_link(), icon: ExternalLink },
		{ what: 'locationRequest', text: m.attach_location_request(), icon: LocateFixed },
		{ what: 'contactRequest', text: m.attach_contact_request(), icon: Phone },
		...(has.forms ? [{ what: 'flow' as const, text: m.attach_flow(), icon: ClipboardList }] : []),
		...(has.catalogue ? [{ what: 'product' as const, text: m.attach_product(), icon: ShoppingBag }] : []),
	];
}
