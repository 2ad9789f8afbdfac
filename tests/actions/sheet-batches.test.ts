/** Batches of sheets from allotment to the seal, on both databases: what each step stores, and everything it refuses. */
import { describe, expect, test } from 'vitest';
import { putSheetNumber } from '../../db/queries/sheet-numbers.ts';
import { sealedSheets } from '../../db/queries/sheet-trail.ts';
import { insertSheets } from '../../db/queries/sheets.ts';
import { inTransaction } from '../../db/transaction.ts';
import { can } from '../../server/access.ts';
import { correctSheet, voidSheet } from '../../server/actions/accept-sheet.ts';
import { closeBatch, reopenBatch } from '../../server/actions/close-batch.ts';
import { handOutSheets } from '../../server/actions/hand-out-sheets.ts';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import {
  reinstateSheet,
  rejectSheet,
  withdrawBatch,
  withdrawSheet,
} from '../../server/actions/reject-sheet.ts';
import { setKeyingPolicy } from '../../server/actions/set-keying-policy.ts';
import { totalsOfBatch } from '../../server/batch-totals.ts';
import { passesOf } from '../../server/core/keying-policy.ts';
import { type RejectReason, sealOf } from '../../server/core/sheet-ledger.ts';
import { Problem } from '../../server/problem.ts';
import { sealFound } from '../../server/sheet-batch-view.ts';
import { isSerial, serialOf } from '../../survey-forms/serial.ts';
import {
  acceptWaiting,
  allot,
  batchOf,
  batchOut,
  count,
  MANAGER,
  sheetOf,
  sheetsIn,
  statesIn,
} from '../help/batches.ts';
import { onBothDatabases } from '../help/databases.ts';
import { CAMPAIGN, openedWorld, SURVEYS, UNITS } from '../help/opened-world.ts';
import { closeBatches, putReturnedSheet } from '../help/sheets.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign, satisfactionAnswers } from '../walk/hand-computed.ts';

/** `code field place-code …`, or "done". */
async function outcome(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return 'done';
  if (!(error instanceof Problem)) throw error;
  return [error.code, ...error.places.map(({ field, code }) => `${field} ${code}`)].join(', ');
}

const reject = ({ environment }: World, serial: string, reason: RejectReason = 'spoiled') =>
  rejectSheet.run(environment, MANAGER, { campaign: CAMPAIGN, serial, reason });
const reinstate = ({ environment }: World, serial: string) =>
  reinstateSheet.run(environment, MANAGER, { campaign: CAMPAIGN, serial });
const withdraw = ({ environment }: World, serial: string) =>
  withdrawSheet.run(environment, MANAGER, { campaign: CAMPAIGN, serial, note: 'in hỏng' });
const close = ({ environment }: World, batch: number, missing: number) =>
  closeBatch.run(environment, MANAGER, { campaign: CAMPAIGN, batch, missing });
const reopen = ({ environment }: World, batch: number) =>
  reopenBatch.run(environment, MANAGER, { campaign: CAMPAIGN, batch, reason: 'tìm thấy phiếu' });
const handOut = ({ environment }: World, batch: number, on?: string | null) =>
  handOutSheets.run(environment, MANAGER, { campaign: CAMPAIGN, batch, on });
const voided = ({ environment }: World, serial: string) =>
  voidSheet.run(environment, MANAGER, { campaign: CAMPAIGN, serial, reason: 'hai phiếu một người' });

const pick = (serials: readonly string[], ...places: number[]) =>
  places.map((place) => serials[place - 1] ?? 'none');

