/** The routes of ratings of procedure handling, as the API document names them. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, problemResponses, takes } from '../http.ts';
import { pageQuery } from '../paging.ts';
import { uploadHeaders } from './evidence.ts';
import {
  entryBody,
  evidenceQuery,
  indicatorParam,
  openDossiersSchema,
  ratedUnitParam,
  ratingParam,
  ratingSchema,
  rulesSchema,
  rulesShownSchema,
  targetsSchema,
  yearSchema,
  yearsSchema,
} from './rating-schemas.ts';

const campaignParam = z.object({ campaign: z.string().max(80) });
const quarter = z.number().int().min(1).max(4);
const surveys = z.array(z.string().max(80)).max(100);
const changed = z.object({ revision: z.number() });
const seen = z.number().int().min(0);

export const list = createRoute({
  method: 'get',
  path: '/ratings',
  summary: 'Years that are rated, with their quarters; the latest first',
  responses: {
    200: answers(z.object({ years: yearsSchema }), 'Cut to what the reader may see'),
    ...problemResponses,
  },
});

export const create = createRoute({
  method: 'post',
  path: '/ratings',
  summary: 'Open the rating of a quarter',
  description:
    'The campaign of the year has a framework of nine indicators. Its surveys by forms 4 and 5 count in one quarter each.',
  request: takes(
    z.strictObject({
      campaign: z.string().max(80),
      quarter,
      surveys,
      rules: rulesSchema.optional(),
    }),
  ),
  responses: { 201: answers(z.object({ id: z.string() }), 'Opened'), ...problemResponses },
});

export const read = createRoute({
  method: 'get',
  path: '/ratings/{rating}',
  summary: 'The rating of a quarter: nine indicators of every agency, officials, and what is missing',
  description:
    'A unit officer sees the own agency. While a survey of the quarter takes answers, nothing is told of them.',
  request: { params: ratingParam },
  responses: { 200: answers(ratingSchema, 'The rating'), ...problemResponses },
});

export const rules = createRoute({
  method: 'get',
  path: '/ratings/{rating}/rules',
  summary: 'The rule table of a quarter: for each indicator where its points come from',
  request: { params: ratingParam },
  responses: { 200: answers(rulesShownSchema, 'With what it may be made of'), ...problemResponses },
});

export const change = createRoute({
  method: 'put',
  path: '/ratings/{rating}',
  summary: 'Change the surveys or rules of a quarter that is not closed',
  request: {
    params: ratingParam,
    ...takes(z.strictObject({ surveys, rules: rulesSchema.optional(), seen })),
  },
  responses: {
    200: answers(changed, 'Changed; what was verified is to be verified again'),
    ...problemResponses,
  },
});

export const remove = createRoute({
  method: 'delete',
  path: '/ratings/{rating}',
  summary: 'Remove a quarter that was opened by mistake',
  description: 'Only while no agency has entered anything for it and nobody has verified it.',
  request: { params: ratingParam, ...takes(z.strictObject({})) },
  responses: {
    200: answers(z.object({ campaign: z.string(), quarter: z.number() }), 'Removed'),
    ...problemResponses,
  },
});

export const verify = createRoute({
  method: 'put',
  path: '/ratings/{rating}/verification',
  summary: 'Verify a quarter as a whole, or take that back',
  request: {
    params: ratingParam,
    ...takes(
      z.strictObject({
        verified: z.boolean(),
        withMissing: z.boolean().optional().openapi({
          description: 'True: indicators without points are known, and stay without',
        }),
      }),
    ),
  },
  responses: {
    200: answers(z.object({ hash: z.string().nullable(), missing: z.number() }), 'Done'),
    ...problemResponses,
  },
});

export const close = createRoute({
  method: 'post',
  path: '/ratings/{rating}/close',
  summary: 'Close a verified quarter: its result is frozen with its hash',
  description: 'By another person than the one who verified it, and only while it is what was verified.',
  request: { params: ratingParam, ...takes(z.strictObject({})) },
  responses: { 200: answers(z.object({ hash: z.string() }), 'Closed'), ...problemResponses },
});

export const year = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/rating-year',
  summary: 'The closed quarters of a year as one: dossiers and answers pooled, entries as their mean',
  request: { params: campaignParam },
  responses: { 200: answers(yearSchema, 'Cut to what the reader may see'), ...problemResponses },
});

export const enter = createRoute({
  method: 'put',
  path: '/ratings/{rating}/units/{unit}/indicators/{indicator}',
  summary: 'Enter an indicator of an agency',
  description:
    'Names the revision it was made over; a change by somebody else in between is a conflict, and nothing is stored.',
  request: { params: indicatorParam, ...takes(z.strictObject({ entry: entryBody, seen })) },
  responses: {
    200: answers(changed, 'Saved; it counts once the control office has accepted it'),
    ...problemResponses,
  },
});

export const judge = createRoute({
  method: 'put',
  path: '/ratings/{rating}/units/{unit}/indicators/{indicator}/verdict',
  summary: 'Accept an entry, or give it back with a note',
  request: {
    params: indicatorParam,
    ...takes(z.strictObject({ accepted: z.boolean(), note: z.string().max(4000).optional(), seen })),
  },
  responses: { 200: answers(changed, 'Done'), ...problemResponses },
});

const file = {
  body: {
    required: true,
    description: 'The document as it is, at most 20 MB: PDF, JPEG, PNG, DOCX or XLSX',
    content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
  },
} as const;

export const addDocument = createRoute({
  method: 'post',
  path: '/ratings/{rating}/units/{unit}/evidence',
  summary: 'Bring a document for an indicator; the entry names it',
  request: { params: ratedUnitParam, headers: uploadHeaders, query: evidenceQuery, ...file },
  responses: { 201: answers(z.object({ id: z.string() }), 'Stored'), ...problemResponses },
});

export const readDocument = createRoute({
  method: 'get',
  path: '/ratings/{rating}/units/{unit}/evidence/{evidence}',
  summary: 'The document of an entry as a download',
  request: { params: ratedUnitParam.extend({ evidence: z.uuid() }) },
  responses: {
    200: {
      description: 'The document',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

export const openDossiers = createRoute({
  method: 'get',
  path: '/ratings/{rating}/units/{unit}/open-dossiers',
  summary: 'Dossiers of an agency that were not returned by the end of the quarter, those due first',
  request: { params: ratedUnitParam, query: z.object(pageQuery) },
  responses: { 200: answers(openDossiersSchema, 'A page'), ...problemResponses },
});

export const targets = createRoute({
  method: 'get',
  path: '/rating-feeds/targets',
  summary: 'Criteria that a rating may feed: their rule takes a share, and their campaign is not published',
  request: { query: z.object({ province: z.string().max(40) }) },
  responses: { 200: answers(z.object({ targets: targetsSchema }), 'Of the province'), ...problemResponses },
});

export const feed = createRoute({
  method: 'post',
  path: '/rating-feeds',
  summary: 'Feed a criterion with the share of agencies rated well',
  description:
    'The agencies that are rated, and those of them in the class named or a better one, become the inputs of the criterion’s rule; the rating and its hash are the source.',
  request: takes(
    z.strictObject({
      from: z.union([
        z.strictObject({ rating: z.string().max(80) }),
        z.strictObject({ year: z.string().max(80) }),
      ]),
      campaign: z.string().max(80),
      unit: z.string().max(80),
      criterion: z.string().max(40),
      reached: z.string().max(80).optional(),
      counted: z.enum(['all', 'classed']).optional().openapi({
        description: 'Of all agencies that are rated, unless given; or only of those that have a class',
      }),
    }),
  ),
  responses: {
    201: answers(
      z.object({
        numerator: z.string(),
        denominator: z.string(),
        source: z.string(),
        points: z.string().nullable(),
      }),
      'Fed',
    ),
    ...problemResponses,
  },
});
