/**
 * The units of a province, as an office imports them, and how names in other files find them (decision 3): only through
 * what is recorded here, never by likeness. The spellings of a document become aliases of one unit (domain §9.5).
 */
import { z } from 'zod';
import type { Fault } from '../../survey-forms/fault.ts';
import type { Text } from '../../survey-forms/form.ts';
import {
  dateField,
  fault,
  filledField,
  type Refused,
  readStructure,
  repeats,
  textField,
  unitCodeField,
} from './fault-list.ts';

/** A unit of the tree country → province → department / district / commune. */
export interface UnitRow {
  readonly code: string;
  /** Code of the unit above; null at the top. */
  readonly parent: string | null;
  /** `official`: one person of the unit above, whose dossiers and answers are rated apart (domain §6). */
  readonly kind:
    | 'country'
    | 'province'
    | 'department'
    | 'district'
    | 'commune'
    | 'post-office'
    | 'official'
    | 'other';
  readonly name: Text;
  /** Other spellings under which documents name this unit. */
  readonly aliases: readonly string[];
  /** First day on which the unit exists, and the first day on which it no longer does: half-open (decision 10). */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** What the office imports: `units.json`. */
export interface UnitsFile {
  readonly kind: 'units';
  readonly province: { readonly code: string; readonly name: Text };
  readonly units: readonly UnitRow[];
}

const unitsFile: z.ZodType<UnitsFile> = z.strictObject({
  kind: z.literal('units'),
  province: z.strictObject({ code: unitCodeField, name: textField }),
  units: z
    .array(
      z.strictObject({
        code: unitCodeField,
        parent: unitCodeField.nullable(),
        kind: z.enum([
          'country',
          'province',
          'department',
          'district',
          'commune',
          'post-office',
          'official',
          'other',
        ]),
        name: textField,
        aliases: z.array(filledField),
        validFrom: dateField.optional(),
        validTo: dateField.optional(),
      }),
    )
    .min(1, 'no units'),
});

/**
 * Checks a units file (the parsed JSON) whole and names every fault by its path in the file: unique codes, known
 * parents without a circle, no spelling that two units claim, days in order. Never throws.
 */
export function checkUnits(definition: unknown): { readonly ok: true; readonly file: UnitsFile } | Refused {
  const read = readStructure(unitsFile, definition);
  if (!read.ok) return read;
  const faults = faultsAmong(read.value.units);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: read.value };
}

const faultsAmong = (units: readonly UnitRow[]): Fault[] => [
  ...codeFaults(units),
  ...parentFaults(units),
  ...nameFaults(units),
  ...periodFaults(units),
];

/** What becomes of the other spellings that a unit has already, where only some units of a province are brought. */
export type UnitPart = 'adds-aliases' | 'all-aliases';

/**
 * Checks some units of a province as they will stand among the others: a parent may be stored already, and a spelling that
 * another unit bears is told. Faults are named by their path in what was brought; what stands already was let in before.
 * @param storedIn units of a province as they are stored
 */
export function checkUnitPart(
  definition: unknown,
  storedIn: (province: string) => readonly UnitRow[],
  part: UnitPart,
): ReturnType<typeof checkUnits> {
  const read = readStructure(unitsFile, definition);
  if (!read.ok) return read;
  const stored = storedIn(read.value.province.code).map(withoutOwnName);
  const known = new Map(stored.map((unit) => [unit.code, unit]));
  const units = read.value.units.map((unit) =>
    part === 'all-aliases' ? unit : { ...unit, aliases: [...aliasesKept(unit, known), ...unit.aliases] },
  );
  const brought = new Set(units.map(({ code }) => code));
  const others = stored.filter(({ code }) => !brought.has(code));
  const faults = faultsAmong([...others, ...units.map(withoutOwnName)]).flatMap((one) =>
    placedInPart(one, others.length),
  );
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: { ...read.value, units } };
}

/** The official name finds a unit by itself: as an alias it would claim the name that a namesake may share. */
const withoutOwnName = (unit: UnitRow): UnitRow => ({
  ...unit,
  aliases: unit.aliases.filter((alias) => nameKey(alias) !== nameKey(unit.name.vi)),
});

/** Spellings a unit has, without those that the file writes again. */
function aliasesKept(unit: UnitRow, known: ReadonlyMap<string, UnitRow>): string[] {
  const again = new Set(unit.aliases);
  return (known.get(unit.code)?.aliases ?? []).filter((alias) => !again.has(alias));
}

