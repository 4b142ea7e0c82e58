import { humanTitle, templateKey } from '../../model/template';
import type { App } from '../app.svelte';
import type { Entry, Source } from './entry';

/** The templates that can be sent in the open chat. */
export class TemplateSource implements Source {
	#app: App;

	constructor(app: App) {
		this.#app = app;
	}

	get entries(): readonly Entry[] {
		const row = this.#app.opened;
		if (!row || row.blocked || this.#app.view !== 'inbox') return [];
		const templates = this.#app.templates.list(row.channel)?.templates ?? [];
		return templates
			.filter((template) => !template.unsendable)
			.map((template) => ({
				id: `template:${row.channel}:${templateKey(template)}`,
				group: 'templates',
				title: humanTitle(template.name),
				detail: template.body,
				also: `${template.body} ${template.language}`,
				run: (app) => app.pickTemplate(templateKey(template)),
			}));
	}

	open(): void {
		const row = this.#app.opened;
		if (!row || this.#app.templates.list(row.channel)) return;
		this.#app.templates.load(row.channel).catch((error: unknown) => {
			console.warn('The templates were not read', error);
		});
	}
}
