/** Fields that two clerks read differently: the list of sheets that wait, one sheet side by side, and its settlement. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '../../db/dialect.ts';
import { findAccount } from '../../db/queries/accounts.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { type Conflict, openConflicts, readConflicts } from '../../db/queries/conflicts.ts';
import { type Keying, readKeyings } from '../../db/queries/keyings.ts';
import { findSheet, findSheetBatch, listSheetBatches } from '../../db/queries/sheets.ts';
import { unitNames } from '../../db/queries/units.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { fieldsOf } from '../../survey-forms/keyed-answers.ts';
import { actorName } from '../access.ts';
import { provinceOfCampaign } from '../actions/hold-batch.ts';
import { settleConflict } from '../actions/settle-conflict.ts';
import { CHOICES, CONFLICT_REASONS, compareKeyings } from '../core/double-entry.ts';
import { answers, createRoutes, demandRight, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { SurveyBook } from '../survey-book.ts';
import { keyedAnswers, keyedValue } from './keying.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const campaignParam = z.object({ campaign: z.string().max(80) });
const sheetParam = campaignParam.extend({ serial: z.string().max(20) });
const person = z.object({ id: z.string(), name: z.string() });

const list = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/conflicts',
  summary: 'Sheets on which two passes differ and nobody has settled yet',
  request: { params: campaignParam },
  responses: {
    200: answers(
      z.object({
        campaign: z.object({ id: z.string(), title: textSchema }),
        sheets: z.array(
          z.object({
            serial: z.string(),
            batch: z.number(),
            postOffice: textSchema,
            fields: z.number(),
            since: z.string().openapi({ description: 'When the later keying came' }),
            clerks: z.array(person),
            yours: z.boolean().openapi({ description: 'The reader keyed it, so another must settle it' }),
          }),
        ),
      }),
      'By batch, those that wait longest first',
    ),
    ...problemResponses,
  },
});

const cell = keyedValue.optional().openapi({ description: 'Absent: not asked, by the answers before it' });

const read = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/conflicts/{serial}',
  summary: 'One sheet: both keyings side by side',
  request: { params: sheetParam },
  responses: {
    200: answers(
      z.object({
        campaign: z.string(),
        serial: z.string(),
        batch: z.number(),
        state: z.string().openapi({ description: 'Of the sheet; only `returned` waits to be settled' }),
        title: textSchema,
        unit: textSchema.nullable(),
        yours: z.boolean(),
        settledBy: person.nullable(),
        settledAt: z.string().nullable(),
        passes: z.array(z.object({ pass: z.number(), clerk: person, at: z.string() })),
        form: z
          .custom<Form>(() => true)
          .openapi({ type: 'object', additionalProperties: true, description: 'The form as printed' }),
        units: z.array(z.object({ code: z.string(), name: textSchema })),
        agreed: keyedAnswers.openapi({ description: 'What both read alike' }),
        fields: z.array(
          z.object({
            question: z.string(),
            unit: z.string(),
            first: cell,
            second: cell,
            choice: z.enum(CHOICES).nullable(),
            settled: cell,
            reason: z.string().nullable(),
          }),
        ),
      }),
      'In the order of the paper',
    ),
    ...problemResponses,
  },
});

const settling = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/conflicts/{serial}',
  summary: 'Settle every field of a sheet at once',
  description:
    'By a third person, who keyed it in neither pass. The sheet then is accepted, or rejected as blank.',
  request: {
    params: sheetParam,
    ...takes(
      z.strictObject({
        fields: z
          .array(
            z.strictObject({
              question: z.string().max(80),
              unit: z.string().max(80).default(''),
              choice: z.enum(CHOICES),
              value: keyedValue.optional().openapi({ description: 'Of `paper`: what the sheet says' }),
              reason: z
                .string()
                .trim()
                .min(1)
                .max(200)
                .openapi({ description: `${CONFLICT_REASONS.join(', ')}, or a text` }),
            }),
          )
          .max(10_000),
      }),
    ),
  },
  responses: {
    200: answers(z.object({ state: z.enum(['accepted', 'rejected']) }), 'What became of the sheet'),
    ...problemResponses,
  },
});

/** Names of accounts, each looked up once. An account that is gone goes by its id. */
export async function peopleOf(
  db: Db,
  ids: readonly string[],
): Promise<(id: string) => z.infer<typeof person>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) names.set(id, (await findAccount(db, id))?.name ?? id);
  return (id) => ({ id, name: names.get(id) ?? id });
}

