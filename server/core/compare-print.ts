/**
 * Computed values held against a printed document. Both are kept, the difference is flagged, nothing is corrected
 * silently (domain §9.2). The rule, for p printed decimals (trailing zeros count: "87.50" has two), of a column those of its
 * longest value ("92" beside "87,00" is 92,00, domain §9.5):
 *   equal      the computed value, rounded half up to p decimals, is the printed one
 *   rounding   |computed − printed| is less than one unit of the last printed place (domain §9.4); points and indices
 *              also where the print has fewer decimals than its column and they are right, or no decimals in the whole
 *              column where the computed value has some: 1 for 0,7664 tells nothing of it, so it does not agree with it
 *   different  anything further off; a class, rank or order that is not the same
 *   missing    nothing was computed to hold against it
 */
import type { CampaignInputs, CampaignResult, PrintedValue, Score, UnitResult } from './campaign.ts';
import type { Comparison } from './comparison.ts';
import {
  type Decimal,
  decimalsOf,
  decimalText,
  decimalTextOrNull,
  HUNDRED,
  ONE,
  parseDecimal,
  roundHalfUp,
  sum,
  tenToThe,
  ZERO,
} from './decimal.ts';
import { type PrintedTable, printEffect, printedTable } from './print-effect.ts';

/** The printed values in the order given, then, in the order of the scores, the printed percentages of ratio criteria and counts that the document names twice. */
export function comparePrint(
  inputs: CampaignInputs,
  result: CampaignResult,
  printed: readonly PrintedValue[],
): Comparison[] {
  const units = new Map(result.units.map((unit) => [unit.unit, unit]));
  const table = printedTable(inputs, result, printed);
  return [
    ...printed.map((value) => compareValue(value, inputs, result, units, table)),
    ...inputs.scores.flatMap((score) => [...comparePercent(score), ...compareCount(score)]),
  ];
}

function compareValue(
  value: PrintedValue,
  inputs: CampaignInputs,
  result: CampaignResult,
  units: ReadonlyMap<string, UnitResult>,
  table: PrintedTable,
): Comparison {
  const unit = value.unit === null ? undefined : units.get(value.unit);
  const computed =
    value.field === 'mean-index' ? result.meanIndex : unit ? computedText(value, unit, inputs) : null;
  const verdict = verdictOf(value, computed);
  const decides = value.field === 'index' || value.field === 'points' || value.field === 'scale';
  const disagrees = verdict === 'rounding' || verdict === 'different';
  const effect = unit && decides && disagrees ? printEffect(unit, table) : undefined;
  return {
    unit: value.unit,
    field: value.field,
    criterion: value.criterion ?? null,
    printed: value.value,
    computed,
    verdict,
    label: value.label ?? null,
    ...(effect && { effect }),
  };
}

/** The computed counterpart of a printed value of a unit; null where nothing was computed. */
function computedText(value: PrintedValue, unit: UnitResult, inputs: CampaignInputs): string | null {
  switch (value.field) {
    case 'class':
      return unit.class?.vi ?? null;
    case 'rank':
    case 'order': {
      const place = unit[value.field];
      return place === null ? null : String(place);
    }
    case 'criterion':
      return unit.nodes.find((node) => node.code === value.criterion)?.points ?? null;
    case 'self-points':
      return selfPoints(unit.unit, inputs, value.criterion);
    case 'percent':
    case 'count':
      return countedText(value.field, ownScore(unit.unit, inputs, value.criterion));
    case 'mean-index':
      return null;
    default:
      return unit[value.field];
  }
}

/** What the unit claimed for itself below a criterion, or in all, over the leaves where it is known; null where it is known for none. */
function selfPoints(unit: string, { framework, scores }: CampaignInputs, criterion?: string): string | null {
  const parents = new Map(framework.criteria.map(({ code, parent }) => [code, parent]));
  const isBelow = (code: string | null | undefined): boolean =>
    code != null && (code === criterion || isBelow(parents.get(code)));
  const claims = scores
    .filter((score) => score.unit === unit && (criterion === undefined || isBelow(score.criterion)))
    .map((score) => score.selfPoints)
    .filter((points) => points != null);
  return claims.length === 0 ? null : decimalText(sum(claims.map(parseDecimal)));
}

