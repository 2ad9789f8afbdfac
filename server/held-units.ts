/** Which units of a survey a reader's right covers: what lists are cut to. */
import type { Db } from '../db/dialect.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { type Actor, can, type Operation } from './access.ts';

/** The units of the survey for which the actor holds the operation; the province itself for forms that rate many units. */
export async function heldUnits(
  db: Db,
  survey: OpenSurvey,
  actor: Actor,
  operation: Operation,
): Promise<Set<string>> {
  const holds = async (unit: string) => can(actor, operation, await unitAndAbove(db, unit));
  if (await holds(survey.province)) return new Set([...survey.units, survey.province]);
  const mine = new Set<string>();
  for (const unit of survey.units) if (await holds(unit)) mine.add(unit);
  return mine;
}
