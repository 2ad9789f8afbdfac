/** What units that merged or split were made of, as its screen groups and changes it. Pure. */
import { type Lang, say } from '../../survey-forms/form.ts';
import { hundredfold, hundredth, isDecimalText } from '../decimal-text.ts';
import { formatShort } from '../format.ts';
import type { MappingLine, UnitMappings } from './api.ts';

type KnownUnit = UnitMappings['units'][number];

/** What made one new unit on one day. */
export interface MappingGroup {
  readonly key: string;
  readonly newUnit: string;
  readonly effectiveOn: string;
  readonly rows: readonly MappingLine[];
}

const keyOf = ({ newUnit, effectiveOn }: Pick<MappingLine, 'newUnit' | 'effectiveOn'>) =>
  `${newUnit} ${effectiveOn}`;

/** In the order of the rows. */
export function groupsOf(rows: readonly MappingLine[]): MappingGroup[] {
  const groups = new Map<string, MappingLine[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row)) ?? [];
    own.push(row);
    groups.set(keyOf(row), own);
  }
  return [...groups].flatMap(([key, own]) => {
    const [first] = own;
    return first ? [{ key, newUnit: first.newUnit, effectiveOn: first.effectiveOn, rows: own }] : [];
  });
}

/** The whole mapping with other rows in the place of those of some new units and days. */
export function replaced(
  rows: readonly MappingLine[],
  keys: readonly string[],
  by: readonly MappingLine[],
): MappingLine[] {
  const gone = new Set([...keys, ...by.map(keyOf)]);
  return [...rows.filter((row) => !gone.has(keyOf(row))), ...by];
}

/** "TT-AN · Sở An": both, for names may meet. */
export const unitLabel = ({ code, name }: Pick<KnownUnit, 'code' | 'name'>, lang: Lang): string =>
  `${code} · ${say(name, lang)}`;

/** The code of what was typed: a label, a code or a name; as it is where there is no such unit, for the server to refuse. */
export function typedUnit(typed: string, units: readonly KnownUnit[], lang: Lang): string {
  const text = typed.trim();
  const found = units.find((unit) => unit.code === text || unitLabel(unit, lang) === text);
  if (found) return found.code;
  const named = units.filter(({ name }) => say(name, lang) === text);
  return named.length === 1 ? (named[0]?.code ?? text) : text;
}

/** A share as the percentage that a field shows: "0.6" is "60". */
export const percentOfShare = (share: string): string =>
  share.includes('.') ? hundredfold(share).replace(/\.0+$/, '') : hundredfold(share);

/** The share of a percentage; what is no number stays as it is. */
export const shareOfPercent = (percent: string): string =>
  isDecimalText(percent) ? hundredth(percent) : percent;

export const shareText = (share: string, lang: Lang): string =>
  `${formatShort(hundredfold(share), 6, lang)}\u00a0%`;
