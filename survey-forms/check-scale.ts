/** Checks the scales of a form, and whether a scale suits the kind of the question that uses it. */
import type { Question } from './form.ts';
import { type Place, quote } from './place.ts';

/** What could be read of a scale, faults left out. */
export interface ScaleFacts {
  readonly name: string;
  readonly levels: readonly LevelFacts[];
}

interface LevelFacts {
  readonly code?: number | undefined;
  readonly satisfied?: boolean | undefined;
  readonly payOut?: string | null | undefined;
}

/** A code is packed as one sign of base 36, and 0 is kept back: on paper and in files it reads as "nothing". */
const LOWEST_CODE = 1;
const HIGHEST_CODE = 35;

/** The scales by name. */
export function checkScales(place: Place): Map<string, ScaleFacts> {
  return new Map(place.fields().map(([name, scale]) => [name, checkScale(name, scale)]));
}

function checkScale(name: string, place: Place): ScaleFacts {
  place.checkKey(name);
  const list = place.object(['levels']) ? place.field('levels') : undefined;
  const codes = new Set<number>();
  const levels = list?.items().map((level) => checkLevel(level, codes)) ?? [];
  const paying = levels.filter((level) => level.payOut !== undefined).length;
  if (paying > 0 && paying < levels.length)
    list?.fault(
      'incomplete-pay-outs',
      `The scale ${quote(name)} has a pay-out on some levels and not on others.`,
    );
  return { name, levels };
}

function checkLevel(place: Place, taken: Set<number>): LevelFacts {
  if (!place.object(['code', 'text'], ['satisfied', 'payOut'])) return {};
  place.field('text')?.text();
  const code = place.field('code')?.integer(LOWEST_CODE, HIGHEST_CODE);
  if (code !== undefined && taken.has(code))
    place.field('code')?.fault('duplicate-code', `${place} repeats the code ${code}.`);
  if (code !== undefined) taken.add(code);
  return { code, satisfied: place.field('satisfied')?.boolean(), payOut: checkPayOut(place.field('payOut')) };
}

/** Absent, null, or a share of the maximum; one that cannot be read is a pay-out all the same. */
function checkPayOut(place: Place | undefined): LevelFacts['payOut'] {
  return place?.value === null ? null : place && (place.decimal('0', '1') ?? '');
}

/**
 * A satisfaction item has levels 1 to 5, of which exactly 4 and 5 are satisfied (domain §2); yes-no has two levels;
 * a levels question pays out (domain §3).
 */
export function checkScaleSuits(place: Place, kind: Question['kind'], { name, levels }: ScaleFacts): void {
  const scale = `the scale ${quote(name)}`;
  if (kind === 'satisfaction' && !isSatisfactionScale(levels))
    place.fault(
      'satisfaction-scale',
      `A satisfaction question needs levels 1 to 5 with exactly 4 and 5 satisfied; ${scale} differs.`,
    );
  if (kind === 'yes-no' && levels.length !== 2)
    place.fault('yes-no-scale', `A yes-no question needs two levels; ${scale} has ${levels.length}.`);
  if (kind === 'levels' && !levels.some((level) => typeof level.payOut === 'string'))
    place.fault('missing-pay-outs', `A levels question earns a score; ${scale} pays nothing out.`);
}

function isSatisfactionScale(levels: readonly LevelFacts[]): boolean {
  const byCode = new Map(levels.map((level) => [level.code, level.satisfied === true]));
  return levels.length === 5 && [1, 2, 3, 4, 5].every((code) => byCode.get(code) === code >= 4);
}
