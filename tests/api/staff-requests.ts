/** One request for every operation of the table of rights: what `access.test.ts` walks by every role. */
import { createCipheriv, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { seal } from '../../client/form/seal.ts';
import { keyedFile, sealKey } from '../../client/keying/keyed-file.ts';
import { demand, type Operation } from '../../server/access.ts';
import { countBreakdowns } from '../../server/actions/count-breakdowns.ts';
import { expireTokens } from '../../server/actions/expire-tokens.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { keySheet } from '../../server/actions/key-sheet.ts';
import { hasSample, removeSample } from '../../server/actions/load-sample.ts';
import { releaseComments } from '../../server/actions/release-comments.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { Problem } from '../../server/problem.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { ALLOTMENT, putBatchIn } from '../help/batches.ts';
import { putComments } from '../help/comments.ts';
import { clerk, keyed, sheetOfFours } from '../help/keying.ts';
import { kioskInput, newKiosk, openKioskSurvey, PIN } from '../help/kiosks.ts';
import { type Member, member, PASSWORD, requester } from '../help/member.ts';
import { CAMPAIGN, SURVEYS, visit } from '../help/opened-world.ts';
import { acceptReturnedSheet, putReturnedBatch } from '../help/sheets.ts';
import { SYSTEM, unitsFile, type World } from '../help/world.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { campaign, framework, satisfactionAnswers } from '../walk/hand-computed.ts';
import { API_KEY_REQUESTS } from './api-key-requests.ts';
import { ASSESSMENT_REQUESTS, FURTHER_ASSESSMENT_REQUESTS } from './assessment-requests.ts';
import { DASHBOARD_REQUESTS, FURTHER_DASHBOARD_REQUESTS } from './dashboard-requests.ts';
import { DOSSIER_REQUESTS } from './dossier-requests.ts';
import { FILE_REQUESTS } from './file-requests.ts';
import { FRAMEWORK_REQUESTS, FURTHER_FRAMEWORK_REQUESTS } from './framework-requests.ts';
import { FURTHER_PLAN_REQUESTS, PLAN_REQUESTS } from './plan-requests.ts';
import { FURTHER_PUBLICATION_REQUESTS, PUBLICATION_REQUESTS } from './publication-requests.ts';
import { FURTHER_RATING_REQUESTS, RATING_REQUESTS } from './rating-requests.ts';
import { FURTHER_REPORT_REQUESTS, REPORT_REQUESTS } from './report-requests.ts';
import { FURTHER_YEAR_REQUESTS, YEAR_REQUESTS } from './year-requests.ts';

/**
 * What a right covers: `unit`, the holder's subtree; `everywhere`, only who holds it without a limit; `list`, whoever
 * holds it somewhere, cut to what is his; `self`, his own account.
 */
type Reach = 'unit' | 'everywhere' | 'list' | 'self';

interface Asked {
  readonly path: string;
  readonly body?: unknown;
  /** A file as it is, instead of a body. */
  readonly upload?: Buffer;
}

export interface Request {
  /** As the OpenAPI document names it. */
  readonly route: string;
  readonly reach: Reach;
  /** Filled in for one walk; does nothing that a refused caller could leave undone. */
  readonly at: (world: World, caller: Member | null) => Promise<Asked> | Asked;
  readonly done: 200 | 201;
  /** Further routes that stand under the same right; their own tests walk them. */
  readonly also?: readonly string[];
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
const newCampaign = () => ({ ...campaign, campaign: { ...campaign.campaign, id: `thu-${next()}` } });

async function acceptedSheet(world: World): Promise<string> {
  const serial = serialOf(10_000 + next());
  await acceptReturnedSheet(world, {
    survey: 'hai-long',
    serial,
    unit: 'TT-AN',
    respondentGroup: 'citizen',
    day: '2026-06-10',
    answers: satisfactionAnswers([5]),
  });
  return `/campaigns/${CAMPAIGN}/sheets/${serial}`;
}

const officialUnit = () => ({
  ...{ code: `TT-AN-${next()}`, parent: 'TT-AN', kind: 'official', name: { vi: `Lò Văn ${next()}` } },
  ...{ aliases: [], validFrom: null, validTo: null },
});

const unitRow = () =>
  `Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên\nTT-AN-${next()};Lò Thị ${next()};Cán bộ;TT-AN\n`;

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

/** Numbers of batches and of their sheets: even, so that what is allotted after them lies between. */
const batchIn = (world: World, state: Parameters<typeof putBatchIn>[1]) =>
  putBatchIn(world, state, 40_000 + 2 * next());

/** A sheet of such a batch: out, or rejected as spoiled. */
async function sheetIn(world: World, state: 'handed-out' | 'returned'): Promise<string> {
  const { serials } = await batchIn(world, state);
  return `/campaigns/${CAMPAIGN}/sheets/${serials[0]}`;
}

/** A sheet that waits in a batch of its own. */
async function waitingSheet(world: World): Promise<string> {
  const number = 20_000 + next();
  const serial = serialOf(number);
  await putReturnedBatch(world, { survey: 'hai-long', number, unit: 'TT-AN', serials: [serial] });
  return serial;
}

/** One that two clerks have read differently. */
async function conflictingSheet(world: World): Promise<string> {
  const serial = await waitingSheet(world);
  const second = keyed(serial, { pass: 2, answers: sheetOfFours({ q01: 5 }) });
  for (const body of [keyed(serial), second])
    await keySheet.run(world.environment, (await clerk(world)).actor, body);
  return serial;
}

/** The file of a computer on which a clerk keyed one sheet. */
async function keyedFileOf(world: World): Promise<object> {
  const key = randomBytes(32);
  const iv = randomBytes(12);
  const body = keyed(await waitingSheet(world));
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const record = JSON.stringify({ clerk: (await clerk(world)).id, body });
  const data = Buffer.concat([cipher.update(record), cipher.final(), cipher.getAuthTag()]);
  const sealedKey = await sealKey(world.sealing.publicKey, key.toString('base64url'));
  return keyedFile(sealedKey, [{ iv: iv.toString('base64url'), data: data.toString('base64url') }]);
}

/** One request that is good enough to succeed, for every operation. */
export const REQUESTS: Record<Operation, Request | Direct> = {
  ...FRAMEWORK_REQUESTS,
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
  'import-outbox': {
    route: 'POST /outbox',
    reach: 'unit',
    at: async ({ sealing }) => ({
      path: '/outbox',
      body: JSON.parse(await seal(sealing.publicKey, [JSON.stringify(visit())])),
    }),
    done: 200,
  },
  'void-batch': {
    route: 'DELETE /surveys/{survey}/batches/{batch}',
    reach: 'unit',
    at: async ({ environment }) => {
      const input = { survey: 'hai-long', unit: 'TT-AN', count: 2 };
      const { batch } = await issueTokens.run(environment, SYSTEM, input);
      return { path: `${HAI_LONG}/batches/${batch}`, body: { reason: 'lost' } };
    },
    done: 200,
  },
  'list-batches': reads('/surveys/{survey}/batches', 'unit', `${HAI_LONG}/batches`),
  'expire-tokens': {
    route: null,
    reach: 'everywhere',
    ask: async ({ db, environment }, { actor }) => {
      await issueTokens.run(environment, SYSTEM, { survey: 'hai-long', unit: 'TT-AN', count: 1 });
      await db
        .updateTable('tokens')
        .set({ expires_on: '2026-06-01' })
        .where('state', '=', 'issued')
        .execute();
      return expireTokens(environment, actor);
    },
  },
  'read-ledger': reads('/surveys/{survey}/ledger', 'unit', `${HAI_LONG}/ledger`),
  'correct-sheet': {
    route: 'PUT /campaigns/{campaign}/sheets/{serial}',
    reach: 'unit',
    at: async (world) => ({
      path: await acceptedSheet(world),
      body: { answers: satisfactionAnswers([1]), reason: 'keyed wrongly' },
    }),
    done: 200,
  },
  'void-sheet': {
    route: 'DELETE /campaigns/{campaign}/sheets/{serial}',
    reach: 'unit',
    at: async (world) => ({ path: await acceptedSheet(world), body: { reason: 'spoiled' } }),
    done: 200,
  },
  'allot-sheets': {
    route: 'POST /campaigns/{campaign}/sheet-batches',
    reach: 'unit',
    at: async (world) => {
      await batchIn(world, 'allotted');
      const { campaign: id, ...body } = { ...ALLOTMENT, sheets: 2 };
      return { path: `/campaigns/${id}/sheet-batches`, body };
    },
    done: 201,
  },
  'list-sheet-batches': {
    ...reads('/campaigns/{campaign}/sheet-batches', 'unit', `/campaigns/${CAMPAIGN}/sheet-batches`),
    also: ['GET /campaigns/{campaign}/sheet-batches/{batch}', 'GET /campaigns/{campaign}/keying-policy'],
  },
  'print-sheets': {
    route: 'GET /campaigns/{campaign}/sheet-batches/{batch}/sheets.pdf',
    reach: 'unit',
    at: async (world) => ({ path: `${(await batchIn(world, 'allotted')).path}/sheets.pdf` }),
    done: 200,
  },
  'hand-out-sheets': {
    route: 'PUT /campaigns/{campaign}/sheet-batches/{batch}/handed-out',
    reach: 'unit',
    at: async (world) => ({ path: `${(await batchIn(world, 'allotted')).path}/handed-out`, body: {} }),
    done: 200,
  },
  'count-back-sheets': {
    route: 'PUT /campaigns/{campaign}/sheet-batches/{batch}/count-back',
    reach: 'unit',
    at: async (world) => ({
      path: `${(await batchIn(world, 'handed-out')).path}/count-back`,
      body: { expected: 2, all: true },
    }),
    done: 200,
  },
  'reject-sheet': {
    route: 'PUT /campaigns/{campaign}/sheets/{serial}/rejection',
    reach: 'unit',
    at: async (world) => ({
      path: `/campaigns/${CAMPAIGN}/sheets/${await waitingSheet(world)}/rejection`,
      body: { reason: 'duplicate', note: 'hai phiếu một người' },
    }),
    done: 200,
  },
  'reinstate-sheet': {
    route: 'DELETE /campaigns/{campaign}/sheets/{serial}/rejection',
    reach: 'unit',
    at: async (world) => ({ path: `${await sheetIn(world, 'returned')}/rejection` }),
    done: 200,
  },
  'withdraw-sheet': {
    route: 'PUT /campaigns/{campaign}/sheets/{serial}/withdrawn',
    also: ['PUT /campaigns/{campaign}/sheet-batches/{batch}/withdrawn'],
    reach: 'unit',
    at: async (world) => ({
      path: `${await sheetIn(world, 'handed-out')}/withdrawn`,
      body: { note: 'in hỏng' },
    }),
    done: 200,
  },
  'close-sheet-batch': {
    route: 'PUT /campaigns/{campaign}/sheet-batches/{batch}/closed',
    reach: 'unit',
    at: async (world) => ({
      path: `${(await batchIn(world, 'returned')).path}/closed`,
      body: { missing: 0 },
    }),
    done: 200,
  },
  'reopen-sheet-batch': {
    route: 'DELETE /campaigns/{campaign}/sheet-batches/{batch}/closed',
    reach: 'unit',
    at: async (world) => ({
      path: `${(await batchIn(world, 'closed')).path}/closed`,
      body: { reason: 'tìm thấy phiếu' },
    }),
    done: 200,
  },
  'set-keying-policy': {
    route: 'PUT /campaigns/{campaign}/keying-policy',
    reach: 'unit',
    at: () => ({ path: `/campaigns/${CAMPAIGN}/keying-policy`, body: { share: '1' } }),
    done: 200,
  },
  'read-sheet': {
    route: 'GET /campaigns/{campaign}/sheets/{serial}',
    reach: 'unit',
    at: async (world) => ({ path: await acceptedSheet(world) }),
    done: 200,
  },
  'set-targets': {
    route: 'PUT /surveys/{survey}/targets',
    also: ['GET /surveys/{survey}/targets'],
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/targets`, body: { targets: { web: 200 } } }),
    done: 200,
  },
  'read-province': {
    ...reads('/overview', 'unit', `/overview?campaign=${CAMPAIGN}`),
    also: ['GET /overview/{campaign}/arrivals'],
  },
  'read-reconciliation': reads('/surveys/{survey}/reconciliation', 'unit', `${HAI_LONG}/reconciliation`),
  'list-keying': {
    ...reads('/keying/batches', 'list', '/keying/batches'),
    also: ['GET /keying/batches/{campaign}/{batch}/{pass}'],
  },
  'key-sheet': {
    route: 'POST /keying/sheets',
    reach: 'unit',
    at: async (world) => ({ path: '/keying/sheets', body: keyed(await waitingSheet(world)) }),
    done: 201,
  },
  'check-keyed': {
    route: 'POST /keying/check',
    reach: 'list',
    at: () => ({ path: '/keying/check', body: { sheets: [] } }),
    done: 200,
  },
  'import-keyed-file': {
    route: 'POST /keying/file',
    reach: 'unit',
    at: async (world) => ({ path: '/keying/file', body: await keyedFileOf(world) }),
    done: 200,
  },
  'import-sheets': {
    ...reads('/surveys/{survey}/sheet-imports', 'unit', `${HAI_LONG}/sheet-imports`),
    also: [
      'GET /surveys/{survey}/sheet-template.csv',
      'GET /surveys/{survey}/sheet-template.xlsx',
      'POST /surveys/{survey}/sheet-imports',
      'GET /sheet-imports/{import}',
      'PUT /sheet-imports/{import}/run',
      'DELETE /sheet-imports/{import}',
      'GET /sheet-imports/{import}/faults',
      'GET /sheet-imports/{import}/faults.csv',
      'GET /sheet-imports/{import}/faulty-rows',
    ],
  },
  'list-conflicts': {
    ...reads('/campaigns/{campaign}/conflicts', 'unit', `/campaigns/${CAMPAIGN}/conflicts`),
    also: ['GET /campaigns/{campaign}/conflicts/{serial}'],
  },
  'settle-conflict': {
    route: 'POST /campaigns/{campaign}/conflicts/{serial}',
    reach: 'unit',
    at: async (world) => ({
      path: `/campaigns/${CAMPAIGN}/conflicts/${await conflictingSheet(world)}`,
      body: { fields: [{ question: 'q01', choice: 'first', reason: 'mistyped' }] },
    }),
    done: 200,
  },
  'read-keying-quality': reads(
    '/campaigns/{campaign}/keying-quality',
    'unit',
    `/campaigns/${CAMPAIGN}/keying-quality`,
  ),
  'list-campaigns': reads('/campaigns', 'list', '/campaigns'),
  'list-surveys': reads('/surveys', 'list', '/surveys'),
  'read-arrivals': {
    ...reads('/surveys/{survey}/arrivals', 'unit', `${HAI_LONG}/arrivals`),
    also: ['GET /surveys/{survey}/arrivals-by-day', 'GET /surveys/{survey}/events'],
  },
  'read-survey-results': reads('/surveys/{survey}/results', 'unit', `${HAI_LONG}/results`),
  'read-own-results': {
    // The same route, once the survey is over: tests/api/survey-results.test.ts walks it.
    route: null,
    reach: 'unit',
    ask: ({ db }, { actor }) => demand(db, actor, 'read-own-results', 'TT-AN'),
  },
  'read-comments': reads('/surveys/{survey}/comments', 'unit', `${HAI_LONG}/comments`),
  'declare-breakdowns': {
    route: 'PUT /surveys/{survey}/breakdowns',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/breakdowns`, body: { questions: [] } }),
    done: 200,
    also: ['GET /surveys/{survey}/breakdowns'],
  },
  'count-breakdowns': {
    route: null,
    reach: 'unit',
    ask: ({ environment }, { actor }) => countBreakdowns(environment, actor, 'hai-long'),
  },
  'release-comments': {
    route: null,
    reach: 'everywhere',
    ask: async (world, { actor }) => {
      await putComments(world, { unit: 'TT-AN', texts: Array.from({ length: 10 }, () => 'Tốt') });
      return releaseComments(world.environment, actor);
    },
  },
  'read-tally': reads('/surveys/{survey}/tally', 'unit', `${HAI_LONG}/tally`),
  'recount-tallies': {
    route: 'POST /surveys/{survey}/recount',
    reach: 'unit',
    at: () => ({ path: `${HAI_LONG}/recount`, body: { repair: false } }),
    done: 200,
  },
  'preview-result': reads('/campaigns/{campaign}/preview', 'unit', `/campaigns/${CAMPAIGN}/preview`),
  ...DASHBOARD_REQUESTS,
  ...YEAR_REQUESTS,
  ...FILE_REQUESTS,
  ...PUBLICATION_REQUESTS,
  ...REPORT_REQUESTS,
  ...RATING_REQUESTS,
  ...DOSSIER_REQUESTS,
  ...ASSESSMENT_REQUESTS,
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
  ...PLAN_REQUESTS,
  ...API_KEY_REQUESTS,
  'list-kiosks': reads('/kiosks', 'list', '/kiosks'),
  'create-kiosk': {
    route: 'POST /kiosks',
    reach: 'unit',
    at: async (world) => {
      await openKioskSurvey(world);
      return { path: '/kiosks', body: kioskInput() };
    },
    done: 201,
  },
  'renew-kiosk': {
    route: 'POST /kiosks/{kiosk}/enrolment',
    reach: 'unit',
    at: async (world) => ({ path: `/kiosks/${(await newKiosk(world)).id}/enrolment`, body: {} }),
    done: 201,
  },
  'revoke-kiosk': {
    route: 'DELETE /kiosks/{kiosk}',
    reach: 'unit',
    at: async (world) => ({ path: `/kiosks/${(await newKiosk(world)).id}` }),
    done: 200,
  },
  'enrol-kiosk': {
    route: 'POST /kiosk/enrolment',
    reach: 'self',
    at: async (world) => ({
      path: '/kiosk/enrolment',
      body: { code: (await newKiosk(world)).code, pin: PIN },
    }),
    done: 201,
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

/** Operations with several routes: the further ones, walked like the first. */
export const FURTHER: readonly { readonly operation: Operation; readonly request: Request }[] = [
  ...FURTHER_FRAMEWORK_REQUESTS,
  ...FURTHER_ASSESSMENT_REQUESTS,
  ...FURTHER_PUBLICATION_REQUESTS,
  ...FURTHER_DASHBOARD_REQUESTS,
  ...FURTHER_PLAN_REQUESTS,
  ...FURTHER_REPORT_REQUESTS,
  ...FURTHER_RATING_REQUESTS,
  ...FURTHER_YEAR_REQUESTS,
  {
    operation: 'import-units',
    request: {
      route: 'PUT /units',
      reach: 'everywhere',
      at: () => ({ path: '/units', body: { province: 'TT', unit: officialUnit() } }),
      done: 200,
    },
  },
  {
    operation: 'import-units',
    request: {
      route: 'POST /unit-files',
      reach: 'everywhere',
      at: () => ({ path: '/unit-files', body: { province: 'TT', text: unitRow() } }),
      done: 200,
    },
  },
  {
    operation: 'open-survey',
    request: reads('/surveys/choices', 'unit', `/surveys/choices?campaign=${CAMPAIGN}`),
  },
];

/** Status that a caller gets; null caller: nobody is signed in. */
export const outcome = (world: World, operation: Operation, caller: Member | null): Promise<number> =>
  outcomeOf(world, REQUESTS[operation], caller);

export async function outcomeOf(
  world: World,
  request: Request | Direct,
  caller: Member | null,
): Promise<number> {
  if (request.route === null) {
    if (!caller) return 401;
    const asked = request.ask(world, caller).then(() => 200);
    return asked.catch((error: unknown) => (error instanceof Problem ? error.status : 500));
  }
  const { path, body, upload } = await request.at(world, caller);
  const send = caller?.request ?? requester(world, '');
  const [method = ''] = request.route.split(' ');
  const response = upload
    ? await sendFile(world, path, caller, upload)
    : await send(method, `/api/v1${path}`, body);
  if (response.status === 403 || response.status === 401)
    expect(await response.json()).toMatchObject({
      code: response.status === 403 ? 'forbidden' : 'not-signed-in',
    });
  return response.status;
}

async function sendFile(
  { app }: World,
  path: string,
  caller: Member | null,
  file: Buffer,
): Promise<Response> {
  const headers = {
    'Content-Type': 'application/octet-stream',
    'X-Upload': 'file',
    Cookie: caller?.cookie ?? '',
  };
  return app.request(`/api/v1${path}`, { method: 'POST', headers, body: new Uint8Array(file) });
}
