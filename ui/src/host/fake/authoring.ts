import type { AccountTemplate } from '../../bindings/AccountTemplate';
import type { AccountTemplates } from '../../bindings/AccountTemplates';
import type { DraftLimits } from '../../bindings/DraftLimits';
import type { DraftVariable } from '../../bindings/DraftVariable';
import type { Problem } from '../../bindings/Problem';
import type { SavedTemplateDraft } from '../../bindings/SavedTemplateDraft';
import type { StarterTemplate } from '../../bindings/StarterTemplate';
import type { TemplateCheck } from '../../bindings/TemplateCheck';
import type { TemplateDraft } from '../../bindings/TemplateDraft';
import { blankDraft } from '../../model/authoring';
import type { Answer, Command, Payload } from '../host';
import { HostError } from '../host';
import { CHANNEL } from './data';

type Handled =
	| 'list_account_templates'
	| 'list_template_drafts'
	| 'save_template_draft'
	| 'delete_template_draft'
	| 'check_template'
	| 'submit_template'
	| 'edit_template'
	| 'duplicate_template'
	| 'delete_template'
	| 'unpause_template'
	| 'take_library_template'
	| 'starter_templates';

type Handlers = { [K in Handled & Command]: (payload: Payload<K>) => Answer<K> };

const LIMITS: DraftLimits = {
	name: 512,
	header: 60,
	body: 1024,
	cardBody: 160,
	footer: 60,
	buttons: 10,
	cardButtons: 2,
	label: 25,
	url: 2000,
	phone: 20,
	code: 20,
	offer: 16,
	cards: 10,
};

function template(part: Partial<AccountTemplate> & Pick<AccountTemplate, 'id' | 'name'>): AccountTemplate {
	return {
		language: 'en_US',
		category: 'UTILITY',
		status: 'APPROVED',
		quality: 'GREEN',
		body: 'Hello {{first_name}}, your appointment is on {{date}} at {{time}}. See you soon!',
		rejection: null,
		canEdit: true,
		...part,
	};
}

/** Templates in every state, among them long names and other scripts. */
const TEMPLATES: readonly AccountTemplate[] = [
	template({ id: '1', name: 'appointment_reminder' }),
	template({
		id: '2',
		name: 'appointment_reminder',
		language: 'ar',
		quality: null,
		status: 'PENDING',
		canEdit: false,
		body: 'مرحبًا {{first_name}}، نذكّرك بموعدك يوم {{date}} الساعة {{time}}. نراك قريبًا!',
	}),
	template({
		id: '3',
		name: 'autumn_offer_for_everybody_who_has_not_been_to_see_us_since_the_spring_🍂',
		category: 'MARKETING',
		status: 'REJECTED',
		quality: null,
		body: 'Hello {{first_name}}, buy now and never come back to us later!',
		rejection: { code: 'PROMOTIONAL', reason: null, recommendation: null },
	}),
	template({ id: '4', name: 'order_ready', status: 'PAUSED', quality: 'RED' }),
	template({
		id: '5',
		name: 'sign_in_code',
		category: 'AUTHENTICATION',
		quality: null,
		canEdit: false,
		body: '*{{1}}* is your verification code.',
	}),
];

const STARTERS: readonly StarterTemplate[] = [
	{
		trade: 'clinic',
		draft: {
			...blankDraft('en'),
			name: 'session_reminder',
			header: { kind: 'text', text: 'Your next session' },
			body: 'Hello {{first_name}}, this is a reminder of your session on {{date}}. Please tell us if you cannot come.',
			buttons: [
				{ kind: 'quickReply', label: 'I will be there' },
				{ kind: 'quickReply', label: 'I cannot come' },
			],
			samples: { 'body.first_name': 'Ana', 'body.date': 'Monday, March 9' },
		},
	},
	{
		trade: 'shop',
		draft: {
			...blankDraft('en'),
			name: 'order_ready',
			body: 'Your order is ready. You can pick it up today.',
		},
	},
];