/** `units[7]` behind 5 others is `units[2]` of what was brought; a fault among the others is none of its own. */
function placedInPart(one: Fault, others: number): Fault[] {
  const [head = '', at = ''] = /^units\[(\d+)\]/.exec(one.path) ?? [];
  const own = Number(at) - others;
  return own < 0 ? [] : [{ ...one, path: `units[${own}]${one.path.slice(head.length)}` }];
}

/** How a name is compared: composed letters, small letters, single spaces. Spelling beyond that needs an alias. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Finds units by code, name or alias. One code: found. None: not recorded. Several: they share their official name, as
 * communes of two districts do, and the file must name them by code.
 */
export function unitFinder(
  units: readonly Pick<UnitRow, 'code' | 'name' | 'aliases'>[],
): (name: string) => readonly string[] {
  const codes = new Map<string, string[]>();
  for (const unit of units)
    for (const key of new Set(spellings(unit).map(nameKey)))
      codes.set(key, [...(codes.get(key) ?? []), unit.code]);
  return (name) => codes.get(nameKey(name)) ?? [];
}

/** Where the official name stands among the spellings. */
const OFFICIAL_NAME = 1;

function spellings(unit: Pick<UnitRow, 'code' | 'name' | 'aliases'>): string[] {
  return [unit.code, unit.name.vi, ...unit.aliases];
}

function codeFaults(units: readonly UnitRow[]): Iterable<Fault> {
  return repeats(
    units,
    (unit) => unit.code,
    ({ code }, at) =>
      fault(`units[${at}].code`, 'duplicate-unit', `the code "${code}" is taken by a unit above`),
  );
}

function* parentFaults(units: readonly UnitRow[]): Generator<Fault> {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]));
  for (const [at, unit] of units.entries()) {
    const path = `units[${at}].parent`;
    if (unit.parent !== null && !parents.has(unit.parent))
      yield fault(
        path,
        'unknown-parent',
        `"${unit.code}" stands under "${unit.parent}", which is not in the file`,
      );
    else if (standsUnderItself(unit.code, parents))
      yield fault(path, 'parent-circle', `following the parents of "${unit.code}" leads back to it`);
  }
}

function standsUnderItself(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const met = new Set<string>();
  let above = parents.get(code);
  while (above && above !== code && !met.has(above)) {
    met.add(above);
    above = parents.get(above);
  }
  return above === code;
}

/**
 * A code or alias leads to one unit, whatever its capitals and spaces; within a unit spellings may differ in these only,
 * for documents do that. Official names are facts, and may meet where `mayShareName` allows it.
 */
function* nameFaults(units: readonly UnitRow[]): Generator<Fault> {
  const owners = new Map<string, { unit: UnitRow; official: boolean }>();
  for (const [at, unit] of units.entries()) {
    for (const [position, name] of spellings(unit).entries()) {
      const official = position === OFFICIAL_NAME;
      const owner = owners.get(nameKey(name)) ?? { unit, official };
      if (owner.unit !== unit && !(official && owner.official && mayShareName(unit, owner.unit)))
        yield fault(
          spellingPath(at, position),
          'name-taken',
          `"${name}" of "${unit.code}" already names "${owner.unit.code}"`,
        );
      owners.set(nameKey(name), owner);
    }
    yield* repeats(
      unit.aliases,
      (alias) => alias,
      (alias, position) =>
        fault(`units[${at}].aliases[${position}]`, 'alias-twice', `"${alias}" is listed twice`),
    );
  }
}

/** Two communes of different districts may bear one name, and so may a unit and its successor; anything else is a slip. */
function mayShareName(one: UnitRow, other: UnitRow): boolean {
  return one.parent !== other.parent || endsBefore(one, other) || endsBefore(other, one);
}

function endsBefore(one: UnitRow, other: UnitRow): boolean {
  return one.validTo !== undefined && other.validFrom !== undefined && one.validTo <= other.validFrom;
}

/** The place of the n-th spelling of a unit, in the order of `spellings`. */
function spellingPath(unit: number, position: number): string {
  if (position === 0) return `units[${unit}].code`;
  return position === OFFICIAL_NAME ? `units[${unit}].name.vi` : `units[${unit}].aliases[${position - 2}]`;
}

/** Days as YYYY-MM-DD compare as text. */
function* periodFaults(units: readonly UnitRow[]): Generator<Fault> {
  for (const [at, { code, validFrom, validTo }] of units.entries())
    if (validFrom && validTo && validFrom >= validTo)
      yield fault(
        `units[${at}].validTo`,
        'period-reversed',
        `"${code}" ends on ${validTo}, not after ${validFrom}`,
      );
}
