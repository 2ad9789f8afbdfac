/** The ledger of a survey and its check, gathered from the database. */
import type { Db } from '../db/dialect.ts';
import { countStored, countTokens, readLedger } from '../db/queries/ledger.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { balanceLedger, type LedgerDay, type UnitLedger } from './core/ledger.ts';

export interface SurveyLedger {
  readonly days: readonly LedgerDay[];
  readonly units: readonly UnitLedger[];
}

export async function surveyLedger(
  db: Db,
  survey: Pick<OpenSurvey, 'id' | 'province'>,
): Promise<SurveyLedger> {
  const days = await readLedger(db, survey.id);
  return { days, units: balanceLedger(days, await countTokens(db, survey), await countStored(db, survey)) };
}

/** The units whose ledger does not balance. One that stands for a form that rates many units concerns all of them. */
export async function unbalancedUnits(db: Db, surveys: readonly OpenSurvey[]): Promise<string[]> {
  const found = new Set<string>();
  for (const survey of surveys)
    for (const { unit, faults } of (await surveyLedger(db, survey)).units)
      if (faults.length > 0) for (const one of unit === '' ? survey.units : [unit]) found.add(one);
  return [...found].sort();
}
