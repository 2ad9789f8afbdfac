/** One request for every operation of the yearly assessment, on a campaign of one criterion put right before each. */
import { proposeScoreChange } from '../../server/actions/score-change.ts';
import type { AssessmentState } from '../../server/core/assessment.ts';
import { giveAreas, openRounds } from '../help/assessments.ts';
import type { Member } from '../help/member.ts';
import { oneLeafFramework, points } from '../help/rounds-framework.ts';
import { SYSTEM, type World } from '../help/world.ts';

const UNIT = 'TT-AN';

const opened = new WeakMap<World, Promise<string>>();

/** The campaign with its unit put into a state, its own score and that of round 1 written; the caller scores its area. */
async function standing(world: World, state: AssessmentState, caller: Member | null): Promise<string> {
  const { db } = world;
  const known = opened.get(world) ?? openRounds(world, oneLeafFramework);
  opened.set(world, known);
  const campaign = await known;
  await db.deleteFrom('proposals').where('campaign', '=', campaign).execute();
  await db.deleteFrom('stage_scores').where('campaign', '=', campaign).execute();
  await db.updateTable('assessments').set({ state }).where('campaign', '=', campaign).execute();
  const key = { campaign, unit: UNIT, criterion: '1.1' };
  const score = { state: 'scored', points: '1', inputs: null, note: null, source: null } as const;
  const written = { written_by: 'x', written_at: '2026-06-15T05:00:00.000Z', revision: 1 };
  const reached =
    state === 'open' || state === 'submitted' ? ['self' as const] : (['self', 'round-1'] as const);
  for (const stage of reached)
    await db
      .insertInto('stage_scores')
      .values({ ...key, stage, ...score, ...written })
      .execute();
  if (caller) await giveAreas(world, campaign, caller, '1');
  return campaign;
}

type At = (world: World, caller: Member | null) => Promise<{ path: string; body?: unknown }>;

const onUnit =
  (state: AssessmentState, path: string, body?: unknown): At =>
  async (world, caller) => ({
    path: `/campaigns/${await standing(world, state, caller)}/assessments/${UNIT}${path}`,
    ...(body === undefined ? {} : { body }),
  });

const onCampaign =
  (state: AssessmentState, path: string, body?: (caller: Member | null) => unknown): At =>
  async (world, caller) => ({
    path: `/campaigns/${await standing(world, state, caller)}${path}`,
    ...(body ? { body: body(caller) } : {}),
  });

const ROUTE = '/campaigns/{campaign}/assessments/{unit}';
const score = { entry: points('0.5', { note: 'x' }), seen: 0 };
const change = { unit: UNIT, criterion: '1.1', entry: points('0.5'), reason: 'x' };
const held = { reach: 'unit', done: 200 } as const;
const cut = { reach: 'list', done: 200 } as const;

export const ASSESSMENT_REQUESTS = {
  'read-assessment': { route: `GET ${ROUTE}`, ...held, at: onUnit('submitted', '') },
  'save-self-score': {
    route: `PUT ${ROUTE}/{stage}/{criterion}`,
    ...held,
    at: onUnit('open', '/self/1.1', { ...score, seen: 1 }),
  },
  'submit-self-assessment': {
    route: `POST ${ROUTE}/submission`,
    ...held,
    at: onUnit('open', '/submission', { stage: 'self' }),
  },
  'save-explanation': {
    route: `PUT ${ROUTE}/{stage}/{criterion}`,
    ...held,
    at: onUnit('explaining', '/explanation/1.1', score),
  },
  'submit-explanation': {
    route: `POST ${ROUTE}/submission`,
    ...held,
    at: onUnit('explaining', '/submission', { stage: 'explanation' }),
  },
  appraise: {
    route: `PUT ${ROUTE}/{stage}/{criterion}`,
    ...held,
    at: onUnit('submitted', '/round-1/1.1', score),
  },
  'return-assessment': {
    route: `POST ${ROUTE}/return`,
    ...held,
    at: async (world: World, caller: Member | null) => {
      const { path } = await onUnit('explaining', '/return')(world, caller);
      const campaign = path.split('/')[2] ?? '';
      await world.db
        .updateTable('assessments')
        .set({ state: 'submitted' })
        .where('campaign', '=', campaign)
        .execute();
      return { path, body: {} };
    },
  },
  'finish-round': { route: `POST ${ROUTE}/round`, ...held, at: onUnit('explained', '/round', {}) },
  'record-council': {
    route: 'POST /campaigns/{campaign}/council',
    ...held,
    at: onCampaign('appraised', '/council', () => ({ units: [UNIT], number: '1/QĐ', day: '2026-06-10' })),
  },
  'set-deadlines': {
    route: 'PUT /campaigns/{campaign}/deadlines',
    ...held,
    at: onCampaign('open', '/deadlines', () => ({ deadlines: { self: '2026-06-30' } })),
  },
  'extend-deadline': {
    route: `PUT ${ROUTE}/extension`,
    ...held,
    at: onUnit('open', '/extension', { until: '2026-07-25', reason: 'x' }),
  },
  'assign-appraisers': {
    route: 'PUT /campaigns/{campaign}/appraisers',
    ...held,
    at: onCampaign('open', '/appraisers', (caller) => ({ account: caller?.id ?? 'x', areas: [] })),
  },
  'propose-score-change': {
    route: 'POST /campaigns/{campaign}/score-changes',
    reach: 'unit',
    done: 201,
    at: onCampaign('final', '/score-changes', () => change),
  },
  'confirm-score-change': {
    route: 'POST /campaigns/{campaign}/score-changes/{proposal}',
    ...held,
    at: async (world: World, caller: Member | null) => {
      const campaign = await standing(world, 'final', caller);
      const { id } = await proposeScoreChange.run(world.environment, SYSTEM, { campaign, ...change });
      return { path: `/campaigns/${campaign}/score-changes/${id}`, body: { outcome: 'confirmed' } };
    },
  },
} as const;

export const FURTHER_ASSESSMENT_REQUESTS = [
  {
    operation: 'read-assessment',
    request: { route: 'GET /assessments', ...cut, at: async () => ({ path: '/assessments' }) },
  },
  {
    operation: 'read-assessment',
    request: {
      route: 'GET /campaigns/{campaign}/assessments',
      ...held,
      at: onCampaign('open', '/assessments'),
    },
  },
  {
    operation: 'read-assessment',
    request: { route: `GET ${ROUTE}/trail/{criterion}`, ...held, at: onUnit('submitted', '/trail/1.1') },
  },
  {
    operation: 'appraise',
    request: {
      route: `POST ${ROUTE}/acceptance`,
      ...held,
      at: onUnit('submitted', '/acceptance', { criteria: ['1.1'] }),
    },
  },
  {
    operation: 'save-self-score',
    request: {
      route: `POST ${ROUTE}/{stage}/{criterion}/try`,
      ...held,
      at: onUnit('open', '/self/1.1/try', { entry: points('1') }),
    },
  },
  {
    operation: 'appraise',
    request: {
      route: `POST ${ROUTE}/{stage}/{criterion}/try`,
      ...held,
      at: onUnit('submitted', '/round-1/1.1/try', { entry: points('1') }),
    },
  },
  {
    operation: 'assign-appraisers',
    request: {
      route: 'GET /campaigns/{campaign}/appraisers',
      ...held,
      at: onCampaign('open', '/appraisers'),
    },
  },
  {
    operation: 'propose-score-change',
    request: {
      route: 'GET /campaigns/{campaign}/score-changes',
      ...held,
      at: onCampaign('final', '/score-changes'),
    },
  },
] as const;
