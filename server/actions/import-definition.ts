/**
 * Imports of units, forms, frameworks and campaigns. Each file is checked whole before anything begins: one fault stops
 * it, and every fault is named with its path (decision 16). The same file twice changes nothing.
 */
import { findCampaign, insertCampaign } from '../../db/queries/campaigns.ts';
import { formHash, insertForm } from '../../db/queries/forms.ts';
import { findFramework, frameworkHash, insertFramework, lockFramework } from '../../db/queries/frameworks.ts';
import { forgetAliases, listUnits, putUnits, type Unit, unitNames } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { checkForm } from '../../survey-forms/check-form.ts';
import type { Actor } from '../access.ts';
import { checkCampaign } from '../core/check-campaign.ts';
import { checkFramework } from '../core/check-framework.ts';
import {
  checkUnitPart,
  checkUnits,
  nameKey,
  type UnitPart,
  type UnitRow,
  type UnitsFile,
} from '../core/check-units.ts';
import { hashOf } from '../core/recipe.ts';
import type { Environment } from '../environment.ts';
import { invalidDefinition, Problem } from '../problem.ts';
import { action, everywhere } from './action.ts';

export interface ImportInput {
  /** The parsed JSON of the file. */
  readonly definition: unknown;
  /** Marks what is loaded as sample. */
  readonly sample?: boolean | undefined;
  /**
   * The file is a part of a province's list, to be checked together with what is stored. Its other spellings are added to
   * those a unit has, or are all that it has.
   */
  readonly part?: UnitPart | undefined;
}

export interface ImportOutcome {
  readonly kind: 'units' | 'form' | 'framework' | 'campaign';
  readonly id: string;
  /** False when the same content was there already. */
  readonly changed: boolean;
}

const auditImport = (input: ImportInput, output: ImportOutcome) => ({
  subject: `${output.kind} ${output.id}`,
  details: { changed: output.changed, sample: input.sample === true },
});

const outcome = (kind: ImportOutcome['kind'], id: string, changed = true): ImportOutcome => ({
  kind,
  id,
  changed,
});

export const importUnits = action({
  name: 'import-units',
  unit: everywhere,
  run: async (trx, input: ImportInput): Promise<ImportOutcome> => {
    const stored = await listUnits(trx);
    const { province, units } = checkedUnits(input, stored);
    const known = new Map(stored.map((unit) => [unit.code, unit]));
    refuseForeignUnits(province.code, units, known);
    const rows = parentsFirst(units).map((unit) => toUnit(unit, province.code));
    const only = input.part === 'all-aliases';
    const news = rows.filter((row) => !isStored(row, known.get(row.code), only));
    if (news.length === 0) return outcome('units', province.code, false);
    await putUnits(trx, news, input.sample === true);
    if (only) for (const row of news) await forgetAliases(trx, row.code, [...row.spellings.keys()]);
    return outcome('units', province.code);
  },
  audit: auditImport,
});

/** A unit as a file has it: the store keeps the official name among the spellings. */
const rowOf = ({ province: _, validFrom, validTo, kind, ...unit }: Unit): UnitRow => ({
  ...unit,
  kind: kind as UnitRow['kind'],
  validFrom: validFrom ?? undefined,
  validTo: validTo ?? undefined,
});

/** @throws Problem `definition-invalid` */
function checkedUnits({ definition, part }: ImportInput, stored: readonly Unit[]): UnitsFile {
  const checked =
    part === undefined
      ? checkUnits(definition)
      : checkUnitPart(
          definition,
          (province) => stored.filter((unit) => unit.province === province).map(rowOf),
          part,
        );
  if (!checked.ok) throw invalidDefinition(checked.faults);
  return checked.file;
}

/** Whether a unit is there as the file has it, with every spelling of it, and no other where `only` these are its own. */
function isStored(row: ReturnType<typeof toUnit>, known: Unit | undefined, only: boolean): boolean {
  if (!known) return false;
  const content = ({ aliases: _, ...unit }: Unit) => hashOf(unit);
  const { spellings, ...unit } = row;
  return (
    content(unit) === content(known) &&
    [...spellings.values()].every((one) => known.aliases.includes(one)) &&
    (!only || known.aliases.length === spellings.size)
  );
}

/** A code that belongs to another province is not taken over silently. */
function refuseForeignUnits(
  province: string,
  units: readonly UnitRow[],
  known: ReadonlyMap<string, Unit>,
): void {
  const faults = units.flatMap((unit, i) => {
    const owner = known.get(unit.code)?.province;
    return owner === undefined || owner === province
      ? []
      : [
          {
            path: `units[${i}].code`,
            code: 'foreign-unit',
            message: `"${unit.code}" is a unit of province "${owner}"`,
          },
        ];
  });
  if (faults.length > 0) throw invalidDefinition(faults);
}

/** The order in which units can be stored: a unit refers to the one above it, which may be stored already. */
function parentsFirst(units: readonly UnitRow[]): UnitRow[] {
  const codes = new Set(units.map(({ code }) => code));
  const byParent = new Map<string | null, UnitRow[]>();
  for (const unit of units) {
    const above = unit.parent !== null && codes.has(unit.parent) ? unit.parent : null;
    byParent.set(above, [...(byParent.get(above) ?? []), unit]);
  }
  const ordered = [...(byParent.get(null) ?? [])];
  for (let i = 0; i < ordered.length; i++) ordered.push(...(byParent.get(ordered[i]?.code ?? '') ?? []));
  return ordered;
}

