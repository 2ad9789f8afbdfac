/** What the routes of a survey's results take and answer, as the API document shows it. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, problemResponses, takes } from '../http.ts';
import { namedUnit, textSchema } from '../seen-survey.ts';
import { liveSchema, surveySchema } from './surveys.ts';

const params = z.object({ survey: z.string().max(80) });
/** No value that exists is longer; what is longer is told of its length, not repeated. */
const filter = z.string().max(80).optional();
const day = z.string().max(40).optional().openapi({ example: '2026-11-20' });
const channel = z.enum(['web', 'kiosk', 'paper']);

const basedValue = z.object({
  answers: z.number().nullable(),
  value: z.string().nullable(),
  withheld: z.boolean(),
});

const surveyView = z
  .object({
    survey: surveySchema,
    release: z.object({
      name: z.string().openapi({ example: '8a41c2f0' }),
      responses: z.number(),
      exact: z.boolean(),
      waiting: z.number().nullable(),
    }),
    filters: z.object({
      unit: z.string().nullable(),
      channel: channel.nullable(),
      group: z.string().nullable(),
      basis: z.enum(['counted', 'open', 'all']),
      flagged: z.enum(['with', 'without']),
    }),
    choices: z.object({
      units: z.array(namedUnit),
      channels: z.array(channel),
      groups: z.array(z.object({ code: z.string(), text: textSchema })),
      breakdowns: z.array(z.object({ question: z.string(), text: textSchema })),
    }),
    counted: liveSchema,
    byGroup: z.array(
      z.object({ item: z.string(), groups: z.array(basedValue.extend({ group: z.string() })) }),
    ),
    breakdown: z
      .object({
        question: z.string(),
        text: textSchema,
        codes: z.array(
          z.object({
            code: z.number(),
            text: textSchema,
            responses: z.number().nullable(),
            withheld: z.boolean(),
            items: z.record(z.string(), basedValue),
          }),
        ),
        reason: z.enum(['not-closed', 'not-counted', 'too-few', 'filtered']).optional(),
      })
      .nullable(),
  })
  .openapi('SurveyResults');

export type SurveyResultsAnswer = z.infer<typeof surveyView>;

export const results = createRoute({
  method: 'get',
  path: '/surveys/{survey}/results',
  summary: 'Results of a survey, narrowed as the reader wants',
  description:
    'While the survey runs, in releases of at least 10 further answers, each with its name; exact after the close. What rests on fewer than 5 answers is withheld, together with what would give it away. Unit officers read the results of their own unit after the close.',
  request: {
    params,
    query: z.strictObject({
      ...{ unit: filter, channel: filter, group: filter, basis: filter, flagged: filter },
      breakdown: filter,
    }),
  },
  responses: { 200: answers(surveyView, 'Results as far as they are released'), ...problemResponses },
});

export const arrivalsByDay = createRoute({
  method: 'get',
  path: '/surveys/{survey}/arrivals-by-day',
  summary: 'How many answers came in, by day and by what right, against the targets',
  request: { params, query: z.strictObject({ from: day, to: day, unit: filter }) },
  responses: {
    200: answers(
      z
        .object({
          days: z.array(
            z.object({
              ...{ day: z.string(), slips: z.number(), open: z.number() },
              ...{ kiosk: z.number(), sheets: z.number(), late: z.number() },
            }),
          ),
          /** For the survey as a whole: empty where it is narrowed to a unit, or the reader does not see all units. */
          targets: z.array(z.object({ channel, target: z.number().nullable(), responses: z.number() })),
          /** Answers in the days shown; late ones were not taken. */
          total: z.number(),
        })
        .openapi('ArrivalsByDay'),
      'Arrivals of the units the reader may see',
    ),
    ...problemResponses,
  },
});

export const comments = createRoute({
  method: 'get',
  path: '/surveys/{survey}/comments',
  summary: 'Released comments, in random order within a unit and month',
  description:
    'Comments are released in batches of at least 10 of one unit. Case and marks do not matter in a search.',
  request: {
    params,
    query: z.strictObject({
      unit: filter,
      search: z.string().max(200).optional(),
      cursor: z.string().max(400).optional(),
    }),
  },
  responses: {
    200: answers(
      z
        .object({
          /** Released so far. */
          batches: z.number(),
          /** Comments that are in no batch yet. */
          waiting: z.number(),
          comments: z.array(
            z.object({
              ...{ id: z.string(), unit: z.string(), month: z.string() },
              ...{ question: z.string(), text: z.string() },
            }),
          ),
          /** What the questions of these comments ask. */
          questions: z.array(z.object({ question: z.string(), text: textSchema })),
          /** For the next page; null: this is the last. */
          next: z.string().nullable(),
        })
        .openapi('Comments'),
      'A page of comments',
    ),
    ...problemResponses,
  },
});

const candidates = z.object({
  /** The survey is over: they cannot be changed any more. */
  fixed: z.boolean(),
  questions: z.array(z.object({ question: z.string(), text: textSchema, declared: z.boolean() })),
});

export const breakdowns = createRoute({
  method: 'get',
  path: '/surveys/{survey}/breakdowns',
  summary: 'Questions by which the results of a survey may be broken down',
  request: { params },
  responses: { 200: answers(candidates, 'Questions of its form'), ...problemResponses },
});

export const declare = createRoute({
  method: 'put',
  path: '/surveys/{survey}/breakdowns',
  summary: 'Declare the questions by which the results will be broken down, before the survey is over',
  request: { params, ...takes(z.strictObject({ questions: z.array(z.string().max(80)).max(100) })) },
  responses: { 200: answers(z.object({ questions: z.array(z.string()) }), 'Declared'), ...problemResponses },
});

export const events = createRoute({
  method: 'get',
  path: '/surveys/{survey}/events',
  summary: 'Follow a survey: an event for each release and whenever answers came in',
  description:
    'Server-sent events. `release`: {release, responses}; `arrivals`: {today, total}. A comment every 20 seconds keeps the line open; it ends with the session or the right.',
  request: { params },
  responses: {
    200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } },
    ...problemResponses,
  },
});
