/**
 * Who may do what (decision 24): every operation of the table against every role, and for the roles that hold it
 * against their own and another province. An operation or a staff route that is not walked here fails.
 */
import { expect, test } from 'vitest';
import { can, OPERATIONS, type Operation, ROLES, type Role } from '../../server/access.ts';
import { importCampaign, importUnits } from '../../server/actions/import-definition.ts';
import { acceptSheet } from '../../server/actions/keyed-sheet.ts';
import { hasSample, removeSample } from '../../server/actions/load-sample.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { Problem } from '../../server/problem.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member, PASSWORD, requester } from '../help/member.ts';
import { CAMPAIGN, openedWorld, SURVEYS } from '../help/opened-world.ts';
import { SYSTEM, unitsFile, type World } from '../help/world.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { campaign, framework, satisfactionAnswers } from '../walk/hand-computed.ts';

/**
 * What a right covers: `unit`, the holder's subtree; `everywhere`, only who holds it without a limit; `list`, whoever
 * holds it somewhere, cut to what is his; `self`, his own account.
 */
type Reach = 'unit' | 'everywhere' | 'list' | 'self';

interface Request {
  /** As the OpenAPI document names it. */
  readonly route: string;
  readonly reach: Reach;
  /** Filled in for one walk; does nothing that a refused caller could leave undone. */
  readonly at: (world: World) => Promise<{ path: string; body?: unknown }> | { path: string; body?: unknown };
  readonly done: 200 | 201;
}

/** An operation without a route is asked for directly. */
interface Direct {
  readonly route: null;
  readonly reach: Reach;
  readonly ask: (world: World, caller: Member) => Promise<unknown>;
}

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

const HAI_LONG = '/surveys/hai-long';
const sheet = () => ({
  serial: `S${next()}`,
  formVersion: 1,
  unit: 'TT-AN',
  respondentGroup: 'citizen',
  day: '2026-06-10',
  answers: satisfactionAnswers([5]),
});
const newCampaign = () => ({ ...campaign, campaign: { ...campaign.campaign, id: `thu-${next()}` } });

async function acceptedSheet({ environment }: World): Promise<string> {
  const accepted = sheet();
  await acceptSheet.run(environment, SYSTEM, { survey: 'hai-long', ...accepted });
  return `${HAI_LONG}/sheets/${accepted.serial}`;
}

/** A campaign without surveys, so that it may be published at once. */
async function finishedCampaign({ environment }: World): Promise<string> {
  const definition = newCampaign();
  await importCampaign.run(environment, SYSTEM, { definition });
  return definition.campaign.id;
}

const imports = (reach: Reach, definition: () => unknown, done: 200 | 201): Request => ({
  route: 'POST /imports',
  reach,
  at: () => ({ path: '/imports', body: definition() }),
  done,
});
const reads = (route: string, reach: Reach, path: string): Request => ({
  route: `GET ${route}`,
  reach,
  at: () => ({ path }),
  done: 200,
});

