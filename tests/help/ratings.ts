/** A year that is rated by nine indicators in the small province, and quarters of it brought to any state. */

import { closeRating, verifyRating } from '../../server/actions/close-rating.ts';
import { createRating } from '../../server/actions/create-rating.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { DEFAULT_RATING_RULES, type RatingRules } from '../../server/core/rating-rules.ts';
import { nineIndicators } from '../core/rated-quarter-inputs.ts';
import { campaign as trial } from '../walk/hand-computed.ts';
import { pdf } from './evidence.ts';
import type { Member } from './member.ts';
import { SYSTEM, type World } from './world.ts';

export const RATED = 'cham-diem-2026';

/** The campaign of 2026, or of another year: Sở An, Sở Bình and Sở Cát. */
export async function putRatedYear(
  { environment }: World,
  { id, year } = { id: RATED, year: 2026 },
): Promise<void> {
  await importFramework.run(environment, SYSTEM, {
    definition: { kind: 'framework', framework: nineIndicators },
  });
  const head = {
    ...trial.campaign,
    ...{ id, year, title: { vi: `Chấm điểm TTHC ${year}` } },
    ...{ frameworkId: nineIndicators.id, frameworkVersion: nineIndicators.version },
  };
  const units = ['TT-AN', 'TT-BI', 'TT-CA'].map((unit) => ({ unit }));
  await importCampaign.run(environment, SYSTEM, {
    definition: { ...trial, campaign: head, units, scores: [], adjustments: [] },
  });
}

/** Rules by which every indicator is entered: a quarter without dossiers and answers. */
export const ALL_ENTERED: RatingRules = {
  ...DEFAULT_RATING_RULES,
  indicators: DEFAULT_RATING_RULES.indicators.map(({ indicator }) => ({ indicator, source: 'entered' })),
  officialIndicators: [],
};

export async function openQuarter(
  { environment }: World,
  quarter: number,
  more: { surveys?: readonly string[]; rules?: RatingRules } = {},
): Promise<string> {
  const input = { campaign: RATED, quarter, surveys: [], ...more };
  return (await createRating.run(environment, SYSTEM, input)).id;
}

/** Accepted entries of a unit for some indicators, without the work that leads to them. */
export async function putEntries(
  { db }: World,
  rating: string,
  unit: string,
  points: Readonly<Record<number, string>>,
): Promise<void> {
  for (const [indicator, given] of Object.entries(points))
    await db
      .insertInto('indicator_entries')
      .values({
        ...{ rating, unit, indicator: Number(indicator), state: 'scored', points: given, inputs: null },
        ...{ note: null, evidence: null, written_by: 'x', written_at: '2026-06-15T05:00:00.000Z' },
        ...{ verified_by: 'y', verified_at: '2026-06-15T06:00:00.000Z', verdict_note: null, revision: 2 },
      })
      .execute();
}

/** The same points for all nine. */
export const nine = (points: string): Record<number, string> =>
  Object.fromEntries(DEFAULT_RATING_RULES.indicators.map(({ indicator }) => [indicator, points]));

/** A closed quarter in which An earns 18 (Xuất sắc), Bình 13.5 (Tốt) and Cát 9 (Khá). */
export async function closedQuarter(world: World, quarter = 1): Promise<string> {
  const rating = await openQuarter(world, quarter, { rules: ALL_ENTERED });
  await putEntries(world, rating, 'TT-AN', nine('2'));
  await putEntries(world, rating, 'TT-BI', nine('1.5'));
  await putEntries(world, rating, 'TT-CA', nine('1'));
  await verifyRating.run(world.environment, SYSTEM, { rating, verified: true });
  await closeRating.run(world.environment, SYSTEM, { rating });
  return rating;
}

/** Brings a document for a rating as the page does. */
export async function sendDocument(
  { app }: World,
  { cookie }: Pick<Member, 'cookie'>,
  rating: string,
  unit: string,
): Promise<Response> {
  const query = new URLSearchParams({ fileName: 'bao-cao.pdf', title: 'Báo cáo quý' });
  return app.request(`/api/v1/ratings/${rating}/units/${unit}/evidence?${query}`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/octet-stream', 'X-Upload': 'file' },
    body: new Uint8Array(pdf()),
  });
}
