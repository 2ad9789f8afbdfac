/** The ledgers of a survey, of tokens and of sheets, and their check, gathered from the database. */
import type { Db } from '../db/dialect.ts';
import { countStored, countTokens, readLedger } from '../db/queries/ledger.ts';
import { countAllotted, countSheetsByUnit } from '../db/queries/sheet-counts.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { balanceLedger, type LedgerDay, type UnitLedger } from './core/ledger.ts';
import { reconcile, sheetsOfUnits, type UnitReconciliation } from './core/reconciliation.ts';

export interface SurveyLedger {
  readonly days: readonly LedgerDay[];
  readonly units: readonly UnitLedger[];
}

type SurveyKey = Pick<OpenSurvey, 'id' | 'province'>;

async function gather(db: Db, survey: SurveyKey) {
  const days = await readLedger(db, survey.id);
  const counts = await countSheetsByUnit(db, survey);
  const sheets = sheetsOfUnits(await countAllotted(db, survey.id), counts);
  const stored = await countStored(db, survey);
  return { days, counts, stored, units: balanceLedger(days, await countTokens(db, survey), stored, sheets) };
}

export async function surveyLedger(db: Db, survey: SurveyKey): Promise<SurveyLedger> {
  const { days, units } = await gather(db, survey);
  return { days, units };
}

/** Tokens, sheets and answers of every unit that has any. */
export async function surveyReconciliation(db: Db, survey: SurveyKey): Promise<UnitReconciliation[]> {
  const { units, counts, stored } = await gather(db, survey);
  return reconcile(units, counts, stored);
}

/** The units whose ledger does not balance. One that stands for a form that rates many units concerns all of them. */
export async function unbalancedUnits(db: Db, surveys: readonly OpenSurvey[]): Promise<string[]> {
  const found = new Set<string>();
  for (const survey of surveys)
    for (const { unit, faults } of (await surveyLedger(db, survey)).units)
      if (faults.length > 0) for (const one of unit === '' ? survey.units : [unit]) found.add(one);
  return [...found].sort();
}
