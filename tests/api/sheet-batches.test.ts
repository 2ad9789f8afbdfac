/** A batch through the API from allotment to the seal; the trail of a sheet; both ledgers in one; and what is refused. */
import { expect, test } from 'vitest';
import { findSurvey } from '../../db/queries/surveys.ts';
import { keySheet } from '../../server/actions/key-sheet.ts';
import { settleConflict } from '../../server/actions/settle-conflict.ts';
import { unbalancedUnits } from '../../server/survey-ledger.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { onBothDatabases } from '../help/databases.ts';
import { clerk, keyed, sheetOfFours } from '../help/keying.ts';
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, oneToken, openedWorld, visit } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';

const BATCHES = `/api/v1/campaigns/${CAMPAIGN}/sheet-batches`;
const ALLOT = {
  survey: 'hai-long',
  postOffice: 'TT-BD',
  units: ['TT-AN'],
  respondentGroup: 'citizen',
  sheets: 10,
  quota: 8,
};

type Json = Record<string, never> & {
  code: string;
  title: string;
  batches: number[];
  batch: { number: number; state: string; totals: Record<string, number>; faults: { code: string }[] };
  sheets: { serial: string; state: string; reason: string | null; keyings: number }[];
  seal: { value: string; fits: boolean; differs: string[] } | null;
  errors: { field: string; code: string; sentence: string }[];
  lines: { what: string; who: string; changes?: unknown[]; reason?: string }[];
  keyings: { pass: number; who: string; answers: object | null }[];
  conflicts: { question: string; first: unknown; second: unknown; settled: unknown; choice: string }[];
  answers: Record<string, unknown> | null;
  units: { unit: string; sheets: Record<string, unknown>; faults: unknown[] }[];
};

const json = async (response: Response | Promise<Response>) => (await (await response).json()) as Json;

const manager = (world: World) => member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);

/** Done with 200 or 201, or the problem. */
async function done(response: Promise<Response>): Promise<Json> {
  const answer = await response;
  const body = await json(answer);
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  return body;
}

async function batchOut(by: Member): Promise<{ path: string; serials: string[] }> {
  const { batches } = await done(by.request('POST', BATCHES, ALLOT));
  const path = `${BATCHES}/${batches[0]}`;
  await done(by.request('PUT', `${path}/handed-out`, {}));
  const { sheets } = await json(by.request('GET', path));
  return { path, serials: sheets.map((sheet) => sheet.serial) };
}

/** Keys a sheet twice, by two people; the second reads q01 as `second`. */
async function keyTwice(world: World, serial: string, second = 4): Promise<void> {
  const [one, two] = [await clerk(world), await clerk(world)];
  await keySheet.run(world.environment, one.actor, keyed(serial));
  const reading = { pass: 2 as const, answers: sheetOfFours({ q01: second }) };
  await keySheet.run(world.environment, two.actor, keyed(serial, reading));
}

