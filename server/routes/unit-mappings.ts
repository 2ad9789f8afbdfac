/** What new units are made of: read, read from a file, and saved as a whole. */
import { createRoute, z } from '@hono/zod-openapi';
import { mappingsOf } from '../../db/queries/unit-mappings.ts';
import { listProvinces, listUnits, unitAndAbove } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { saveUnitMapping } from '../actions/save-unit-mapping.ts';
import {
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { readUnitMapping } from '../read-unit-mapping.ts';
import { namedUnit } from './unit-dashboard-schemas.ts';

const code = z.string().max(40);
const rowSchema = z
  .strictObject({
    newUnit: z.string().max(200),
    oldUnit: z.string().max(200),
    effectiveOn: z.string().max(40).openapi({ description: 'First day of the new unit, YYYY-MM-DD' }),
    share: z
      .string()
      .max(40)
      .openapi({ description: 'Of the new unit, above 0; those of one new unit and day add to 1' }),
    document: z.string().max(500),
  })
  .openapi('UnitMapping');

/** A reform of all communes of the country has ten thousand rows. */
const rowsSchema = z.array(rowSchema).max(20_000);
/** What was read before: its shares are numbers. */
const seenSchema = z
  .array(rowSchema.extend({ share: z.string().regex(/^\d{1,20}(\.\d{1,40})?$/) }))
  .max(20_000);

const province = code.openapi({ description: 'Code of a province; without it the first of the reader' });

const read = createRoute({
  method: 'get',
  path: '/unit-mappings',
  summary: 'What new units are made of, by shares and from which day on',
  request: { query: z.object({ province: province.optional() }) },
  responses: {
    200: answers(
      z.object({
        provinces: z.array(namedUnit),
        province: z.string().nullable().openapi({ description: 'Null: there is none' }),
        units: z.array(namedUnit.extend({ kind: z.string() })),
        rows: rowsSchema,
        mayChange: z.boolean(),
      }),
      'By day, new unit and old unit',
    ),
    ...problemResponses,
  },
});

const fromFile = createRoute({
  method: 'post',
  path: '/unit-mappings/rows',
  summary: 'Read a mapping of units from a CSV or JSON file',
  description:
    'Columns newUnit, oldUnit, effectiveOn, share and document, or as they are called in Vietnamese. Units are found by code, name or recorded alias. Nothing is stored.',
  request: takes(z.strictObject({ province: code, text: z.string().max(8_000_000) })),
  responses: { 200: answers(z.object({ rows: rowsSchema }), 'The rows of the file'), ...problemResponses },
});

const save = createRoute({
  method: 'put',
  path: '/unit-mappings',
  summary: 'Save what new units are made of, as a whole',
  description:
    'Refused whole: 422 `mapping-shares` where shares do not add to 1, `mapping-cyclic` where a unit would be made of itself, `definition-invalid` with every other place.',
  request: takes(z.strictObject({ province: code, rows: rowsSchema, seen: seenSchema })),
  responses: {
    200: answers(z.object({ rows: rowsSchema, added: z.number(), removed: z.number() }), 'What stands now'),
    ...problemResponses,
  },
});

export function unitMappingRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(read, async (c) => {
      const { actor } = demandSomewhere(c, 'read-years');
      const provinces = [];
      for (const one of await listProvinces(db))
        if (can(actor, 'read-years', await unitAndAbove(db, one.code))) provinces.push(one);
      const chosen = c.req.valid('query').province ?? provinces[0]?.code ?? null;
      if (chosen !== null) await demandRight(c, parts, 'read-years', chosen);
      const units = chosen === null ? [] : await listUnits(db, chosen);
      return c.json(
        {
          provinces: provinces.map((one) => ({ code: one.code, name: { ...one.name } })),
          province: chosen,
          units: units.map((unit) => ({ code: unit.code, name: { ...unit.name }, kind: unit.kind })),
          rows: chosen === null ? [] : (await mappingsOf(db, chosen)).map((row) => ({ ...row })),
          mayChange: chosen !== null && can(actor, 'save-unit-mapping', await unitAndAbove(db, chosen)),
        },
        200,
      );
    })
    .openapi(fromFile, async (c) => {
      const { province: of, text } = c.req.valid('json');
      await demandRight(c, parts, 'save-unit-mapping', of);
      const rows = await readUnitMapping(text, unitRows(await listUnits(db, of)));
      return c.json({ rows }, 200);
    })
    .openapi(save, async (c) => {
      const { rows, added, removed } = await saveUnitMapping.run(
        environment,
        signedInOf(c).actor,
        c.req.valid('json'),
      );
      return c.json({ rows: rows.map((row) => ({ ...row })), added, removed }, 200);
    });
}

const unitRows = (units: Awaited<ReturnType<typeof listUnits>>) =>
  units.map(({ code: own, name, aliases }) => ({ code: own, name, aliases }));

export type UnitMappingRoutes = ReturnType<typeof unitMappingRoutes>;
