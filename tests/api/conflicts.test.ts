/** Conflicts between two passes: the list, one sheet side by side, its settlement by a third person, and the quality of keying. */
import { describe, expect, test } from 'vitest';
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
import { type Member, member } from '../help/member.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { putReturnedBatch } from '../help/sheets.ts';
import type { World } from '../help/world.ts';

const [A = '', B = '', C = ''] = serials(3);
const CONFLICTS = `/api/v1/campaigns/${CAMPAIGN}/conflicts`;

interface Crew {
  readonly world: World;
  readonly an: Member;
  readonly binh: Member;
  readonly boss: Member;
}

async function crew(database: Parameters<typeof openedWorld>[0]): Promise<Crew> {
  const world = await openedWorld(database);
  await putReturnedBatch(world, { survey: 'hai-long', number: 1, unit: 'TT-AN', serials: [A, B, C] });
  return { world, an: await clerk(world), binh: await clerk(world), boss: await manager(world) };
}

/** Bình reads q01 as 1 and q02 as unreadable; An reads 4 everywhere. */
async function part({ an, binh }: Crew, serial: string, answers = sheetOfFours({ q01: 1, q02: '?' })) {
  await send(an, keyed(serial, { comments: { comment: 'Nhanh hơn trước' } }));
  await send(binh, keyed(serial, { pass: 2, answers }));
}

const read = async (who: Member, path = '') => sent(who.request('GET', CONFLICTS + path));
const settle = async (who: Member, serial: string, fields: readonly object[]) =>
  sent(who.request('POST', `${CONFLICTS}/${serial}`, { fields }));
const BOTH = [
  { question: 'q01', choice: 'second', reason: 'misread' },
  { question: 'q02', choice: 'paper', value: 5, reason: 'dấu bị nhòe' },
];
const answersOf = async ({ db }: World) =>
  (await db.selectFrom('responses').select(['answers', 'state']).execute()).map((row) => row.answers);