onBothDatabases('batches of sheets', (database) => {
  test('10 sheets: 9 back, 8 accepted, 1 over the quota, 1 missing; the tally equals the sheets', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    for (const serial of serials.slice(0, 9)) {
      const counted = await json(by.request('PUT', `${path}/count-back`, { serials: [serial] }));
      expect(counted.totals).toMatchObject({ issued: 10 });
    }
    await done(by.request('PUT', `${path}/count-back`, { expected: 9 }));
    for (const serial of serials.slice(0, 8)) await keyTwice(world, serial);
    const open = await json(by.request('GET', path));
    expect(open.batch).toMatchObject({ state: 'returned', faults: [] });
    expect(open.batch.totals).toMatchObject({
      ...{ issued: 10, expected: 9, counted: 9, keyed: 8, accepted: 8, out: 1, waiting: 0, conflicts: 0 },
      rejected: { 'over-quota': 1 },
    });
    expect(open.sheets.filter((sheet) => sheet.keyings === 2)).toHaveLength(8);
    await done(by.request('PUT', `${path}/closed`, { missing: 1 }));
    const closed = await json(by.request('GET', path));
    expect(closed.batch).toMatchObject({ state: 'closed', totals: { missing: 1, out: 0 } });
    expect(closed.seal).toMatchObject({ fits: true, differs: [] });
    const tallies = await world.db.selectFrom('tallies').select(['basis', 'responses']).execute();
    expect(tallies).toEqual([{ basis: 'sheet', responses: 8 }]);
    const { units } = await json(by.request('GET', '/api/v1/surveys/hai-long/reconciliation'));
    expect(units).toMatchObject([
      {
        unit: 'TT-AN',
        sheets: { issued: 10, returned: 9, accepted: 8, missing: 1, rejected: { 'over-quota': 1 } },
        answers: { web: 0, kiosk: 0, paper: 8 },
        faults: [],
      },
    ]);
  });

  test('the list says what may be allotted, how far each batch is, and what is in the way of closing', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path } = await batchOut(by);
    await done(by.request('PUT', `${path}/count-back`, { expected: 3, all: true }));
    const list = (await (await by.request('GET', BATCHES)).json()) as {
      surveys: { id: string; many: boolean; open: boolean; groups: unknown[]; units: string[] }[];
      postOffices: unknown;
      batches: Json['batch'][];
      policy: unknown;
    };
    expect(list.postOffices).toEqual([{ code: 'TT-BD', name: { vi: 'Bưu điện Thử' } }]);
    expect(list.policy).toEqual({ share: '1', seed: '' });
    expect(list.surveys.map(({ id, many, open }) => [id, many, open])).toEqual([
      ['dai-bieu', true, true],
      ['hai-long', false, true],
      ['nho', false, true],
      ['theo-ma', false, true],
    ]);
    expect(list.batches).toMatchObject([
      {
        state: 'returned',
        totals: { waiting: 8, counted: 10 },
        faults: [
          { code: 'not-counted', is: 10, should: 3 },
          { code: 'waiting', is: 8, should: 0 },
        ],
      },
    ]);
  });

  test('what is refused is said in the language of the reader', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    const wrong = await by.request('PUT', `${path}/count-back`, { serials: ['000018'] });
    expect([wrong.status, (await json(wrong)).title]).toEqual([422, 'Số phiếu gõ chưa đúng']);
    const early = await by.request('PUT', `${path}/closed`, { missing: 10 });
    expect([early.status, await json(early)]).toMatchObject([
      409,
      { code: 'batch-not-balanced', errors: [{ field: 'totals.not-expected', code: 'not-expected' }] },
    ]);
    for (const [method, to, body, status] of [
      ['GET', `${BATCHES}/99`, undefined, 404],
      ['GET', `${BATCHES}/x`, undefined, 400],
      ['GET', `/api/v1/campaigns/${CAMPAIGN}/sheets/${serialOf(700)}`, undefined, 422],
      ['GET', '/api/v1/campaigns/khong-co/sheet-batches', undefined, 403],
      ['PUT', `${path}/closed`, {}, 400],
      ['PUT', `${path}/count-back`, { serials: [serials[0]], loi: 1 }, 400],
      ['PUT', `/api/v1/campaigns/${CAMPAIGN}/sheets/${serials[0]}/rejection`, { reason: 'ugly' }, 400],
      ['PUT', `/api/v1/campaigns/${CAMPAIGN}/sheets/${serials[0]}/withdrawn`, { note: ' ' }, 400],
    ] as const)
      expect([method, to, (await by.request(method, to, body)).status]).toEqual([method, to, status]);
    const clerkOfOffice = await member(world, [{ role: 'entry-clerk', unit: 'TT-BD' }]);
    expect((await clerkOfOffice.request('GET', path)).status).toBe(403);
  });
});

