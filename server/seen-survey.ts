/** A survey as its ledgers show it: its head, and the units of it that the reader may see. */
import { z } from '@hono/zod-openapi';
import type { Db } from '../db/dialect.ts';
import { findSurvey, type OpenSurvey } from '../db/queries/surveys.ts';
import { unitNames } from '../db/queries/units.ts';
import type { Operation } from './access.ts';
import { heldUnits } from './held-units.ts';
import { type AppContext, demandSomewhere } from './http.ts';
import { Problem } from './problem.ts';

export const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
export const namedUnit = z.object({ code: z.string(), name: textSchema });
export const surveyHead = z.object({
  id: z.string(),
  title: textSchema,
  acceptsUntil: z.string().openapi({ example: '2026-11-20' }),
  sample: z.boolean(),
});

/** What does not agree, as `server/core/ledger.ts` finds it. */
export const ledgerFault = z.object({
  what: z.enum(['issued', 'used', 'expired', 'void', 'token', 'open', 'sheet', 'allotted', 'accepted']),
  day: z.string().nullable(),
  ledger: z.number(),
  found: z.number(),
});

export const headOf = ({ id, title, acceptsUntil, sample }: OpenSurvey): z.infer<typeof surveyHead> => ({
  id,
  title: { ...title },
  acceptsUntil,
  sample,
});

export interface SeenSurvey {
  readonly survey: OpenSurvey;
  /** Whether the reader may see the unit; '' is a form that rates many units, and belongs to the province. */
  readonly holds: (unit: string) => boolean;
  readonly names: z.infer<typeof namedUnit>[];
}

/** The survey in the address. @throws Problem `not-signed-in`, `unknown-survey`, `forbidden` */
export async function seenSurvey(c: AppContext, db: Db, operation: Operation): Promise<SeenSurvey> {
  const { actor } = demandSomewhere(c, operation);
  const survey = await findSurvey(db, c.req.param('survey') ?? '');
  if (!survey) throw new Problem('unknown-survey');
  const held = await heldUnits(db, survey, actor, operation);
  if (held.size === 0) throw new Problem('forbidden');
  const names = await unitNames(db, survey.units);
  const units = survey.units.filter((unit) => held.has(unit));
  return {
    survey,
    holds: (unit) => held.has(unit || survey.province),
    names: units.map((code) => ({ code, name: { ...(names.get(code) ?? { vi: code }) } })),
  };
}
