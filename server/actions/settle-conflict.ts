/**
 * A third person settles what two clerks read differently: every field of the sheet at once, each with a choice and a
 * reason. The sheet then is accepted, or rejected as blank, in the same transaction.
 */
import { conflictsOf, putSettled } from '../../db/queries/conflicts.ts';
import { type Keying, keyingsOf } from '../../db/queries/keyings.ts';
import type { Sheet, SheetBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import { isBlankSheet } from '../../survey-forms/keyed-answers.ts';
import { actorName } from '../access.ts';
import { type Decision, settle } from '../core/double-entry.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { action } from './action.ts';
import { holdSheet, provinceOfCampaign, type SheetInput } from './hold-batch.ts';
import { comparisonOf, conclude, type Desk, formOf } from './judge-sheets.ts';
import { deskOf, invalid } from './key-sheet.ts';

export interface SettleInput extends SheetInput {
  readonly fields: readonly Decision[];
}

interface Conflicting {
  readonly sheet: Sheet;
  readonly keyings: readonly Keying[];
  readonly desk: Desk;
}

const refuse = (code: ProblemCode, why: string = code) => new Problem(code, [{ field: 'serial', code: why }]);

/** The sheet with both keyings, if this person may settle it now. */
async function holdConflict(trx: Writing, input: SettleInput, settler: string): Promise<Conflicting> {
  const { sheet, batch } = await holdSheet(trx, input);
  const conflicts = (await conflictsOf(trx, [sheet])).get(sheet.serial) ?? [];
  if (!batch || conflicts.length === 0) throw refuse('not-found');
  if (conflicts.every((one) => one.choice !== null)) throw refuse('already-settled');
  demandWaiting(sheet, batch);
  const keyings = (await keyingsOf(trx, [sheet])).get(sheet.serial) ?? [];
  if (keyings.some((one) => one.clerk === settler)) throw refuse('same-clerk');
  return { sheet, keyings, desk: await deskOf(trx, batch) };
}

function demandWaiting({ state }: Sheet, batch: SheetBatch): void {
  if (batch.state === 'closed') throw refuse('batch-closed');
  if (state !== 'returned') throw refuse('sheet-not-returned', `is-${state}`);
}

export const settleConflict = action({
  name: 'settle-conflict',
  unit: provinceOfCampaign,
  run: async (trx, input: SettleInput, { environment, actor }) => {
    const { sheet, keyings, desk } = await holdConflict(trx, input, actorName(actor));
    const comparison = comparisonOf(desk, { sheet, keyings });
    if (!comparison) throw new Error(`sheet ${sheet.serial} has a conflict and not every keying`);
    const settled = settle(formOf(desk), desk.entry.survey.units, comparison, input.fields);
    if (!settled.ok) throw invalid('answers', settled.violations);
    const settledAt = environment.now().toISOString();
    await putSettled(trx, sheet, settled.fields, { settledBy: actorName(actor), settledAt });
    await conclude(trx, environment, desk, [{ sheet, keyings, answers: settled.keyed }]);
    const state = isBlankSheet(settled.keyed) ? ('rejected' as const) : ('accepted' as const);
    return { state, fields: settled.fields };
  },
  // Which fields and why, never what they say: who reads the trail sees no answers (decision 24).
  audit: ({ campaign, serial }, { state, fields }) => ({
    subject: `sheet ${campaign} ${serial}`,
    details: {
      state,
      fields: fields.map(({ question, unit, choice, reason }) => ({
        question,
        ...(unit === '' ? {} : { unit }),
        choice,
        reason,
      })),
    },
  }),
});
