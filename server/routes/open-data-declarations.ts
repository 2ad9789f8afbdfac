/** The stable addresses of published results, as the API document shows them. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, problemResponses } from '../http.ts';
import { textSchema } from '../seen-survey.ts';

const campaign = z.string().max(80);
const files = z.array(z.string()).openapi({ description: 'Addresses of its files' });
const decision = z.object({ number: z.string(), day: z.string() }).nullable();
const hash = z.string().openapi({ description: 'SHA-256 of the publication, hex' });

const ofYear = createRoute({
  method: 'get',
  path: '/du-lieu/nam/{year}',
  summary: 'What was published for a year, with its files',
  description:
    'The standing revision of each campaign. The address of a year stays; a year without publications is 404 and names those there are.',
  request: { params: z.object({ year: z.string() }) },
  responses: {
    200: answers(
      z.object({
        year: z.number(),
        publications: z.array(
          z.object({
            campaign: z.string(),
            title: textSchema,
            province: z.object({ code: z.string(), name: textSchema }),
            revision: z.number(),
            publishedAt: z.string(),
            hash,
            files: files.openapi({
              description:
                'Files of this revision: their content never changes; `cong-bo.json` gains the signatures brought to it, beside what its hash is of',
            }),
            latest: files.openapi({ description: 'The same files of whichever revision stands' }),
          }),
        ),
      }),
      'Publications of the year',
    ),
    ...problemResponses,
  },
});

const ofCampaign = createRoute({
  method: 'get',
  path: '/du-lieu/{campaign}',
  summary: 'The revisions of a published campaign, with their files',
  request: { params: z.object({ campaign }) },
  responses: {
    200: answers(
      z.object({
        campaign: z.string(),
        title: textSchema,
        year: z.number(),
        revisions: z.array(
          z.object({
            ...{ revision: z.number(), hash, publishedAt: z.string() },
            ...{ reason: z.string().nullable(), decision, files },
          }),
        ),
      }),
      'Revisions, the newest first',
    ),
    ...problemResponses,
  },
});

const binary = z.string().openapi({ format: 'binary' });

const file = createRoute({
  method: 'get',
  path: '/du-lieu/{campaign}/{revision}/{file}',
  summary: 'A file of a publication',
  description:
    'Workbook (`ket-qua.xlsx`, `results.xlsx`), tables (`xep-hang.csv`, `diem.csv`, `phieu.csv`), or all that anyone needs to recompute it (`cong-bo.json`).',
  request: { params: z.object({ campaign, revision: z.string(), file: z.string() }) },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/csv': { schema: binary },
        'application/json': { schema: z.object({}).openapi({ additionalProperties: true }) },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: binary },
      },
    },
    ...problemResponses,
  },
});

/** Declared, not routed: the files are sent as they are made. */
export const OPEN_DATA_ROUTES = [ofYear, ofCampaign, file];
