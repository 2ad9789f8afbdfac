/**
 * What changed from one framework version to another, criterion by criterion. Codes are not stable (domain §9.6): a row
 * that has the same name under another code is the same row, moved; only then do equal codes make a pair, renamed.
 */

import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import { decimalText, isDecimalText, parseDecimal } from './decimal.ts';
import type { Criterion, DecimalText, Framework } from './framework.ts';

export type ChangeKind =
  | 'moved'
  | 'renumbered'
  | 'renamed'
  | 're-weighted'
  | 're-ruled'
  | 're-fed'
  | 'other-kind'
  | 'other-evidence'
  | 'other-agency';

/** One row of both trees side by side. `before` null: added; `after` null: dropped; no `changes`: the same. */
export interface CriterionPair {
  readonly before: Criterion | null;
  readonly after: Criterion | null;
  readonly changes: readonly ChangeKind[];
}

/** What holds for the whole framework. */
export type SettingName =
  | 'title'
  | 'max'
  | 'leafRounding'
  | 'bandsOn'
  | 'bands'
  | 'bonusCap'
  | 'deductionCap';

export interface FrameworkDiff {
  readonly settings: readonly SettingName[];
  /** In the order of the newer version, with what was dropped after the row that it stood behind. */
  readonly pairs: readonly CriterionPair[];
}

const SETTINGS: readonly SettingName[] = [
  'title',
  'max',
  'leafRounding',
  'bandsOn',
  'bands',
  'bonusCap',
  'deductionCap',
];

/** Both versions may be drafts: a maximum that is no number yet is compared as text. */
export function frameworkDiff(before: Framework, after: Framework): FrameworkDiff {
  const partners = partnersOf(before.criteria, after.criteria);
  return {
    settings: SETTINGS.filter((name) => differs(before[name], after[name])),
    pairs: sideBySide(before.criteria, after.criteria, partners),
  };
}

/** The newer row of each older one. */
type Partners = ReadonlyMap<Criterion, Criterion>;

/** Pairs of the surest first: code and name, then a name that stands once on each side, then the code. */
function partnersOf(before: readonly Criterion[], after: readonly Criterion[]): Partners {
  const partners = new Map<Criterion, Criterion>();
  const taken = new Set<Criterion>();
  const pairBy = (keyOf: (criterion: Criterion) => string) => {
    const older = byKey(
      before.filter((one) => !partners.has(one)),
      keyOf,
    );
    const newer = byKey(
      after.filter((one) => !taken.has(one)),
      keyOf,
    );
    for (const [key, [one, ...more]] of older) {
      const [other, ...others] = newer.get(key) ?? [];
      if (!one || !other || more.length + others.length > 0) continue;
      partners.set(one, other);
      taken.add(other);
    }
  };
  pairBy((criterion) => `${criterion.code} ${folded(criterion)}`);
  pairBy(folded);
  pairBy((criterion) => criterion.code);
  return partners;
}

function byKey(
  criteria: readonly Criterion[],
  keyOf: (criterion: Criterion) => string,
): Map<string, Criterion[]> {
  const found = new Map<string, Criterion[]>();
  for (const one of criteria) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
}

/** The name as it is compared: case, blanks and the form of its marks say nothing. */
const folded = ({ name }: Criterion): string =>
  name.vi.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

function sideBySide(
  before: readonly Criterion[],
  after: readonly Criterion[],
  partners: Partners,
): CriterionPair[] {
  const olderOf = new Map([...partners].map(([one, other]) => [other, one]));
  const { first, behind } = droppedBehind(before, partners);
  const dropped = (rows: readonly Criterion[] = []) =>
    rows.map((row): CriterionPair => ({ before: row, after: null, changes: [] }));
  return [
    ...dropped(first),
    ...after.flatMap((row) => {
      const older = olderOf.get(row) ?? null;
      const changes = older ? changesOf(older, row, partners, before) : [];
      return [{ before: older, after: row, changes }, ...dropped(behind.get(row))];
    }),
  ];
}

/** Dropped rows by the newer row they are shown behind; `first`: before all. */
function droppedBehind(before: readonly Criterion[], partners: Partners) {
  const first: Criterion[] = [];
  const behind = new Map<Criterion, Criterion[]>();
  let last: Criterion | undefined;
  for (const row of before) {
    const partner = partners.get(row);
    if (partner) last = partner;
    else if (last) behind.set(last, [...(behind.get(last) ?? []), row]);
    else first.push(row);
  }
  return { first, behind };
}

function changesOf(
  one: Criterion,
  other: Criterion,
  partners: Partners,
  before: readonly Criterion[],
): ChangeKind[] {
  const parent = before.find(({ code }) => code === one.parent);
  const moved = (parent ? (partners.get(parent)?.code ?? null) : null) !== other.parent;
  // Where the parent has another number, those of its children follow from it.
  const renumbered = lastStep(one.code) !== lastStep(other.code);
  const tests: readonly (readonly [ChangeKind, boolean])[] = [
    ['moved', moved],
    ['renumbered', !moved && renumbered],
    ['renamed', folded(one) !== folded(other)],
    ['re-weighted', !sameDecimal(one.max, other.max)],
    ['re-ruled', differs(one.rule, other.rule)],
    ['re-fed', differs(one.feed, other.feed)],
    ['other-kind', one.kind !== other.kind],
    ['other-evidence', differs(one.evidence, other.evidence)],
    ['other-agency', differs(one.agency, other.agency)],
  ];
  return tests.filter(([, holds]) => holds).map(([kind]) => kind);
}

const lastStep = (code: string) => code.split('.').at(-1);

const differs = (one: unknown, other: unknown) => canonicalJson(one ?? null) !== canonicalJson(other ?? null);

/** "1.50" is "1.5". */
function sameDecimal(one: DecimalText | null, other: DecimalText | null): boolean {
  return plainDecimal(one) === plainDecimal(other);
}

const plainDecimal = (text: DecimalText | null) =>
  isDecimalText(text) ? decimalText(parseDecimal(text)) : text;