/** One request that is good enough to succeed, for every operation. */
const REQUESTS: Record<Operation, Request | Direct> = {
  'import-units': imports('everywhere', () => unitsFile, 200),
  'import-form': imports('everywhere', () => ({ kind: 'form', form: smallForm }), 200),
  'import-framework': imports('everywhere', () => ({ kind: 'framework', framework }), 200),
  'import-campaign': imports('unit', newCampaign, 201),
  'open-survey': {
    route: 'POST /surveys',
    reach: 'unit',
    at: () => ({ path: '/surveys', body: { ...SURVEYS[0], id: `moi-${next()}` } }),
    done: 201,
  },
  'move-survey-window': {
    route: 'PUT /surveys/{survey}/window',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/window`, body: { closesOn: '2026-06-30' } }),
    done: 200,
  },
  'issue-tokens': {
    route: 'POST /surveys/{survey}/tokens',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/tokens`, body: { unit: 'TT-AN', count: 1 } }),
    done: 201,
  },
  'accept-sheet': {
    route: 'POST /surveys/{survey}/sheets',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/sheets`, body: sheet() }),
    done: 201,
  },
  'correct-sheet': {
    route: 'PUT /surveys/{survey}/sheets/{serial}',
    reach: 'unit',
    at: async (world) => ({
      path: await acceptedSheet(world),
      body: { answers: satisfactionAnswers([1]), reason: 'keyed wrongly' },
    }),
    done: 200,
  },
  'void-sheet': {
    route: 'DELETE /surveys/{survey}/sheets/{serial}',
    reach: 'unit',
    at: async (world) => ({ path: await acceptedSheet(world), body: { reason: 'spoiled' } }),
    done: 200,
  },
  'list-campaigns': reads('/campaigns', 'list', '/campaigns'),
  'list-surveys': reads('/surveys', 'list', '/surveys'),
  'read-arrivals': reads('/surveys/{survey}/arrivals', 'unit', `${HAI_LONG}/arrivals`),
  'read-tally': reads('/surveys/{survey}/tally', 'unit', `${HAI_LONG}/tally`),
  'recount-tallies': {
    route: 'POST /surveys/{survey}/recount',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/recount`, body: { repair: false } }),
    done: 200,
  },
  'preview-result': reads('/campaigns/{campaign}/preview', 'unit', `/campaigns/${CAMPAIGN}/preview`),
  'publish-result': {
    route: 'POST /campaigns/{campaign}/publications',
    reach: 'unit',
    at: async (world) => ({ path: `/campaigns/${await finishedCampaign(world)}/publications`, body: {} }),
    done: 201,
  },
  'settle-days': {
    route: null,
    reach: 'everywhere',
    ask: async ({ db, environment }, { actor }) => {
      const counts = { issued: 1, used: 0, open: 0, sheet: 0, late: 0, expired: 0, void: 0, kiosk: 0 };
      const day = `2025-01-${String(1 + (next() % 28)).padStart(2, '0')}`;
      const key = { province: 'TT', survey: `ngay-${next()}`, unit: 'TT-AN', day };
      await db.deleteFrom('settlements').execute();
      await db
        .insertInto('ledger')
        .values({ ...key, ...counts })
        .execute();
      return settleDays(environment, actor);
    },
  },
  'list-accounts': reads('/accounts', 'everywhere', '/accounts'),
  'create-account': {
    route: 'POST /accounts',
    reach: 'unit',
    at: () => ({
      path: '/accounts',
      body: { username: `moi-${next()}`, name: 'Người mới', grants: [{ role: 'analyst', unit: 'TT' }] },
    }),
    done: 201,
  },
  'change-account': {
    route: 'PUT /accounts/{account}',
    reach: 'unit',
    at: async (world) => ({
      path: `/accounts/${(await member(world, [{ role: 'analyst', unit: 'TT' }])).id}`,
      body: { disabled: true },
    }),
    done: 200,
  },
  'read-audit': reads('/audit', 'everywhere', '/audit'),
  'load-sample': {
    route: 'POST /sample',
    reach: 'everywhere',
    at: async ({ db, environment }) => {
      if (await hasSample(db)) await removeSample.run(environment, SYSTEM, {});
      return { path: '/sample', body: {} };
    },
    done: 201,
  },
  'remove-sample': {
    route: 'DELETE /sample',
    reach: 'everywhere',
    at: () => ({ path: '/sample' }),
    done: 200,
  },
  'sign-in': {
    route: 'POST /session',
    reach: 'self',
    at: async (world) => ({
      path: '/session',
      body: { username: (await member(world, [])).username, password: PASSWORD },
    }),
    done: 201,
  },
  'read-session': reads('/session', 'self', '/session'),
  'change-password': {
    route: 'PUT /session/password',
    reach: 'self',
    at: () => ({ path: '/session/password', body: { current: PASSWORD, wanted: `${PASSWORD}-${next()}` } }),
    done: 200,
  },
  'sign-out': { route: 'DELETE /session', reach: 'self', at: () => ({ path: '/session' }), done: 200 },
};

const operations = Object.keys(REQUESTS) as Operation[];

/** Status that a caller gets; null caller: nobody is signed in. */
async function outcome(world: World, operation: Operation, caller: Member | null): Promise<number> {
  const request = REQUESTS[operation];
  if (request.route === null) {
    if (!caller) return 401;
    const asked = request.ask(world, caller).then(() => 200);
    return asked.catch((error: unknown) => (error instanceof Problem ? error.status : 500));
  }
  const { path, body } = await request.at(world);
  const send = caller?.request ?? requester(world, '');
  const [method = ''] = request.route.split(' ');
  const response = await send(method, `/api/v1${path}`, body);
  if (response.status === 403 || response.status === 401)
    expect(await response.json()).toMatchObject({
      code: response.status === 403 ? 'forbidden' : 'not-signed-in',
    });
  return response.status;
}

