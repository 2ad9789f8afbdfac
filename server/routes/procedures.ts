/** The register of administrative procedures of a province: read, and brought up to date from JSON or CSV. */
import { createRoute, z } from '@hono/zod-openapi';
import { listProcedures } from '../../db/queries/procedures.ts';
import { importProcedures } from '../actions/import-procedures.ts';
import { checkProcedures, type ProcedureCells, type ProcedureFault } from '../core/check-procedures.ts';
import { findColumns, PROCEDURE_COLUMNS, PROCEDURE_TABLE } from '../core/dossier-columns.ts';
import { placeOf } from '../dossier-faults.ts';
import { heldProvince } from '../held-province.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  problemResponses,
  signedInOf,
  takes,
  UPLOAD_HEADER,
  UPLOAD_TYPES,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { readCsv } from '../sheet-import/read-csv.ts';
import { unreadable } from '../sheet-import/unreadable.ts';

const MOST_PROCEDURES = 20_000;
const MOST_PLACES = 100;

const provinceQuery = z.object({
  province: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'Code of the province; where the right is held in one only, that one' }),
});

const online = z.enum(['none', 'partial', 'full']);
const day = z.string().nullable();
const procedureSchema = z
  .object({
    ...{ code: z.string(), name: z.string(), nameEn: z.string().nullable(), field: z.string().nullable() },
    online: online.openapi({ description: 'How far it can be done online' }),
    ...{ validFrom: day, validTo: day },
  })
  .openapi('Procedure');
const importedSchema = z.object({ added: z.number(), changed: z.number(), unchanged: z.number() });

const list = createRoute({
  method: 'get',
  path: '/procedures',
  summary: 'The register of procedures of a province',
  request: { query: provinceQuery },
  responses: {
    200: answers(z.object({ province: z.string(), procedures: z.array(procedureSchema) }), 'By code'),
    ...problemResponses,
  },
});

const text = z.string().max(2000);
const put = createRoute({
  method: 'post',
  path: '/procedures',
  summary: 'Add procedures to the register, or bring known ones up to date',
  description: 'All or nothing; the same again changes nothing. None is ever deleted: it ends by `validTo`.',
  request: {
    ...takes(
      z.strictObject({
        province: z.string().max(40).optional(),
        procedures: z
          .array(
            z.strictObject({
              ...{ code: text, name: text, nameEn: text.nullish(), field: text.nullish() },
              ...{ online: online.default('none'), validFrom: text.nullish(), validTo: text.nullish() },
            }),
          )
          .min(1)
          .max(MOST_PROCEDURES),
      }),
    ),
  },
  responses: { 200: answers(importedSchema, 'Stored'), ...problemResponses },
});

const bring = createRoute({
  method: 'post',
  path: '/procedure-files',
  summary: 'Bring the register of procedures as CSV',
  description:
    'The body is the file itself, with headings in Vietnamese or English. The header X-Upload must be there: a page of another origin cannot send it unasked.',
  request: {
    query: provinceQuery,
    headers: z.object({
      [UPLOAD_HEADER]: z
        .string()
        .optional()
        .openapi({ description: 'Any value; a form of another site cannot send it' }),
    }),
    body: {
      required: true,
      content: { [UPLOAD_TYPES.csv]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: { 200: answers(importedSchema, 'Stored'), ...problemResponses },
});

export function procedureRoutes(parts: Parts) {
  const { environment } = parts;
  const store = async (c: AppContext, province: string, rows: Rows, fieldOf: FieldOf) => {
    const checked = checkProcedures(rows);
    if (!checked.ok) throw refused(checked.faults, fieldOf);
    const { procedures } = checked;
    return importProcedures.run(environment, signedInOf(c).actor, { province, procedures });
  };
  return createRoutes()
    .openapi(list, async (c) => {
      const province = await heldProvince(c, parts, 'import-procedures', c.req.valid('query').province);
      return c.json({ province, procedures: await listProcedures(environment.db, province) }, 200);
    })
    .openapi(put, async (c) => {
      const { province: asked, procedures } = c.req.valid('json');
      const province = await heldProvince(c, parts, 'import-procedures', asked);
      const rows = procedures.map((one, i) => ({
        row: i + 1,
        cells: Object.fromEntries(
          PROCEDURE_COLUMNS.map((column) => [column, one[column] ?? '']),
        ) as ProcedureCells,
      }));
      const fieldOf: FieldOf = ({ row, column }) => `procedures[${row - 1}].${column}`;
      return c.json(await store(c, province, rows, fieldOf), 200);
    })
    .openapi(bring, async (c) => {
      const province = await heldProvince(c, parts, 'import-procedures', c.req.valid('query').province);
      const rows = await readRows(new Uint8Array(await c.req.arrayBuffer()));
      const heading = c.var.lang === 'en' ? 1 : 0;
      const fieldOf: FieldOf = ({ row, column }) => `${row}, ${PROCEDURE_TABLE.headings[column][heading]}`;
      return c.json(await store(c, province, rows, fieldOf), 200);
    });
}

type Rows = Parameters<typeof checkProcedures>[0];
type FieldOf = (fault: ProcedureFault) => string;

const refused = (faults: readonly ProcedureFault[], fieldOf: FieldOf): Problem =>
  new Problem(
    'definition-invalid',
    faults
      .slice(0, MOST_PLACES)
      .map(({ code, limit, ...at }) => placeOf(fieldOf({ code, ...at }), { code, limit })),
  );

/** @throws Problem `file-unreadable`, `file-too-large` */
async function readRows(bytes: Uint8Array): Promise<Rows> {
  const tooMany = () =>
    new Problem('file-too-large', [{ field: 'file', code: 'too-many-procedures', values: {} }]);
  const raw = readCsv(once(bytes), MOST_PROCEDURES + 1, tooMany);
  const first = await raw.next();
  if (first.done) throw unreadable('empty-file');
  const found = findColumns(PROCEDURE_TABLE, first.value.cells);
  if (!found.ok)
    throw new Problem(
      'file-unreadable',
      found.faults.map(({ heading, code }) => ({ field: heading.slice(0, 80), code, values: {} })),
    );
  const rows: Rows[number][] = [];
  for await (const { row, cells } of raw)
    rows.push({
      row,
      cells: Object.fromEntries(
        PROCEDURE_COLUMNS.map((column) => [column, cells[found.places.get(column) ?? -1] ?? '']),
      ) as ProcedureCells,
    });
  return rows;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export type ProcedureRoutes = ReturnType<typeof procedureRoutes>;
