/** Batches of paper sheets: the list with what new ones may be allotted to, allotting, and one batch with its sheets. */
import { createRoute, z } from '@hono/zod-openapi';
import { type Campaign, findCampaign } from '../../db/queries/campaigns.ts';
import { findForm } from '../../db/queries/forms.ts';
import { findKeyingPolicy } from '../../db/queries/keying-policies.ts';
import { keyingsInBatch } from '../../db/queries/sheet-trail.ts';
import { findSheetBatch, listSheetBatches, sheetsOfBatch } from '../../db/queries/sheets.ts';
import { type OpenSurvey, surveysOfCampaign } from '../../db/queries/surveys.ts';
import { listUnits, unitNames } from '../../db/queries/units.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { allotSheets } from '../actions/allot-sheets.ts';
import { totalsOfBatch, totalsOfBatches } from '../batch-totals.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { EVERY_SHEET_TWICE } from '../core/keying-policy.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { namedUnit, textSchema } from '../seen-survey.ts';
import {
  batchParam,
  batchSchema,
  campaignHead,
  campaignHeadOf,
  campaignParam,
  sealFound,
  sealSchema,
  shownBatch,
} from '../sheet-batch-view.ts';
import { policySchema } from './keying-policy.ts';

const day = z.string().openapi({ example: '2026-11-20' });
const count = z.number();

const surveyChoice = z.object({
  id: z.string(),
  title: textSchema,
  /** One form rates many units: its batches have no unit. */
  many: z.boolean(),
  units: z.array(z.string()),
  groups: z.array(z.object({ code: z.string(), text: textSchema })),
  /** Takes sheets, and still takes answers. */
  open: z.boolean(),
  opensOn: day,
  acceptsUntil: day,
});

const list = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/sheet-batches',
  summary: 'Batches of paper sheets, and what new ones may be allotted to',
  request: { params: campaignParam },
  responses: {
    200: answers(
      z.object({
        campaign: campaignHead,
        batches: z.array(batchSchema),
        surveys: z.array(surveyChoice),
        postOffices: z.array(namedUnit),
        names: z.array(namedUnit),
        policy: policySchema,
      }),
      'Batches by number',
    ),
    ...problemResponses,
  },
});

const allot = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/sheet-batches',
  summary: 'Allot numbered sheets to a post office, one batch for each unit',
  request: {
    params: campaignParam,
    ...takes(
      z.strictObject({
        survey: z.string().max(80),
        postOffice: z.string().max(40),
        units: z
          .array(z.string().max(40))
          .max(1000)
          .openapi({ description: 'None for a form that rates many units' }),
        respondentGroup: z.string().max(80),
        sheets: z.number().int(),
        quota: z.number().int().nullable(),
      }),
    ),
  },
  responses: { 201: answers(z.object({ batches: z.array(count) }), 'Allotted'), ...problemResponses },
});

const sheetSchema = z.object({
  serial: z.string(),
  place: count,
  passes: count,
  keyings: count,
  state: z.enum(['issued', 'returned', 'accepted', 'rejected', 'missing', 'void']),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  receipt: count.nullable(),
});

const one = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/sheet-batches/{batch}',
  summary: 'A batch with its sheets and control totals; a closed one with its seal made anew',
  request: { params: batchParam },
  responses: {
    200: answers(
      z.object({
        campaign: campaignHead,
        batch: batchSchema,
        survey: z.object({ id: z.string(), title: textSchema, opensOn: day, acceptsUntil: day }),
        postOffice: textSchema,
        unit: textSchema.nullable(),
        group: textSchema,
        sheets: z.array(sheetSchema),
        seal: sealSchema.nullable(),
      }),
      'The batch',
    ),
    ...problemResponses,
  },
});