/** The making of templates in memory. It keeps two or three of the rules, to show where their breaking is told. */
export class FakeAuthoring {
	templates: AccountTemplate[] = [...TEMPLATES];
	drafts: SavedTemplateDraft[] = [];
	#ids = 0;
	#now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	#list(): AccountTemplates {
		return { templates: this.templates, syncedAt: this.#now() };
	}

	#keep(draft: TemplateDraft, editing: string | null): SavedTemplateDraft {
		const saved = { id: ++this.#ids, channel: CHANNEL.id, draft, editing, savedAt: this.#now() };
		this.drafts = [saved, ...this.drafts];
		return saved;
	}

	#find(id: string): AccountTemplate {
		const found = this.templates.find((one) => one.id === id);
		if (!found) throw new HostError('not_found');
		return found;
	}

	#draftOf({ name, language, category, body }: AccountTemplate): TemplateDraft {
		return { ...blankDraft(language), name, body, category: category === 'MARKETING' ? category : 'UTILITY' };
	}

	readonly handlers: Handlers = {
		list_account_templates: () => this.#list(),
		list_template_drafts: () => this.drafts,
		save_template_draft: ({ id, draft }) => {
			if (id === undefined) return this.#keep(draft, null);
			const known = this.drafts.find((one) => one.id === id);
			if (!known) throw new HostError('not_found');
			return Object.assign(known, { draft, savedAt: this.#now() });
		},
		delete_template_draft: ({ id }) => {
			this.drafts = this.drafts.filter((one) => one.id !== id);
			return null;
		},
		check_template: (draft) => check(draft),
		submit_template: ({ id }) => {
			const saved = this.drafts.find((one) => one.id === id);
			if (!saved) throw new HostError('not_found');
			const { name, language, category, body } = saved.draft;
			const id_ = saved.editing ?? `new-${id}`;
			const pending = { status: 'PENDING', canEdit: false, quality: null };
			const others = this.templates.filter((one) => one.id !== id_);
			this.templates = [...others, template({ id: id_, name, language, category, body, ...pending })];
			this.drafts = this.drafts.filter((one) => one.id !== id);
			return this.#list();
		},
		edit_template: (which) => this.#keep(this.#draftOf(this.#find(which.template)), which.template),
		duplicate_template: (which) => {
			const draft = this.#draftOf(this.#find(which.template));
			const changed =
				which.language === undefined ? { name: `${draft.name}_copy` } : { language: which.language };
			return this.#keep({ ...draft, ...changed }, null);
		},
		delete_template: (which) => {
			const goes = (one: AccountTemplate) =>
				one.name === which.name && (which.template === undefined || one.id === which.template);
			this.templates = this.templates.filter((one) => !goes(one));
			return this.#list();
		},
		unpause_template: (which) => {
			this.#find(which.template).status = 'APPROVED';
			return this.#list();
		},
		take_library_template: ({ name, language }) => {
			this.templates = [...this.templates, template({ id: `library-${name}`, name, language })];
			return this.#list();
		},
		starter_templates: () => [...STARTERS],
	};
}

function check(draft: TemplateDraft): TemplateCheck {
	const problems: Problem[] = [];
	const wrong = (field: string, code: Problem['code'], variable: string | null = null) =>
		problems.push({ field, code, limit: null, variable });
	if (draft.name === '') wrong('name', 'empty');
	if (!/^[a-z0-9_]*$/.test(draft.name)) wrong('name', 'nameCharacters');
	if (draft.body === '') wrong('body', 'empty');
	if (/^\s*\{\{|\}\}\s*$/.test(draft.body)) wrong('body', 'variableAtEdge');
	const names = [...new Set([...draft.body.matchAll(/\{\{([^}]*)\}\}/g)].map((found) => found[1]!))];
	const variables: DraftVariable[] = names.map((variable) => ({
		key: `body.${variable}`,
		variable,
		button: null,
	}));
	for (const { key, variable } of variables)
		if (!draft.samples[key]) wrong(`sample.${key}`, 'empty', variable);
	return { problems, variables, limits: LIMITS };
}