function expected(operation: Operation, role: Role, unit: string): number {
  const request = REQUESTS[operation];
  const done = request.route === null ? 200 : request.done;
  const roles: readonly string[] | 'anyone' = OPERATIONS[operation];
  if (roles === 'anyone') return done;
  if (!roles.includes(role)) return 403;
  if (unit === '' || request.reach === 'list') return done;
  return request.reach === 'unit' && unit === 'TT' ? done : 403;
}

const otherProvince = {
  kind: 'units',
  province: { code: 'HH', name: { vi: 'Tỉnh Hai' } },
  units: [
    { code: 'HH', parent: null, kind: 'province', name: { vi: 'Tỉnh Hai' }, aliases: [] },
    { code: 'HH-AN', parent: 'HH', kind: 'department', name: { vi: 'Sở An' }, aliases: [] },
    { code: 'HH-BC', parent: 'HH', kind: 'department', name: { vi: 'Sở Bắc' }, aliases: [] },
  ],
};

/** The opened world with a second province beside it, whose campaign and survey are its own. */
async function twoProvinces(database: Parameters<typeof openedWorld>[0]): Promise<World> {
  const world = await openedWorld(database);
  await importUnits.run(world.environment, SYSTEM, { definition: otherProvince });
  return world;
}

async function withOtherCampaign(database: Parameters<typeof openedWorld>[0]): Promise<World> {
  const world = await twoProvinces(database);
  const units = [{ unit: 'HH-AN' }, { unit: 'HH-BC' }];
  const head = { ...campaign.campaign, id: 'hai-2026', province: 'HH' };
  const definition = { ...campaign, campaign: head, units, scores: [], adjustments: [] };
  await importCampaign.run(world.environment, SYSTEM, { definition });
  const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'HH' }]);
  const survey = { ...SURVEYS[0], id: 'hai-hh', campaign: 'hai-2026', units: ['HH-AN'] };
  expect((await manager.request('POST', '/api/v1/surveys', survey)).status).toBe(201);
  return world;
}

test('every operation of the table is walked, and no other', () => {
  expect(operations.toSorted()).toEqual(Object.keys(OPERATIONS).sort());
});

