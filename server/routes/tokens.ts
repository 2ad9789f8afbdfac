/** Single-use tokens for staff and for software at the counter: issuing, the batches, and the ledger that accounts for them. */
import { createRoute, z } from '@hono/zod-openapi';
import { slipAddress } from '../../client/public/addresses.ts';
import { listBatches } from '../../db/queries/tokens.ts';
import { formatTypedCode } from '../../survey-forms/token.ts';
import { issueTokens } from '../actions/issue-tokens.ts';
import { voidBatch } from '../actions/void-batch.ts';
import { dayOf } from '../core/calendar.ts';
import { type UnitLedger, unusedTokens } from '../core/ledger.ts';
import { type AppContext, answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { headOf, ledgerFault, namedUnit, seenSurvey, surveyHead } from '../seen-survey.ts';
import { surveyLedger } from '../survey-ledger.ts';
import { codeOfToken } from '../token-keys.ts';

const surveyParam = z.object({ survey: z.string().max(80) });
const day = z.string().openapi({ example: '2026-11-20' });

const slipSchema = z
  .object({
    address: z.string().openapi({ description: 'What the QR holds: the form, bound to survey and unit' }),
    code: z
      .string()
      .openapi({ description: 'The same right, to be typed by hand', example: '7K3M-9QXA-2VT' }),
    token: z.string(),
  })
  .openapi('Slip');

const issue = createRoute({
  method: 'post',
  path: '/surveys/{survey}/tokens',
  summary: 'Issue single-use tokens for a unit; without a count, one',
  description:
    'The tokens are shown here and never again: only their hashes are stored. Software at a counter asks for one per dossier and keeps the address with the dossier on its own side; the code of a dossier is not accepted here.',
  request: {
    params: surveyParam,
    ...takes(
      z.strictObject({
        unit: z.string().openapi({ description: 'Empty for a form that rates many units' }),
        count: z.number().int().optional(),
        expiresOn: day.optional().openapi({ description: 'Last day on which they are taken' }),
      }),
    ),
  },
  responses: {
    201: answers(z.object({ batch: z.string(), expiresOn: day, slips: z.array(slipSchema) }), 'Issued'),
    ...problemResponses,
  },
});

const batchSchema = z.object({
  id: z.string(),
  unit: z.string(),
  tokens: z.number(),
  expiresOn: day,
  issuedOn: day,
  state: z.enum(['issued', 'over', 'void']),
});
const batches = createRoute({
  method: 'get',
  path: '/surveys/{survey}/batches',
  summary: 'Batches of tokens that were issued',
  request: { params: surveyParam },
  responses: {
    200: answers(
      z.object({ survey: surveyHead, batches: z.array(batchSchema), units: z.array(namedUnit) }),
      'Batches of the units the reader may see, the latest first; never a token',
    ),
    ...problemResponses,
  },
});

const voiding = createRoute({
  method: 'delete',
  path: '/surveys/{survey}/batches/{batch}',
  summary: 'Make the unused tokens of a batch void',
  request: {
    params: surveyParam.extend({ batch: z.string().max(40) }),
    ...takes(z.strictObject({ reason: z.string().max(500) })),
  },
  responses: { 200: answers(z.object({ void: z.number() }), 'Made void'), ...problemResponses },
});

const counts = {
  issued: z.number(),
  used: z.number(),
  expired: z.number(),
  void: z.number(),
  unused: z.number(),
  open: z.number(),
  kiosk: z.number(),
  sheet: z.number(),
  late: z.number(),
};

const ledger = createRoute({
  method: 'get',
  path: '/surveys/{survey}/ledger',
  summary: 'The day ledger, and whether it balances',
  description:
    'Every token issued is used, run out, void or still valid, and tokens used = answers stored by token. A unit where that does not hold names what is off.',
  request: { params: surveyParam },
  responses: {
    200: answers(
      z.object({
        survey: surveyHead,
        units: z.array(
          z.object({
            unit: z.string(),
            ...counts,
            faults: z.array(ledgerFault),
          }),
        ),
        days: z.array(z.object({ unit: z.string(), day, ...counts })),
        names: z.array(namedUnit),
      }),
      'The ledger of the units the reader may see',
    ),
    ...problemResponses,
  },
});

export function tokenRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;

  return createRoutes()
    .openapi(issue, async (c) => {
      const { count = 1, ...input } = c.req.valid('json');
      const { survey } = c.req.valid('param');
      const issued = await issueTokens.run(environment, signedInOf(c).actor, { ...input, survey, count });
      const origin = originOf(c, parts);
      const slips = issued.tokens.map((token) => ({
        address: `${origin}${slipAddress('vi', token)}`,
        code: formatTypedCode(codeOfToken(token)),
        token,
      }));
      return c.json({ batch: issued.batch, expiresOn: issued.expiresOn, slips }, 201);
    })
    .openapi(batches, async (c) => {
      const { survey, holds, names } = await seenSurvey(c, db, 'list-batches');
      const today = dayOf(environment.now());
      const all = (await listBatches(db, survey)).filter((one) => holds(one.unit));
      const shown = all.map(({ id, unit, tokens, expiresOn, issuedOn, state }) => ({
        ...{ id, unit, tokens, expiresOn, issuedOn },
        state: state === 'issued' && expiresOn < today ? ('over' as const) : state,
      }));
      return c.json({ survey: headOf(survey), batches: shown, units: names }, 200);
    })
    .openapi(voiding, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await voidBatch.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(ledger, async (c) => {
      const { survey, holds, names } = await seenSurvey(c, db, 'read-ledger');
      const { days, units } = await surveyLedger(db, survey);
      const mine = <T extends { unit: string }>(rows: readonly T[]) => rows.filter((row) => holds(row.unit));
      const shownDays = mine(days).map(({ unit, day, issued, used, expired, void: gone, ...came }) => ({
        ...{ unit, day, issued, used, expired, void: gone },
        ...{ open: came.open, kiosk: came.kiosk, sheet: came.sheet, late: came.late },
        unused: unusedTokens({ issued, used, expired, void: gone, ...came }),
      }));
      return c.json(
        { survey: headOf(survey), units: mine(units).map(shownUnit), days: shownDays, names },
        200,
      );
    });
}

const shownUnit = ({ unit, totals, unused, faults }: UnitLedger) => ({
  unit,
  ...totals,
  unused,
  faults: [...faults],
});

/** Where citizens reach this server: the address of the settings, else the one that this request came to. */
function originOf(c: AppContext, { origin }: Parts): string {
  return origin ?? new URL(c.req.url).origin;
}

export type TokenRoutes = ReturnType<typeof tokenRoutes>;
