/** Which units rose and which fell since the earlier publication, the biggest change first. */
import { parseDecimal, ZERO } from '../core/decimal.ts';
import type { DecimalText } from '../core/framework.ts';
import type { ProvinceChange } from '../core/province-change.ts';
import type { UnitLine } from '../core/province-view.ts';
import { name } from './report-words.ts';

export interface MovedUnit {
  readonly unit: string;
  readonly name: string;
  /** Now, in percent. */
  readonly index: DecimalText;
  /** In percentage points, exact. */
  readonly change: DecimalText;
}

export interface Movement {
  readonly risen: readonly MovedUnit[];
  readonly fallen: readonly MovedUnit[];
  /** Units whose index is exactly the same. */
  readonly kept: number;
}

/** Of the units that have an index in both. */
export function movementOf(
  { units: changes }: Pick<ProvinceChange, 'units'>,
  units: readonly UnitLine[],
): Movement {
  const byUnit = new Map(changes.map((one) => [one.unit, one.index]));
  const moved = units.flatMap((unit) => {
    const change = byUnit.get(unit.unit) ?? null;
    if (change === null || unit.index === null) return [];
    const line: MovedUnit = { unit: unit.unit, name: name(unit.name), index: unit.index, change };
    return [{ line, by: parseDecimal(change) }];
  });
  const lines = (which: (one: (typeof moved)[number]) => boolean) =>
    moved
      .filter(which)
      .sort((a, b) => b.by.abs().compare(a.by.abs()))
      .map(({ line }) => line);
  return {
    risen: lines(({ by }) => by.gt(ZERO)),
    fallen: lines(({ by }) => by.lt(ZERO)),
    kept: moved.filter(({ by }) => by.equals(ZERO)).length,
  };
}