onBothDatabases('conflicts', (database) => {
  test('wait in a list: by batch, the oldest first, and say whose they are', async () => {
    const all = await crew(database);
    const { world, an, binh, boss } = all;
    await putReturnedBatch(world, { survey: 'hai-long', number: 2, unit: 'TT-BI', serials: serials(1, 7) });
    world.setTime('2026-06-15T03:00:00.000Z');
    await part(all, serials(1, 7)[0] ?? '');
    await part(all, B);
    world.setTime('2026-06-15T04:00:00.000Z');
    await part(all, A);
    await send(an, keyed(C));
    await send(binh, keyed(C, { pass: 2 }));
    const { body } = await read(boss);
    expect(body).toMatchObject({
      campaign: { id: CAMPAIGN },
      sheets: [
        { serial: B, batch: 1, fields: 2, since: '2026-06-15T03:00:00.000Z', yours: false },
        { serial: A, batch: 1, since: '2026-06-15T04:00:00.000Z', postOffice: { vi: 'Bưu điện Thử' } },
        { serial: serials(1, 7)[0], batch: 2 },
      ],
    });
    const [first] = body.sheets as { clerks: { id: string; name: string }[] }[];
    expect(first?.clerks).toEqual([
      { id: an.id, name: an.username },
      { id: binh.id, name: binh.username },
    ]);
  });

  test('stand side by side, in the order of the paper, with who and when', async () => {
    const all = await crew(database);
    await part(all, A);
    const { body } = await read(all.boss, `/${A}`);
    expect(body).toMatchObject({
      ...{ serial: A, batch: 1, state: 'returned', unit: { vi: 'Sở An' }, yours: false, settledBy: null },
      form: { id: 'satisfaction' },
      passes: [
        { pass: 1, clerk: { id: all.an.id } },
        { pass: 2, clerk: { id: all.binh.id } },
      ],
      fields: [
        { question: 'q01', unit: '', first: 4, second: 1, choice: null },
        { question: 'q02', unit: '', first: 4, second: '?', choice: null },
      ],
    });
    expect(body.agreed).toMatchObject({ q03: 4 });
    expect(body.agreed).not.toHaveProperty('q01');
    // Free text is not compared, and no part of what is settled.
    expect(JSON.stringify(body.agreed)).not.toContain('Nhanh');
  });

  describe('are settled', () => {
    test('field by field at once: the sheet is accepted with what was chosen, and counted', async () => {
      const all = await crew(database);
      const { world, boss } = all;
      await part(all, A);
      await part(all, B, sheetOfFours({ q01: 1 }));
      expect(await settle(boss, A, BOTH)).toEqual({ status: 200, body: { state: 'accepted' } });
      expect(await standings(world)).toMatchObject({ [A]: 'accepted', [B]: 'returned' });
      expect(await tallied(world)).toBe(1);
      const [answers] = await answersOf(world);
      expect(answers).toBe(await packedAs(world, { q01: 1, q02: 5 }));
      const { body } = await read(boss, `/${A}`);
      expect(body).toMatchObject({
        ...{
          state: 'accepted',
          settledBy: { id: boss.id },
          settledAt: world.environment.now().toISOString(),
        },
        fields: [
          { question: 'q01', choice: 'second', settled: 1, reason: 'misread' },
          { question: 'q02', choice: 'paper', settled: 5, reason: 'dấu bị nhòe' },
        ],
      });
      expect((await read(boss)).body.sheets).toMatchObject([{ serial: B }]);
      // The free text of the first pass went with it, and left the keying.
      const comments = await world.db.selectFrom('comments').selectAll().execute();
      expect(comments).toMatchObject([{ text: 'Nhanh hơn trước' }]);
      const kept = await world.db.selectFrom('keyings').select('comments').where('serial', '=', A).execute();
      expect(kept).toEqual([{ comments: null }, { comments: null }]);
    });

    test('to nothing at all: the sheet is rejected as blank', async () => {
      const all = await crew(database);
      const blank = Object.fromEntries(Object.keys(sheetOfFours()).map((key) => [key, null]));
      await send(all.an, keyed(A, { answers: { ...blank, q01: 3 } }));
      await send(all.binh, keyed(A, { pass: 2, answers: blank }));
      const fields = [{ question: 'q01', choice: 'second', reason: 'mistyped' }];
      expect(await settle(all.boss, A, fields)).toMatchObject({ body: { state: 'rejected' } });
      expect(await standings(all.world)).toMatchObject({ [A]: 'rejected blank' });
      expect(await tallied(all.world)).toBe(0);
    });

    test('with a line in the trail: which fields and why, never what they say', async () => {
      const all = await crew(database);
      await part(all, A);
      await settle(all.boss, A, BOTH);
      const [line] = await all.world.db
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', 'settle-conflict')
        .execute();
      expect(line).toMatchObject({ actor: all.boss.id, subject: `sheet ${CAMPAIGN} ${A}` });
      expect(JSON.parse(line?.details ?? '')).toEqual({
        state: 'accepted',
        fields: [
          { question: 'q01', choice: 'second', reason: 'misread' },
          { question: 'q02', choice: 'paper', reason: 'dấu bị nhòe' },
        ],
      });
    });
  });

  describe('are not settled', () => {
    test('by one who keyed the sheet', async () => {
      const all = await crew(database);
      const both = await member(all.world, [
        { role: 'entry-clerk', unit: 'TT-BD' },
        { role: 'fieldwork-manager', unit: 'TT' },
      ]);
      await part({ ...all, an: both }, A);
      expect((await read(both)).body.sheets).toMatchObject([{ serial: A, yours: true }]);
      expect(outcomeOf(await settle(both, A, BOTH))).toBe('same-clerk');
      expect(outcomeOf(await settle(all.boss, A, BOTH))).toBe('200');
    });

    test('by two at once: one decides, the other is told', async () => {
      const all = await crew(database);
      const second = await manager(all.world);
      for (const serial of [A, B, C]) {
        await part(all, serial);
        const outcomes = await Promise.all([settle(all.boss, serial, BOTH), settle(second, serial, BOTH)]);
        expect(outcomes.map(outcomeOf).sort()).toEqual(['200', 'already-settled']);
      }
      expect(await tallied(all.world)).toBe(3);
    });

    test('half, beyond the scale, or where there is nothing to settle', async () => {
      const all = await crew(database);
      await part(all, A);
      const refused = async (fields: readonly object[]) => {
        const { status, body } = await settle(all.boss, A, fields);
        return [status, body.errors?.[0]?.field, body.errors?.[0]?.code];
      };
      const [one, two] = BOTH;
      if (!one || !two) throw new Error('two fields');
      expect(await refused([one])).toEqual([422, 'answers.q02', 'required']);
      expect(await refused([one, { ...two, value: 6 }])).toEqual([422, 'answers.q02', 'not-in-scale']);
      expect(await refused([...BOTH, { ...one, question: 'q03' }])).toEqual([
        422,
        'answers.q03',
        'not-asked',
      ]);
      expect(await refused([...BOTH, { ...one, question: 'q99' }])).toEqual([
        ...[422, 'answers.q99', 'unknown-question'],
      ]);
      expect(await refused([...BOTH, one])).toEqual([422, 'answers.q01', 'wrong-type']);
      expect((await settle(all.boss, A, [{ ...one, reason: ' ' }, two])).status).toBe(400);
      expect((await settle(all.boss, A, [{ ...one, choice: 'third' }, two])).status).toBe(400);
      expect(outcomeOf(await settle(all.boss, C, BOTH))).toBe('not-found');
      expect(await standings(all.world)).toMatchObject({ [A]: 'returned' });
      const open = await all.world.db.selectFrom('conflicts').select('choice').execute();
      expect(open).toEqual([{ choice: null }, { choice: null }]);
    });

    test('when the batch was closed or the sheet rejected meanwhile', async () => {
      const all = await crew(database);
      await part(all, A);
      await all.world.db.updateTable('sheet_batches').set({ state: 'closed' }).execute();
      expect(outcomeOf(await settle(all.boss, A, BOTH))).toBe('batch-closed');
      await all.world.db.updateTable('sheet_batches').set({ state: 'returned' }).execute();
      await all.world.db
        .updateTable('sheets')
        .set({ state: 'rejected', reason: 'spoiled' })
        .where('serial', '=', A)
        .execute();
      expect(outcomeOf(await settle(all.boss, A, BOTH))).toBe('sheet-not-returned');
      expect((await read(all.boss)).body.sheets).toEqual([]);
    });

    test('by a manager of another province', async () => {
      const all = await crew(database);
      await part(all, A);
      const other = await manager(all.world, 'HH');
      expect(outcomeOf(await settle(other, A, BOTH))).toBe('forbidden');
      expect(outcomeOf(await read(other, `/${A}`))).toBe('forbidden');
      expect(outcomeOf(await read(other))).toBe('forbidden');
    });
  });

  describe('and the quality of keying', () => {
    const quality = async (who: Member, query = '') =>
      (await sent(who.request('GET', `/api/v1/campaigns/${CAMPAIGN}/keying-quality${query}`)))
        .body as unknown as {
        sheets: Record<string, number>;
        all: { compared: number; differing: number; kappa: { kappa: number } | null };
        questions: { question: string; item: string; differing: number; text: { vi: string } }[];
        clerks: {
          clerk: { name: string };
          sheets: number;
          fields: number;
          errors: number;
          keystrokesPerHour: number;
          sheetsPerHour: number;
        }[];
        batches: number[];
        yardstick: object;
      };

    test('agreement, errors by who was wrong, speed; over the campaign or one batch', async () => {
      const all = await crew(database);
      const { an, binh, boss } = all;
      const empty = await quality(boss);
      expect(empty).toMatchObject({ sheets: { keyed: 0 }, all: { compared: 0, kappa: null }, clerks: [] });
      await part(all, A);
      await part(all, B, sheetOfFours({ q01: 1 }));
      await send(an, keyed(C));
      await send(binh, keyed(C, { pass: 2, keystrokes: 40, seconds: 60 }));
      await settle(boss, A, BOTH);
      const report = await quality(boss, '?batch=1');
      expect(report.sheets).toEqual({ keyed: 3, twice: 3, equal: 1, settled: 1, open: 1 });
      expect(report.all).toMatchObject({ compared: 66, differing: 3 });
      expect(report.questions.filter((one) => one.differing > 0)).toMatchObject([
        { question: 'q01', item: '1', differing: 2 },
        { question: 'q02', item: '2', differing: 1 },
      ]);
      // q01 of sheet A was 1, q02 was 5: An was wrong twice, Bình once; sheet B is not settled, C agreed.
      expect(report.clerks.map((one) => [one.clerk.name, one.sheets, one.fields, one.errors])).toEqual(
        expect.arrayContaining([
          [an.username, 3, 44, 2],
          [binh.username, 3, 44, 1],
        ]),
      );
      expect(report.clerks.find((one) => one.clerk.name === an.username)).toMatchObject({
        keystrokesPerHour: (29 * 3600) / 31,
        sheetsPerHour: 3600 / 31,
      });
      expect(report).toMatchObject({ batches: [1], yardstick: { single: 0.37, double: 0.046 } });
      expect((await quality(boss, '?batch=2')).sheets).toMatchObject({ keyed: 0 });
      expect((await boss.request('GET', `/api/v1/campaigns/khong-co/keying-quality`)).status).toBe(403);
      const everywhere = await manager(all.world, '');
      expect((await everywhere.request('GET', `/api/v1/campaigns/khong-co/keying-quality`)).status).toBe(404);
    });
  });
});

/** What a sheet of fours packs to with some answers changed: another sheet, keyed so twice, is the witness. */
async function packedAs(world: World, more: Record<string, number>): Promise<string | undefined> {
  const [serial = ''] = serials(1, 90);
  await putReturnedBatch(world, {
    survey: 'hai-long',
    number: 90,
    unit: 'TT-AN',
    serials: [serial],
    passes: 1,
  });
  await send(await clerk(world), keyed(serial, { answers: sheetOfFours(more) }));
  const sheet = await world.db
    .selectFrom('sheets')
    .select('response_id')
    .where('serial', '=', serial)
    .execute();
  const [response] = await world.db
    .selectFrom('responses')
    .select('answers')
    .where('id', '=', sheet[0]?.response_id ?? '')
    .execute();
  await world.db.deleteFrom('sheets').where('serial', '=', serial).execute();
  return response?.answers;
}
