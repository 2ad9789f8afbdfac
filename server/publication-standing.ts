/** Whether a campaign's result may be frozen now, and what it would be made of: asked when it is proposed and when it is done. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, findCampaign } from '../db/queries/campaigns.ts';
import { findPublication, type Publication } from '../db/queries/publications.ts';
import { listSheetBatches } from '../db/queries/sheets.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { type GatheredInputs, gatherInputs } from './campaign-inputs.ts';
import { dayOf } from './core/calendar.ts';
import { type Recipe, recipeOf } from './core/recipe.ts';
import { Problem, type ProblemPlace } from './problem.ts';

export interface PublicationStanding extends GatheredInputs {
  readonly campaign: Campaign;
  /** The publication that stands; null before the first. */
  readonly standing: Publication | null;
  readonly recipe: Recipe;
  /** What may still change the counts: surveys that take answers, batches of paper that are not closed. */
  readonly running: readonly ProblemPlace[];
  /** The standing publication was made of the same. */
  readonly unchanged: boolean;
}

/** @throws Problem `not-found` */
export async function publicationStanding(db: Db, id: string, now: Date): Promise<PublicationStanding> {
  const campaign = await findCampaign(db, id);
  if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const today = dayOf(now);
  const gathered = await gatherInputs(db, campaign, today);
  const running = [...stillAccepting(gathered.surveys, today), ...(await openBatches(db, campaign.id))];
  const standing = await findPublication(db, campaign.id);
  const recipe = recipeOf(gathered.inputs, gathered.cutOff);
  const unchanged = standing?.recipe.inputsHash === recipe.inputsHash;
  return { ...gathered, campaign, standing, recipe, running, unchanged };
}

const stillAccepting = (surveys: readonly OpenSurvey[], today: string): ProblemPlace[] =>
  surveys
    .filter((survey) => today <= survey.acceptsUntil)
    .map((survey) => ({
      field: `surveys.${survey.id}`,
      code: 'still-accepting',
      sentence: `answers are taken until ${survey.acceptsUntil}`,
    }));

/** What lies in an open batch may still be counted. */
async function openBatches(db: Db, campaign: string): Promise<ProblemPlace[]> {
  const open = (await listSheetBatches(db, campaign)).filter((batch) => batch.state !== 'closed');
  return open.map(({ number }) => ({
    field: `sheet-batches.${number}`,
    code: 'batch-open',
    sentence: `batch ${number} of paper sheets is not closed`,
  }));
}

/**
 * @param reason why the standing revision is superseded; required from the second one on
 * @throws Problem `not-ready-to-publish`, `already-published`, `malformed-request`
 */
export function demandPublishable(
  { standing, running, unchanged }: PublicationStanding,
  reason: string | undefined,
): void {
  if (running.length > 0) throw new Problem('not-ready-to-publish', running);
  if (unchanged) throw new Problem('already-published');
  if (standing && !reason?.trim())
    throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
}
