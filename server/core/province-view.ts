/**
 * A published result as the page of its province shows it: who stands where, how the indices are spread, which areas cost
 * points and where (domain §4). Pure, from what was frozen; the answers are not looked at.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { CampaignInputs, CampaignResult, NodeScore, UnitResult } from './campaign.ts';
import {
  type Decimal,
  decimalText,
  decimalTextOrNull,
  HUNDRED,
  mean,
  parseDecimal,
  ratio,
  sum,
  ZERO,
} from './decimal.ts';
import type { Band, DecimalText } from './framework.ts';
import { shareOf } from './series.ts';

/** What a unit earned in one first-level area. */
export interface AreaCell {
  readonly area: string;
  readonly state: NodeScore['state'];
  /** Points, of the maximum that applies to the unit. */
  readonly points: DecimalText | null;
  readonly max: DecimalText | null;
  /** 100 × points / maximum; null without either, or where nothing could be earned. */
  readonly share: DecimalText | null;
  readonly lost: DecimalText | null;
}

export interface UnitLine {
  readonly unit: string;
  readonly name: Text;
  readonly group: string | null;
  readonly rank: number | null;
  readonly unranked?: UnitResult['unranked'];
  readonly index: DecimalText | null;
  readonly points: DecimalText | null;
  readonly scale: DecimalText | null;
  readonly class: Text | null;
  /** The class the index alone would have earned, where the units below hold it down. */
  readonly uncappedClass?: Text | undefined;
  /** In the order of the framework. */
  readonly areas: readonly AreaCell[];
  /** The area that cost the unit most points; null where nothing was lost or maxima are unknown. */
  readonly costliest: string | null;
}

/** A first-level area over all units. */
export interface AreaLine {
  readonly code: string;
  readonly name: Text;
  /** Units with a score in it and a maximum: those the figures are of. */
  readonly units: number;
  /** Points lost by all of them together. */
  readonly lost: DecimalText | null;
  /** 100 × their points / their maxima, added up. */
  readonly share: DecimalText | null;
  /** The unit with the lowest share; the first in the ranking of equal ones. */
  readonly lowest: string | null;
}

