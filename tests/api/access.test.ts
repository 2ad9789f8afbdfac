/**
 * Who may do what (decision 24): every operation of the table against every role, and for the roles that hold it
 * against their own and another province. An operation or a staff route without a request
 * in `staff-requests.ts` fails.
 */
import { expect, test } from 'vitest';
import { can, OPERATIONS, type Operation, ROLES, type Role } from '../../server/access.ts';
import { importCampaign, importUnits } from '../../server/actions/import-definition.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, SURVEYS } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';
import { FURTHER, outcome, outcomeOf, REQUESTS } from './staff-requests.ts';

const operations = Object.keys(REQUESTS) as Operation[];

/** Decision 24 once more, by role: the table of the server is held against it. */
const RIGHTS: Record<Role, readonly Operation[]> = {
  // Accounts, and no scores or answers.
  administrator: [
    'import-units',
    'list-accounts',
    'create-account',
    'change-account',
    'read-audit',
    'list-api-keys',
    'revoke-api-key',
    'list-kiosks',
    'create-kiosk',
    'renew-kiosk',
    'revoke-kiosk',
    'load-sample',
    'remove-sample',
  ],
  // Surveys, tokens and batches, and the supervisor of keying.
  'fieldwork-manager': [
    'make-api-key',
    'import-outbox',
    'import-form',
    'open-survey',
    'move-survey-window',
    'set-targets',
    'issue-tokens',
    'void-batch',
    'list-batches',
    'expire-tokens',
    'read-ledger',
    'correct-sheet',
    'void-sheet',
    'allot-sheets',
    'list-sheet-batches',
    'print-sheets',
    'hand-out-sheets',
    'count-back-sheets',
    'reject-sheet',
    'reinstate-sheet',
    'withdraw-sheet',
    'close-sheet-batch',
    'reopen-sheet-batch',
    'set-keying-policy',
    'read-sheet',
    'read-reconciliation',
    'list-campaigns',
    'list-surveys',
    'read-arrivals',
    'read-tally',
    'recount-tallies',
    'read-survey-results',
    'declare-breakdowns',
    'count-breakdowns',
    'release-comments',
    'settle-days',
    'import-keyed-file',
    'import-sheets',
    'import-procedures',
    'import-dossiers',
    'send-dossiers',
    'list-conflicts',
    'settle-conflict',
    'read-keying-quality',
    'create-rating',
    'read-rating',
    'verify-indicator',
    'verify-rating',
  ],
  // Keys sheets, and sees no tallies.
  'entry-clerk': ['list-surveys', 'list-keying', 'key-sheet', 'check-keyed'],
  // Sees arrivals, and no tallies while a survey runs (decision 22).
  'unit-officer': [
    'make-api-key',
    'list-surveys',
    'read-arrivals',
    'read-own-results',
    'read-ledger',
    'read-reconciliation',
    'read-unit-dashboard',
    'read-assessment',
    'save-self-score',
    'submit-self-assessment',
    'save-explanation',
    'submit-explanation',
    'add-evidence',
    'share-evidence',
    'withdraw-evidence',
    'read-evidence',
    'read-plan',
    'report-progress',
    'read-rating',
    'enter-indicator',
  ],
  appraiser: [
    'list-campaigns',
    'list-frameworks',
    'read-assessment',
    'appraise',
    'return-assessment',
    'finish-round',
    'read-evidence',
  ],
  analyst: [
    'make-api-key',
    'read-province',
    'read-unit-dashboard',
    'compare-results',
    'read-years',
    'list-campaigns',
    'list-frameworks',
    'list-surveys',
    'read-arrivals',
    'read-tally',
    'recount-tallies',
    'read-survey-results',
    'read-comments',
    'export-tallies',
    'export-results',
    'read-assessment',
    'read-plan',
    'compare-print',
    'write-report',
    'read-rating',
  ],
  // One file of answers after the other, each on record, and nothing else.
  'answer-analyst': ['export-answers'],
  publisher: [
    'make-api-key',
    'read-province',
    'read-unit-dashboard',
    'compare-results',
    'read-years',
    'save-unit-mapping',
    'export-results',
    'import-units',
    'import-framework',
    'import-campaign',
    'list-campaigns',
    'list-surveys',
    'list-frameworks',
    'save-framework',
    'create-campaign',
    'change-campaign',
    'adjust-unit',
    'count-subordinates',
    'set-applicability',
    'read-assessment',
    'record-council',
    'set-deadlines',
    'extend-deadline',
    'assign-appraisers',
    'propose-score-change',
    'confirm-score-change',
    'preview-result',
    'publish-result',
    'propose-publication',
    'confirm-publication',
    'read-plan',
    'save-plan',
    'issue-plan',
    'report-progress',
    'compare-print',
    'read-evidence',
    'write-report',
    'edit-report-templates',
    'add-signing-key',
    'bring-signature',
    'create-rating',
    'read-rating',
    'close-rating',
    'feed-criterion',
  ],
};
const OWN: readonly Operation[] = [
  'list-own-api-keys',
  'revoke-own-api-key',
  'enrol-kiosk',
  'sign-in',
  'read-session',
  'sign-out',
  'change-password',
  'remove-export-file',
];
/** What needs no account: signing in, and a device with its one-time code. */
const WITHOUT_ACCOUNT: readonly Operation[] = ['enrol-kiosk', 'sign-in'];

