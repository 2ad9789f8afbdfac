/** The routes of frameworks as the API document declares them. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Framework } from '../core/framework.ts';
import type { FrameworkDiff } from '../core/framework-diff.ts';
import { answers, problemResponses, takes } from '../http.ts';

export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const id = z.string().max(80);
const version = z.coerce.number().int().min(1).max(100_000);
const place = { params: z.object({ framework: id, version }) };
const province = z.string().max(80).nullable();
const revision = z.number().int().min(1);

/** The definition as a JSON file of a framework has it; `checkFramework` names what is wrong in it. */
const frameworkSchema = z
  .custom<Framework>((value) => typeof value === 'object' && value !== null)
  .openapi('Framework', { type: 'object' });

const faultSchema = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .openapi('DefinitionFault');

const versionSchema = z
  .object({
    id: z.string(),
    version: z.number(),
    title: textSchema,
    leaves: z.number(),
    locked: z.boolean(),
    sample: z.boolean(),
    province,
    revision: z.number(),
    faults: z.number().openapi({ description: 'With any, no campaign can use it' }),
    mayChange: z.boolean(),
    campaigns: z.array(z.object({ id: z.string(), title: textSchema })),
  })
  .openapi('FrameworkVersion');

const ownerSchema = z.object({ province, name: textSchema.nullable() });

export const list = createRoute({
  method: 'get',
  path: '/frameworks',
  summary: 'Framework versions and drafts, the newest version of each first',
  responses: {
    200: answers(
      z.object({
        frameworks: z.array(versionSchema),
        owners: z
          .array(ownerSchema)
          .openapi({ description: 'For whom the reader may make drafts; null: for all' }),
      }),
      'All of them: they carry no scores',
    ),
    ...problemResponses,
  },
});

export const shipped = createRoute({
  method: 'get',
  path: '/frameworks/shipped',
  summary: 'Frameworks that ship with the product, to begin a draft with',
  responses: {
    200: answers(z.object({ frameworks: z.array(frameworkSchema) }), 'As provinces published them'),
    ...problemResponses,
  },
});

export const forms = createRoute({
  method: 'get',
  path: '/frameworks/forms',
  summary: 'Stored forms, with the questions and respondent groups that may feed a survey criterion',
  responses: {
    200: answers(
      z.object({
        forms: z.array(
          z.object({
            id: z.string(),
            version: z.number(),
            title: textSchema,
            groups: z.array(z.object({ code: z.string(), text: textSchema })),
            questions: z.array(
              z.object({ key: z.string(), text: textSchema, kind: z.string(), section: textSchema }),
            ),
          }),
        ),
      }),
      'The newest version of each',
    ),
    ...problemResponses,
  },
});

export const one = createRoute({
  method: 'get',
  path: '/frameworks/{framework}/{version}',
  summary: 'A version with its definition and what its check says',
  request: place,
  responses: {
    200: answers(
      versionSchema.extend({
        framework: frameworkSchema,
        faultList: z.array(faultSchema),
        warnings: z.array(faultSchema),
      }),
      'A draft may have faults',
    ),
    ...problemResponses,
  },
});

export const sheet = createRoute({
  method: 'get',
  path: '/frameworks/{framework}/{version}/sheet',
  summary: 'A version as a workbook',
  request: place,
  responses: {
    200: {
      description: 'XLSX',
      content: { [WORKBOOK]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

export const file = createRoute({
  method: 'get',
  path: '/frameworks/{framework}/{version}/file',
  summary: 'A version as a file that can be imported elsewhere',
  request: place,
  responses: {
    200: answers(z.object({ kind: z.literal('framework'), framework: frameworkSchema }), 'As an attachment'),
    ...problemResponses,
  },
});

export const changes = createRoute({
  method: 'get',
  path: '/frameworks/{framework}/{version}/changes',
  summary: 'What changed from another version to this one',
  request: { ...place, query: z.object({ framework: id, version }) },
  responses: {
    200: answers(
      z.object({
        before: versionSchema,
        after: versionSchema,
        diff: z.custom<FrameworkDiff>(() => true).openapi('FrameworkDiff', { type: 'object' }),
      }),
      'Criterion by criterion',
    ),
    ...problemResponses,
  },
});

export const create = createRoute({
  method: 'post',
  path: '/frameworks',
  summary: 'Make a draft',
  description:
    'From nothing, an earlier version or a file: the definition is sent whole. The version number is the next one.',
  request: takes(z.strictObject({ framework: frameworkSchema, province })),
  responses: {
    201: answers(
      z.object({ id: z.string(), version: z.number(), revision: z.number(), faults: z.number() }),
      'Made',
    ),
    ...problemResponses,
  },
});

export const save = createRoute({
  method: 'put',
  path: '/frameworks/{framework}/{version}',
  summary: 'Save a draft whole',
  description: 'Names the revision it was made on; a later one of somebody else is not written over.',
  request: { ...place, ...takes(z.strictObject({ framework: frameworkSchema, revision })) },
  responses: {
    200: answers(
      z.object({
        revision: z.number(),
        faultList: z.array(faultSchema),
        warnings: z.array(faultSchema),
      }),
      'Saved, with what its check says',
    ),
    ...problemResponses,
  },
});

export const remove = createRoute({
  method: 'delete',
  path: '/frameworks/{framework}/{version}',
  summary: 'Throw a draft away that no campaign uses',
  request: { ...place, ...takes(z.strictObject({ revision })) },
  responses: { 200: answers(z.object({ removed: z.boolean() }), 'Gone'), ...problemResponses },
});

export const readSheet = createRoute({
  method: 'post',
  path: '/frameworks/sheet',
  summary: 'Read a workbook, or check the definition of a JSON file, for a draft; nothing is stored',
  request: takes(
    z.union([
      z.strictObject({ file: z.base64().openapi({ description: 'The XLSX file' }) }),
      z.strictObject({ framework: frameworkSchema }),
    ]),
  ),
  responses: {
    200: answers(z.object({ framework: frameworkSchema, faultList: z.array(faultSchema) }), 'What it says'),
    ...problemResponses,
  },
});
