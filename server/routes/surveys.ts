/** Surveys for staff: the list, opening, the window, arrivals and the live tally. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign, readUnits } from '../../db/queries/campaigns.ts';
import { findForm, latestForm, listForms } from '../../db/queries/forms.ts';
import { ledgerByUnit, readLedger } from '../../db/queries/ledger.ts';
import { findSurvey, listSurveys, type OpenSurvey } from '../../db/queries/surveys.ts';
import { readReleases, readTallies } from '../../db/queries/tallies.ts';
import { unitNames } from '../../db/queries/units.ts';
import { moveWindow, openSurvey } from '../actions/open-survey.ts';
import { recountTallies } from '../actions/recount-tallies.ts';
import { channelTallies } from '../campaign-inputs.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import type { Narrowing } from '../core/disclose.ts';
import { type LiveView, liveView, NOT_NARROWED, narrowed, surveyGates } from '../core/live-view.ts';
import { heldUnits } from '../held-units.ts';
import {
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import { linkNext, nextSchema, pageOf, pageQuery, rising } from '../paging.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const idParam = z.object({ survey: z.string().max(80) });
const day = z.string().openapi({ example: '2026-11-20' });

export const surveySchema = z
  .object({
    id: z.string(),
    title: textSchema,
    campaign: z.string(),
    form: z.string(),
    opensOn: day,
    closesOn: day,
    acceptsUntil: day,
    state: z.enum(['before', 'open', 'accepting', 'over']),
    units: z.number(),
    sample: z.boolean(),
  })
  .openapi('Survey');

const list = createRoute({
  method: 'get',
  path: '/surveys',
  summary: 'Surveys the reader may see',
  responses: {
    200: answers(z.object({ surveys: z.array(surveySchema) }), 'Surveys, the latest close first'),
    ...problemResponses,
  },
});

const choicesRoute = createRoute({
  method: 'get',
  path: '/surveys/choices',
  summary: 'What a new survey of a campaign can be made of: forms and units, by their names',
  request: { query: z.object({ campaign: z.string().max(80) }) },
  responses: {
    200: answers(
      z.object({
        forms: z.array(z.object({ id: z.string(), title: textSchema })),
        units: z.array(z.object({ code: z.string(), name: textSchema })),
      }),
      'The newest version of each stored form; the units of the campaign',
    ),
    ...problemResponses,
  },
});

const open = createRoute({
  method: 'post',
  path: '/surveys',
  summary: 'Open a survey on the newest version of a form',
  request: takes(
    z.strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]*$/)
        .max(80),
      campaign: z.string(),
      form: z.string(),
      title: z.strictObject({ vi: z.string().min(1), en: z.string().min(1).optional() }),
      units: z.array(z.string()).max(20_000),
      respondentGroups: z.array(z.string()).optional(),
      channels: z.array(z.enum(['web', 'kiosk', 'paper'])).optional(),
      opensOn: day,
      closesOn: day,
      acceptsUntil: day.optional(),
      openAnswers: z.boolean(),
      burstBound: z.number().int().min(1).optional(),
    }),
  ),
  responses: {
    201: answers(z.object({ survey: z.string(), formVersion: z.number() }), 'Opened'),
    ...problemResponses,
  },
});

const move = createRoute({
  method: 'put',
  path: '/surveys/{survey}/window',
  summary: 'Move the close of a survey',
  request: { params: idParam, ...takes(z.strictObject({ closesOn: day, acceptsUntil: day.optional() })) },
  responses: {
    200: answers(z.object({ closesOn: day, acceptsUntil: day }), 'Moved'),
    ...problemResponses,
  },
});

const recountRoute = createRoute({
  method: 'post',
  path: '/surveys/{survey}/recount',
  summary: 'Count all stored responses anew and hold them against the running tallies',
  request: { params: idParam, ...takes(z.strictObject({ repair: z.boolean() })) },
  responses: {
    200: answers(
      z.object({ tallies: z.number(), responses: z.number(), differences: z.number() }),
      'Recounted',
    ),
    ...problemResponses,
  },
});

const arrivals = createRoute({
  method: 'get',
  path: '/surveys/{survey}/arrivals',
  summary: 'How many answers came in, by day and unit',
  request: {
    params: idParam,
    query: z.strictObject({
      by: z
        .enum(['unit'])
        .optional()
        .openapi({ description: 'unit: summed over all days, whose day is empty' }),
      ...pageQuery,
    }),
  },
  responses: {
    200: answers(
      z.object({
        survey: surveySchema,
        province: textSchema,
        days: z.array(
          z.object({
            day,
            unit: z.string(),
            used: z.number(),
            open: z.number(),
            sheet: z.number(),
            late: z.number(),
          }),
        ),
        units: z.array(z.object({ code: z.string(), name: textSchema })),
        next: nextSchema,
      }),
      'Arrivals of the units the reader may see',
    ),
    ...problemResponses,
  },
});

const decimal = z.string().nullable();
export const liveSchema = z
  .object({
    responses: z.number(),
    items: z.array(
      z.object({
        key: z.string(),
        section: z.string(),
        text: textSchema,
        levels: z.array(z.object({ code: z.number(), text: textSchema, count: z.number().nullable() })),
        answers: z.number().nullable(),
        blank: z.number().nullable(),
        value: decimal,
        withheld: z.boolean(),
      }),
    ),
    factors: z.array(
      z.object({
        key: z.string(),
        title: textSchema,
        answers: z.number().nullable(),
        pooled: decimal,
        meanOfItems: decimal,
        withheld: z.boolean().optional(),
      }),
    ),
    overall: z.object({ pooled: decimal, meanOfItems: decimal, withheld: z.boolean().optional() }),
  })
  .openapi('LiveTally');

const tally = createRoute({
  method: 'get',
  path: '/surveys/{survey}/tally',
  summary: 'Item results of a survey',
  description:
    'While the survey runs, in releases of at least 10 further answers; exact after the close. Open answers are shown apart.',
  request: { params: idParam, query: z.strictObject({ unit: z.string().optional() }) },
  responses: {
    200: answers(
      z.object({
        survey: surveySchema,
        exact: z.boolean(),
        /** By token or sheet; and walk-ins, which stand apart. */
        counted: liveSchema,
        open: liveSchema,
        flagged: z.number(),
      }),
      'Results as far as they are released',
    ),
    ...problemResponses,
  },
});