function toUnit(row: UnitRow, province: string) {
  return {
    code: row.code,
    province,
    parent: row.parent,
    kind: row.kind,
    name: row.name,
    aliases: row.aliases,
    validFrom: row.validFrom ?? null,
    validTo: row.validTo ?? null,
    spellings: new Map([row.name.vi, ...row.aliases].map((spelling) => [nameKey(spelling), spelling])),
  };
}

export const importForm = action({
  name: 'import-form',
  unit: everywhere,
  run: async (trx, input: ImportInput): Promise<ImportOutcome> => {
    const checked = checkForm(formOf(input.definition));
    if (!checked.ok) throw invalidDefinition(checked.faults);
    const { form } = checked;
    const id = `${form.id} ${form.version}`;
    if (same(await formHash(trx, form.id, form.version), hashOf(form), 'form.version'))
      return outcome('form', id, false);
    await insertForm(trx, form, hashOf(form), input.sample === true);
    return outcome('form', id);
  },
  audit: auditImport,
});

export const importFramework = action({
  name: 'import-framework',
  unit: everywhere,
  run: async (trx, input: ImportInput): Promise<ImportOutcome> => {
    const checked = checkFramework(input.definition);
    if (!checked.ok) throw invalidDefinition(checked.faults);
    const { framework } = checked;
    const id = `${framework.id} ${framework.version}`;
    const known = await frameworkHash(trx, framework.id, framework.version);
    if (same(known, hashOf(framework), 'framework.version')) return outcome('framework', id, false);
    await insertFramework(trx, framework, hashOf(framework), { sample: input.sample === true });
    return outcome('framework', id);
  },
  audit: auditImport,
});

/** A version that is there never changes: the same content is no change, other content needs a new version. */
function same(known: string | null, hash: string, field: string): boolean {
  if (known === null) return false;
  if (known === hash) return true;
  throw new Problem('already-exists', [
    {
      field,
      code: 'already-exists',
      sentence: 'this version is stored with other content: give the new one a new version number',
    },
  ]);
}

/** `{ kind: 'form', form: {…} }` → the form; a bare form is taken as it is, and anything else left for the check to name. */
function formOf(definition: unknown): unknown {
  const file = definition as { kind?: unknown; form?: unknown } | null;
  return typeof file === 'object' && file?.kind === 'form' ? file.form : definition;
}

export const importCampaign = action({
  name: 'import-campaign',
  unit: async (trx, input: ImportInput) => {
    const province = provinceNamed(input.definition);
    return province !== null && (await unitNames(trx, [province])).size > 0 ? province : null;
  },
  run: async (trx, input: ImportInput): Promise<ImportOutcome> => {
    await lockNamed(trx, input.definition);
    const known = await knownTo(trx, input.definition);
    const checked = checkCampaign(input.definition, known);
    if (!checked.ok) throw invalidDefinition(checked.faults);
    const { inputs, printed, fieldwork, notes } = checked;
    if (await findCampaign(trx, inputs.id))
      throw new Problem('already-exists', [
        {
          field: 'campaign.id',
          code: 'already-exists',
          sentence: `the campaign "${inputs.id}" is there already`,
        },
      ]);
    const { framework, units, scores, adjustments, subordinates, ...campaign } = inputs;
    await insertCampaign(
      trx,
      {
        ...campaign,
        framework: framework.id,
        frameworkVersion: framework.version,
        fieldwork,
        notes,
        sample: input.sample === true,
      },
      { units, scores, adjustments, printed, subordinates },
    );
    return outcome('campaign', inputs.id);
  },
  audit: auditImport,
});

interface CampaignHead {
  readonly province?: unknown;
  readonly frameworkId?: unknown;
  readonly frameworkVersion?: unknown;
}

const headOf = (definition: unknown): CampaignHead =>
  ((definition as { campaign?: CampaignHead } | null)?.campaign ?? {}) as CampaignHead;

function provinceNamed(definition: unknown): string | null {
  const { province } = headOf(definition);
  return typeof province === 'string' ? province : null;
}

/** The version a campaign file names, as it may be written there. */
function versionNamed(definition: unknown): readonly [id: string, version: number] {
  const { frameworkId, frameworkVersion } = headOf(definition);
  return [String(frameworkId ?? ''), Number(frameworkVersion ?? 0) || 0];
}

const lockNamed = (trx: Writing, definition: unknown) => lockFramework(trx, ...versionNamed(definition));

/** The framework and units a campaign file names; what is missing is a fault of the file. */
async function knownTo(trx: Writing, definition: unknown) {
  const { frameworkId, frameworkVersion } = headOf(definition);
  const framework = await findFramework(trx, ...versionNamed(definition));
  const units = await listUnits(trx, provinceNamed(definition) ?? '');
  const faults = [];
  if (!framework)
    faults.push({
      path: 'campaign.frameworkId',
      code: 'unknown-framework',
      message: `no framework "${frameworkId}" version ${frameworkVersion} is stored without faults: import it first, or mend the draft`,
    });
  if (units.length === 0)
    faults.push({
      path: 'campaign.province',
      code: 'unknown-province',
      message: `no units of province "${provinceNamed(definition)}" are stored: import them first`,
    });
  if (!framework || faults.length > 0) throw invalidDefinition(faults);
  return { framework, units };
}

/** The forms that come with the product, where they are not stored yet. @returns how many were new */
export async function importShippedForms(environment: Environment, actor: Actor): Promise<number> {
  let added = 0;
  for (const form of shippedForms) {
    if ((await formHash(environment.db, form.id, form.version)) !== null) continue;
    await importForm.run(environment, actor, { definition: form });
    added += 1;
  }
  return added;
}