onBothDatabases('who may do what', (database) => {
  test('every operation × every role × everywhere, own and other province', async () => {
    const world = await twoProvinces(database);
    const wrong: string[] = [];
    for (const unit of ['', 'TT', 'HH'])
      for (const role of ROLES) {
        const caller = await member(world, [{ role, unit }]);
        for (const operation of operations) {
          // One's own account is one's own in every province: walked once, each time by somebody else.
          const own = REQUESTS[operation].reach === 'self';
          if (own && unit !== '') continue;
          const got = await outcome(world, operation, own ? await member(world, [{ role, unit }]) : caller);
          const wanted = expected(operation, role, unit);
          if (got !== wanted) wrong.push(`${operation} by ${role} of "${unit}": ${got}, not ${wanted}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('nobody signed in does nothing but sign in', async () => {
    const world = await twoProvinces(database);
    for (const operation of operations)
      expect([operation, await outcome(world, operation, null)]).toEqual([
        operation,
        operation === 'sign-in' ? 201 : 401,
      ]);
  });

  test('a one-time password gives no right before it is changed', async () => {
    const world = await twoProvinces(database);
    const caller = await member(
      world,
      ROLES.map((role) => ({ role, unit: '' })),
      { oneTime: true },
    );
    for (const operation of operations.filter((one) => OPERATIONS[one] !== 'anyone')) {
      if (REQUESTS[operation].route === null) continue;
      expect([operation, await outcome(world, operation, caller)]).toEqual([operation, 403]);
    }
  });

  test('every route of staff in the API document belongs to an operation', async () => {
    const world = await openedWorld(database);
    const document = (await (await world.app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const declared = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    const open = ['POST /responses', 'GET /results', 'GET /results/{campaign}'];
    const walked = operations.map((operation) => REQUESTS[operation].route);
    expect(declared.filter((route) => !walked.includes(route)).sort()).toEqual(open.sort());
    expect(walked.filter((route) => route !== null && !declared.includes(route))).toEqual([]);
  });

  test('a right for a unit holds for it and below, not beside it', async () => {
    const world = await withOtherCampaign(database);
    const tokens = async (caller: Member, survey: string, unit: string) =>
      (await caller.request('POST', `/api/v1/surveys/${survey}/tokens`, { unit, count: 1 })).status;
    const ofProvince = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const ofUnit = await member(world, [{ role: 'fieldwork-manager', unit: 'TT-AN' }]);
    const ofOther = await member(world, [{ role: 'fieldwork-manager', unit: 'HH' }]);
    expect(await tokens(ofProvince, 'hai-long', 'TT-AN')).toBe(201);
    expect(await tokens(ofUnit, 'hai-long', 'TT-AN')).toBe(201);
    expect(await tokens(ofUnit, 'hai-long', 'TT-BI')).toBe(403);
    expect(await tokens(ofUnit, 'dai-bieu', '')).toBe(403);
    expect(await tokens(ofOther, 'hai-long', 'TT-AN')).toBe(403);
    expect(await tokens(ofOther, 'hai-hh', 'HH-AN')).toBe(201);
    // His own unit opens no survey that it is not part of.
    expect(await tokens(ofOther, 'hai-long', 'HH-AN')).toBe(422);
    expect((await ofUnit.request('POST', '/api/v1/surveys', { ...SURVEYS[0], id: 'rieng' })).status).toBe(
      403,
    );
    const foreign = { ...SURVEYS[0], id: 'chung', units: ['TT-AN', 'HH-AN'] };
    const refused = await ofProvince.request('POST', '/api/v1/surveys', foreign);
    expect([
      refused.status,
      ((await refused.json()) as { errors: { field: string }[] }).errors[0]?.field,
    ]).toEqual([422, 'units[1]']);
  });

  test('lists and arrivals are cut to what is the reader’s own', async () => {
    const world = await withOtherCampaign(database);
    const read = async (caller: Member, path: string) =>
      (await (await caller.request('GET', `/api/v1${path}`)).json()) as {
        surveys: { id: string }[];
        campaigns: { id: string }[];
        units: { code: string }[];
      };
    const surveys = async (role: Role, unit: string) =>
      (await read(await member(world, [{ role, unit }]), '/surveys')).surveys.map((one) => one.id).sort();
    const own = SURVEYS.map((survey) => survey.id).sort();
    expect(await surveys('fieldwork-manager', 'TT')).toEqual(own);
    expect(await surveys('fieldwork-manager', 'HH')).toEqual(['hai-hh']);
    expect(await surveys('unit-officer', 'HH-AN')).toEqual(['hai-hh']);
    expect(await surveys('unit-officer', 'HH-BC')).toEqual([]);
    expect(await surveys('publisher', '')).toEqual([...own, 'hai-hh'].sort());
    const publisher = await member(world, [{ role: 'publisher', unit: 'HH' }]);
    expect((await read(publisher, '/campaigns')).campaigns.map((one) => one.id)).toEqual(['hai-2026']);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    expect((await read(officer, '/surveys/hai-long/arrivals')).units.map((one) => one.code)).toEqual([
      'TT-BI',
    ]);
    expect((await officer.request('GET', '/api/v1/surveys/hai-hh/arrivals')).status).toBe(403);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT-BI' }]);
    const tally = (unit: string) => analyst.request('GET', `/api/v1/surveys/hai-long/tally${unit}`);
    expect((await tally('?unit=TT-BI')).status).toBe(200);
    expect((await tally('?unit=TT-AN')).status).toBe(403);
    expect((await tally('')).status).toBe(403);
  });
});

test('a right without a limit holds for what concerns every unit, one with a limit does not', () => {
  const actor = (unit: string) =>
    ({ kind: 'account', id: 'a', name: 'a', grants: [{ role: 'publisher', unit }] }) as const;
  expect(can(actor(''), 'import-framework', null)).toBe(true);
  expect(can(actor('TT'), 'import-framework', null)).toBe(false);
  expect(can(actor('TT'), 'publish-result', ['TT-AN', 'TT'])).toBe(true);
  expect(can(actor('TT-AN'), 'publish-result', ['TT'])).toBe(false);
});
