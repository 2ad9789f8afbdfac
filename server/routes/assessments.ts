/** Assessments of units: what a unit claims, what it explains, and what appraisers score, leaf by leaf. */
import { createRoute, z } from '@hono/zod-openapi';
import { accountNames } from '../../db/queries/accounts.ts';
import { assessedUnits } from '../../db/queries/assessments.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { readTrail } from '../../db/queries/stage-scores.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { finishRound, returnAssessment } from '../actions/finish-round.ts';
import { acceptScores, appraise, saveExplanation, saveSelfScore } from '../actions/save-score.ts';
import { submitExplanation, submitSelfAssessment } from '../actions/submit-assessment.ts';
import { settled } from '../actions/write-score.ts';
import { assessedCampaigns, readableUnits } from '../assessed-campaigns.ts';
import { leafOf, readAssessed } from '../assessed-unit.ts';
import { assessmentList } from '../assessment-list.ts';
import { arithmeticOf, assessmentView, readerOf, savedView, visibleLeaves } from '../assessment-view.ts';
import { dayOf } from '../core/calendar.ts';
import {
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import {
  arithmeticSchema,
  assessmentSchema,
  campaignParam,
  campaignsSchema,
  entryBody,
  leafParam,
  listSchema,
  savedSchema,
  stageSchema,
  trailSchema,
  unitParam,
} from './assessment-schemas.ts';

const WRITTEN = ['self', 'explanation', 'round-1', 'round-2'] as const;
const stageParam = leafParam.extend({ stage: z.enum(WRITTEN) });
const moved = z.object({ state: z.string() });

const campaigns = createRoute({
  method: 'get',
  path: '/assessments',
  summary: 'Campaigns whose units are assessed here, the latest year first',
  responses: {
    200: answers(z.object({ campaigns: campaignsSchema }), 'Cut to the units of the reader'),
    ...problemResponses,
  },
});

const list = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/assessments',
  summary: 'Where the units of a campaign stand',
  request: { params: campaignParam },
  responses: { 200: answers(listSchema, 'Cut to the units of the reader'), ...problemResponses },
});

const read = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/assessments/{unit}',
  summary: 'The assessment of a unit, its stages side by side',
  description: 'Drafts are shown to who writes them only; an appraiser sees the areas assigned to him.',
  request: { params: unitParam },
  responses: { 200: answers(assessmentSchema, 'The assessment'), ...problemResponses },
});

const trail = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/assessments/{unit}/trail/{criterion}',
  summary: 'All scores that were ever handed in for a criterion, the oldest first',
  request: { params: leafParam },
  responses: { 200: answers(z.object({ trail: trailSchema }), 'The trail'), ...problemResponses },
});

const save = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/assessments/{unit}/{stage}/{criterion}',
  summary: 'Save the score or explanation of a criterion',
  description:
    'Names the revision it was made over; a change by somebody else in between is a conflict, and nothing is stored.',
  request: {
    params: stageParam,
    ...takes(z.strictObject({ entry: entryBody, seen: z.number().int().min(0) })),
  },
  responses: { 200: answers(savedSchema, 'Saved'), ...problemResponses },
});

const attempt = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/assessments/{unit}/{stage}/{criterion}/try',
  summary: 'Points and arithmetic of a score, without storing it',
  request: { params: stageParam, ...takes(z.strictObject({ entry: entryBody })) },
  responses: {
    200: answers(
      z.object({ points: z.string().nullable(), arithmetic: arithmeticSchema }),
      'What it would give',
    ),
    ...problemResponses,
  },
});

const accept = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/assessments/{unit}/acceptance',
  summary: 'Accept the scores of many criteria as they are',
  request: {
    params: unitParam,
    ...takes(
      z.strictObject({
        criteria: z.array(z.string().max(40)).min(1).max(2000),
        undo: z.boolean().optional(),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({ stage: stageSchema, accepted: z.array(z.string()), skipped: z.array(z.string()) }),
      'Accepted; what was scored meanwhile is left as it is',
    ),
    ...problemResponses,
  },
});

const submit = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/assessments/{unit}/submission',
  summary: 'Hand in the self-assessment, or the explanation',
  request: { params: unitParam, ...takes(z.strictObject({ stage: z.enum(['self', 'explanation']) })) },
  responses: { 200: answers(moved, 'Handed in'), ...problemResponses },
});

const giveBack = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/assessments/{unit}/return',
  summary: 'End round 1 and hand the assessment back to the unit',
  request: { params: unitParam, ...takes(z.strictObject({})) },
  responses: { 200: answers(moved, 'Handed back'), ...problemResponses },
});

const finish = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/assessments/{unit}/round',
  summary: 'End the appraisal of a unit',
  request: { params: unitParam, ...takes(z.strictObject({})) },
  responses: { 200: answers(moved, 'Ended'), ...problemResponses },
});