/** Units with an index from `from` on and below `to`; the last step holds its upper end too. */
export interface SpreadStep {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

export interface ProvinceResult {
  readonly bands: readonly Band[];
  readonly bandsOn: CampaignInputs['framework']['bandsOn'];
  readonly ranking: CampaignInputs['policies']['ranking'];
  /** In ranking order. */
  readonly units: readonly UnitLine[];
  readonly areas: readonly AreaLine[];
  readonly classes: CampaignResult['classes'];
  /** Mean of the index of all units that have one, and how many these are: which mean it is must be said (domain §4). */
  readonly mean: { readonly index: DecimalText | null; readonly units: number };
  /** The mean of each group, where groups are ranked by themselves. */
  readonly groups: readonly {
    readonly group: string | null;
    readonly units: number;
    readonly mean: DecimalText | null;
  }[];
  /** Codes of the units with the highest index and with the lowest; several where they are exactly equal. */
  readonly highest: readonly string[];
  readonly lowest: readonly string[];
  /** The area that costs all units together most points. */
  readonly costliest: string | null;
  readonly spread: readonly SpreadStep[];
}

/** Percentage points of one step of the distribution: the ends of all shipped bands fall on one. */
const STEP = 5;

export function provinceResult(inputs: CampaignInputs, result: CampaignResult): ProvinceResult {
  const units = result.units.map(unitLine);
  const indices = units.flatMap(({ unit, index }) =>
    index === null ? [] : [{ unit, index: parseDecimal(index) }],
  );
  const areas = areaLines(inputs, units);
  return {
    bands: inputs.framework.bands,
    bandsOn: inputs.framework.bandsOn,
    ranking: inputs.policies.ranking,
    units,
    areas,
    classes: result.classes,
    mean: { index: result.meanIndex, units: indices.length },
    groups: inputs.policies.ranking === 'groups' ? groupMeans(units) : [],
    highest: extremes(indices, (a, b) => a.gt(b)),
    lowest: extremes(indices, (a, b) => a.lt(b)),
    costliest: areas.length < 2 ? null : mostLost(areas.map(({ code, lost }) => ({ area: code, lost }))),
    spread: spreadOf(indices.map(({ index }) => index)),
  };
}

function unitLine(unit: UnitResult): UnitLine {
  const areas = unit.nodes.filter((node) => node.parent === null).map(areaCell);
  return {
    unit: unit.unit,
    name: unit.name,
    group: unit.group,
    rank: unit.rank,
    ...(unit.unranked ? { unranked: unit.unranked } : {}),
    index: unit.index,
    points: unit.points,
    scale: unit.scale,
    class: unit.class,
    ...(unit.uncappedClass ? { uncappedClass: unit.uncappedClass } : {}),
    areas,
    costliest: areas.length < 2 ? null : mostLost(areas),
  };
}

function areaCell(node: NodeScore): AreaCell {
  const { code, state, points, applicableMax: max } = node;
  const known = points !== null && max !== null;
  const lost = known ? decimalText(parseDecimal(max).sub(parseDecimal(points))) : null;
  return { area: code, state, points, max, share: shareOf(node), lost };
}

/** Null of nothing: 0 of 0 is no share. */
const percent = (points: Decimal, max: Decimal): Decimal | null =>
  max.equals(ZERO) ? null : HUNDRED.mul(points).div(max);

/** The first of those that lost most; null where nothing was lost. */
function mostLost(areas: readonly { area: string; lost: DecimalText | null }[]): string | null {
  let found: { area: string; lost: Decimal } | null = null;
  for (const { area, lost: text } of areas) {
    const lost = text === null ? ZERO : parseDecimal(text);
    if (lost.gt(found?.lost ?? ZERO)) found = { area, lost };
  }
  return found?.area ?? null;
}

function areaLines({ framework }: CampaignInputs, units: readonly UnitLine[]): AreaLine[] {
  const cells = new Map<string, { unit: string; cell: AreaCell }[]>();
  for (const { unit, areas } of units)
    for (const cell of areas)
      if (cell.lost !== null) cells.set(cell.area, [...(cells.get(cell.area) ?? []), { unit, cell }]);
  return framework.criteria
    .filter(({ parent }) => parent === null)
    .map(({ code, name }) => ({ code, name, ...areaTotals(cells.get(code) ?? []) }));
}

function areaTotals(
  scored: readonly { unit: string; cell: AreaCell }[],
): Pick<AreaLine, 'units' | 'lost' | 'share' | 'lowest'> {
  const total = (field: 'points' | 'max' | 'lost') =>
    sum(scored.map(({ cell }) => parseDecimal(cell[field] ?? '0')));
  const shares = scored.flatMap(({ unit, cell }) =>
    cell.share === null ? [] : [{ unit, index: parseDecimal(cell.share) }],
  );
  return {
    units: scored.length,
    lost: scored.length === 0 ? null : decimalText(total('lost')),
    share: decimalTextOrNull(percent(total('points'), total('max'))),
    lowest: extremes(shares, (a, b) => a.lt(b))[0] ?? null,
  };
}

function extremes(
  values: readonly { unit: string; index: Decimal }[],
  beats: (one: Decimal, other: Decimal) => boolean,
): string[] {
  const [first] = values;
  if (!first) return [];
  const best = values.reduce((found, one) => (beats(one.index, found.index) ? one : found), first).index;
  return values.filter(({ index }) => index.equals(best)).map(({ unit }) => unit);
}

function groupMeans(units: readonly UnitLine[]): ProvinceResult['groups'] {
  return [...new Set(units.map(({ group }) => group))].map((group) => {
    const own = units.flatMap((unit) =>
      unit.group === group && unit.index !== null ? [parseDecimal(unit.index)] : [],
    );
    return { group, units: own.length, mean: decimalTextOrNull(mean(own)) };
  });
}

/** Steps without a gap from the one of the lowest index to the one of the highest. */
function spreadOf(indices: readonly Decimal[]): SpreadStep[] {
  const stepOf = (index: Decimal) => Number(index.div(ratio(STEP)).floor());
  // Exactly 100 belongs to the step below it, unless somebody is above it.
  const over = indices.some((index) => index.gt(HUNDRED));
  const places = indices.map((index) =>
    !over && index.equals(HUNDRED) ? stepOf(HUNDRED) - 1 : stepOf(index),
  );
  if (places.length === 0) return [];
  const first = places.reduce((a, b) => Math.min(a, b));
  const last = places.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    from: (first + at) * STEP,
    to: (first + at + 1) * STEP,
    units: places.filter((place) => place === first + at).length,
  }));
}