/** Every route of every operation. */
const WALKS = [...operations.map((operation) => ({ operation, request: REQUESTS[operation] })), ...FURTHER];

function expected({ operation, request }: (typeof WALKS)[number], role: Role, unit: string): number {
  const done = request.route === null ? 200 : request.done;
  if (OWN.includes(operation)) return done;
  if (!RIGHTS[role].includes(operation)) return 403;
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
  const table = Object.entries(OPERATIONS).map(([operation, roles]) => [operation, [...roles].sort()]);
  const held = (operation: Operation) => ROLES.filter((role) => RIGHTS[role].includes(operation)).sort();
  const decided = operations.map((one) => [one, OWN.includes(one) ? [...'anyone'].sort() : held(one)]);
  expect(Object.fromEntries(table)).toEqual(Object.fromEntries(decided));
});

onBothDatabases('who may do what', (database) => {
  test('every operation × every role × everywhere, own and other province', {
    timeout: 300_000,
  }, async () => {
    const world = await twoProvinces(database);
    const wrong: string[] = [];
    for (const unit of ['', 'TT', 'HH'])
      for (const role of ROLES) {
        const caller = await member(world, [{ role, unit }]);
        for (const walk of WALKS) {
          // One's own account is one's own in every province: walked once, each time by somebody else.
          const own = walk.request.reach === 'self';
          if (own && unit !== '') continue;
          const got = await outcomeOf(
            world,
            walk.request,
            own ? await member(world, [{ role, unit }]) : caller,
          );
          const wanted = expected(walk, role, unit);
          const what = `${walk.operation} (${walk.request.route})`;
          if (got !== wanted) wrong.push(`${what} by ${role} of "${unit}": ${got}, not ${wanted}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('nobody signed in does nothing but sign in', async () => {
    const world = await twoProvinces(database);
    for (const { operation, request } of WALKS)
      expect([operation, await outcomeOf(world, request, null)]).toEqual([
        operation,
        WITHOUT_ACCOUNT.includes(operation) ? 201 : 401,
      ]);
  });

  test('a one-time password gives no right before it is changed', async () => {
    const world = await twoProvinces(database);
    const caller = await member(
      world,
      ROLES.map((role) => ({ role, unit: '' })),
      { oneTime: true },
    );
    for (const operation of operations.filter((one) => !OWN.includes(one))) {
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
    const devices = ['POST /kiosk/heartbeat', 'POST /kiosk/pin'];
    const open = [
      'POST /responses',
      'POST /receipts',
      'GET /sealing-key',
      'GET /results',
      'GET /results/{campaign}',
      'GET /results/{campaign}/units',
      'GET /du-lieu/nam/{year}',
      'GET /du-lieu/{campaign}',
      'GET /du-lieu/{campaign}/{revision}/{file}',
      ...devices,
    ];
    const walked = WALKS.flatMap(({ request }) =>
      request.route === null ? [] : [request.route, ...(request.also ?? [])],
    );
    expect(declared.filter((route) => !walked.includes(route)).sort()).toEqual(open.sort());
    expect(walked.filter((route) => !declared.includes(route))).toEqual([]);
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
