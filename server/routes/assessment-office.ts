/** What the publisher arranges around the assessments: days, appraisers, the council's decision, changes after it. */
import { createRoute, z } from '@hono/zod-openapi';
import { assignedAreas } from '../../db/queries/appraiser-areas.ts';
import { readDeadlines } from '../../db/queries/assessments.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { listProposals } from '../../db/queries/proposals.ts';
import { unitNames } from '../../db/queries/units.ts';
import { actorName } from '../access.ts';
import { type AdjustmentChange, isAdjustmentChange } from '../actions/adjustment-change.ts';
import { appraisersOf, assignAppraisers } from '../actions/assign-appraisers.ts';
import { recordCouncil } from '../actions/record-council.ts';
import { confirmScoreChange, proposeScoreChange, type ScoreChange } from '../actions/score-change.ts';
import { extendDeadline, setDeadlines } from '../actions/set-deadlines.ts';
import { dayRows, type ScoreEntry } from '../core/assessment.ts';
import { dayOf } from '../core/calendar.ts';
import { answers, createRoutes, demandRight, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import {
  campaignParam,
  changeSchema,
  dayRow,
  entryBody,
  textSchema,
  unitParam,
} from './assessment-schemas.ts';

const day = z.string().max(10);

const deadlines = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/deadlines',
  summary: 'Set the last day of each stage; the first time, open the self-assessment of every unit',
  request: {
    params: campaignParam,
    ...takes(
      z.strictObject({
        deadlines: z.strictObject({
          self: day.optional(),
          'round-1': day.optional(),
          explanation: day.optional(),
          'round-2': day.optional(),
          council: day.optional(),
        }),
      }),
    ),
  },
  responses: { 200: answers(z.object({ begun: z.number() }), 'Set'), ...problemResponses },
});

const extension = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/assessments/{unit}/extension',
  summary: 'Give one unit more time for the stage at which it stands, or take that back',
  request: {
    params: unitParam,
    ...takes(z.strictObject({ until: day.nullable(), reason: z.string().max(2000) })),
  },
  responses: { 200: answers(z.object({ stage: z.string() }), 'Extended'), ...problemResponses },
});

const council = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/council',
  summary: 'Record the decision of the council; the scores of these units are final with it',
  description:
    'With a reason and without scores it puts number and day right for units that are final already; the audit trail keeps what stood.',
  request: {
    params: campaignParam,
    ...takes(
      z.strictObject({
        units: z.array(z.string().max(40)).max(5000),
        number: z.string().max(100),
        day,
        scores: z
          .array(
            z.strictObject({ unit: z.string().max(40), criterion: z.string().max(40), entry: entryBody }),
          )
          .max(2000)
          .optional(),
        reason: z.string().max(2000).optional(),
      }),
    ),
  },
  responses: {
    200: answers(z.object({ units: z.number(), scores: z.number() }), 'Recorded'),
    ...problemResponses,
  },
});

const appraiser = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  areas: z.array(z.string()),
});

const appraisers = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/appraisers',
  summary: 'Who may appraise in the province, and which areas each scores',
  request: { params: campaignParam },
  responses: {
    200: answers(
      z.object({
        appraisers: z.array(appraiser),
        areas: z.array(z.object({ code: z.string(), name: textSchema })),
        deadlines: z.array(dayRow),
        today: z.string(),
      }),
      'Appraisers by name',
    ),
    ...problemResponses,
  },
});

const assign = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/appraisers',
  summary: 'Say which areas an appraiser scores',
  request: {
    params: campaignParam,
    ...takes(z.strictObject({ account: z.string().max(80), areas: z.array(z.string().max(40)).max(200) })),
  },
  responses: { 200: answers(z.object({ areas: z.array(z.string()) }), 'Assigned'), ...problemResponses },
});

const changes = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/score-changes',
  summary: 'Proposals to change a final score, the newest first',
  request: { params: campaignParam },
  responses: {
    200: answers(z.object({ changes: z.array(changeSchema) }), 'Proposals'),
    ...problemResponses,
  },
});

const propose = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/score-changes',
  summary: 'Propose to change a final score',
  request: {
    params: campaignParam,
    ...takes(
      z.strictObject({
        unit: z.string().max(40),
        criterion: z.string().max(40),
        entry: entryBody,
        reason: z.string().max(2000),
      }),
    ),
  },
  responses: { 201: answers(z.object({ id: z.string() }), 'Proposed'), ...problemResponses },
});

