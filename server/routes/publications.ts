/** Publication by two people: the preview that both look at, the proposal, and what becomes of it. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign } from '../../db/queries/campaigns.ts';
import {
  confirmPublication,
  proposePublication,
  refusePublication,
  withdrawPublication,
} from '../actions/propose-publication.ts';
import { isDay } from '../core/calendar.ts';
import { answers, createRoutes, demandRight, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { publicationPreview } from '../publication-preview.ts';

import { dayRow } from './assessment-schemas.ts';
import { lastingShape } from './campaign-setting-declarations.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const param = z.object({ campaign: z.string().max(80) });
const ofProposal = param.extend({ proposal: z.uuid() });
const day = z.string().refine(isDay, 'a day such as 2026-11-20');
const decisionSchema = z
  .strictObject({ number: z.string().trim().min(1).max(100), day })
  .openapi('Decision', { description: 'The decision by which the result is published' });

const standingSchema = z
  .object({
    unit: z.string(),
    index: z.string().nullable(),
    class: z.string().nullable(),
    rank: z.number().nullable(),
  })
  .nullable();

const previewSchema = z
  .object({
    units: z.array(
      z.object({
        unit: z.string(),
        name: textSchema,
        group: z.string().nullable(),
        points: z.string().nullable(),
        scale: z.string().nullable(),
        index: z.string().nullable(),
        class: textSchema.nullable(),
        rank: z.number().nullable(),
        blank: z.array(z.string()).openapi({
          description: 'Codes of leaves that nobody has decided; without those of `pending`',
        }),
        unranked: z.enum(['unbalanced']).optional(),
      }),
    ),
    ranking: z
      .enum(['all', 'groups', 'class-first'])
      .openapi({ description: 'Ranked all together, each group by itself, or by class before index' }),
    adjustments: z
      .array(
        z.object({
          unit: z.string(),
          kind: z.enum(['bonus', 'deduction']),
          points: z.string(),
          reason: z.string(),
          document: z.string(),
        }),
      )
      .openapi({ description: 'Points given and taken outside the tree' }),
    meanIndex: z.string().nullable(),
    classes: z.array(z.object({ name: textSchema, units: z.number() })),
    standing: z
      .object({
        revision: z.number(),
        publishedAt: z.string(),
        hash: z.string(),
        reason: z.string().nullable(),
        decision: decisionSchema.nullable(),
      })
      .nullable(),
    unchanged: z.boolean().openapi({ description: 'The standing publication was made of the same' }),
    pending: z.array(z.object({ acceptsUntil: z.string(), criteria: z.array(z.string()) })).openapi({
      description:
        'Leaves that surveys feed which still take answers: no count of them is in the preview before the last day is over',
    }),
    running: z
      .array(z.object({ id: z.string(), title: textSchema, acceptsUntil: z.string() }))
      .openapi({ description: 'Surveys that still take answers: nothing can be published before they end' }),
    unfinished: z
      .array(z.object({ unit: z.string(), name: textSchema, state: z.string() }))
      .openapi({ description: 'Units whose assessment is not final' }),
    notWhole: z
      .array(z.object({ unit: z.string(), name: textSchema, ...lastingShape }))
      .openapi({ description: 'Ranked units that did not last the year' }),
    deadlines: z.array(dayRow).openapi({ description: 'The last day of each stage of the assessment' }),
    today: z.string(),
    changesWaiting: z.number().openapi({ description: 'Changes of scores that wait for a second person' }),
    surveys: z.array(
      z.object({
        id: z.string(),
        title: textSchema,
        responses: z.number(),
        groups: z.array(z.object({ group: z.string(), name: textSchema, responses: z.number() })),
      }),
    ),
    print: z
      .object({ equal: z.number(), rounding: z.number(), different: z.number(), missing: z.number() })
      .openapi({ description: 'Printed values held against the computed ones' }),
    proposal: z
      .object({
        id: z.string(),
        proposer: z.object({ id: z.string(), name: z.string() }),
        proposedAt: z.string(),
        revision: z.number(),
        decision: decisionSchema,
        reason: z.string(),
        changed: z
          .object({
            parts: z.array(z.string()),
            units: z.array(z.object({ unit: z.string(), before: standingSchema, now: standingSchema })),
          })
          .nullable()
          .openapi({ description: 'What has changed since it was proposed: then it cannot be confirmed' }),
      })
      .nullable(),
    turnedDown: z
      .object({
        outcome: z.enum(['refused', 'withdrawn']),
        proposer: z.string(),
        decider: z.string(),
        decidedAt: z.string(),
        note: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('Preview');

const preview = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/preview',
  summary: 'The result as it would be published now',
  request: { params: param },
  responses: {
    200: answers(
      previewSchema,
      'Not published; changes with every score, and with the answers of a survey once it is over',
    ),
    ...problemResponses,
  },
});

const propose = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/publications',
  summary: 'Propose to publish the result of a campaign',
  description:
    'Another person confirms it. Then the result is frozen with its recipe and never edited; a further revision supersedes it and says why.',
  request: {
    params: param,
    ...takes(z.strictObject({ decision: decisionSchema, reason: z.string().max(2000).optional() })),
  },
  responses: {
    201: answers(z.object({ proposal: z.string(), revision: z.number() }), 'Proposed'),
    ...problemResponses,
  },
});

const decide = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/publications/{proposal}',
  summary: 'Confirm, refuse or withdraw a proposal to publish',
  description:
    'Confirmed or refused by another person than proposed it, withdrawn by the same. What has changed since cannot be confirmed.',
  request: {
    params: ofProposal,
    ...takes(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('confirmed') }),
        z.strictObject({ outcome: z.literal('refused'), note: z.string().trim().min(1).max(2000) }),
        z.strictObject({ outcome: z.literal('withdrawn') }),
      ]),
    ),
  },
  responses: {
    200: answers(
      z.object({
        outcome: z.enum(['confirmed', 'refused', 'withdrawn']),
        published: z.object({ revision: z.number(), hash: z.string() }).nullable(),
      }),
      'Done',
    ),
    ...problemResponses,
  },
});

export function publicationRoutes(parts: Parts) {
  const { environment } = parts;
  const { db, now } = environment;
  return createRoutes()
    .openapi(preview, async (c) => {
      const { campaign } = c.req.valid('param');
      const found = await findCampaign(db, campaign);
      if (!found) throw new Problem('not-found');
      await demandRight(c, parts, 'preview-result', found.province);
      return c.json(await publicationPreview(db, campaign, now()), 200);
    })
    .openapi(propose, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { proposal, revision } = await proposePublication.run(environment, signedInOf(c).actor, input);
      return c.json({ proposal, revision }, 201);
    })
    .openapi(decide, async (c) => {
      const [input, decision] = [c.req.valid('param'), c.req.valid('json')];
      const { actor } = signedInOf(c);
      if (decision.outcome === 'confirmed') {
        const { revision, hash } = await confirmPublication.run(environment, actor, input);
        return c.json({ outcome: decision.outcome, published: { revision, hash } }, 200);
      }
      if (decision.outcome === 'refused')
        await refusePublication.run(environment, actor, { ...input, note: decision.note });
      else await withdrawPublication.run(environment, actor, input);
      return c.json({ outcome: decision.outcome, published: null }, 200);
    });
}

export type PublicationRoutes = ReturnType<typeof publicationRoutes>;
