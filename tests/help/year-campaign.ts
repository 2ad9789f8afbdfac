/** Campaigns of two departments of the sample's province, whose units are assessed: for tests that walk a year in a browser. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Framework } from '../../server/core/framework.ts';
import { callApi } from './staff-visit.ts';

export const PROVINCE = 'XX';
/** Sở Nội vụ and Sở Tư pháp. */
export const [UNIT, OTHER] = ['XX-SNV', 'XX-STP'] as const;

const DAY_MS = 86_400_000;

/** A calendar day in Việt Nam so many days from now. */
export const dayFromNow = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

/** A campaign as its file holds it. */
export const yearCampaign = (
  id: string,
  framework: Pick<Framework, 'id'>,
  scores: readonly object[] = [],
) => ({
  kind: 'campaign',
  campaign: {
    id,
    province: PROVINCE,
    year: 2026,
    title: { vi: `Chỉ số cải cách hành chính ${id}`, en: `Index ${id}` },
    source: null,
    policies: {
      adjustments: 'inside-the-points',
      notApplicable: 'flat',
      ranking: 'all',
      ties: 'shared',
      openAnswers: 'excluded',
      flaggedAnswers: 'included',
      minimumResponses: 1,
    },
    frameworkId: framework.id,
    frameworkVersion: 1,
  },
  units: [{ unit: UNIT }, { unit: OTHER }],
  scores,
  adjustments: [],
  printed: [],
});

/** Brings files as the publisher on the page; a framework may be there already. */
export async function bring(publisher: Page, ...files: readonly object[]): Promise<void> {
  for (const file of files)
    expect([200, 201]).toContain((await callApi(publisher, 'POST', '/imports', file)).status);
}

/** Opens the self-assessment of all units, for so many days. */
export async function openSelfAssessment(publisher: Page, campaign: string, days: number): Promise<void> {
  const deadlines = { deadlines: { self: dayFromNow(days) } };
  expect((await callApi(publisher, 'PUT', `/campaigns/${campaign}/deadlines`, deadlines)).status).toBe(200);
}

/** A criterion on the page of an assessment. */
export const leafOn = (page: Page, code: string) => page.locator(`#tc-${code.replaceAll('.', '-')}`);

export const openUnit = (page: Page, campaign: string, unit: string) =>
  page.goto(`/quan-tri/danh-gia/${campaign}/don-vi/${unit}`);

/** The step that ends somebody's part, which asks before it is taken. */
export async function confirmStep(page: Page, name: string): Promise<void> {
  await page.click(`.step-actions button:has-text("${name}")`);
  await page.click(`dialog button:has-text("${name}") >> nth=-1`);
}
