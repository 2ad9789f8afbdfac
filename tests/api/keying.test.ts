/** Keying over its whole way: the list, the pack, one sheet in two blind passes, the proof; and everything refused. */
import { describe, expect, test } from 'vitest';
import { contentHashOf } from '../../server/actions/key-sheet.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { onBothDatabases } from '../help/databases.ts';
import {
  clerk,
  keyed,
  manager,
  outcomeOf,
  send,
  sent,
  serials,
  sheetOfFours,
  standings,
  tallied,
} from '../help/keying.ts';
import type { Member } from '../help/member.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { putReturnedBatch } from '../help/sheets.ts';
import type { World } from '../help/world.ts';

const [A = '', B = '', C = ''] = serials(3);
const BATCH = { survey: 'hai-long', number: 1, unit: 'TT-AN', serials: [A, B, C] } as const;

async function atWork(database: Parameters<typeof openedWorld>[0], more: object = {}) {
  const world = await openedWorld(database);
  await putReturnedBatch(world, { ...BATCH, ...more });
  return { world, an: await clerk(world), binh: await clerk(world) };
}

const read = async (who: Member, path: string) => sent(who.request('GET', `/api/v1/keying${path}`));
const rows = async ({ db }: World, table: 'keyings' | 'conflicts' | 'responses' | 'comments') =>
  db.selectFrom(table).selectAll().execute();
const setBatch = async ({ db }: World, state: 'allotted' | 'closed') =>
  db.updateTable('sheet_batches').set({ state }).execute();

