/**
 * What the writes of an assessment share: is the stage at work and in time, is the area the appraiser's own, what is
 * wrong with a score, and who was quicker.
 */
import { accountNames } from '../../db/queries/accounts.ts';
import { areasOfAppraiser } from '../../db/queries/appraiser-areas.ts';
import {
  findStageScore,
  putStageScore,
  type StageKey,
  type StageScore,
} from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import type { AssessedUnit } from '../assessed-unit.ts';
import { areasOf, isClosed, type ScoreEntry, type Stage, stageAt } from '../core/assessment.ts';
import type { AssessedLeaf, Missing } from '../core/assessment-progress.ts';
import { hashOf } from '../core/recipe.ts';
import { type ScoreFault, type Settled, settleScore } from '../core/settle-score.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import type { ActionContext } from './action.ts';

/** @throws Problem `assessment-locked`, `deadline-passed` */
export function demandStage({ assessment, deadline }: AssessedUnit, ...stages: readonly Stage[]): Stage {
  const stage = stageAt(assessment.state);
  if (stage === null || !stages.includes(stage)) throw new Problem('assessment-locked');
  if (deadline && isClosed(deadline))
    throw new Problem('deadline-passed', [
      { field: 'deadline', code: 'late', values: { day: { day: deadline.day } } },
    ]);
  return stage;
}

/** The areas of the framework that this appraiser scores; the host's owner scores all. */
export async function ownAreas(
  trx: Writing,
  { campaign, framework }: AssessedUnit,
  { actor }: ActionContext,
): Promise<ReadonlySet<string>> {
  const all = framework.criteria.filter(({ parent }) => parent === null).map(({ code }) => code);
  return new Set(actor.kind === 'account' ? await areasOfAppraiser(trx, campaign.id, actor.id) : all);
}

/** @throws Problem `not-your-area` */
export async function demandArea(
  trx: Writing,
  assessed: AssessedUnit,
  criterion: string,
  context: ActionContext,
): Promise<void> {
  const area = areasOf(assessed.framework.criteria).get(criterion) ?? '';
  if (!(await ownAreas(trx, assessed, context)).has(area)) throw new Problem('not-your-area');
}

/** What is wrong with the score of one leaf, as the places of a problem. */
export const faultPlaces = (criterion: string, faults: readonly ScoreFault[]): ProblemPlace[] =>
  faults.map(({ code, input, limit }) => ({
    field: input === '' ? criterion : `${criterion}.${input}`,
    code,
    values: { input: { text: input }, ...(limit === undefined ? {} : { limit: { decimal: limit } }) },
  }));

export const missingPlaces = (missing: readonly Missing[]): ProblemPlace[] =>
  missing.map(({ criterion, why }) => ({ field: criterion, code: why, values: {} }));

export const settle = (
  { framework }: Pick<AssessedUnit, 'framework'>,
  { criterion, excluded, entries }: AssessedLeaf,
  stage: Stage,
  given: ScoreEntry,
): Settled =>
  settleScore(given, {
    criterion,
    rounding: framework.leafRounding,
    stage,
    excluded,
    claim: entries.self ?? null,
  });

/** @throws Problem `score-invalid` */
export function settled(
  assessed: AssessedUnit,
  leaf: AssessedLeaf,
  stage: Stage,
  given: ScoreEntry,
): Extract<Settled, { ok: true }> {
  const outcome = settle(assessed, leaf, stage, given);
  if (!outcome.ok) throw new Problem('score-invalid', faultPlaces(leaf.criterion.code, outcome.faults));
  return outcome;
}

export interface Stored {
  readonly revision: number;
  readonly writtenAt: string;
  /** False when the same had been stored already. */
  readonly changed: boolean;
}

/**
 * Stores an entry over the revision that was seen. The same entry again, by the same person, is the same save: a reply
 * that got lost is no conflict. @throws Problem `changed-meanwhile`, naming who was quicker, when and with what
 */
export async function storeEntry(
  trx: Writing,
  key: StageKey,
  entry: ScoreEntry,
  seen: number,
  { actor, environment }: ActionContext,
): Promise<Stored> {
  const writtenBy = actorName(actor);
  const known = await findStageScore(trx, key);
  if (known?.writtenBy === writtenBy && hashOf(known.entry) === hashOf(entry))
    return { revision: known.revision, writtenAt: known.writtenAt, changed: false };
  const writtenAt = environment.now().toISOString();
  const revision = await putStageScore(trx, key, { entry, writtenBy, writtenAt }, seen);
  if (revision !== null) return { revision, writtenAt, changed: true };
  const other = await findStageScore(trx, key);
  throw new Problem('changed-meanwhile', other ? [await quicker(trx, other)] : []);
}

async function quicker(
  trx: Writing,
  { criterion, entry, writtenBy, writtenAt }: StageScore,
): Promise<ProblemPlace> {
  const names = await accountNames(trx, [writtenBy]);
  const { state, points } = entry;
  return {
    field: criterion,
    code: 'changed-meanwhile',
    values: {
      who: { text: names.get(writtenBy) ?? writtenBy },
      score: points === null ? { state: state === 'not-assessed' ? state : 'blank' } : { decimal: points },
      when: { instant: writtenAt },
    },
  };
}
