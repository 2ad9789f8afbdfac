/**
 * Which leaves do not apply to which unit, each with its reason: the score is "not assessed" and the standard scale
 * follows (domain §4). What somebody has appraised is not marked away; it changes where it was appraised.
 */
import { finalUnits, holdLeaves, type Mark, putMarks } from '../../db/queries/applicability.ts';
import { findCampaign, readContents } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Fault } from '../../survey-forms/fault.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { fault } from '../core/fault-list.ts';
import { invalidDefinition, Problem } from '../problem.ts';
import { action } from './action.ts';

/** `reason` null: it applies. `seen`: the reason as it stood when the mark was made. */
export interface MarkInput extends Mark {
  readonly seen: string | null;
}

export interface ApplicabilityInput {
  readonly campaign: string;
  readonly marks: readonly MarkInput[];
}

const keyOf = ({ unit, criterion }: Pick<Mark, 'unit' | 'criterion'>) => `${unit} ${criterion}`;

/** @throws Problem `definition-invalid`, `assessment-locked`, `changed-meanwhile`; nothing is stored then */
export const setApplicability = action({
  name: 'set-applicability',
  unit: async (trx, { campaign }: ApplicabilityInput) =>
    (await findCampaign(trx, campaign))?.province ?? null,
  run: async (trx, { campaign: id, marks }) => {
    const campaign = await findCampaign(trx, id);
    const framework = campaign && (await findFramework(trx, campaign.framework, campaign.frameworkVersion));
    if (!campaign || !framework) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const leaves = framework.criteria.filter(({ kind }) => kind !== 'group').map(({ code }) => code);
    const units = (await readContents(trx, id)).units.map(({ code }) => code);
    const faults = [...markFaults(marks, new Set(units), new Set(leaves))];
    if (faults.length > 0) throw invalidDefinition(faults);
    await demandOpen(trx, id, marks);
    await putMarks(
      trx,
      id,
      marks.map((mark) => ({ ...mark, reason: mark.reason?.trim() ?? null })),
    );
    return { marked: marks.filter(({ reason }) => reason !== null).length };
  },
  audit: ({ campaign, marks }, output) => ({
    subject: `campaign ${campaign}`,
    details: {
      ...output,
      cleared: marks.length - output.marked,
      marks: marks.map(({ unit, criterion, reason }) => ({ unit, criterion, reason })),
    },
  }),
});

function* markFaults(
  marks: readonly MarkInput[],
  units: ReadonlySet<string>,
  leaves: ReadonlySet<string>,
): Generator<Fault> {
  const seen = new Set<string>();
  for (const [at, mark] of marks.entries()) {
    const path = `marks[${at}]`;
    if (!units.has(mark.unit))
      yield fault(`${path}.unit`, 'unit-not-ranked', `"${mark.unit}" is not of this campaign`);
    if (!leaves.has(mark.criterion))
      yield fault(`${path}.criterion`, 'unknown-criterion', `"${mark.criterion}" is no leaf`);
    if (mark.reason !== null && mark.reason.trim() === '')
      yield fault(`${path}.reason`, 'reason-missing', `why "${mark.criterion}" does not apply`);
    if (seen.has(keyOf(mark))) yield fault(path, 'score-twice', `"${keyOf(mark)}" is marked twice`);
    seen.add(keyOf(mark));
  }
}

async function demandOpen(trx: Writing, campaign: string, marks: readonly MarkInput[]): Promise<void> {
  const stands = new Map((await holdLeaves(trx, campaign, marks)).map((leaf) => [keyOf(leaf), leaf]));
  const locked = await finalUnits(trx, campaign);
  const final = marks.filter(({ unit }) => locked.has(unit));
  if (final.length > 0)
    throw new Problem(
      'assessment-locked',
      [...new Set(final.map(({ unit }) => unit))].map((field) => ({ field, code: 'assessment-locked' })),
    );
  const appraised = marks.flatMap((mark, at): Fault[] => {
    const leaf = stands.get(keyOf(mark));
    return leaf && (leaf.appraised || leaf.state === 'scored')
      ? [fault(`marks[${at}]`, 'already-appraised', `"${mark.criterion}" of "${mark.unit}" has a score`)]
      : [];
  });
  if (appraised.length > 0) throw invalidDefinition(appraised);
  const reasonOf = (mark: MarkInput) => {
    const leaf = stands.get(keyOf(mark));
    return leaf?.state === 'not-assessed' ? leaf.reason : null;
  };
  if (marks.some((mark) => reasonOf(mark) !== mark.seen))
    throw await changedMeanwhile(trx, 'set-applicability', `campaign ${campaign}`);
}