onBothDatabases('keying', (database) => {
  describe('what is to be keyed', () => {
    test('is listed by batch and pass, and moves as sheets are keyed', async () => {
      const { world, an, binh } = await atWork(database);
      const progress = async (who: Member) => {
        const { batches } = (await read(who, '/batches')).body as { batches: Record<string, unknown>[] };
        return batches.map((one) => [one.batch, one.pass, one.waiting, one.forYou, one.keyed, one.byYou]);
      };
      expect((await read(an, '/batches')).body).toMatchObject({
        batches: [
          {
            ...{ campaign: CAMPAIGN, batch: 1, pass: 1, survey: 'hai-long', respondentGroup: 'citizen' },
            ...{ title: { vi: 'Hài lòng' }, postOffice: { vi: 'Bưu điện Thử' }, unit: { vi: 'Sở An' } },
            ...{ waiting: 3, forYou: 3, keyed: 0, byYou: 0 },
          },
          { pass: 2, waiting: 3 },
        ],
      });
      await send(an, keyed(A));
      await send(an, keyed(B, { pass: 2 }));
      expect(await progress(an)).toEqual([
        [1, 1, 2, 1, 1, 1],
        [1, 2, 2, 1, 1, 1],
      ]);
      expect(await progress(binh)).toEqual([
        [1, 1, 2, 2, 1, 0],
        [1, 2, 2, 2, 1, 0],
      ]);
      await send(binh, keyed(A, { pass: 2 }));
      expect(await progress(binh)).toEqual([
        [1, 1, 2, 2, 1, 0],
        [1, 2, 1, 1, 2, 1],
      ]);
      expect(await standings(world)).toMatchObject({ [A]: 'accepted', [B]: 'returned' });
    });

    test('of a campaign whose sheets are keyed once, there is no second pass', async () => {
      const { an } = await atWork(database, { passes: 1 });
      const { batches } = (await read(an, '/batches')).body as { batches: { pass: number }[] };
      expect(batches.map((one) => one.pass)).toEqual([1]);
      const pack = (await read(an, `/batches/${CAMPAIGN}/1/2`)).body as { sheets: unknown[] };
      expect(pack.sheets).toEqual([]);
    });

    test('is a clerk’s own: another post office sees and gets nothing', async () => {
      const { world } = await atWork(database);
      const other = await clerk(world, 'TT-AN');
      expect((await read(other, '/batches')).body).toEqual({ batches: [] });
      expect(outcomeOf(await read(other, `/batches/${CAMPAIGN}/1/1`))).toBe('forbidden');
      expect(outcomeOf(await send(other, keyed(A)))).toBe('forbidden');
      const ofProvince = await clerk(world, 'TT');
      expect(outcomeOf(await send(ofProvince, keyed(A)))).toBe('201');
    });

    test('comes as a pack: form, units and the sheets that wait, with nothing of the other pass', async () => {
      const { world, an, binh } = await atWork(database);
      await send(an, keyed(A));
      await send(an, keyed(B, { pass: 2, answers: sheetOfFours({ q01: 1 }) }));
      const sheets = async (who: Member, pass: number) => {
        const { body } = await read(who, `/batches/${CAMPAIGN}/1/${pass}`);
        return (body as { sheets: { serial: string; keyed: string }[] }).sheets.map((one) => one.keyed);
      };
      expect(await sheets(an, 1)).toEqual(['by-you', 'other-pass-yours', 'no']);
      expect(await sheets(an, 2)).toEqual(['other-pass-yours', 'by-you', 'no']);
      expect(await sheets(binh, 1)).toEqual(['by-other', 'no', 'no']);
      expect(await sheets(binh, 2)).toEqual(['no', 'by-other', 'no']);
      const { body } = await read(binh, `/batches/${CAMPAIGN}/1/2`);
      expect(body).toMatchObject({
        form: { id: 'satisfaction', version: 1 },
        units: [],
        unit: { vi: 'Sở An' },
      });
      const rest = JSON.stringify({ ...body, form: null });
      expect(rest).not.toContain(an.id);
      expect(rest).not.toContain('q01');
      await setBatch(world, 'closed');
      expect(outcomeOf(await read(binh, `/batches/${CAMPAIGN}/1/2`))).toBe('batch-closed');
      expect(outcomeOf(await read(binh, `/batches/${CAMPAIGN}/9/2`))).toBe('not-found');
    });

    test('a matrix comes with its units, by name, in the order of the survey', async () => {
      const world = await openedWorld(database);
      await putReturnedBatch(world, { survey: 'dai-bieu', number: 2, unit: '', serials: [A] });
      const { body } = await read(await clerk(world), `/batches/${CAMPAIGN}/2/1`);
      expect(body).toMatchObject({
        unit: null,
        units: [
          { code: 'TT-AN', name: { vi: 'Sở An' } },
          { code: 'TT-BI', name: { vi: 'Sở Bình' } },
          { code: 'TT-CA', name: { vi: 'Sở Cát' } },
        ],
      });
    });
  });

  describe('two passes', () => {
    test('that agree are accepted, whichever came first, and counted under the day the batch came back', async () => {
      const { world, an, binh } = await atWork(database);
      const first = await send(an, keyed(A, { pass: 2 }));
      expect(await standings(world)).toMatchObject({ [A]: 'returned' });
      expect(await tallied(world)).toBe(0);
      const second = await send(binh, keyed(A, { pass: 1 }));
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(await standings(world)).toMatchObject({ [A]: 'accepted' });
      expect(await tallied(world)).toBe(1);
      const [response] = await rows(world, 'responses');
      expect(response).toMatchObject({ day: '2026-06-10', channel: 'paper', basis: 'sheet', unit: 'TT-AN' });
    });

    test('that differ leave a row per field, and the receipt does not tell', async () => {
      const { world, an, binh } = await atWork(database);
      const agreed = [await send(an, keyed(A)), await send(binh, keyed(A, { pass: 2 }))];
      const answers = sheetOfFours({ q01: null, q02: '?', q03: 1 });
      const differing = [await send(an, keyed(B)), await send(binh, keyed(B, { pass: 2, answers }))];
      for (const { body, status } of [...agreed, ...differing])
        expect([status, Object.keys(body)]).toEqual([201, ['receipt']]);
      expect(await standings(world)).toMatchObject({ [A]: 'accepted', [B]: 'returned' });
      const conflicts = (await rows(world, 'conflicts')) as Record<string, unknown>[];
      expect(
        conflicts.map((one) => [one.serial, one.question, one.first_value, one.second_value, one.choice]),
      ).toEqual([
        [B, 'q01', '4', 'null', null],
        [B, 'q02', '4', '"?"', null],
        [B, 'q03', '4', '1', null],
      ]);
      expect(await tallied(world)).toBe(1);
    });

    test('of which one is keyed twice by the same clerk are refused', async () => {
      const { world, an } = await atWork(database);
      await send(an, keyed(A));
      expect(outcomeOf(await send(an, keyed(A, { pass: 2 })))).toBe('same-clerk');
      expect(await rows(world, 'keyings')).toHaveLength(1);
    });

    test('wholly blank are rejected and kept, and one over the quota comes back', async () => {
      const { world, an, binh } = await atWork(database, { quota: 2 });
      await world.db
        .updateTable('sheets')
        .set({ state: 'rejected', reason: 'over-quota' })
        .where('serial', '=', C)
        .execute();
      expect(outcomeOf(await send(an, keyed(C)))).toBe('sheet-not-returned');
      const answers = Object.fromEntries(
        Object.keys(sheetOfFours()).map((key) => [key, key === 'q01' ? '?' : null]),
      );
      await send(an, keyed(A, { answers }));
      await send(binh, keyed(A, { pass: 2, answers }));
      expect(await standings(world)).toEqual({ [A]: 'rejected blank', [B]: 'returned', [C]: 'returned' });
      expect(await tallied(world)).toBe(0);
      expect(outcomeOf(await send(an, keyed(C)))).toBe('201');
    });

    test('one pass is enough where the policy says so, and a second is not wanted', async () => {
      const { world, an, binh } = await atWork(database, { passes: 1 });
      await send(an, keyed(A));
      expect(await standings(world)).toMatchObject({ [A]: 'accepted' });
      expect(outcomeOf(await send(binh, keyed(A, { pass: 2 })))).toBe('keyed-once');
      expect(outcomeOf(await send(binh, keyed(B, { pass: 2 })))).toBe('keyed-once');
    });

    test('a matrix is compared unit by unit, and counted for every unit it rates', async () => {
      const world = await openedWorld(database);
      await putReturnedBatch(world, { survey: 'dai-bieu', number: 2, unit: '', serials: [A, B] });
      const [an, binh] = [await clerk(world), await clerk(world)];
      const rate = (code: number) => ({ 'TT-AN': 1, 'TT-BI': code, 'TT-CA': null });
      const answers = { advice: rate(2), coordination: rate(9), responsibility: rate(5) };
      await send(an, keyed(A, { answers }));
      await send(binh, keyed(A, { answers, pass: 2 }));
      await send(an, keyed(B, { answers }));
      await send(binh, keyed(B, { answers: { ...answers, advice: rate(3) }, pass: 2 }));
      expect(await standings(world)).toEqual({ [A]: 'accepted', [B]: 'returned' });
      expect((await rows(world, 'conflicts')) as object[]).toMatchObject([
        { question: 'advice', unit: 'TT-BI' },
      ]);
      expect(await tallied(world, 'dai-bieu')).toBe(2);
    });
  });

  describe('free text', () => {
    const remark = 'Cảm ơn bưu tá đã mang phiếu đến tận nhà';

    test('moves to the comments when the sheet is accepted; nothing of it stays with the serial', async () => {
      const { world, an, binh } = await atWork(database);
      await send(an, keyed(A, { comments: { comment: remark } }));
      await send(binh, keyed(A, { pass: 2 }));
      expect((await rows(world, 'comments')) as object[]).toMatchObject([
        { survey: 'hai-long', unit: 'TT-AN', month: '2026-06', question: 'comment', text: remark },
      ]);
      for (const table of await world.db.introspection.getTables()) {
        if (table.name === 'comments') continue;
        const all = await world.db
          .selectFrom(table.name as 'keyings')
          .selectAll()
          .execute();
        expect([table.name, JSON.stringify(all).includes('bưu tá')]).toEqual([table.name, false]);
      }
      // Whoever has the database can try every comment on every sheet: none of the hashes fits.
      const keyings = (await rows(world, 'keyings')) as { pass: number; content_hash: string }[];
      expect(keyings.find((one) => one.pass === 1)?.content_hash).toBe(contentHashOf(keyed(A)));
    });

    test('is not compared, and belongs to the first pass', async () => {
      const { world, an, binh } = await atWork(database);
      const comments = { comment: remark };
      expect((await send(an, keyed(A, { pass: 2, comments }))).body).toMatchObject({
        code: 'answers-invalid',
        errors: [{ field: 'comments.comment', code: 'not-asked' }],
      });
      expect((await send(an, keyed(A, { comments: { q01: remark } }))).body.errors).toMatchObject([
        { field: 'comments.q01', code: 'unknown-question' },
      ]);
      expect(
        (await send(an, keyed(A, { comments: { comment: 'x'.repeat(5000) } }))).body.errors,
      ).toMatchObject([{ field: 'comments.comment', code: 'too-long' }]);
      await send(an, keyed(A, { comments: { comment: '  ' } }));
      await send(binh, keyed(A, { pass: 2 }));
      expect(await rows(world, 'comments')).toEqual([]);
      expect(await standings(world)).toMatchObject({ [A]: 'accepted' });
    });
  });

  describe('the same again', () => {
    test('gets the same receipt, before and after acceptance, and after the batch is closed', async () => {
      const { world, an, binh } = await atWork(database);
      const body = keyed(A, { comments: { comment: 'Tốt' } });
      const receipt = (await send(an, body)).body.receipt;
      expect((await send(an, body)).body).toEqual({ receipt });
      await send(binh, keyed(A, { pass: 2 }));
      expect((await send(an, body)).body).toEqual({ receipt });
      await setBatch(world, 'closed');
      expect(await send(an, body)).toEqual({ status: 201, body: { receipt } });
      expect(await rows(world, 'keyings')).toHaveLength(2);
      expect(await rows(world, 'comments')).toHaveLength(1);
      expect(await tallied(world)).toBe(1);
    });

    test('with other content, other text or by another clerk is refused', async () => {
      const { an, binh } = await atWork(database);
      await send(an, keyed(A, { comments: { comment: 'Tốt' } }));
      const again = async (who: Member, more: object) => outcomeOf(await send(who, keyed(A, more)));
      expect(await again(an, { answers: sheetOfFours({ q01: 5 }), comments: { comment: 'Tốt' } })).toBe(
        'sheet-already-keyed',
      );
      expect(await again(an, { comments: { comment: 'Khác' } })).toBe('sheet-already-keyed');
      expect(await again(binh, { comments: { comment: 'Tốt' } })).toBe('sheet-already-keyed');
    });
  });

  describe('is refused with what is wrong, and stores nothing', () => {
    test('serials', async () => {
      const { world, an } = await atWork(database);
      const refused = async (serial: string) => {
        const { body, status } = await send(an, keyed(serial));
        return [status, body.code, body.errors?.[0]?.field];
      };
      const wrong = `${A.slice(0, 5)}${(Number(A[5]) + 1) % 10}`;
      expect(await refused(wrong)).toEqual([422, 'wrong-check-digit', 'serial']);
      expect(await refused(serialOf(99_999))).toEqual([422, 'unknown-serial', 'serial']);
      const foreign = serialOf(500);
      const [own] = await world.db.selectFrom('sheets').selectAll().where('serial', '=', A).execute();
      if (!own) throw new Error('no sheet');
      await world.db
        .insertInto('sheets')
        .values({ ...own, serial: foreign, campaign: 'cu-2025' })
        .execute();
      expect(await refused(foreign)).toEqual([422, 'sheet-of-another-campaign', 'campaigns.cu-2025']);
      expect(outcomeOf(await send(an, { ...keyed(A), campaign: 'khong-co' }))).toBe('not-found');
      expect(await rows(world, 'keyings')).toEqual([]);
    });

    test('sheets that do not wait', async () => {
      const { world, an } = await atWork(database);
      const as = async (state: 'issued' | 'rejected' | 'missing' | 'void') => {
        await world.db
          .updateTable('sheets')
          .set({ state, reason: state === 'rejected' ? 'spoiled' : null })
          .execute();
        const { body } = await send(an, keyed(A));
        return [body.code, body.errors?.[0]?.code];
      };
      expect(await as('issued')).toEqual(['sheet-not-returned', 'is-issued']);
      expect(await as('rejected')).toEqual(['sheet-not-returned', 'is-rejected']);
      expect(await as('missing')).toEqual(['sheet-not-returned', 'is-missing']);
      expect(await as('void')).toEqual(['sheet-not-returned', 'is-void']);
      expect(await rows(world, 'keyings')).toEqual([]);
    });

    test('a batch that was closed meanwhile, and one that has not come back', async () => {
      const { world, an } = await atWork(database);
      await setBatch(world, 'closed');
      expect(outcomeOf(await send(an, keyed(A)))).toBe('batch-closed');
      await setBatch(world, 'allotted');
      expect(outcomeOf(await send(an, keyed(A)))).toBe('sheet-not-returned');
      expect(await rows(world, 'keyings')).toEqual([]);
    });

    test('another form version', async () => {
      const { an } = await atWork(database);
      const { body } = await send(an, keyed(A, { formVersion: 2 }));
      expect([body.code, body.errors?.[0]?.field]).toEqual(['old-form-version', 'formVersion']);
    });

    test('answers, each by its place', async () => {
      const { world, an } = await atWork(database);
      const { q02: _, ...withoutSecond } = sheetOfFours({ q01: 6 });
      const { status, body } = await send(an, keyed(A, { answers: { ...withoutSecond, q99: 1 } }));
      expect([status, body.code]).toEqual([422, 'answers-invalid']);
      expect(body.errors?.map((one) => [one.field, one.code])).toContainEqual([
        'answers.q01',
        'not-in-scale',
      ]);
      const missing = await send(an, keyed(A, { answers: { ...withoutSecond, q01: 5 } }));
      expect(missing.body.errors).toMatchObject([{ field: 'answers.q02', code: 'required' }]);
      expect(await rows(world, 'keyings')).toEqual([]);
    });

    test.each([
      ['a pass that does not exist', { pass: 3 }],
      ['a time that is none', { seconds: -1 }],
      ['an unknown field', { agreed: true }],
      ['answers that are none', { answers: [1, 2] }],
      ['a NUL in a text', { comments: { comment: 'a\0b' } }],
    ])('%s', async (_, more) => {
      const { world, an } = await atWork(database);
      expect((await send(an, { ...keyed(A), ...more })).status).toBe(400);
      expect(await rows(world, 'keyings')).toEqual([]);
    });
  });

  describe('at the same moment', () => {
    test('two clerks on one sheet: one is stored, the other told', async () => {
      const { world, an, binh } = await atWork(database);
      for (const serial of BATCH.serials) {
        const outcomes = await Promise.all([send(an, keyed(serial)), send(binh, keyed(serial))]);
        expect(outcomes.map(outcomeOf).sort()).toEqual(['201', 'sheet-already-keyed']);
      }
      expect(await rows(world, 'keyings')).toHaveLength(3);
    });

    test('both passes: the sheet is accepted exactly once', async () => {
      const { world, an, binh } = await atWork(database);
      for (const serial of BATCH.serials) {
        const both = [send(an, keyed(serial)), send(binh, keyed(serial, { pass: 2 }))];
        expect((await Promise.all(both)).map(outcomeOf)).toEqual(['201', '201']);
      }
      expect(Object.values(await standings(world))).toEqual(['accepted', 'accepted', 'accepted']);
      expect(await rows(world, 'responses')).toHaveLength(3);
      expect(await tallied(world)).toBe(3);
    });

    test('both passes of all sheets at once, with differences: every sheet is judged, none waits for another', async () => {
      const { world, an, binh } = await atWork(database);
      const answers = sheetOfFours({ q07: 2 });
      const all = BATCH.serials.flatMap((serial, i) => [
        send(an, keyed(serial)),
        send(binh, keyed(serial, { pass: 2, ...(i === 1 ? { answers } : {}) })),
        send(an, keyed(serial)),
      ]);
      expect((await Promise.all(all)).map(outcomeOf)).toEqual(Array.from({ length: 9 }, () => '201'));
      expect(Object.values(await standings(world))).toEqual(['accepted', 'returned', 'accepted']);
      expect(await tallied(world)).toBe(2);
    });
  });

  test('a fault in the middle leaves nothing half: no keying, no acceptance, no count', async () => {
    const { world, an, binh } = await atWork(database);
    await send(an, keyed(A));
    // The survey's last day is moved to before the batch came back: acceptance must fail, and the keying with it.
    await world.db
      .updateTable('surveys')
      .set({ closes_on: '2026-06-02', accepts_until: '2026-06-03' })
      .execute();
    expect(outcomeOf(await send(binh, keyed(A, { pass: 2 })))).toBe('survey-closed');
    expect(await rows(world, 'keyings')).toHaveLength(1);
    expect(await standings(world)).toMatchObject({ [A]: 'returned' });
    expect(await rows(world, 'responses')).toEqual([]);
  });

  test('the trail says who keyed which pass, and nothing of what', async () => {
    const { world, an } = await atWork(database);
    await send(an, keyed(A, { comments: { comment: 'riêng tư' } }));
    const trail = await world.db.selectFrom('audit').selectAll().where('action', '=', 'key-sheet').execute();
    expect(trail).toMatchObject([
      { actor: an.id, subject: `sheet ${CAMPAIGN} ${A}`, details: '{"pass":1,"stored":true}' },
    ]);
  });

  describe('the proof', () => {
    const checked = async (who: Member, sheets: readonly object[]) =>
      (await sent(who.request('POST', '/api/v1/keying/check', { sheets }))).body;
    const claim = (body: ReturnType<typeof keyed>) => ({
      ...{ campaign: body.campaign, serial: body.serial, pass: body.pass },
      contentHash: contentHashOf(body),
    });

    test('what was keyed is what is stored: counted, and named where it is not', async () => {
      const { world, an, binh } = await atWork(database);
      await send(an, keyed(A, { comments: { comment: 'Tốt' } }));
      await send(an, keyed(B));
      await send(binh, keyed(A, { pass: 2 }));
      const mine = [claim(keyed(A)), claim(keyed(B))];
      expect(await checked(an, mine)).toEqual({ stored: 2, missing: [] });
      const other = keyed(B, { answers: sheetOfFours({ q01: 5 }) });
      expect(await checked(an, [claim(keyed(A)), claim(other), claim(keyed(C))])).toEqual({
        stored: 1,
        missing: [
          { campaign: CAMPAIGN, serial: B, pass: 1 },
          { campaign: CAMPAIGN, serial: C, pass: 1 },
        ],
      });
      // Another's are not his.
      expect(await checked(binh, mine)).toMatchObject({ stored: 0 });
      // What somebody changed in the database shows, whatever hash lies beside it.
      const row = await world.db.selectFrom('keyings').selectAll().where('serial', '=', B).executeTakeFirst();
      await world.db
        .updateTable('keyings')
        .set({ answers: row?.answers.replace('"q01":4', '"q01":5') ?? '' })
        .where('serial', '=', B)
        .execute();
      expect(await checked(an, mine)).toMatchObject({ stored: 1, missing: [{ serial: B }] });
    });

    test('takes a week of sheets at once, and no more', async () => {
      const { an } = await atWork(database);
      const many = (count: number) => Array.from({ length: count }, (_, i) => claim(keyed(serialOf(i))));
      expect(await checked(an, many(5000))).toMatchObject({ stored: 0 });
      const refused = await an.request('POST', '/api/v1/keying/check', { sheets: many(5001) });
      expect(refused.status).toBe(400);
    });
  });

  test('a manager does not key, a clerk does not settle', async () => {
    const { world, an } = await atWork(database);
    const boss = await manager(world);
    expect(outcomeOf(await send(boss, keyed(A)))).toBe('forbidden');
    expect((await an.request('GET', `/api/v1/campaigns/${CAMPAIGN}/conflicts`)).status).toBe(403);
  });
});
