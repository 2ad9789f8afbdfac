/** The days of a campaign's stages, and more time for one unit. With the first days set, the units begin to score themselves. */
import {
  changeAssessment,
  insertAssessments,
  lockAssessment,
  putDeadlines,
  readDeadlines,
} from '../../db/queries/assessments.ts';
import { readContents } from '../../db/queries/campaigns.ts';
import { hasScores } from '../../db/queries/stage-scores.ts';
import { type Deadlines, STAGES, stageAt } from '../core/assessment.ts';
import { dayOf, isDay } from '../core/calendar.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';
import { ofUnit } from './save-score.ts';

export interface DeadlinesInput {
  readonly campaign: string;
  readonly deadlines: Deadlines;
}

/** @returns units whose assessment began with it */
export const setDeadlines = action({
  name: 'set-deadlines',
  unit: provinceOfCampaign,
  run: async (trx, { campaign, deadlines }: DeadlinesInput, { environment }): Promise<{ begun: number }> => {
    const today = dayOf(environment.now());
    const faults = [...dayFaults(deadlines), ...goneBy(deadlines, await readDeadlines(trx, campaign), today)];
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const { units } = await readContents(trx, campaign);
    if (units.length === 0) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const imported = await hasScores(trx, campaign);
    const begun = await insertAssessments(
      trx,
      campaign,
      units.map(({ code }) => code),
    );
    // Scores of an imported campaign would be silently replaced by the first appraisal.
    if (imported && begun.length === units.length)
      throw new Problem('already-exists', [{ field: 'campaign', code: 'scores-imported', values: {} }]);
    await putDeadlines(trx, campaign, deadlines);
    return { begun: begun.length };
  },
  audit: ({ campaign, deadlines }, { begun }) => ({
    subject: `campaign ${campaign}`,
    details: { deadlines, begun },
  }),
});

/** The unit's own scores need a last day; a later stage ends no earlier than the ones before it. */
function dayFaults(deadlines: Deadlines): ProblemPlace[] {
  const given = STAGES.flatMap((stage) => {
    const day = deadlines[stage];
    return day === undefined ? [] : [{ stage, day }];
  });
  const wrong = given.filter(({ day }) => !isDay(day));
  if (wrong.length > 0) return wrong.map(({ stage }) => ({ field: stage, code: 'not-a-day' }));
  if (deadlines.self === undefined) return [{ field: 'self', code: 'required' }];
  return given
    .filter(({ day }, at) => day < (given[at - 1]?.day ?? ''))
    .map(({ stage }) => ({ field: stage, code: 'not-in-order', values: {} }));
}

/**
 * A new day that has gone by is a slip of the pen, such as a year mistyped, and would lock every unit out at once. One that
 * was set in its time stays when other days are moved.
 */
function goneBy(deadlines: Deadlines, known: Deadlines, today: string): ProblemPlace[] {
  return STAGES.filter((stage) => {
    const day = deadlines[stage];
    return day !== undefined && isDay(day) && day < today && day !== known[stage];
  }).map((stage) => ({ field: stage, code: 'day-gone-by', values: {} }));
}

export interface ExtensionInput {
  readonly campaign: string;
  readonly unit: string;
  /** Inclusive; null takes the extension back. */
  readonly until: string | null;
  readonly reason: string;
}

/** More time for the stage at which one unit stands, with the reason in the trail of staff. */
export const extendDeadline = action({
  name: 'extend-deadline',
  unit: ofUnit,
  run: async (trx, { campaign, unit, until, reason }: ExtensionInput): Promise<{ stage: string }> => {
    const assessment = await lockAssessment(trx, campaign, unit);
    if (!assessment) throw new Problem('not-found');
    const stage = stageAt(assessment.state);
    if (stage === null) throw new Problem('assessment-locked');
    const common = (await readDeadlines(trx, campaign))[stage];
    const places: ProblemPlace[] = [
      ...(reason.trim() === '' ? [{ field: 'reason', code: 'required' }] : []),
      ...(until !== null && !isDay(until) ? [{ field: 'until', code: 'not-a-day' }] : []),
      ...(until !== null && common !== undefined && until <= common
        ? [{ field: 'until', code: 'not-later', values: {} }]
        : []),
    ];
    if (places.length > 0) throw new Problem('malformed-request', places);
    await changeAssessment(trx, assessment, { extendedUntil: until });
    return { stage };
  },
  audit: ({ campaign, unit, until, reason }, { stage }) => ({
    subject: `assessment ${campaign} ${unit}`,
    details: { stage, until, reason },
  }),
});
