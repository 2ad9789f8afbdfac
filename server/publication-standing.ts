/** Whether a campaign's result may be frozen now, and what it would be made of: asked when it is proposed and when it is done. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, findCampaign } from '../db/queries/campaigns.ts';
import { listProposals } from '../db/queries/proposals.ts';
import { findPublication, type Publication } from '../db/queries/publications.ts';
import { listSheetBatches } from '../db/queries/sheets.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { type AdjustmentChange, isAdjustmentChange } from './actions/adjustment-change.ts';
import type { ScoreChange } from './actions/score-change.ts';
import { type GatheredInputs, gatherInputs } from './campaign-inputs.ts';
import { dayOf } from './core/calendar.ts';
import { type Recipe, recipeOf } from './core/recipe.ts';
import { Problem, type ProblemPlace } from './problem.ts';

export interface PublicationStanding extends GatheredInputs {
  readonly campaign: Campaign;
  /** The publication that stands; null before the first. */
  readonly standing: Publication | null;
  readonly recipe: Recipe;
  /** What may still change the result: surveys that take answers, batches that are not closed, scores that wait for a second person. */
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
  const running = [
    ...stillAccepting(gathered.surveys, today),
    ...(await openBatches(db, campaign.id)),
    ...(await waitingChanges(db, campaign.id)),
  ];
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
      values: { day: { day: survey.acceptsUntil } },
      sentence: `answers are taken until ${survey.acceptsUntil}`,
    }));

/** What lies in an open batch may still be counted. */
async function openBatches(db: Db, campaign: string): Promise<ProblemPlace[]> {
  const open = (await listSheetBatches(db, campaign)).filter((batch) => batch.state !== 'closed');
  return open.map(({ number }) => ({
    field: `sheet-batches.${number}`,
    code: 'batch-open',
    values: { number: { text: String(number) } },
    sentence: `batch ${number} of paper sheets is not closed`,
  }));
}

/**
 * A score that somebody has called wrong is not frozen before the second person has said yes or no: the publication
 * would stand beside a correction that both of its people knew of.
 */
async function waitingChanges(db: Db, campaign: string): Promise<ProblemPlace[]> {
  const waiting = (await listProposals(db, campaign, 'change-score')).filter(
    ({ outcome }) => outcome === null,
  );
  return waiting.map(({ id, content }) => {
    const field = `score-changes.${id}`;
    if (isAdjustmentChange(content)) return { field, ...waitingAdjustments(content) };
    const { unit, criterion } = content as ScoreChange;
    return {
      field,
      code: 'change-waiting',
      sentence: `a change of ${criterion} of ${unit} waits for a second person`,
      values: { unit: { text: unit }, criterion: { text: criterion } },
    };
  });
}

const waitingAdjustments = ({ unit }: AdjustmentChange) => ({
  code: 'adjustment-waiting',
  sentence: `a change of the points given to ${unit} waits for a second person`,
  values: { unit: { text: unit } },
});

/**
 * @param reason why the standing revision is superseded; required from the second one on
 * @throws Problem `not-ready-to-publish`, `nothing-to-publish`, `malformed-request`
 */
export function demandPublishable(
  { standing, running, unchanged }: PublicationStanding,
  reason: string | undefined,
): void {
  if (running.length > 0) throw new Problem('not-ready-to-publish', running);
  if (unchanged) throw new Problem('nothing-to-publish');
  if (standing && !reason?.trim())
    throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
}
