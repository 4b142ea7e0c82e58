import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Asks axe whether anything in view is a serious barrier for people with disabilities. */
export async function noSeriousFindings(page: Page, view: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const told = serious.map(({ id, help, nodes }) => ({
		id,
		help,
		nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
	}));
	expect.soft(told, view).toEqual([]);
}
