/** What an attribute is for somebody, in words. */
export interface AttributeValue {
	readonly name: string;
	readonly text: string;
}