onBothDatabases('the trail of a sheet', (database) => {
  const sheetPath = (serial: string) => `/api/v1/campaigns/${CAMPAIGN}/sheets/${serial}`;
  const what = ({ lines }: Json) => lines.map((line) => line.what);

  test('tells everything that happened, in order, and who did it', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    const [serial = ''] = serials;
    await done(by.request('PUT', `${path}/count-back`, { serials: [serial] }));
    await done(by.request('PUT', `${path}/count-back`, { takeOff: serial }));
    world.setTime('2026-06-15T05:01:00.000Z');
    await done(by.request('PUT', `${path}/count-back`, { expected: 10, all: true }));
    world.setTime('2026-06-15T05:02:00.000Z');
    await keyTwice(world, serial, 2);
    const open = await json(by.request('GET', sheetPath(serial)));
    expect(open.conflicts).toMatchObject([{ question: 'q01', first: 4, second: 2, choice: null }]);
    world.setTime('2026-06-15T05:03:00.000Z');
    await settleConflict.run(world.environment, by.actor, {
      campaign: CAMPAIGN,
      serial,
      fields: [{ question: 'q01', unit: '', choice: 'second', reason: 'misread' }],
    });
    world.setTime('2026-06-15T05:04:00.000Z');
    const corrected = { answers: { ...sheetOfFours({ q01: 5 }) }, reason: 'đọc lại phiếu' };
    await done(by.request('PUT', sheetPath(serial), corrected));
    world.setTime('2026-06-15T05:05:00.000Z');
    await done(by.request('DELETE', sheetPath(serial), { reason: 'hai phiếu một người' }));
    const all = await json(by.request('GET', sheetPath(serial)));
    expect(what(all)).toEqual([
      ...['allotted', 'handed-out', 'counted', 'taken-off', 'counted', 'keyed', 'keyed'],
      ...['settled', 'accepted', 'corrected', 'voided'],
    ]);
    expect(all.lines[9]).toMatchObject({
      who: by.username,
      reason: 'đọc lại phiếu',
      changes: [{ question: 'q01', unit: '', before: 2, after: 5 }],
    });
    expect(all.conflicts).toMatchObject([{ settled: 2, choice: 'second' }]);
    expect(all.answers).toMatchObject({ q01: 5 });
    // The first nine stand; the sheet that left the count let the ninth back in, and its own trail says so.
    const next = await json(by.request('GET', sheetPath(serials[8] ?? '')));
    expect(what(next)).toEqual(['allotted', 'handed-out', 'counted', 'pushed-out', 'back-in']);
  });

  test('shows what a clerk read only when no other clerk can be led by it', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    const [serial = ''] = serials;
    await done(by.request('PUT', `${path}/count-back`, { expected: 10, all: true }));
    const one = await clerk(world);
    await keySheet.run(world.environment, one.actor, keyed(serial));
    const blind = await json(by.request('GET', sheetPath(serial)));
    expect(blind.keyings).toMatchObject([{ pass: 1, who: one.username, answers: null }]);
    expect(blind.answers).toBeNull();
    await keySheet.run(world.environment, (await clerk(world)).actor, keyed(serial, { pass: 2 }));
    const seen = await json(by.request('GET', sheetPath(serial)));
    expect(seen.keyings.map((reading) => reading.answers)).toEqual([sheetOfFours(), sheetOfFours()]);
    expect(seen.answers).toMatchObject({ q01: 4 });
  });

  test('tells of rejection, reinstatement, withdrawal and the closing of its batch', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    const [one = '', two = ''] = serials;
    await done(by.request('PUT', `${path}/count-back`, { expected: 1, serials: [one] }));
    const rejection = `${sheetPath(one)}/rejection`;
    await done(by.request('PUT', rejection, { reason: 'spoiled', note: 'rách' }));
    world.setTime('2026-06-15T05:01:00.000Z');
    await done(by.request('DELETE', rejection));
    world.setTime('2026-06-15T05:02:00.000Z');
    await done(by.request('PUT', rejection, { reason: 'duplicate' }));
    await done(by.request('PUT', `${sheetPath(two)}/withdrawn`, { note: 'in mờ' }));
    world.setTime('2026-06-15T05:03:00.000Z');
    const late = await by.request('PUT', `${path}/withdrawn`, { note: 'không phát' });
    expect(await json(late)).toMatchObject({ code: 'wrong-batch-state', errors: [{ code: 'is-returned' }] });
    await done(by.request('PUT', `${path}/closed`, { missing: 8 }));
    world.setTime('2026-06-15T05:04:00.000Z');
    await done(by.request('DELETE', `${path}/closed`, { reason: 'kiểm tra lại' }));
    expect(what(await json(by.request('GET', sheetPath(one))))).toEqual([
      ...['allotted', 'handed-out', 'counted', 'rejected', 'reinstated', 'rejected', 'closed', 'reopened'],
    ]);
    const withdrawn = await json(by.request('GET', sheetPath(two)));
    expect(what(withdrawn)).toEqual(['allotted', 'handed-out', 'withdrawn', 'closed', 'reopened']);
    expect(withdrawn.lines[2]).toMatchObject({ note: 'in mờ' });
  });
});