onBothDatabases('allotting', (database) => {
  test('gives each unit a batch, and every sheet a serial of its own', async () => {
    const world = await openedWorld(database);
    expect(await allot(world, { units: [...UNITS], sheets: 4, quota: 3 })).toEqual([1, 2, 3]);
    expect(await allot(world, { units: ['TT-AN'], sheets: 2 })).toEqual([4]);
    const batches = await Promise.all([1, 2, 3, 4].map((number) => batchOf(world, number)));
    expect(batches.map(({ unit, sheets, quota, state }) => [unit, sheets, quota, state])).toEqual([
      ['TT-AN', 4, 3, 'allotted'],
      ['TT-BI', 4, 3, 'allotted'],
      ['TT-CA', 4, 3, 'allotted'],
      ['TT-AN', 2, null, 'allotted'],
    ]);
    const all = (await Promise.all([1, 2, 3, 4].map((number) => sheetsIn(world, number)))).flat();
    expect(all.map((sheet) => sheet.serial)).toEqual(Array.from({ length: 14 }, (_, i) => serialOf(i)));
    expect(
      all.every((sheet) => isSerial(sheet.serial) && sheet.state === 'issued' && sheet.passes === 2),
    ).toBe(true);
    expect((await sheetsIn(world, 2)).map((sheet) => sheet.place)).toEqual([1, 2, 3, 4]);
  });

  test('of a form that rates many units is one batch without a unit', async () => {
    const world = await openedWorld(database);
    const matrix = { survey: 'dai-bieu', respondentGroup: 'deputy' };
    expect(await outcome(allot(world, { ...matrix, units: ['TT-AN'] }))).toBe(
      'malformed-request, units many-units',
    );
    const [batch = 0] = await allot(world, { ...matrix, units: [] });
    expect((await batchOf(world, batch)).unit).toBe('');
  });

  test('takes the share and the seed of the campaign as they stand then', async () => {
    const world = await openedWorld(database);
    const policy = await setKeyingPolicy.run(world.environment, MANAGER, {
      campaign: CAMPAIGN,
      share: '0.25',
    });
    expect(policy.seed).toMatch(/^[0-9a-f]{16}$/);
    const [batch = 0] = await allot(world, { sheets: 10 });
    const sheets = await sheetsIn(world, batch);
    const serials = sheets.map((sheet) => sheet.serial);
    expect(sheets.map((sheet) => sheet.passes)).toEqual(passesOf(policy, serials));
    expect(sheets.filter((sheet) => sheet.passes === 2)).toHaveLength(3);
    await setKeyingPolicy.run(world.environment, MANAGER, {
      campaign: CAMPAIGN,
      share: '0',
      seed: ' hạt 7 ',
    });
    expect((await sheetsIn(world, batch)).map((sheet) => sheet.passes)).toEqual(passesOf(policy, serials));
    const [later = 0] = await allot(world);
    expect((await sheetsIn(world, later)).every((sheet) => sheet.passes === 1)).toBe(true);
    const set = (share: string, seed?: string) =>
      outcome(setKeyingPolicy.run(world.environment, MANAGER, { campaign: CAMPAIGN, share, seed }));
    expect(await set('1.5')).toBe('malformed-request, share not-a-share');
    expect(await set('0.5', 'x'.repeat(41))).toBe('malformed-request, seed too-large');
  });

  test('goes round after 99999, and skips what the campaign has printed', async () => {
    const world = await openedWorld(database);
    await putReturnedSheet(world, {
      survey: 'hai-long',
      serial: serialOf(1),
      unit: 'TT-AN',
      respondentGroup: 'citizen',
      day: '2026-06-10',
    });
    await allot(world, { sheets: 1 });
    await inTransaction(world.db, (trx) => putSheetNumber(trx, 'TT', 99_998));
    const [batch = 0] = await allot(world, { sheets: 4 });
    expect((await sheetsIn(world, batch)).map((sheet) => sheet.serial)).toEqual(
      [99_998, 99_999, 2, 3].map(serialOf),
    );
  });

  test('ends with the serials: a campaign has no more than there are', async () => {
    const world = await openedWorld(database);
    const sheet = { ...(await sheetsIn(world, (await allot(world, { sheets: 1 }))[0] ?? 0))[0] };
    const all = Array.from({ length: 99_995 }, (_, i) => ({ ...sheet, serial: serialOf(i + 1), batch: 77 }));
    for (let from = 0; from < all.length; from += 5000)
      await inTransaction(world.db, (trx) =>
        insertSheets(trx, all.slice(from, from + 5000) as Parameters<typeof insertSheets>[1]),
      );
    expect(await outcome(allot(world, { sheets: 5 }))).toBe('too-many-sheets, sheets too-many-sheets');
    const [batch = 0] = await allot(world, { sheets: 4 });
    expect((await sheetsIn(world, batch)).map((one) => one.serial)).toEqual(
      [99_996, 99_997, 99_998, 99_999].map(serialOf),
    );
  });

  test('two managers at once get batches and serials one after the other', async () => {
    const world = await openedWorld(database);
    const given = await Promise.all(Array.from({ length: 6 }, () => allot(world, { sheets: 5 })));
    expect(given.flat().sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const serials = (await Promise.all(given.flat().map((number) => sheetsIn(world, number))))
      .flat()
      .map((sheet) => sheet.serial);
    expect(new Set(serials).size).toBe(30);
  });

  test('refuses what does not fit, and stores nothing', async () => {
    const world = await openedWorld(database);
    const web = { ...SURVEYS[0], id: 'chi-mang', channels: ['web'] } as Parameters<typeof openSurvey.run>[2];
    await openSurvey.run(world.environment, SYSTEM, web);
    const wrong = (more: Parameters<typeof allot>[1]) => outcome(allot(world, more));
    expect(await wrong({ campaign: 'khong-co' })).toBe('forbidden');
    expect(await wrong({ survey: 'khong-co' })).toBe('unknown-survey, survey unknown-survey');
    expect(await wrong({ survey: 'chi-mang' })).toBe('malformed-request, survey no-paper');
    for (const postOffice of ['TT-AN', 'XX'])
      expect(await wrong({ postOffice })).toBe('malformed-request, postOffice no-post-office');
    expect(await wrong({ units: [] })).toBe('malformed-request, units empty');
    expect(await wrong({ units: ['TT-BD'] })).toBe('malformed-request, units[0] unknown-unit');
    expect(await wrong({ units: ['TT-AN', 'TT-AN'] })).toBe('malformed-request, units[1] duplicate-unit');
    expect(await wrong({ units: Array(101).fill('TT-AN') })).toBe('malformed-request, units too-large');
    expect(await wrong({ respondentGroup: 'deputy' })).toBe(
      'malformed-request, respondentGroup unknown-respondent-group',
    );
    for (const sheets of [0, -1, 2001, 1.5])
      expect(await wrong({ sheets })).toBe('malformed-request, sheets too-large');
    for (const quota of [0, 11, 2.5])
      expect(await wrong({ quota })).toBe('malformed-request, quota quota-above-sheets');
    world.setDay('2026-07-15');
    expect(await wrong({})).toBe('survey-closed');
    for (const table of ['sheets', 'sheet_batches', 'sheet_numbers'] as const)
      expect(await world.db.selectFrom(table).selectAll().execute()).toEqual([]);
  });
});

onBothDatabases('handing out and counting back', (database) => {
  test('a batch goes out on a day that is not before it was allotted, and may be taken back', async () => {
    const world = await openedWorld(database);
    const [batch = 0] = await allot(world);
    world.setDay('2026-06-17');
    expect(await outcome(handOut(world, batch, '2026-06-14'))).toBe('malformed-request, on before-allotment');
    expect(await outcome(handOut(world, batch, '2026-06-18'))).toBe('malformed-request, on after-today');
    expect(await outcome(handOut(world, batch, '2026-06-31'))).toBe('malformed-request, on not-a-day');
    expect(await handOut(world, batch, '2026-06-16')).toMatchObject({
      state: 'handed-out',
      handedOutOn: '2026-06-16',
    });
    expect((await handOut(world, batch)).handedOutOn).toBe('2026-06-17');
    expect(await handOut(world, batch, null)).toMatchObject({ state: 'allotted', handedOutOn: null });
    expect(await outcome(count(world, batch, { all: true }))).toBe('wrong-batch-state, batch is-allotted');
    await handOut(world, batch);
    await count(world, batch, { expected: 3 });
    expect(await outcome(handOut(world, batch, null))).toBe('wrong-batch-state, batch is-returned');
    expect(await outcome(handOut(world, 99))).toBe('not-found, batch not-found');
  });

  test('sheets come back in the order in which they are entered, in several goes', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world);
    world.setDay('2026-06-18');
    await count(world, batch, { expected: 6, serials: pick(serials, 5) });
    const { counted } = await count(world, batch, { serials: pick(serials, 2, 9) });
    expect(counted.map((sheet) => [sheet.serial, sheet.receipt])).toEqual([
      [serials[1], 2],
      [serials[8], 3],
    ]);
    const [from = '', to = ''] = pick(serials, 1, 3);
    const range = await count(world, batch, { range: { from, to } });
    expect(range.counted.map((sheet) => [sheet.place, sheet.receipt])).toEqual([
      [1, 4],
      [3, 5],
    ]);
    expect((await batchOf(world, batch)).expected).toBe(6);
    const rest = await count(world, batch, { all: true });
    expect(rest.counted.map((sheet) => sheet.place)).toEqual([4, 6, 7, 8, 10]);
    expect(await batchOf(world, batch)).toMatchObject({ state: 'returned', returnedOn: '2026-06-18' });
  });

  test('the last one is taken off again, and no other', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world);
    const [one = '', two = '', three = ''] = serials;
    await count(world, batch, { serials: [one, two] });
    expect(await outcome(count(world, batch, { takeOff: one }))).toBe('wrong-sheet-state, takeOff not-last');
    await count(world, batch, { takeOff: two });
    expect(await sheetOf(world, two)).toMatchObject({ state: 'issued', receipt: null });
    await count(world, batch, { serials: [three] });
    expect((await sheetOf(world, three)).receipt).toBe(2);
    await reject(world, three);
    expect(await outcome(count(world, batch, { takeOff: three }))).toBe(
      'wrong-sheet-state, serial is-rejected',
    );
  });

  test('a wrong serial is told for what it is, and nothing moves', async () => {
    const world = await openedWorld(database);
    const definition = { ...campaign, campaign: { ...campaign.campaign, id: 'nam-sau' } };
    await importCampaign.run(world.environment, SYSTEM, { definition });
    const later = { ...SURVEYS[0], id: 'sau', campaign: 'nam-sau' } as Parameters<typeof openSurvey.run>[2];
    await openSurvey.run(world.environment, SYSTEM, later);
    const { batch, serials } = await batchOut(world);
    const [other = 0] = await allot(world, { sheets: 2 });
    await allot(world, { campaign: 'nam-sau', survey: 'sau', sheets: 2 });
    const [first = '', second = ''] = serials;
    const [ofOther] = await sheetsIn(world, other);
    await count(world, batch, { serials: [first] });
    await withdraw(world, pick(serials, 10)[0] ?? '');
    const before = await world.db.selectFrom('sheets').selectAll().orderBy('serial').execute();
    const tried = async (...wrong: string[]) => outcome(count(world, batch, { serials: wrong }));
    expect(await tried(second, '000018')).toBe('wrong-check-digit, serials[1] wrong-check-digit');
    expect(await tried(second, '12345')).toBe('wrong-check-digit, serials[1] wrong-check-digit');
    expect(await tried(second, serialOf(500))).toBe('unknown-serial, serials[1] unknown-serial');
    expect(await tried(second, ofOther?.serial ?? '')).toBe(
      `sheet-of-another-batch, batches.${other} sheet-of-another-batch`,
    );
    expect(await tried(second, serialOf(12))).toBe(
      'sheet-of-another-campaign, campaigns.nam-sau sheet-of-another-campaign',
    );
    expect(await tried(second, first)).toBe('already-counted, serials[1] already-counted');
    expect(await tried(second, second)).toBe('already-counted, serials[1] already-counted');
    expect(await tried(second, ...pick(serials, 10))).toBe('wrong-sheet-state, serials[1] is-void');
    expect(await outcome(count(world, batch, { range: { from: second, to: first } }))).toBe(
      'malformed-request, range.to before-from',
    );
    expect(await world.db.selectFrom('sheets').selectAll().orderBy('serial').execute()).toEqual(before);
  });

  test('the day lies between hand-out and today and within the survey, and stays once a sheet is counted under it', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world);
    world.setDay('2026-07-20');
    const on = (returnedOn?: string) => outcome(count(world, batch, { expected: 2, returnedOn }));
    expect(await on()).toBe('malformed-request, returnedOn outside-survey');
    expect(await on('2026-07-15')).toBe('malformed-request, returnedOn outside-survey');
    expect(await on('2026-06-14')).toBe('malformed-request, returnedOn before-hand-out');
    expect(await on('2026-07-21')).toBe('malformed-request, returnedOn after-today');
    expect(await on('2026-02-30')).toBe('malformed-request, returnedOn not-a-day');
    expect((await batchOf(world, batch)).state).toBe('handed-out');
    expect(await on('2026-07-14')).toBe('done');
    expect(await on('2026-07-10')).toBe('done');
    await count(world, batch, { serials: pick(serials, 1, 2) });
    expect(await acceptWaiting(world, serials[0] ?? '')).toBe(true);
    expect(await on('2026-07-11')).toBe('malformed-request, returnedOn already-accepted');
    expect(await on('2026-07-10')).toBe('done');
    const [response] = await world.db.selectFrom('responses').selectAll().execute();
    expect([response?.day, response?.channel, response?.basis]).toEqual(['2026-07-10', 'paper', 'sheet']);
  });

  test('the covering note names no more sheets than there are, and may be forgotten', async () => {
    const world = await openedWorld(database);
    const { batch } = await batchOut(world);
    for (const expected of [-1, 11, 1.5])
      expect(await outcome(count(world, batch, { expected }))).toBe('malformed-request, expected too-large');
    await count(world, batch, { expected: 9 });
    await count(world, batch, { expected: null });
    expect((await batchOf(world, batch)).expected).toBeNull();
  });

  test('two managers who scan the same sheets at once count each once', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world);
    const tries = serials.flatMap((serial) => [serial, serial]);
    const got = await Promise.all(tries.map((serial) => outcome(count(world, batch, { serials: [serial] }))));
    expect(got.filter((one) => one === 'done')).toHaveLength(10);
    expect(new Set(got)).toEqual(new Set(['done', 'already-counted, serials[0] already-counted']));
    const receipts = (await sheetsIn(world, batch)).map((sheet) => sheet.receipt ?? 0);
    expect(receipts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

onBothDatabases('quota and rejection', (database) => {
  test('the first by receipt stand; one that leaves lets the next back in', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world, { sheets: 6, quota: 3 });
    const { quota } = await count(world, batch, { serials: pick(serials, 6, 5, 4, 3, 2) });
    expect(quota).toEqual({ pushedOut: pick(serials, 3, 2), backIn: [] });
    expect(await statesIn(world, batch)).toBe('issued over-quota over-quota returned returned returned');
    expect(await reject(world, serials[4] ?? '')).toEqual({ pushedOut: [], backIn: pick(serials, 3) });
    expect(await statesIn(world, batch)).toBe('issued over-quota returned returned spoiled returned');
    expect((await reinstate(world, serials[4] ?? '')).quota).toEqual({
      pushedOut: pick(serials, 3),
      backIn: [],
    });
    expect(await statesIn(world, batch)).toBe('issued over-quota over-quota returned returned returned');
    // An accepted sheet that is taken out of the count makes room as well.
    await acceptWaiting(world, serials[5] ?? '');
    await voided(world, serials[5] ?? '');
    expect(await statesIn(world, batch)).toBe('issued over-quota returned returned returned void');
  });

  test('one that was accepted in the place of another is not pushed out: it is made void first', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world, { sheets: 3, quota: 1 });
    const [one = '', two = '', three = ''] = serials;
    await count(world, batch, { all: true });
    await reject(world, one);
    await acceptWaiting(world, two);
    expect(await outcome(reinstate(world, one))).toBe(`wrong-sheet-state, sheets.${two} stands-instead`);
    await voided(world, two);
    expect(await statesIn(world, batch)).toBe('spoiled void returned');
    await reinstate(world, one);
    expect(await statesIn(world, batch)).toBe('returned void over-quota');
    expect((await sheetOf(world, three)).reason).toBe('over-quota');
  });

  test('a person rejects what waits, for a reason of the list, and nothing else', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world, { sheets: 5, quota: 2 });
    const [one = '', two = '', three = '', four = ''] = serials;
    expect(await outcome(reject(world, one))).toBe('sheet-not-returned, serial is-issued');
    await count(world, batch, { serials: [one, two, three] });
    expect(await outcome(reject(world, one, 'over-quota'))).toBe('malformed-request, reason not-chosen');
    expect(await outcome(reject(world, three))).toBe('sheet-not-returned, serial is-over-quota');
    expect(await outcome(reinstate(world, three))).toBe('wrong-sheet-state, serial is-over-quota');
    expect(await outcome(reinstate(world, one))).toBe('wrong-sheet-state, serial is-returned');
    await acceptWaiting(world, one);
    expect(await outcome(reject(world, one))).toBe('sheet-not-returned, serial is-accepted');
    expect(await outcome(withdraw(world, two))).toBe('wrong-sheet-state, serial is-returned');
    await withdraw(world, four);
    expect(await sheetOf(world, four)).toMatchObject({ state: 'void', note: 'in hỏng', receipt: null });
    expect(await outcome(withdraw(world, four))).toBe('wrong-sheet-state, serial is-void');
    expect(await outcome(reject(world, '000018'))).toBe('wrong-check-digit, serial wrong-check-digit');
    await rejectSheet.run(world.environment, MANAGER, {
      ...{ campaign: CAMPAIGN, serial: two, reason: 'wrong-group', note: ' doanh nghiệp ' },
    });
    expect(await sheetOf(world, two)).toMatchObject({
      reason: 'wrong-group',
      note: 'doanh nghiệp',
      receipt: 2,
    });
  });
});

