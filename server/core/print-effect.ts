/**
 * What a misprinted total does: the class and rank as printed against those as computed. Said only where the printed
 * class or rank follows from the printed index (or points, where those are classed), so that the disagreement explains
 * it: Lai Châu 2017 prints 79.05 for Sở Tư pháp, so Khá; 64.25 + 15.80 = 80.05 is Tốt (domain §9.2).
 */
import type { CampaignInputs, CampaignResult, PrintedValue, UnitResult } from './campaign.ts';
import { bandOf } from './classify.ts';
import type { Comparison } from './comparison.ts';
import { type Decimal, parseDecimal, ZERO } from './decimal.ts';
import type { Band, Framework } from './framework.ts';
import { type Ranked, rankUnits } from './rank.ts';

type Fields = ReadonlyMap<PrintedValue['field'], string>;

/** The printed document as a ranking of its own. */
export interface PrintedTable {
  readonly framework: Framework;
  /** By unit, then field. */
  readonly values: ReadonlyMap<string, Fields>;
  /** Ranks that follow from the printed indices, by unit. */
  readonly ranked: ReadonlyMap<string, Ranked>;
}

export function printedTable(
  inputs: CampaignInputs,
  result: CampaignResult,
  printed: readonly PrintedValue[],
): PrintedTable {
  const values = new Map<string, Map<PrintedValue['field'], string>>();
  for (const { unit, field, criterion, value } of printed) {
    if (unit === null || criterion !== undefined) continue;
    const fields = values.get(unit) ?? new Map<PrintedValue['field'], string>();
    values.set(unit, fields.set(field, value));
  }
  const computed = new Map(result.units.map((unit) => [unit.unit, unit]));
  const ranked = rankUnits(
    inputs.units.map(({ code, group }) => {
      const fields = values.get(code);
      return {
        unit: code,
        group,
        index: printedDecimal(fields, 'index'),
        appraisalTotal: printedDecimal(fields, 'appraised') ?? parsed(computed.get(code)?.appraised) ?? ZERO,
        classPlace: classPlace(inputs.framework.bands, fields),
      };
    }),
    inputs.policies,
  );
  return { framework: inputs.framework, values, ranked: new Map(ranked.map((place) => [place.unit, place])) };
}

/** Place of the printed class; after all bands where none, or an unknown one, is printed. */
function classPlace(bands: readonly Band[], fields: Fields | undefined): number {
  const place = bands.findIndex((band) => band.name.vi === fields?.get('class'));
  return place < 0 ? bands.length : place;
}

/** Undefined where neither class nor rank changes. */
export function printEffect(unit: UnitResult, table: PrintedTable): Comparison['effect'] {
  const changedClass = classEffect(unit, table);
  const changedRank = rankEffect(unit, table);
  if (!changedClass && !changedRank) return undefined;
  return { ...(changedClass && { class: changedClass }), ...(changedRank && { rank: changedRank }) };
}

function classEffect(
  unit: UnitResult,
  { framework, values }: PrintedTable,
): { printed: Band['name']; computed: Band['name'] } | undefined {
  const fields = values.get(unit.unit);
  const classed = printedDecimal(fields, framework.bandsOn);
  const band = classed && bandOf(framework.bands, classed);
  const follows = band?.name.vi === fields?.get('class');
  if (!band || !follows || !unit.class || unit.class.vi === band.name.vi) return undefined;
  return { printed: band.name, computed: unit.class };
}

/** By the printed rank; by the printed order where the document prints no rank. */
function rankEffect(
  unit: UnitResult,
  { values, ranked }: PrintedTable,
): { printed: number; computed: number } | undefined {
  const fields = values.get(unit.unit);
  const place = fields?.has('rank') ? 'rank' : 'order';
  const printed = fields?.has(place) ? Number(fields.get(place)) : null;
  const computed = unit[place];
  const follows = ranked.get(unit.unit)?.[place] === printed;
  if (printed === null || computed === null || !follows || printed === computed) return undefined;
  return { printed, computed };
}

function printedDecimal(fields: Fields | undefined, field: PrintedValue['field']): Decimal | null {
  return parsed(fields?.get(field));
}

function parsed(text: string | null | undefined): Decimal | null {
  return text == null ? null : parseDecimal(text);
}