type Shown = z.infer<typeof surveySchema>;

/** A survey as lists and heads show it. */
export function shown(
  survey: Omit<OpenSurvey, 'units' | 'formVersions'> & { units: number },
  today: string,
): Shown {
  const { id, title, campaign, form, opensOn, closesOn, acceptsUntil, units, sample } = survey;
  return {
    id,
    title: { ...title },
    campaign,
    form,
    opensOn,
    closesOn,
    acceptsUntil,
    state: windowAt(survey, today),
    units,
    sample,
  };
}

export function surveyRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const today = () => dayOf(environment.now());

  async function find(id: string): Promise<OpenSurvey> {
    const survey = await findSurvey(db, id);
    if (!survey) throw new Problem('unknown-survey');
    return survey;
  }

  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'list-surveys');
      const surveys = [];
      for (const survey of await listSurveys(db)) {
        const mine = await heldUnits(db, await find(survey.id), actor, 'list-surveys');
        if (mine.size > 0) surveys.push(shown(survey, today()));
      }
      return c.json({ surveys }, 200);
    })
    .openapi(choicesRoute, async (c) => {
      const campaign = await findCampaign(db, c.req.valid('query').campaign);
      if (!campaign) throw new Problem('not-found');
      await demandRight(c, parts, 'open-survey', campaign.province);
      const ids = [...new Set((await listForms(db)).map(({ form }) => form))];
      const forms = [];
      for (const id of ids) {
        const form = await latestForm(db, id);
        if (form) forms.push({ id, title: { ...form.title } });
      }
      const units = (await readUnits(db, campaign.id)).map(({ code, name }) => ({ code, name: { ...name } }));
      return c.json({ forms, units }, 200);
    })
    .openapi(open, async (c) => {
      const opened = await openSurvey.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json(opened, 201);
    })
    .openapi(move, async (c) => {
      const input = { survey: c.req.valid('param').survey, ...c.req.valid('json') };
      const moved = await moveWindow.run(environment, signedInOf(c).actor, input);
      return c.json(moved.after, 200);
    })
    .openapi(recountRoute, async (c) => {
      const input = { survey: c.req.valid('param').survey, ...c.req.valid('json') };
      const { differences, ...counts } = await recountTallies.run(environment, signedInOf(c).actor, input);
      return c.json({ ...counts, differences: differences.length }, 200);
    })
    .openapi(arrivals, async (c) => {
      const signedIn = demandSomewhere(c, 'read-arrivals');
      const survey = await find(c.req.valid('param').survey);
      const mine = await heldUnits(db, survey, signedIn.actor, 'read-arrivals');
      if (mine.size === 0) throw new Problem('forbidden');
      const units = survey.units.filter((unit) => mine.has(unit));
      const names = await unitNames(db, [...units, survey.province]);
      const nameOf = (code: string) => ({ ...(names.get(code) ?? { vi: code }) });
      const { by, ...page } = c.req.valid('query');
      const isSummed = by === 'unit';
      const ledger = isSummed ? await ledgerByUnit(db, survey) : await readLedger(db, survey.id);
      const seen = ledger.filter((row) => mine.has(row.unit || survey.province));
      const name = `arrivals ${survey.id} ${by ?? ''}`;
      const { rows, next } = pageOf(seen, page, {
        name,
        keyOf: ({ day, unit }) => [day, unit],
        order: rising,
      });
      linkNext(c, next);
      return c.json(
        {
          survey: shown({ ...survey, units: survey.units.length }, today()),
          days: rows.map(({ day, unit, used, open, kiosk, sheet, late }) => ({
            day,
            unit,
            used,
            // Walk-ins at kiosks among them: the ledger tells them apart.
            open: open + kiosk,
            sheet,
            late,
          })),
          province: nameOf(survey.province),
          units: units.map((code) => ({ code, name: nameOf(code) })),
          next,
        },
        200,
      );
    })
    .openapi(tally, async (c) => {
      const survey = await find(c.req.valid('param').survey);
      const { unit } = c.req.valid('query');
      await demandRight(c, parts, 'read-tally', unit ?? survey.province);
      if (unit !== undefined && !survey.units.includes(unit))
        throw new Problem('unknown-unit', [{ field: 'unit', code: 'unknown-unit' }]);
      const exact = windowAt(survey, today()) === 'over';
      const form = await findForm(db, survey.form, Math.max(...survey.formVersions));
      if (!form) throw new Error(`survey ${survey.id} names a form that is not stored`);
      const read = exact ? readTallies : readReleases;
      const tallies = channelTallies(survey, [form], await read(db, survey.province, survey.id));
      const gates = surveyGates(form, tallies);
      const page: Narrowing = { ...NOT_NARROWED, unit: unit ?? null };
      const flagged = narrowed(tallies, { ...page, basis: 'all' }).filter((one) => one.flagged);
      return c.json(
        {
          survey: shown({ ...survey, units: survey.units.length }, today()),
          exact,
          counted: toJson(liveView(form, tallies, page, gates)),
          open: toJson(liveView(form, tallies, { ...page, basis: 'open' }, gates)),
          flagged: flagged.reduce((total, one) => total + one.responses, 0),
        },
        200,
      );
    });
}

/** A view as plain JSON types, as the schema names them. */
function toJson(view: LiveView): z.infer<typeof liveSchema> {
  return structuredClone(view) as z.infer<typeof liveSchema>;
}

export type SurveyRoutes = ReturnType<typeof surveyRoutes>;
