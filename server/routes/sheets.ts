/** One paper sheet by its serial: its trail, a manager's word on it, and corrections of accepted ones. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findSheet, type SheetBatch } from '../../db/queries/sheets.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { unitNames } from '../../db/queries/units.ts';
import type { Form } from '../../survey-forms/form.ts';
import { correctSheet, voidSheet } from '../actions/accept-sheet.ts';
import { unknownSerial } from '../actions/hold-batch.ts';
import { reinstateSheet, rejectSheet, withdrawSheet } from '../actions/reject-sheet.ts';
import { REJECT_REASONS } from '../core/sheet-ledger.ts';
import { answers, createRoutes, demandRight, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { namedUnit, textSchema } from '../seen-survey.ts';
import { campaignHead, campaignHeadOf, ownWords } from '../sheet-batch-view.ts';
import { HAPPENINGS, type SheetTrail, sheetTrail } from '../sheet-trail.ts';
import { givenAnswers } from './responses.ts';

const sheet = z.object({ campaign: z.string().max(80), serial: z.string().max(40) });
const reason = z.string().trim().min(1).max(2000);

const correct = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheets/{serial}',
  summary: 'Correct an accepted sheet',
  description: 'The original stays on record; the correction is a new response with its reason.',
  request: { params: sheet, ...takes(z.strictObject({ answers: givenAnswers, reason })) },
  responses: { 200: answers(z.object({ corrected: z.literal(true) }), 'Corrected'), ...problemResponses },
});

const annul = createRoute({
  method: 'delete',
  path: '/campaigns/{campaign}/sheets/{serial}',
  summary: 'Void an accepted sheet',
  request: { params: sheet, ...takes(z.strictObject({ reason })) },
  responses: {
    200: answers(z.object({ voided: z.literal(true) }), 'Taken out of the count'),
    ...problemResponses,
  },
});

const value = z.union([z.number(), z.string(), z.array(z.number())]).nullable();
const keyed = z.record(z.string(), z.union([value, z.record(z.string(), value)]));

const trailSchema = z.object({
  campaign: campaignHead,
  survey: z.object({ id: z.string(), title: textSchema }),
  sheet: z.object({
    serial: z.string(),
    place: z.number(),
    passes: z.number(),
    state: z.enum(['issued', 'returned', 'accepted', 'rejected', 'missing', 'void']),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    receipt: z.number().nullable(),
  }),
  batch: z
    .object({
      number: z.number(),
      state: z.enum(['allotted', 'handed-out', 'returned', 'closed']),
      sheets: z.number(),
      quota: z.number().nullable(),
      returnedOn: z.string().nullable(),
      postOffice: textSchema,
      unit: textSchema.nullable(),
      group: textSchema,
    })
    .nullable()
    .openapi({ description: 'Null for a sheet accepted before there were batches' }),
  form: z.custom<Form>().openapi({ type: 'object', description: 'The form version it was printed from' }),
  units: z.array(namedUnit).openapi({ description: 'What a matrix rates, in the order of the survey' }),
  answers: keyed.nullable().openapi({ description: 'What counts now' }),
  keyings: z.array(
    z.object({
      pass: z.number(),
      who: z.string(),
      at: z.string(),
      imported: z.boolean(),
      answers: keyed.nullable().openapi({ description: 'Null while the other pass must not see them' }),
    }),
  ),
  conflicts: z.array(
    z.object({
      question: z.string(),
      unit: z.string(),
      first: value.optional(),
      second: value.optional(),
      choice: z.enum(['first', 'second', 'paper']).nullable(),
      settled: value.optional(),
      reason: z.string().nullable(),
    }),
  ),
  lines: z.array(
    z.object({
      what: z.enum(HAPPENINGS),
      at: z.string(),
      who: z.string().openapi({ description: 'The name of the account, or of a part of the system' }),
      pass: z.number().optional(),
      reason: z.string().optional(),
      note: z.string().optional(),
      day: z.string().optional(),
      changes: z
        .array(z.object({ question: z.string(), unit: z.string(), before: value, after: value }))
        .optional(),
    }),
  ),
});

const trail = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/sheets/{serial}',
  summary: 'Everything that happened to a sheet',
  request: { params: sheet },
  responses: { 200: answers(trailSchema, 'The oldest first'), ...problemResponses },
});

const rejection = '/campaigns/{campaign}/sheets/{serial}/rejection';

const reject = createRoute({
  method: 'put',
  path: rejection,
  summary: 'Reject a sheet that waits, with a reason from the list',
  request: {
    params: sheet,
    ...takes(z.strictObject({ reason: z.enum(REJECT_REASONS), note: z.string().trim().max(500).optional() })),
  },
  responses: {
    200: answers(
      z.object({
        backIn: z.array(z.string()).openapi({ description: 'Serials that the quota lets back in' }),
      }),
      'Rejected, and kept on record',
    ),
    ...problemResponses,
  },
});

const reinstate = createRoute({
  method: 'delete',
  path: rejection,
  summary: 'Take a rejection back',
  request: { params: sheet },
  responses: {
    200: answers(
      z.object({ pushedOut: z.array(z.string()).openapi({ description: 'Serials now over the quota' }) }),
      'Waiting again',
    ),
    ...problemResponses,
  },
});

const withdraw = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheets/{serial}/withdrawn',
  summary: 'Make a sheet void that never came back',
  request: { params: sheet, ...takes(z.strictObject({ note: ownWords })) },
  responses: {
    200: answers(z.object({ withdrawn: z.literal(true) }), 'Void'),
    ...problemResponses,
  },
});

/** Names instead of account ids; values as the schema names them. */
function shownTrail({ answers: standing, keyings, conflicts, lines, names }: SheetTrail) {
  const nameOf = (who: string) => names.get(who) ?? who;
  return structuredClone({
    answers: standing,
    keyings: keyings.map(({ pass, clerk, keyedAt, source, answers: read }) => ({
      ...{ pass, who: nameOf(clerk), at: keyedAt, imported: source !== null, answers: read },
    })),
    conflicts: conflicts.map(({ question, unit, first, second, choice, settled, reason: why }) => ({
      ...{ question, unit, first, second, choice, settled, reason: why },
    })),
    lines: lines.map((line) => ({ ...line, who: nameOf(line.who) })),
  }) as Pick<z.infer<typeof trailSchema>, 'answers' | 'keyings' | 'conflicts' | 'lines'>;
}

