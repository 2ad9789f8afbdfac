/** How well sheets are keyed: agreement of the passes, kappa by question, errors and speed by clerk. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { listSheetBatches } from '../../db/queries/sheets.ts';
import { provinceOfCampaign } from '../actions/hold-batch.ts';
import { YARDSTICK } from '../core/keying-quality.ts';
import { answers, createRoutes, demandRight, problemResponses } from '../http.ts';
import { keyingQuality } from '../keying-quality.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { peopleOf } from './conflicts.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const interval = z.object({ low: z.number(), high: z.number() }).nullable();

const agreement = {
  compared: z.number(),
  differing: z.number(),
  interval: interval.openapi({ description: 'Of the share of differing fields, 95 %, Wilson' }),
  kappa: z
    .object({
      fields: z.number(),
      observed: z.number(),
      expected: z.number(),
      kappa: z.number(),
      variance: z.number(),
      interval: z.object({ low: z.number(), high: z.number() }),
    })
    .nullable()
    .openapi({ description: 'Cohen’s kappa over the fields that both passes keyed' }),
};

const read = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/keying-quality',
  summary: 'How well the sheets of a campaign, or of one batch, are keyed',
  request: {
    params: z.object({ campaign: z.string().max(80) }),
    query: z.object({ batch: z.coerce.number().int().min(1).optional() }),
  },
  responses: {
    200: answers(
      z.object({
        campaign: z.object({ id: z.string(), title: textSchema }),
        batches: z.array(z.number()),
        yardstick: z
          .object({ single: z.number(), double: z.number() })
          .openapi({ description: 'Errors in 1,000 fields that one and two passes are known to leave' }),
        sheets: z.object({
          keyed: z.number(),
          twice: z.number(),
          equal: z.number(),
          settled: z.number(),
          open: z.number(),
        }),
        all: z.object(agreement),
        questions: z.array(
          z.object({
            form: z.string(),
            formTitle: textSchema,
            question: z.string(),
            text: textSchema,
            item: z.string().openapi({ description: 'Its number on the sheet' }),
            ...agreement,
          }),
        ),
        clerks: z.array(
          z.object({
            clerk: z.object({ id: z.string(), name: z.string() }),
            sheets: z.number(),
            fields: z.number().openapi({ description: 'In sheets whose every field is certain' }),
            errors: z.number(),
            interval: interval.openapi({ description: 'Of the share of errors, 95 %, Wilson' }),
            keystrokesPerHour: z.number().nullable(),
            sheetsPerHour: z.number().nullable(),
          }),
        ),
      }),
      'Pauses are left out of the hours',
    ),
    ...problemResponses,
  },
});

export function keyingQualityRoutes(parts: Parts) {
  const { db } = parts.environment;
  return createRoutes().openapi(read, async (c) => {
    const { campaign: id } = c.req.valid('param');
    const { batch } = c.req.valid('query');
    await demandRight(c, parts, 'read-keying-quality', await provinceOfCampaign(db, { campaign: id }));
    const campaign = await findCampaign(db, id);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const { report, textsOf } = await keyingQuality(db, { province: campaign.province, campaign: id, batch });
    const personOf = await peopleOf(
      db,
      report.clerks.map((one) => one.clerk),
    );
    return c.json(
      {
        campaign: { id, title: { ...campaign.title } },
        batches: (await listSheetBatches(db, id)).map((one) => one.number),
        yardstick: YARDSTICK,
        sheets: report.sheets,
        all: report.all,
        questions: report.questions.map((one) => ({ ...one, ...textsOf(one.form, one.question) })),
        clerks: report.clerks.map(({ clerk, ...one }) => ({ clerk: personOf(clerk), ...one })),
      },
      200,
    );
  });
}

export type KeyingQualityRoutes = ReturnType<typeof keyingQualityRoutes>;
