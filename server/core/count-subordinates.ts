/**
 * How the units below each unit were classed in another campaign, for a class cap (domain §4): a district by its
 * communes. A unit without a class yet counts among all, and reaches nothing.
 */
import type { CampaignResult } from './campaign.ts';
import type { Band } from './framework.ts';

export interface SubordinateCount {
  readonly unit: string;
  readonly units: number;
  readonly reaching: number;
  readonly withoutClass: number;
}

/**
 * @param reached Vietnamese name of the lowest class that counts
 * @param parents code → code of the unit above it
 * @returns for the units that have any below them; null: the bands know no such class
 */
export function countSubordinates(
  result: Pick<CampaignResult, 'units'>,
  bands: readonly Band[],
  reached: string,
  units: readonly string[],
  parents: ReadonlyMap<string, string | null>,
): SubordinateCount[] | null {
  const lowest = bands.findIndex(({ name }) => name.vi === reached);
  if (lowest < 0) return null;
  const reaching = new Set(bands.slice(0, lowest + 1).map(({ name }) => name.vi));
  return units.flatMap((unit) => {
    const below = result.units.filter((one) => one.unit !== unit && isBelow(one.unit, unit, parents));
    if (below.length === 0) return [];
    return [
      {
        unit,
        units: below.length,
        reaching: below.filter((one) => one.class !== null && reaching.has(one.class.vi)).length,
        withoutClass: below.filter((one) => one.class === null).length,
      },
    ];
  });
}

function isBelow(unit: string, above: string, parents: ReadonlyMap<string, string | null>): boolean {
  for (let at = parents.get(unit) ?? null; at !== null; at = parents.get(at) ?? null)
    if (at === above) return true;
  return false;
}