export function sheetRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;

  async function shownBatch(batch: SheetBatch, form: Form): Promise<z.infer<typeof trailSchema>['batch']> {
    const names = await unitNames(db, [batch.postOffice, batch.unit]);
    const nameOf = (code: string) => ({ ...(names.get(code) ?? { vi: code }) });
    const { number, state, sheets, quota, returnedOn } = batch;
    const group = form.respondentGroups.find((one) => one.code === batch.respondentGroup);
    return {
      ...{ number, state, sheets, quota, returnedOn },
      postOffice: nameOf(batch.postOffice),
      unit: batch.unit === '' ? null : nameOf(batch.unit),
      group: { ...(group?.text ?? { vi: batch.respondentGroup }) },
    };
  }

  return createRoutes()
    .openapi(trail, async (c) => {
      const { campaign: id, serial } = c.req.valid('param');
      const campaign = await findCampaign(db, id);
      await demandRight(c, parts, 'read-sheet', campaign?.province ?? null);
      if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
      const key = { province: campaign.province, campaign: id, serial };
      const found = await findSheet(db, key);
      if (!found) throw await unknownSerial(db, key);
      const survey = await findSurvey(db, found.survey);
      if (!survey) throw new Error(`sheet ${serial} belongs to no survey`);
      const gathered = await sheetTrail(db, survey, found);
      const names = await unitNames(db, survey.units);
      const { place, passes, state, reason: why, note, receipt } = found;
      return c.json(
        {
          campaign: campaignHeadOf(campaign),
          survey: { id: survey.id, title: { ...survey.title } },
          sheet: { serial, place, passes, state, reason: why, note, receipt },
          batch: gathered.batch && (await shownBatch(gathered.batch, gathered.form)),
          form: gathered.form,
          units: survey.units.map((code) => ({ code, name: { ...(names.get(code) ?? { vi: code }) } })),
          ...shownTrail(gathered),
        },
        200,
      );
    })
    .openapi(reject, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { backIn } = await rejectSheet.run(environment, signedInOf(c).actor, input);
      return c.json({ backIn: [...backIn] }, 200);
    })
    .openapi(reinstate, async (c) => {
      const { quota } = await reinstateSheet.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ pushedOut: [...quota.pushedOut] }, 200);
    })
    .openapi(withdraw, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      await withdrawSheet.run(environment, signedInOf(c).actor, input);
      return c.json({ withdrawn: true as const }, 200);
    })
    .openapi(correct, async (c) => {
      await correctSheet.run(environment, signedInOf(c).actor, {
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return c.json({ corrected: true as const }, 200);
    })
    .openapi(annul, async (c) => {
      await voidSheet.run(environment, signedInOf(c).actor, {
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return c.json({ voided: true as const }, 200);
    });
}

export type SheetRoutes = ReturnType<typeof sheetRoutes>;
