/** The unit list of a campaign as a publisher chooses it, held against the units that are recorded. */
import type { Unit } from '../db/queries/units.ts';
import type { Fault } from '../survey-forms/fault.ts';
import { fault } from './core/fault-list.ts';
import type { DecimalText } from './core/framework.ts';
import { standingIn } from './core/unit-validity.ts';

export interface UnitChoice {
  /** Code. */
  readonly unit: string;
  readonly group?: string | null | undefined;
  /** Standard scale given directly. */
  readonly scale?: DecimalText | null | undefined;
  /** The unit did not last the year, and is ranked all the same: somebody has said so. */
  readonly keep?: boolean | undefined;
}

/**
 * A unit that began or ended within the year is asked about, once: it is neither dropped nor kept silently (domain §8).
 * @param asked units that were decided on before
 */
export function* unitFaults(
  chosen: readonly UnitChoice[],
  known: readonly Unit[],
  year: number,
  asked: ReadonlySet<string>,
): Generator<Fault> {
  const byCode = new Map(known.map((unit) => [unit.code, unit]));
  for (const [at, { unit: code, keep }] of chosen.entries()) {
    const unit = byCode.get(code);
    if (!unit || asked.has(code)) continue;
    const standing = standingIn(unit, year);
    const path = `units[${at}].unit`;
    if (standing.is === 'outside')
      yield fault(path, 'unit-not-of-year', `"${code}" did not exist in ${year}`);
    if (standing.is === 'part' && !keep)
      yield fault(
        path,
        'unit-part-of-year',
        `"${code}" existed from ${standing.from ?? 'before'} to ${standing.to ?? 'after'} in ${year}: keep it or leave it out`,
      );
  }
}
