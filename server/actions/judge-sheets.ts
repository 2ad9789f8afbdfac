/**
 * What becomes of a sheet once every pass of it is keyed: read alike, it is accepted; read differently, it waits with a
 * conflict; wholly blank, it is rejected and kept on record. The same end for keyings, imports and settlements.
 */
import { insertConflicts } from '../../db/queries/conflicts.ts';
import { dropComments, type Keying } from '../../db/queries/keyings.ts';
import { putSheets, type Sheet, type SheetBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Form } from '../../survey-forms/form.ts';
import { countableOf, isBlankSheet, type KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { type Comparison, compareKeyings } from '../core/double-entry.ts';
import type { Environment } from '../environment.ts';
import type { SurveyEntry } from '../survey-book.ts';
import { acceptSheets } from './accept-sheet.ts';
import { balanceQuota } from './count-back.ts';

/** A batch at work: held by the caller, with the survey it belongs to. */
export interface Desk {
  readonly batch: SheetBatch;
  readonly entry: SurveyEntry;
}

/** The form that the batch was printed from. */
export function formOf({ batch, entry }: Desk): Form {
  const form = entry.forms.get(batch.formVersion);
  if (!form) throw new Error(`batch ${batch.number} was printed from a version its survey never opened`);
  return form;
}

export interface KeyedSheet {
  readonly sheet: Sheet;
  readonly keyings: readonly Keying[];
}

const inPass = (keyings: readonly Keying[], pass: number) => keyings.find((one) => one.pass === pass);

/** Where the two passes part. Null while one is missing; a sheet that is keyed once agrees with itself. */
export function comparisonOf(desk: Desk, { sheet, keyings }: KeyedSheet): Comparison | null {
  const first = inPass(keyings, 1)?.answers;
  const second = sheet.passes === 1 ? first : inPass(keyings, 2)?.answers;
  if (!first || !second) return null;
  return compareKeyings(formOf(desk), desk.entry.survey.units, first, second);
}

/**
 * Judges sheets that wait (state `returned`) and have just been keyed. The caller holds batch and sheets.
 * @throws Problem `survey-closed` and the like, when the batch came back outside the survey's window
 */
export async function judgeKeyed(
  trx: Writing,
  environment: Environment,
  desk: Desk,
  keyed: readonly KeyedSheet[],
): Promise<void> {
  const alike: Read[] = [];
  const parted: Parameters<typeof insertConflicts>[1][number][] = [];
  for (const one of keyed) {
    const comparison = comparisonOf(desk, one);
    if (comparison === null) continue;
    if (comparison.differences.length === 0) alike.push({ ...one, answers: comparison.agreed });
    const { province, campaign, serial } = one.sheet;
    for (const difference of comparison.differences)
      parted.push({ province, campaign, serial, ...difference });
  }
  await insertConflicts(trx, parted);
  await conclude(trx, environment, desk, alike);
}

/** A sheet whose fields are certain. */
export interface Read extends KeyedSheet {
  readonly answers: KeyedAnswers;
}

/** Accepts what is certain; rejects what is blank, which may let one come back that the quota had pushed out. */
export async function conclude(
  trx: Writing,
  environment: Environment,
  desk: Desk,
  read: readonly Read[],
): Promise<void> {
  const blank = read.filter(({ answers }) => isBlankSheet(answers));
  const full = read.filter(({ answers }) => !isBlankSheet(answers));
  await acceptSheets(
    trx,
    environment,
    desk,
    full.map(({ sheet, keyings, answers }) => ({
      sheet,
      answers: { ...countableOf(answers), ...inPass(keyings, 1)?.comments },
    })),
  );
  await dropComments(
    trx,
    full.flatMap(({ keyings }) => keyings),
  );
  if (blank.length === 0) return;
  await putSheets(
    trx,
    blank.map(({ sheet }) => ({ ...sheet, state: 'rejected', reason: 'blank' })),
  );
  await balanceQuota(trx, desk.batch);
}
