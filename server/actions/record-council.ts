/** The council decides: its decision by number and day for one or many units, with the scores it set itself. */
import { changeAssessment, type Decision } from '../../db/queries/assessments.ts';
import type { Writing } from '../../db/transaction.ts';
import { type AssessedUnit, lockAssessed } from '../assessed-unit.ts';
import { type ScoreEntry, stateAfter } from '../core/assessment.ts';
import { dayOf, isDay } from '../core/calendar.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { type ActionContext, action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';
import { giveScore } from './save-score.ts';
import { faultPlaces } from './write-score.ts';

export interface CouncilInput {
  readonly campaign: string;
  readonly units: readonly string[];
  /** Number and day of the decision, as on the document. */
  readonly number: string;
  readonly day: string;
  /** Scores the council set; all others stand as appraised. */
  readonly scores?:
    | readonly { readonly unit: string; readonly criterion: string; readonly entry: ScoreEntry }[]
    | undefined;
  /** Why number or day are put right for units that are final already; their scores change by two people only. */
  readonly reason?: string | undefined;
}

type EarlierDecision = Decision & { readonly unit: string };

/** After it the scores of these units are final. */
export const recordCouncil = action({
  name: 'record-council',
  unit: provinceOfCampaign,
  run: async (
    trx,
    input: CouncilInput,
    context,
  ): Promise<{ units: number; scores: number; before: EarlierDecision[] }> => {
    refuseFaults(decisionFaults(input, dayOf(context.environment.now())));
    const before: EarlierDecision[] = [];
    for (const unit of input.units) {
      const earlier = await decide(trx, input, unit, context);
      if (earlier) before.push({ unit, ...earlier });
    }
    return { units: input.units.length, scores: input.scores?.length ?? 0, before };
  },
  audit: (input, { before, ...output }) => ({
    subject: `campaign ${input.campaign}`,
    details: {
      ...{ ...output, unit: input.units, number: input.number, day: input.day },
      ...(before.length > 0 && { before, reason: input.reason }),
    },
  }),
});

const refuseFaults = (places: readonly ProblemPlace[]): void => {
  if (places.length > 0) throw new Problem('malformed-request', places);
};

function decisionFaults({ units, number, day, scores = [] }: CouncilInput, today: string): ProblemPlace[] {
  const strays = scores.filter(({ unit }) => !units.includes(unit));
  return [
    ...(units.length === 0 ? [{ field: 'units', code: 'empty' }] : []),
    ...(number.trim() === '' ? [{ field: 'number', code: 'required' }] : []),
    ...(isDay(day) ? [] : [{ field: 'day', code: 'not-a-day' }]),
    ...(isDay(day) && day > today ? [{ field: 'day', code: 'in-the-future', values: {} }] : []),
    ...strays.map(({ unit }) => ({
      field: 'scores',
      code: 'not-appraised',
      values: { unit: { text: unit } },
    })),
  ];
}

/** @returns the decision that stood, where it is put right */
async function decide(
  trx: Writing,
  input: CouncilInput,
  unit: string,
  context: ActionContext,
): Promise<Decision | null> {
  const { campaign, number, day, scores = [] } = input;
  const assessed = await lockAssessed(trx, campaign, unit, context.environment.now());
  const state = stateAfter('decide', assessed.assessment.state);
  const decision = { number: number.trim(), day };
  if (state === null) {
    const earlier = earlierDecision(assessed, input);
    await changeAssessment(trx, assessed.assessment, { decision });
    return earlier;
  }
  for (const { criterion, entry } of scores.filter((one) => one.unit === unit)) {
    if (!entry.note?.trim())
      throw new Problem('score-invalid', faultPlaces(criterion, [{ code: 'note-needed', input: '' }]));
    await giveScore(trx, assessed, { campaign, unit, criterion, stage: 'council', entry, seen: 0 }, context);
  }
  await changeAssessment(trx, assessed.assessment, { state, extendedUntil: null, decision });
  return null;
}

/** What stands where number and day may be put right: of a final unit, with a reason, and no score with it. */
function earlierDecision(
  { assessment: { state, unit, decision } }: AssessedUnit,
  { scores = [], reason }: CouncilInput,
): Decision | null {
  const locked = (code: string) =>
    new Problem('assessment-locked', [{ field: `units.${unit}`, code, values: { unit: { text: unit } } }]);
  if (state !== 'final') throw locked('not-appraised');
  if (!reason?.trim() || scores.some((score) => score.unit === unit)) throw locked('already-final');
  return decision;
}