/** A batch of ten: nine back, eight accepted, one over the quota, one still out. */
async function ready(world: World): Promise<{ batch: number; serials: readonly string[] }> {
  const made = await batchOut(world, { sheets: 10, quota: 8 });
  await count(world, made.batch, { expected: 9, serials: made.serials.slice(0, 9) });
  for (const serial of made.serials.slice(0, 8)) await acceptWaiting(world, serial);
  return made;
}

onBothDatabases('closing', (database) => {
  test('10 = 8 accepted + 1 rejected + 1 missing, sealed; open again, nothing is missing', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await ready(world);
    const { seal } = await close(world, batch, 1);
    expect(await batchOf(world, batch)).toMatchObject({
      state: 'closed',
      seal,
      closedAt: '2026-06-15T05:00:00.000Z',
    });
    expect(await totalsOfBatch(world.db, await batchOf(world, batch))).toMatchObject({
      ...{ issued: 10, expected: 9, counted: 9, accepted: 8, missing: 1, waiting: 0, out: 0 },
      rejected: { 'over-quota': 1 },
    });
    expect(await sealFound(world.db, await batchOf(world, batch))).toEqual({
      value: seal,
      fits: true,
      differs: [],
    });
    await reopen(world, batch);
    expect(await batchOf(world, batch)).toMatchObject({ state: 'returned', seal: null, closedAt: null });
    expect((await sheetOf(world, serials[9] ?? '')).state).toBe('issued');
    // The lost one turns up: it comes after the one that was over the quota.
    await count(world, batch, { expected: 10, serials: pick(serials, 10) });
    expect((await sheetOf(world, serials[9] ?? '')).reason).toBe('over-quota');
    const again = await close(world, batch, 0);
    expect(again.seal).not.toBe(seal);
    const trail = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'reopen-sheet-batch')
      .execute();
    expect(JSON.parse(trail[0]?.details ?? '')).toEqual({ reason: 'tìm thấy phiếu', seal });
  });

  test('is refused while a total is off, and says which', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world, { sheets: 4 });
    const off = (missing: number) => outcome(close(world, batch, missing));
    expect(await off(4)).toBe('batch-not-balanced, totals.not-expected not-expected');
    await count(world, batch, { expected: 3, serials: pick(serials, 1, 2) });
    expect(await off(2)).toBe('batch-not-balanced, totals.not-counted not-counted, totals.waiting waiting');
    await count(world, batch, { serials: pick(serials, 3) });
    await reject(world, serials[2] ?? '', 'duplicate');
    for (const serial of serials.slice(0, 2)) await acceptWaiting(world, serial);
    // Somebody counts on between the question and the answer: what he agreed to is what happens.
    expect(await off(2)).toBe('batch-not-balanced, missing other-missing');
    expect(await off(1)).toBe('done');
    expect(await off(1)).toBe('batch-closed');
  });

  test('a batch withdrawn whole is closed without a covering note, and opens where it was', async () => {
    const world = await openedWorld(database);
    const [batch = 0] = await allot(world, { sheets: 3 });
    expect(await outcome(close(world, batch, 3))).toBe(
      'batch-not-balanced, totals.not-expected not-expected',
    );
    const input = { campaign: CAMPAIGN, batch, note: 'nhầm bưu cục' };
    expect(await withdrawBatch.run(world.environment, MANAGER, input)).toEqual({ withdrawn: 3 });
    await close(world, batch, 0);
    await reopen(world, batch);
    expect(await batchOf(world, batch)).toMatchObject({ state: 'allotted' });
  });

  test('a closed batch takes nothing, and is opened again with a reason', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await ready(world);
    expect(await outcome(reopen(world, batch))).toBe('wrong-batch-state, batch is-returned');
    await close(world, batch, 1);
    const [one = ''] = serials;
    const answers = satisfactionAnswers([1]);
    const correct = () =>
      correctSheet.run(world.environment, MANAGER, { campaign: CAMPAIGN, serial: one, answers, reason: 'r' });
    const refused = [
      () => count(world, batch, { all: true }),
      () => count(world, batch, { expected: 3 }),
      () => handOut(world, batch),
      correct,
      () => voided(world, one),
      () => withdrawBatch.run(world.environment, MANAGER, { campaign: CAMPAIGN, batch, note: 'x' }),
    ];
    for (const attempt of refused) expect(await outcome(attempt())).toBe('batch-closed');
    expect(await acceptWaiting(world, serials[8] ?? '')).toBe(false);
    await reopen(world, batch);
    expect(await outcome(correct())).toBe('done');
  });

  test('the seal breaks when somebody changes a sheet or an answer behind it, and names the sheet', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await ready(world);
    await close(world, batch, 1);
    const found = async () => sealFound(world.db, await batchOf(world, batch));
    const [one = '', two = ''] = serials;
    const { response } = await sheetOf(world, one);
    const { answers } = await world.db
      .selectFrom('responses')
      .select('answers')
      .where('id', '=', response ?? '')
      .executeTakeFirstOrThrow();
    const put = (text: string) =>
      world.db
        .updateTable('responses')
        .set({ answers: text })
        .where('id', '=', response ?? '')
        .execute();
    await put(answers.replace('5', '1'));
    expect(await found()).toMatchObject({ fits: false, differs: [one] });
    await put(answers);
    expect(await found()).toMatchObject({ fits: true, differs: [] });
    await world.db.updateTable('sheets').set({ state: 'void' }).where('serial', '=', two).execute();
    expect(await found()).toMatchObject({ fits: false, differs: [two] });
    await world.db.updateTable('sheets').set({ state: 'accepted' }).where('serial', '=', two).execute();
    // Whoever makes the seal anew over what he changed is found by the trail, which nobody can change.
    await put(answers.replace('5', '1'));
    const forged = sealOf(await sealedSheets(world.db, await batchOf(world, batch)));
    await world.db.updateTable('sheet_batches').set({ seal: forged.seal }).execute();
    expect(await found()).toEqual({ value: forged.seal, fits: false, differs: [one] });
    await put(answers);
    expect(await found()).toMatchObject({ fits: false, differs: [] });
  });

  test('keying meanwhile: either the sheet is in before the close, or the close before the sheet', async () => {
    const world = await openedWorld(database);
    const { batch, serials } = await batchOut(world, { sheets: 5 });
    await count(world, batch, { expected: 5, all: true });
    for (const serial of serials.slice(0, 4)) await acceptWaiting(world, serial);
    const [closing, accepted] = await Promise.all([
      outcome(close(world, batch, 0)),
      acceptWaiting(world, serials[4] ?? ''),
    ]);
    expect([
      ['done', true],
      ['batch-not-balanced, totals.waiting waiting', true],
    ]).toContainEqual([closing, accepted]);
  });

  test('a result is published only when every batch is closed', async () => {
    const world = await openedWorld(database);
    const { batch } = await ready(world);
    const [other = 0] = await allot(world);
    world.setDay('2026-07-15');
    const publish = () => outcome(publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN }));
    expect(await publish()).toBe(
      `not-ready-to-publish, sheet-batches.${batch} batch-open, sheet-batches.${other} batch-open`,
    );
    await withdrawBatch.run(world.environment, MANAGER, { campaign: CAMPAIGN, batch: other, note: 'thừa' });
    await closeBatches(world);
    expect(await publish()).toBe('done');
  });
});

describe('a manager', () => {
  test('acts for his own province only', async () => {
    expect(can(MANAGER, 'allot-sheets', ['TT'])).toBe(true);
    expect(can(MANAGER, 'allot-sheets', ['HH'])).toBe(false);
  });
});
