/** The list of units: read, one added or changed, some brought as a file; always through the import of units. */
import { createRoute, z } from '@hono/zod-openapi';
import { listProvinces, listUnits, type Unit } from '../../db/queries/units.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { type Actor, can, canSomewhere } from '../access.ts';
import { importUnits } from '../actions/import-definition.ts';
import { nameKey, type UnitRow } from '../core/check-units.ts';
import { answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { readUnitFile, UNIT_COLUMNS, type UnitColumn, unitPlace } from '../read-unit-file.ts';
import { namedUnit } from './unit-dashboard-schemas.ts';

const text = z.object({ vi: z.string(), en: z.string().optional() });
const code = z.string().max(40);
const day = z.string().max(40).nullable();
const unitSchema = z
  .object({
    ...{ code: z.string(), parent: z.string().nullable(), kind: z.string(), name: text },
    aliases: z
      .array(z.string())
      .openapi({ description: 'Other spellings under which documents name the unit' }),
    ...{ validFrom: day, validTo: day },
  })
  .openapi('ListedUnit');

const list = createRoute({
  method: 'get',
  path: '/units',
  summary: 'The units of a province, with the spellings that find them',
  description: 'For who imports units or dossiers, whose rows name units by code, name or spelling.',
  request: { query: z.object({ province: code.optional() }) },
  responses: {
    200: answers(
      z.object({
        provinces: z.array(namedUnit),
        province: z.string().nullable().openapi({ description: 'Null: there is none' }),
        units: z.array(unitSchema),
        mayChange: z.boolean(),
      }),
      'By code',
    ),
    ...problemResponses,
  },
});

const outcome = answers(z.object({ changed: z.boolean() }), 'Stored, or there already');

const put = createRoute({
  method: 'put',
  path: '/units',
  summary: 'Add a unit, or change a known one',
  description:
    'It has exactly the other spellings that are given. Checked together with the other units of its province; a unit of kind `province` with nothing above it begins a province.',
  request: takes(
    z.strictObject({
      province: code,
      unit: z.strictObject({
        ...{ code, parent: code.nullable(), kind: z.string().max(40) },
        name: z.strictObject({ vi: z.string().max(500), en: z.string().max(500).optional() }),
        aliases: z.array(z.string().max(500)).max(200),
        ...{ validFrom: day, validTo: day },
      }),
    }),
  ),
  responses: { 200: outcome, ...problemResponses },
});

const bring = createRoute({
  method: 'post',
  path: '/unit-files',
  summary: 'Bring units as CSV',
  description:
    'Headings in Vietnamese or English. All or nothing; the same again changes nothing. Other spellings are added to those known.',
  request: takes(z.strictObject({ province: code.nullable(), text: z.string().max(8_000_000) })),
  responses: { 200: outcome, ...problemResponses },
});

export function unitRoutes({ environment }: Parts) {
  const { db } = environment;
  const nameOf = async (province: string) =>
    (await listProvinces(db)).find((one) => one.code === province)?.name ?? { vi: province };
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = signedInOf(c);
      if (!canSomewhere(actor, 'import-units') && !canSomewhere(actor, 'import-dossiers'))
        throw new Problem('forbidden');
      const provinces = (await listProvinces(db)).filter((one) => sees(actor, one.code));
      const asked = c.req.valid('query').province;
      if (asked !== undefined && !sees(actor, asked)) throw new Problem('forbidden');
      const province = asked ?? provinces[0]?.code ?? null;
      const units = province === null ? [] : await listUnits(db, province);
      return c.json(
        {
          provinces: provinces.map((one) => ({ code: one.code, name: { ...one.name } })),
          ...{ province, units: units.map(shown), mayChange: can(actor, 'import-units', null) },
        },
        200,
      );
    })
    .openapi(put, async (c) => {
      const { province, unit } = c.req.valid('json');
      const { validFrom, validTo, ...row } = unit;
      const given = { ...row, ...(validFrom && { validFrom }), ...(validTo && { validTo }) };
      const name = unit.code === province ? unit.name : await nameOf(province);
      const definition = { kind: 'units', province: { code: province, name }, units: [given] };
      const { actor } = signedInOf(c);
      const { changed } = await importUnits.run(environment, actor, { definition, part: 'all-aliases' });
      return c.json({ changed }, 200);
    })
    .openapi(bring, async (c) => {
      const { actor } = signedInOf(c);
      if (!can(actor, 'import-units', null)) throw new Problem('forbidden');
      const { province: asked, text: file } = c.req.valid('json');
      const { units, rows } = await readUnitFile(file, c.var.lang);
      const province = provinceIn(units) ?? asked;
      if (province === null)
        throw new Problem('definition-invalid', [{ field: 'file', code: 'no-province', values: {} }]);
      const name = units.find((unit) => unit.code === province)?.name ?? (await nameOf(province));
      const definition = { kind: 'units', province: { code: province, name }, units };
      const { changed } = await importUnits
        .run(environment, actor, { definition, part: 'adds-aliases' })
        .catch((error: unknown) => {
          throw error instanceof Problem ? byRow(error, rows, c.var.lang) : error;
        });
      return c.json({ changed }, 200);
    });
}

/** Who imports units everywhere, or the dossiers of this province. */
const sees = (actor: Actor, province: string) =>
  can(actor, 'import-units', [province]) || can(actor, 'import-dossiers', [province]);

/** The official name stands for itself. */
const shown = ({ code: own, parent, kind, name, aliases, validFrom, validTo }: Unit) => ({
  ...{ code: own, parent, kind, name: { ...name } },
  aliases: aliases.filter((alias) => nameKey(alias) !== nameKey(name.vi)),
  ...{ validFrom, validTo },
});

/** A file that begins a province says so by the row of the province itself. */
const provinceIn = (units: readonly UnitRow[]): string | null =>
  units.find(({ kind, parent }) => kind === 'province' && parent === null)?.code ?? null;

/** A field of the check as the column of a file in which it is written. */
const COLUMN_OF: Readonly<Record<string, UnitColumn>> = { 'name.vi': 'name', 'name.en': 'nameEn' };

/** `units[3].parent` of a file by the row in which the unit stands. */
function byRow(problem: Problem, rows: readonly number[], lang: Lang): Problem {
  const places = problem.places.map((place) => {
    const [, at = '', field = ''] = /^units\[(\d+)\]\.?([\w.]*)/.exec(place.field) ?? [];
    const row = at === '' ? undefined : rows[Number(at)];
    const column = COLUMN_OF[field] ?? UNIT_COLUMNS.find((one) => one === field) ?? 'code';
    return row === undefined ? place : { ...place, field: unitPlace(row, column, lang) };
  });
  return new Problem(problem.code, places);
}

export type UnitRoutes = ReturnType<typeof unitRoutes>;
