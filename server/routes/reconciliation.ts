/** Both ledgers of a survey, unit by unit: tokens, sheets, and the answers that came of them. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, createRoutes, problemResponses } from '../http.ts';
import type { Parts } from '../parts.ts';
import { headOf, ledgerFault, namedUnit, seenSurvey, surveyHead } from '../seen-survey.ts';
import { standingSchema } from '../sheet-batch-view.ts';
import { surveyReconciliation } from '../survey-ledger.ts';

const count = z.number();

const unitSchema = z.object({
  unit: z.string(),
  tokens: z.object({ issued: count, used: count, expired: count, void: count, unused: count }),
  sheets: z.object({ ...standingSchema, returned: count }),
  answers: z.object({ web: count, kiosk: count, paper: count }),
  late: count,
  faults: z.array(ledgerFault),
});

const reconciliation = createRoute({
  method: 'get',
  path: '/surveys/{survey}/reconciliation',
  summary: 'Tokens and sheets of every unit, and whether they balance',
  description:
    'Every token and every sheet that was issued stands in one column; tokens used and sheets accepted equal the answers stored by them. A unit where that does not hold names what is off.',
  request: { params: z.object({ survey: z.string().max(80) }) },
  responses: {
    200: answers(
      z.object({ survey: surveyHead, units: z.array(unitSchema), names: z.array(namedUnit) }),
      'The units the reader may see',
    ),
    ...problemResponses,
  },
});

export function reconciliationRoutes({ environment: { db } }: Parts) {
  return createRoutes().openapi(reconciliation, async (c) => {
    const { survey, holds, names } = await seenSurvey(c, db, 'read-reconciliation');
    const units = (await surveyReconciliation(db, survey)).filter((one) => holds(one.unit));
    const shown = units.map((one) => ({
      ...one,
      sheets: { ...one.sheets, rejected: { ...one.sheets.rejected } },
      answers: { ...one.answers },
      faults: [...one.faults],
    }));
    return c.json({ survey: headOf(survey), units: shown, names }, 200);
  });
}

export type ReconciliationRoutes = ReturnType<typeof reconciliationRoutes>;