export function conflictRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(list, async (c) => {
      const { campaign: id } = c.req.valid('param');
      const { actor } = await demandRight(
        c,
        parts,
        'list-conflicts',
        await provinceOfCampaign(db, { campaign: id }),
      );
      const campaign = await findCampaign(db, id);
      if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
      const open = await openConflicts(db, { province: campaign.province, campaign: id });
      const offices = await postOffices(db, id);
      const personOf = await peopleOf(
        db,
        open.flatMap(({ clerks }) => clerks),
      );
      const sheets = open.map(({ clerks, ...one }) => ({
        ...one,
        postOffice: offices.get(one.batch) ?? { vi: '' },
        clerks: clerks.map(personOf),
        yours: clerks.includes(actorName(actor)),
      }));
      return c.json({ campaign: { id, title: { ...campaign.title } }, sheets }, 200);
    })
    .openapi(read, async (c) => {
      const { campaign, serial } = c.req.valid('param');
      const province = await provinceOfCampaign(db, { campaign });
      const { actor } = await demandRight(c, parts, 'list-conflicts', province);
      return c.json(await sheetOf(db, { province: province ?? '', campaign, serial }, actorName(actor)), 200);
    })
    .openapi(settling, async (c) => {
      const { fields } = c.req.valid('json');
      const { state } = await settleConflict.run(environment, signedInOf(c).actor, {
        ...c.req.valid('param'),
        fields,
      });
      return c.json({ state }, 200);
    });
}

async function postOffices(
  db: Db,
  campaign: string,
): Promise<Map<number, { vi: string; en?: string | undefined }>> {
  const batches = await listSheetBatches(db, campaign);
  const names = await unitNames(db, [...new Set(batches.map((batch) => batch.postOffice))]);
  return new Map(
    batches.map(({ number, postOffice }) => [number, { ...(names.get(postOffice) ?? { vi: postOffice }) }]),
  );
}

/** @throws Problem `not-found` when nothing on the sheet was ever read differently */
async function sheetOf(db: Db, key: { province: string; campaign: string; serial: string }, reader: string) {
  const missing = new Problem('not-found', [{ field: 'serial', code: 'not-found' }]);
  const sheet = await findSheet(db, key);
  const batch = sheet && (await findSheetBatch(db, { campaign: key.campaign, number: sheet.batch }));
  const conflicts = await readConflicts(db, key);
  if (!batch || conflicts.length === 0) throw missing;
  const entry = await new SurveyBook(db).find(batch.survey);
  const form = entry?.forms.get(batch.formVersion);
  const [first, second] = await readKeyings(db, key);
  if (!entry || !form || !first || !second) throw missing;
  const { units } = entry.survey;
  const [settled] = conflicts.filter((one) => one.settledBy !== null);
  const personOf = await peopleOf(db, [first.clerk, second.clerk, settled?.settledBy ?? '']);
  const names = await unitNames(db, [...units, batch.unit]);
  const nameOf = (code: string) => ({ ...(names.get(code) ?? { vi: code }) });
  return {
    ...{ campaign: key.campaign, serial: key.serial, batch: batch.number, state: sheet.state },
    title: { ...entry.survey.title },
    unit: batch.unit === '' ? null : nameOf(batch.unit),
    yours: [first.clerk, second.clerk].includes(reader),
    settledBy: settled?.settledBy == null ? null : personOf(settled.settledBy),
    settledAt: settled?.settledAt ?? null,
    passes: [first, second].map((one) => ({ pass: one.pass, clerk: personOf(one.clerk), at: one.keyedAt })),
    form,
    units: ratesManyUnits(form) ? units.map((code) => ({ code, name: nameOf(code) })) : [],
    agreed: agreedOf(form, units, first, second),
    fields: inOrder(form, units, conflicts),
  };
}

const agreedOf = (form: Form, units: readonly string[], first: Keying, second: Keying) =>
  compareKeyings(form, units, first.answers, second.answers).agreed as z.infer<typeof keyedAnswers>;

/** In the order of the paper. */
function inOrder(form: Form, units: readonly string[], conflicts: readonly Conflict[]) {
  return fieldsOf(form, units).flatMap(({ question, unit }) => {
    const one = conflicts.find((each) => each.question === question.key && each.unit === unit);
    if (!one) return [];
    const { first, second, choice, settled, reason } = one;
    const cells = { first, second, settled } as Record<'first' | 'second' | 'settled', z.infer<typeof cell>>;
    return [{ question: question.key, unit, ...cells, choice, reason }];
  });
}

export type ConflictRoutes = ReturnType<typeof conflictRoutes>;
