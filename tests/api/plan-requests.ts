/** One request for every operation of improvement plans. */
import { createPlan, issuePlan } from '../../server/actions/save-plan.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { published } from './publication-requests.ts';

let made = 0;

/** A plan of the province with one task, led by Sở An. */
export const planInput = (more: object = {}) => {
  made += 1;
  return {
    ...{ unit: 'TT', year: 2026, title: `Kế hoạch ${made}`, source: null, fromCampaign: null },
    tasks: [{ criterion: '1.1', name: `Nhiệm vụ ${made}`, lead: 'Sở An', deadline: '01/07/2026' }],
    ...more,
  };
};

export const draft = ({ environment }: World, more: object = {}) =>
  createPlan.run(environment, SYSTEM, planInput(more));

export const DOCUMENT = { number: '12/KH-UBND', day: '2026-05-15' };

export async function issued(world: World, more: object = {}): Promise<string> {
  const { id, revision } = await draft(world, more);
  await issuePlan.run(world.environment, SYSTEM, { plan: id, revision, document: DOCUMENT });
  return id;
}

const results = new WeakMap<World, Promise<string>>();
const result = (world: World) => {
  const known = results.get(world) ?? published(world);
  results.set(world, known);
  return known;
};

const held = { reach: 'unit', done: 200 } as const;
const report = { state: 'open', percent: 40, note: 'Đã làm' } as const;

export const PLAN_REQUESTS = {
  'read-plan': {
    ...held,
    route: 'GET /plans/{plan}',
    at: async (world: World) => ({ path: `/plans/${await issued(world)}` }),
    also: ['GET /plans/{plan}/progress/{progress}/file', 'POST /plans/{plan}/tasks/{task}/evidence'],
  },
  'save-plan': {
    ...held,
    done: 201,
    route: 'POST /plans',
    at: () => ({ path: '/plans', body: planInput() }),
    also: ['POST /plans/sheet'],
  },
  'issue-plan': {
    ...held,
    route: 'PUT /plans/{plan}/issue',
    at: async (world: World) => {
      const { id, revision } = await draft(world);
      return { path: `/plans/${id}/issue`, body: { revision, document: DOCUMENT } };
    },
  },
  'report-progress': {
    ...held,
    done: 201,
    route: 'POST /plans/{plan}/tasks/{task}/progress',
    at: async (world: World) => ({ path: `/plans/${await issued(world)}/tasks/1/progress`, body: report }),
  },
} as const;

const reads = (route: string, path: (world: World) => Promise<string> | string, reach: 'unit' | 'list') => ({
  ...{ route: `GET ${route}`, reach, done: 200 as const },
  at: async (world: World) => ({ path: await path(world) }),
});

export const FURTHER_PLAN_REQUESTS = [
  { operation: 'read-plan', request: reads('/plans', () => '/plans', 'list') },
  {
    operation: 'read-plan',
    request: reads('/plans/{plan}/sheet', async (world) => `/plans/${await issued(world)}/sheet`, 'unit'),
  },
  {
    operation: 'read-plan',
    request: reads('/plans/{plan}/file', async (world) => `/plans/${await issued(world)}/file`, 'unit'),
  },
  {
    operation: 'read-plan',
    request: reads(
      '/plans/{plan}/tasks/{task}/progress',
      async (world) => `/plans/${await issued(world)}/tasks/1/progress`,
      'unit',
    ),
  },
  { operation: 'save-plan', request: reads('/plans/choices', () => '/plans/choices', 'list') },
  { operation: 'save-plan', request: reads('/plans/template', () => '/plans/template', 'list') },
  {
    operation: 'save-plan',
    request: reads(
      '/plans/gaps',
      async (world) => `/plans/gaps?campaign=${await result(world)}&unit=TT-AN`,
      'unit',
    ),
  },
  {
    operation: 'save-plan',
    request: {
      ...held,
      route: 'PUT /plans/{plan}',
      at: async (world: World) => {
        const { id, revision } = await draft(world);
        const { unit: _, year: __, ...rest } = planInput();
        return { path: `/plans/${id}`, body: { ...rest, revision } };
      },
    },
  },
  {
    operation: 'save-plan',
    request: {
      ...held,
      route: 'DELETE /plans/{plan}',
      at: async (world: World) => {
        const { id, revision } = await draft(world);
        return { path: `/plans/${id}`, body: { revision } };
      },
    },
  },
] as const;
