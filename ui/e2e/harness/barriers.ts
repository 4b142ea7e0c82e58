import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What is asked: where only the colours differ, or only the words, the rest was asked before. */
export type Asked = 'everything' | 'colours' | 'all but colours';

const COLOURS = ['color-contrast'];

/** Asks axe whether anything in view is a serious barrier for people with disabilities. */
export async function noSeriousFindings(
	page: Page,
	view: string,
	asked: Asked = 'everything',
): Promise<void> {
	// Without frames from elsewhere the simple way is enough, which opens no page beside this one.
	const axe = new AxeBuilder({ page }).setLegacyMode();
	if (asked === 'colours') axe.withRules(COLOURS);
	if (asked === 'all but colours') axe.disableRules(COLOURS);
	const { violations } = await axe.analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const told = serious.map(({ id, help, nodes }) => ({
		id,
		help,
		nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
	}));
	expect.soft(told, view).toEqual([]);
}