onBothDatabases('the reconciliation', (database) => {
  test('sets tokens, sheets and answers of each unit side by side, cut to the units of the reader', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    await done(by.request('PUT', `${path}/count-back`, { expected: 2, serials: serials.slice(0, 2) }));
    await keyTwice(world, serials[0] ?? '');
    const token = await oneToken(world, 'hai-long', 'TT-BI');
    await oneToken(world, 'hai-long', 'TT-BI');
    expect((await world.send(visit({ unit: 'TT-BI', token }))).status).toBe(201);
    const url = '/api/v1/surveys/hai-long/reconciliation';
    const { units } = await json(by.request('GET', url));
    expect(units).toMatchObject([
      { unit: 'TT-AN', sheets: { issued: 10, returned: 2, accepted: 1, waiting: 1, out: 8 }, faults: [] },
      {
        unit: 'TT-BI',
        tokens: { issued: 2, used: 1, unused: 1, expired: 0, void: 0 },
        answers: { web: 1, kiosk: 0, paper: 0 },
        faults: [],
      },
    ]);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    expect((await json(officer.request('GET', url))).units.map((one) => one.unit)).toEqual(['TT-BI']);
    const stranger = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    expect((await stranger.request('GET', url)).status).toBe(403);
  });

  test('flags a unit whose accepted sheets are not its stored answers, and publication is told', async () => {
    const world = await openedWorld(database);
    const by = await manager(world);
    const { path, serials } = await batchOut(by);
    await done(by.request('PUT', `${path}/count-back`, { expected: 2, serials: serials.slice(0, 2) }));
    await keyTwice(world, serials[0] ?? '');
    const survey = await findSurvey(world.db, 'hai-long');
    if (!survey) throw new Error('no survey');
    expect(await unbalancedUnits(world.db, [survey])).toEqual([]);
    await world.db
      .updateTable('sheets')
      .set({ state: 'void' })
      .where('serial', '=', serials[0] ?? '')
      .execute();
    const { units } = await json(by.request('GET', '/api/v1/surveys/hai-long/reconciliation'));
    expect(units[0]?.faults).toEqual([{ what: 'accepted', day: null, ledger: 0, found: 1 }]);
    await world.db
      .deleteFrom('sheets')
      .where('serial', '=', serials[5] ?? '')
      .execute();
    const gone = await json(by.request('GET', '/api/v1/surveys/hai-long/reconciliation'));
    expect(gone.units[0]?.faults).toContainEqual({ what: 'allotted', day: null, ledger: 10, found: 9 });
    expect(await unbalancedUnits(world.db, [survey])).toEqual(['TT-AN']);
  });
});
