/**
 * What changed in a province from the campaign before to this one (domain §8): every unit's index and rank, and the share
 * of points earned in each area. Only what stands in both is compared, and what does not is named. Pure and exact.
 */
import type { Text } from '../../survey-forms/form.ts';
import { type Decimal, decimalTextOrNull, HUNDRED, mean, parseDecimal, sum, ZERO } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import {
  type ChangedRules,
  type Comparability,
  changeOf,
  comparability,
  matchedCriteria,
  type NamedUnit,
  nodeOf,
  type Published,
  resultOf,
} from './series.ts';

/** The campaign before, by its year. */
export interface EarlierCampaign {
  readonly id: string;
  readonly year: number;
  readonly title: Text;
}

export interface UnitChangeLine {
  readonly unit: string;
  /** In percentage points; null where one of both has no index. */
  readonly index: DecimalText | null;
  /** Places gained, positive is better; null where the lists ranked are not the same. */
  readonly rank: number | null;
  readonly earlierClass: Text | null;
}

export interface AreaChangeLine {
  /** Code in the later framework. */
  readonly area: string;
  /** Of the share of points earned, in percentage points, over the units that have it in both; null: none has. */
  readonly change: DecimalText | null;
}

export interface ProvinceChange {
  readonly earlier: EarlierCampaign;
  readonly changed: ChangedRules;
  readonly newUnits: readonly NamedUnit[];
  readonly goneUnits: readonly NamedUnit[];
  /** Mean of the changes of the index, over the units that have one in both, and how many these are. */
  readonly mean: { readonly change: DecimalText | null; readonly units: number };
  readonly units: readonly UnitChangeLine[];
  readonly areas: readonly AreaChangeLine[];
  /** The area whose share fell most; null where none fell. */
  readonly fellMost: string | null;
}

/** Why there is nothing to compare with: another campaign came before, but not one that this can be held against. */
export interface NoChange {
  readonly earlier: EarlierCampaign;
  readonly reason: Extract<Comparability, { ok: false }>['reason'];
}

const headOf = ({ inputs: { id, year, title } }: Published): EarlierCampaign => ({ id, year, title });

/** What changed; or why that cannot be said. */
export function provinceChange(earlier: Published, later: Published): ProvinceChange | NoChange {
  const found = comparability(earlier, later);
  if (!found.ok) return { earlier: headOf(earlier), reason: found.reason };
  const units = later.result.units.flatMap(({ unit }) => unitChange(unit, earlier, later));
  const known = units.flatMap(({ index }) => (index === null ? [] : [parseDecimal(index)]));
  const areas = areaChanges(earlier, later);
  return {
    earlier: headOf(earlier),
    changed: found.changed,
    newUnits: found.newUnits,
    goneUnits: found.goneUnits,
    mean: { change: decimalTextOrNull(mean(known)), units: known.length },
    units,
    areas: areas.map(({ area, change }) => ({ area, change: decimalTextOrNull(change) })),
    fellMost: fellMost(areas),
  };
}

function unitChange(unit: string, earlier: Published, later: Published): UnitChangeLine[] {
  const change = changeOf(unit, earlier, later);
  if (!change) return [];
  return [{ unit, index: change.index.change, rank: change.rank.change, earlierClass: change.class.earlier }];
}

interface AreaChange {
  readonly area: string;
  readonly change: Decimal | null;
}

function areaChanges(earlier: Published, later: Published): AreaChange[] {
  return matchedCriteria(earlier.inputs.framework, later.inputs.framework)
    .filter(({ before, after }) => before.parent === null && after.parent === null)
    .map(({ before, after }) => {
      const pairs = later.result.units.flatMap((unit) => {
        const old = resultOf(earlier, unit.unit);
        const [one, other] = [old && earnedIn(old, before.code), earnedIn(unit, after.code)];
        return one && other ? [{ one, other }] : [];
      });
      const was = shareOfAll(pairs.map(({ one }) => one));
      const is = shareOfAll(pairs.map(({ other }) => other));
      return { area: after.code, change: was === null || is === null ? null : is.sub(was) };
    });
}

interface Earned {
  readonly points: Decimal;
  readonly max: Decimal;
}

function earnedIn(unit: Parameters<typeof nodeOf>[0], code: string): Earned | null {
  const node = nodeOf(unit, code);
  if (!node || node.points === null || node.applicableMax === null) return null;
  return { points: parseDecimal(node.points), max: parseDecimal(node.applicableMax) };
}

/** 100 × all their points / all their maxima; null of nothing. */
function shareOfAll(earned: readonly Earned[]): Decimal | null {
  const max = sum(earned.map((one) => one.max));
  return max.equals(ZERO) ? null : HUNDRED.mul(sum(earned.map(({ points }) => points))).div(max);
}

function fellMost(areas: readonly AreaChange[]): string | null {
  let found: { area: string; change: Decimal } | null = null;
  for (const { area, change } of areas) if (change?.lt(found?.change ?? ZERO)) found = { area, change };
  return found?.area ?? null;
}