function verdictOf(printed: PrintedValue, computed: string | null): Comparison['verdict'] {
  const { field, value, places } = printed;
  if (computed === null) return 'missing';
  if (field === 'class') return value === computed ? 'equal' : 'different';
  if (field === 'rank' || field === 'order')
    return parseDecimal(value).equals(parseDecimal(computed)) ? 'equal' : 'different';
  if (field === 'percent' || field === 'count') return numericVerdict(value, parseDecimal(computed), places);
  return pointsVerdict(value, parseDecimal(computed), places);
}

type NumericVerdict = 'equal' | 'rounding' | 'different';

/** The rule above for points and indices, which a shorter print must not hide. */
function pointsVerdict(printed: string, computed: Decimal, places?: number): NumericVerdict {
  const verdict = numericVerdict(printed, computed, places);
  const own = decimalsOf(printed);
  if (Math.max(own, places ?? 0) === 0)
    return verdict === 'equal' && !computed.equals(parseDecimal(printed)) ? 'rounding' : verdict;
  const isShortened = verdict === 'different' && own > 0 && numericVerdict(printed, computed) === 'equal';
  return isShortened ? 'rounding' : verdict;
}

/** The rule above. `printed` is decimal text as it stands in the document; `column`: decimals of its column, if more. */
export function numericVerdict(printed: string, computed: Decimal, column = 0): NumericVerdict {
  const places = Math.max(column, decimalsOf(printed));
  const value = parseDecimal(printed);
  if (roundHalfUp(computed, places).equals(value)) return 'equal';
  const inLastPlaces = computed.sub(value).abs().mul(tenToThe(places));
  return inLastPlaces.lt(ONE) ? 'rounding' : 'different';
}

const ownScore = (unit: string, { scores }: CampaignInputs, criterion: string | undefined) =>
  scores.find((score) => score.unit === unit && score.criterion === criterion);

/** What was counted for a ratio criterion: the share in percent, or its numerator; null where no ratio was counted. */
function countedText(field: 'percent' | 'count', score: Score | undefined): string | null {
  const { numerator, denominator } = score?.figures ?? score?.inputs?.values ?? {};
  if (field === 'count') return numerator ?? null;
  return numerator === undefined || denominator === undefined
    ? null
    : decimalTextOrNull(percentOf(numerator, denominator));
}

function percentOf(numerator: string, denominator: string): Decimal | null {
  const whole = parseDecimal(denominator);
  return whole.equals(ZERO) ? null : HUNDRED.mul(parseDecimal(numerator)).div(whole);
}

/** 100 × numerator ÷ denominator against the percentage printed beside a ratio criterion (domain §9.3). */
function comparePercent({ unit, criterion, figures }: Score): Comparison[] {
  if (figures?.printedPercent === undefined) return [];
  const percent = percentOf(figures.numerator, figures.denominator);
  return [
    {
      unit,
      field: 'percent',
      criterion,
      printed: figures.printedPercent,
      computed: decimalTextOrNull(percent),
      verdict: percent === null ? 'missing' : numericVerdict(figures.printedPercent, percent),
      label: null,
    },
  ];
}

/** One count for which the document gives two numbers, e.g. 238 and 249 in one cell (domain §9.3). */
function compareCount({ unit, criterion, figures }: Score): Comparison[] {
  if (figures?.otherNumerator === undefined) return [];
  const { otherNumerator: printed, numerator: computed } = figures;
  const verdict = numericVerdict(printed, parseDecimal(computed));
  return [{ unit, field: 'count', criterion, printed, computed, verdict, label: null }];
}
