import type { FlowData } from './interactive';

/** What the first screen of a form is filled with, and what is wrong with how it was written. */
export interface FlowValue {
	/** `null` for nothing at all. */
	readonly value: Record<string, unknown> | null;
	readonly problem: { readonly field: string; readonly kind: 'empty' | 'twice' | 'notJson' } | null;
}

export function flowData(data: FlowData): FlowValue {
	return data.way === 'json' ? fromJson(data.json) : fromPairs(data.pairs);
}

/** WhatsApp takes an object that is not empty, or none (Meta, "Flows": `flow_action_payload`). */
function fromJson(json: string): FlowValue {
	if (json.trim() === '') return { value: null, problem: null };
	try {
		const value: unknown = JSON.parse(json);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		if (isObject && Object.keys(value).length > 0) {
			return { value: value as Record<string, unknown>, problem: null };
		}
	} catch {
		// Said below, as for JSON that is no object.
	}
	return { value: null, problem: { field: 'data', kind: 'notJson' } };
}

function fromPairs(pairs: FlowData['pairs']): FlowValue {
	const value: Record<string, unknown> = {};
	for (const [at, { key, value: text }] of pairs.entries()) {
		const name = key.trim();
		const field = `data.${at}.key`;
		if (name === '' && text.trim() === '') continue;
		if (name === '') return { value: null, problem: { field, kind: 'empty' } };
		if (Object.hasOwn(value, name)) return { value: null, problem: { field, kind: 'twice' } };
		value[name] = text;
	}
	return { value: Object.keys(value).length > 0 ? value : null, problem: null };
}