const decide = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/score-changes/{proposal}',
  summary: 'Confirm or refuse a proposal of somebody else, or withdraw one’s own',
  request: {
    params: campaignParam.extend({ proposal: z.string().max(80) }),
    ...takes(z.strictObject({ outcome: z.enum(['confirmed', 'refused', 'withdrawn']) })),
  },
  responses: { 200: answers(z.object({ outcome: z.string() }), 'Decided'), ...problemResponses },
});

export function assessmentOfficeRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const campaignOf = async (id: string) => {
    const campaign = await findCampaign(db, id);
    if (!campaign) throw new Problem('not-found');
    return campaign;
  };

  return createRoutes()
    .openapi(deadlines, async (c) => {
      const given = c.req.valid('json').deadlines;
      const days = Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined));
      const input = { ...c.req.valid('param'), deadlines: days };
      return c.json(await setDeadlines.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(extension, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await extendDeadline.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(council, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { units, scores } = await recordCouncil.run(environment, signedInOf(c).actor, input);
      return c.json({ units, scores }, 200);
    })
    .openapi(appraisers, async (c) => {
      const campaign = await campaignOf(c.req.valid('param').campaign);
      await demandRight(c, parts, 'assign-appraisers', campaign.province);
      const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
      const assigned = await assignedAreas(db, campaign.id);
      const people = (await appraisersOf(db, campaign.province)).map(({ id, name, username }) => ({
        id,
        name,
        username,
        areas: assigned.get(id) ?? [],
      }));
      const areas = (framework?.criteria ?? [])
        .filter(({ parent }) => parent === null)
        .map(({ code, name }) => ({ code, name: { ...name } }));
      const deadlines = dayRows(await readDeadlines(db, campaign.id));
      return c.json({ appraisers: people, areas, deadlines, today: dayOf(environment.now()) }, 200);
    })
    .openapi(assign, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      await assignAppraisers.run(environment, signedInOf(c).actor, input);
      return c.json({ areas: input.areas }, 200);
    })
    .openapi(changes, async (c) => {
      const campaign = await campaignOf(c.req.valid('param').campaign);
      const { actor } = await demandRight(c, parts, 'propose-score-change', campaign.province);
      const proposals = await listProposals(db, campaign.id, 'change-score');
      const contents = proposals.map(({ content }) => content as ScoreChange | AdjustmentChange);
      const names = await unitNames(db, [...new Set(contents.map(({ unit }) => unit))]);
      const shown = proposals.map((proposal, at) => {
        const change = contents[at] as ScoreChange | AdjustmentChange;
        const { unit } = change;
        return {
          id: proposal.id,
          unit: { code: unit, name: { ...(names.get(unit) ?? { vi: unit }) } },
          ...shownChange(change),
          reason: proposal.reason,
          proposedBy: proposal.proposer,
          proposedAt: proposal.proposedAt,
          mine: proposal.proposedBy === actorName(actor),
          outcome: proposal.outcome,
          decidedBy: proposal.decider,
          decidedAt: proposal.decidedAt,
        };
      });
      return c.json({ changes: shown }, 200);
    })
    .openapi(propose, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await proposeScoreChange.run(environment, signedInOf(c).actor, input), 201);
    })
    .openapi(decide, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      await confirmScoreChange.run(environment, signedInOf(c).actor, input);
      return c.json({ outcome: input.outcome }, 200);
    });
}

export type AssessmentOfficeRoutes = ReturnType<typeof assessmentOfficeRoutes>;

const shownChange = (change: ScoreChange | AdjustmentChange) =>
  isAdjustmentChange(change)
    ? {
        score: null,
        adjustments: {
          before: change.adjustments.before.map((one) => ({ ...one })),
          after: change.adjustments.after.map((one) => ({ ...one })),
        },
      }
    : {
        score: { criterion: change.criterion, before: plain(change.before), after: plain(change.after) },
        adjustments: null,
      };

const plain = ({ inputs, ...entry }: ScoreEntry) => ({
  ...entry,
  inputs: inputs && { ...inputs, values: { ...inputs.values } },
});
