/** Two ratings held against each other: agency by agency, indicator by indicator, the biggest change first. Pure. */
import type { AgencyRating, RatingResult } from '../../server/core/rating-result.ts';
import type { Text } from '../../survey-forms/form.ts';
import { compareText, meanText, minusText } from '../decimal-text.ts';

/** Points of one indicator on both sides, as printed; null where a side has none. */
export interface IndicatorChange {
  readonly indicator: string;
  readonly earlier: string | null;
  readonly later: string | null;
  /** Null unless both sides have points. */
  readonly change: string | null;
}

export interface AgencyChange {
  readonly unit: string;
  readonly name: Text;
  /** Null: not rated on that side. */
  readonly earlier: AgencyRating | null;
  readonly later: AgencyRating | null;
  /** Null unless both sides have a total of the same scale: points of 12 are not held against points of 18. */
  readonly change: string | null;
  readonly indicators: readonly IndicatorChange[];
}

export interface MeanChange extends IndicatorChange {
  /** Agencies with points on both sides, of which these are the means. */
  readonly units: number;
}

export interface ComparedRatings {
  readonly agencies: readonly AgencyChange[];
  readonly indicators: readonly MeanChange[];
  readonly risen: number;
  readonly fallen: number;
  readonly equal: number;
}

const DECIMALS = 2;
const sizeOf = (change: string) => change.replace('-', '');

/** The biggest change first, whichever way; what cannot be compared comes last. */
export function byChange<Row extends { readonly change: string | null }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => {
    if (a.change === null || b.change === null) return Number(a.change === null) - Number(b.change === null);
    return compareText(sizeOf(b.change), sizeOf(a.change));
  });
}

const changeOf = (earlier: string | null, later: string | null): string | null =>
  earlier === null || later === null ? null : minusText(later, earlier);

const pointsOf = (agency: AgencyRating | null, indicator: string): string | null =>
  agency?.indicators.find((one) => one.indicator === indicator)?.points ?? null;

/** Indicators of either side, in the order of the later one. */
function indicatorsOf(earlier: RatingResult, later: RatingResult): string[] {
  const all = [...later.rules.indicators, ...earlier.rules.indicators].map(({ indicator }) => indicator);
  return [...new Set(all)];
}

/** Holds two quarters, or two years, against each other. Points are those that each side prints. */
export function compareRatings(earlier: RatingResult, later: RatingResult): ComparedRatings {
  const codes = indicatorsOf(earlier, later);
  const sideOf = ({ units }: RatingResult, code: string) => units.find(({ unit }) => unit === code) ?? null;
  const names = new Map([...earlier.units, ...later.units].map(({ unit, name }) => [unit, name]));
  const agencies = [...names].map(([unit, name]): AgencyChange => {
    const [before, after] = [sideOf(earlier, unit), sideOf(later, unit)];
    const indicators = codes.map((indicator) => {
      const [from, to] = [pointsOf(before, indicator), pointsOf(after, indicator)];
      return { indicator, earlier: from, later: to, change: changeOf(from, to) };
    });
    return {
      ...{ unit, name, earlier: before, later: after },
      change: before?.scale === after?.scale ? changeOf(before?.total ?? null, after?.total ?? null) : null,
      indicators: byChange(indicators),
    };
  });
  const signs = agencies.flatMap(({ change }) => (change === null ? [] : [compareText(change, '0')]));
  const count = (sign: number) => signs.filter((one) => one === sign).length;
  return {
    agencies: byChange(agencies),
    indicators: byChange(codes.map((code) => meanChange(code, agencies))),
    risen: count(1),
    fallen: count(-1),
    equal: count(0),
  };
}

/** Like with like: means over the agencies that have points on both sides; their difference as it stands on the page. */
function meanChange(indicator: string, agencies: readonly AgencyChange[]): MeanChange {
  const both = agencies.flatMap((agency) => {
    const from = pointsOf(agency.earlier, indicator);
    const to = pointsOf(agency.later, indicator);
    return from === null || to === null ? [] : [{ from, to }];
  });
  const earlier = meanText(
    both.map(({ from }) => from),
    DECIMALS,
  );
  const later = meanText(
    both.map(({ to }) => to),
    DECIMALS,
  );
  return { indicator, earlier, later, change: changeOf(earlier, later), units: both.length };
}