const SAVES = {
  self: saveSelfScore,
  explanation: saveExplanation,
  'round-1': appraise,
  'round-2': appraise,
} as const;

const TRIES = {
  self: 'save-self-score',
  explanation: 'save-explanation',
  'round-1': 'appraise',
  'round-2': 'appraise',
} as const;

export function assessmentRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const assessedOf = ({ campaign, unit }: { campaign: string; unit: string }) =>
    readAssessed(db, campaign, unit, environment.now());

  return createRoutes()
    .openapi(campaigns, async (c) => {
      const { actor } = demandSomewhere(c, 'read-assessment');
      return c.json({ campaigns: await assessedCampaigns(db, actor) }, 200);
    })
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'read-assessment');
      const campaign = await findCampaign(db, c.req.valid('param').campaign);
      if (!campaign) throw new Problem('not-found');
      const begun = (await assessedUnits(db)).get(campaign.id) ?? [];
      const units = await readableUnits(db, actor, campaign, begun);
      const mayManage = can(actor, 'set-deadlines', await unitAndAbove(db, campaign.province));
      if (units.size === 0 && !mayManage) throw new Problem('forbidden');
      const today = dayOf(environment.now());
      return c.json({ ...(await assessmentList(db, campaign, actor, units, today)), mayManage }, 200);
    })
    .openapi(read, async (c) => {
      const param = c.req.valid('param');
      const { actor } = await demandRight(c, parts, 'read-assessment', param.unit);
      const reader = await readerOf(db, actor, param.campaign, param.unit);
      return c.json(await assessmentView(db, await assessedOf(param), reader), 200);
    })
    .openapi(trail, async (c) => {
      const param = c.req.valid('param');
      const { actor } = await demandRight(c, parts, 'read-assessment', param.unit);
      const assessed = await assessedOf(param);
      const reader = await readerOf(db, actor, param.campaign, param.unit);
      const leaf = visibleLeaves(assessed, reader).find(
        ({ criterion }) => criterion.code === param.criterion,
      );
      if (!leaf) throw new Problem('not-found');
      const rows = (await readTrail(db, param)).filter(({ stage }) => leaf.entries[stage] !== undefined);
      const names = await accountNames(
        db,
        rows.flatMap((row) => [row.writtenBy, row.confirmedBy ?? '']),
      );
      const nameOf = (id: string) => names.get(id) ?? id;
      const shown = rows.map(({ stage, entry, writtenBy, confirmedBy, writtenAt }) => ({
        stage,
        ...entry,
        inputs: entry.inputs && { ...entry.inputs, values: { ...entry.inputs.values } },
        arithmetic: arithmeticOf(leaf.criterion, entry),
        by: nameOf(writtenBy),
        confirmedBy: confirmedBy === null ? null : nameOf(confirmedBy),
        at: writtenAt,
      }));
      return c.json({ trail: shown }, 200);
    })
    .openapi(save, async (c) => {
      const { stage, ...key } = c.req.valid('param');
      const { actor } = signedInOf(c);
      await SAVES[stage].run(environment, actor, { ...key, stage, ...c.req.valid('json') });
      return c.json(await savedView(db, actor, { ...key, stage }, await assessedOf(key)), 200);
    })
    .openapi(attempt, async (c) => {
      const { stage, ...key } = c.req.valid('param');
      await demandRight(c, parts, TRIES[stage], key.unit);
      const assessed = await assessedOf(key);
      const { entry } = c.req.valid('json');
      const outcome = settled(assessed, leafOf(assessed, key.criterion), stage, reasoned(entry));
      return c.json(
        { points: outcome.entry.points, arithmetic: outcome.arithmetic && [...outcome.arithmetic] },
        200,
      );
    })
    .openapi(accept, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const done = await acceptScores.run(environment, signedInOf(c).actor, input);
      return c.json({ ...done, accepted: [...done.accepted], skipped: [...done.skipped] }, 200);
    })
    .openapi(submit, async (c) => {
      const act = c.req.valid('json').stage === 'self' ? submitSelfAssessment : submitExplanation;
      return c.json({ ...(await act.run(environment, signedInOf(c).actor, c.req.valid('param'))) }, 200);
    })
    .openapi(giveBack, async (c) => {
      const done = await returnAssessment.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ ...done }, 200);
    })
    .openapi(finish, async (c) => {
      const done = await finishRound.run(environment, signedInOf(c).actor, c.req.valid('param'));
      return c.json({ ...done }, 200);
    });
}

export type AssessmentRoutes = ReturnType<typeof assessmentRoutes>;

/** A try is asked while the reason is still to be typed: its absence is told when the score is saved. */
const reasoned = <Entry extends { note: string | null; source: string | null }>(entry: Entry): Entry => ({
  ...entry,
  note: entry.note?.trim() || '…',
  source: entry.source?.trim() || '…',
});
