import File from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileImage from '@lucide/svelte/icons/file-image';
import FileMusic from '@lucide/svelte/icons/file-music';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import FileText from '@lucide/svelte/icons/file-text';
import FileVideo from '@lucide/svelte/icons/file-play';
import Presentation from '@lucide/svelte/icons/presentation';
import type { FileFamily } from '../../model/file';

export const FILE_ICONS: Record<FileFamily, typeof File> = {
	pdf: FileText,
	words: FileText,
	table: FileSpreadsheet,
	slides: Presentation,
	archive: FileArchive,
	picture: FileImage,
	film: FileVideo,
	sound: FileMusic,
	other: File,
};