export function sheetBatchRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const today = () => dayOf(environment.now());

  /** The campaign, for who may see its batches. */
  async function campaignOf(c: AppContext, id: string): Promise<Campaign> {
    const campaign = await findCampaign(db, id);
    await demandRight(c, parts, 'list-sheet-batches', campaign?.province ?? null);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    return campaign;
  }

  async function choiceOf(survey: OpenSurvey): Promise<z.infer<typeof surveyChoice>> {
    const { id, title, units, opensOn, acceptsUntil } = survey;
    const form = await newestForm(survey);
    return {
      ...{ id, opensOn, acceptsUntil, title: { ...title }, units: [...units] },
      many: ratesManyUnits(form),
      groups: form.respondentGroups
        .filter((group) => survey.respondentGroups.includes(group.code))
        .map(({ code, text }) => ({ code, text: { ...text } })),
      open: survey.channels.includes('paper') && windowAt(survey, today()) !== 'over',
    };
  }

  async function newestForm(survey: OpenSurvey): Promise<Form> {
    const form = await findForm(db, survey.form, Math.max(...survey.formVersions));
    if (!form) throw new Error(`survey ${survey.id} names a form that is not stored`);
    return form;
  }

  return createRoutes()
    .openapi(list, async (c) => {
      const campaign = await campaignOf(c, c.req.valid('param').campaign);
      const batches = await listSheetBatches(db, campaign.id);
      const totals = await totalsOfBatches(db, campaign.id, batches);
      const surveys = await surveysOfCampaign(db, campaign.id);
      const postOffices = (await listUnits(db, campaign.province)).filter(
        (unit) => unit.kind === 'post-office',
      );
      const codes = [...surveys.flatMap((survey) => survey.units), ...batches.map((one) => one.postOffice)];
      const names = await unitNames(db, [...new Set(codes)]);
      return c.json(
        {
          campaign: campaignHeadOf(campaign),
          batches: batches.flatMap((batch, i) => (totals[i] ? [shownBatch(batch, totals[i])] : [])),
          surveys: await Promise.all(surveys.map(choiceOf)),
          postOffices: postOffices.map(({ code, name }) => ({ code, name: { ...name } })),
          names: [...names].map(([code, name]) => ({ code, name: { ...name } })),
          policy: (await findKeyingPolicy(db, campaign.id)) ?? EVERY_SHEET_TWICE,
        },
        200,
      );
    })
    .openapi(allot, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { batches } = await allotSheets.run(environment, signedInOf(c).actor, input);
      return c.json({ batches }, 201);
    })
    .openapi(one, async (c) => {
      const { campaign: id, batch: number } = c.req.valid('param');
      const campaign = await campaignOf(c, id);
      const batch = await findSheetBatch(db, { campaign: id, number });
      const survey = (await surveysOfCampaign(db, id)).find((known) => known.id === batch?.survey);
      if (!batch || !survey) throw new Problem('not-found', [{ field: 'batch', code: 'not-found' }]);
      const names = await unitNames(db, [batch.postOffice, batch.unit]);
      const nameOf = (code: string) => ({ ...(names.get(code) ?? { vi: code }) });
      const group = (await choiceOf(survey)).groups.find((known) => known.code === batch.respondentGroup);
      const keyings = await keyingsInBatch(db, batch);
      const { title, opensOn, acceptsUntil } = survey;
      return c.json(
        {
          campaign: campaignHeadOf(campaign),
          batch: shownBatch(batch, await totalsOfBatch(db, batch)),
          survey: { id: survey.id, title: { ...title }, opensOn, acceptsUntil },
          postOffice: nameOf(batch.postOffice),
          unit: batch.unit === '' ? null : nameOf(batch.unit),
          group: group?.text ?? { vi: batch.respondentGroup },
          sheets: (await sheetsOfBatch(db, batch)).map(
            ({ serial, place, passes, state, reason, note, receipt }) => ({
              ...{ serial, place, passes, state, reason, note, receipt },
              keyings: keyings.get(serial) ?? 0,
            }),
          ),
          seal: await sealFound(db, batch),
        },
        200,
      );
    });
}

export type SheetBatchRoutes = ReturnType<typeof sheetBatchRoutes>;
