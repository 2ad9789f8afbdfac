/** Comments reach their readers in batches of ten and more of one unit (decision 21), in no order that tells of anybody. */
import { expect, test } from 'vitest';
import { settleDays } from '../../db/queries/settlements.ts';
import { inTransaction } from '../../db/transaction.ts';
import { releaseComments } from '../../server/actions/release-comments.ts';
import { putComments } from '../help/comments.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

interface Page {
  readonly batches: number;
  readonly waiting: number;
  readonly comments: readonly { id: string; unit: string; month: string; question: string; text: string }[];
  readonly next: string | null;
  readonly code?: string;
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `Góp ý số ${from + i}`);

async function read(caller: Member, query = '', survey = 'hai-long') {
  const response = await caller.request('GET', `/api/v1/surveys/${survey}/comments${query}`);
  return { status: response.status, body: (await response.json()) as Page };
}

const analystOf = (world: World, unit = 'TT') => member(world, [{ role: 'analyst', unit }]);
const release = (world: World) => releaseComments(world.environment, SYSTEM);

onBothDatabases('comments', (database) => {
  test('nine wait, the tenth brings all of them, and the next ones wait again', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    for (let visitor = 1; visitor <= 9; visitor++)
      await world.send(visit({ answers: { ...satisfactionAnswers([4]), comment: `Lời ${visitor}` } }));
    expect(await release(world)).toEqual([]);
    expect((await read(analyst)).body).toMatchObject({ batches: 0, waiting: 9, comments: [], next: null });
    await world.send(visit({ answers: { ...satisfactionAnswers([4]), comment: 'Lời 10' } }));
    expect(await release(world)).toEqual([{ survey: 'hai-long', unit: 'TT-AN', batch: 1, comments: 10 }]);
    await world.send(visit({ answers: { ...satisfactionAnswers([4]), comment: 'Lời 11' } }));
    expect(await release(world)).toEqual([]);
    const { body } = await read(analyst);
    expect([body.batches, body.waiting, body.comments.length]).toEqual([1, 1, 10]);
    expect(body.comments[0]).toMatchObject({ unit: 'TT-AN', month: '2026-06', question: 'comment' });
    const ids = body.comments.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    const [row] = await world.db
      .selectFrom('audit')
      .select('details')
      .where('action', '=', 'release-comments')
      .execute();
    expect(row?.details).not.toContain('Lời');
  });

  test('one unit does not bring those of another', async () => {
    const world = await openedWorld(database);
    await putComments(world, { unit: 'TT-AN', texts: numbered(1, 6) });
    await putComments(world, { unit: 'TT-BI', texts: numbered(7, 12) });
    expect(await release(world)).toEqual([]);
    await putComments(world, { unit: 'TT-BI', texts: numbered(13, 16) });
    expect(await release(world)).toMatchObject([{ unit: 'TT-BI', comments: 10 }]);
  });

  test('a batch outlives the settlement', async () => {
    const world = await openedWorld(database);
    await putComments(world, { unit: 'TT-AN', texts: numbered(1, 12) });
    await world.send(visit());
    await release(world);
    await inTransaction(world.db, (trx) => settleDays(trx, 'TT', ['2026-06-15'], '2026-06-16T00:00:00.000Z'));
    expect((await read(await analystOf(world))).body).toMatchObject({ batches: 1, waiting: 0 });
  });

  test('are found by words, case and marks aside', async () => {
    const world = await openedWorld(database);
    const texts = [...numbered(1, 10), 'Cán bộ ĐỘI thuế rất tận tình', 'Chờ lâu quá'];
    await putComments(world, { unit: 'TT-AN', texts });
    await release(world);
    const analyst = await analystOf(world);
    const found = async (search: string) =>
      (await read(analyst, `?search=${encodeURIComponent(search)}`)).body.comments.map(({ text }) => text);
    expect(await found('doi THUE')).toEqual(['Cán bộ ĐỘI thuế rất tận tình']);
    expect(await found('thuế đội')).toEqual(['Cán bộ ĐỘI thuế rất tận tình']);
    expect(await found('cho lau')).toEqual(['Chờ lâu quá']);
    expect(await found('kẹt xe')).toEqual([]);
    expect((await found('  ')).length).toBe(12);
    // Signs that a database would read as its own are letters like others.
    expect(await found('%')).toEqual([]);
  });

  test('come by pages that miss none and repeat none', async () => {
    const world = await openedWorld(database);
    await putComments(world, { unit: 'TT-AN', texts: numbered(1, 70) });
    await putComments(world, { unit: 'TT-AN', month: '2026-05', texts: numbered(71, 90) });
    await putComments(world, { unit: 'TT-BI', texts: numbered(91, 130) });
    await release(world);
    await putComments(world, { unit: 'TT-AN', texts: ['chưa được đọc'] });
    const analyst = await analystOf(world);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page++) {
      const { body }: { body: Page } = await read(analyst, cursor === '' ? '' : `?cursor=${cursor}`);
      seen.push(...body.comments.map(({ text }) => text));
      cursor = body.next;
    }
    expect(seen.toSorted()).toEqual(numbered(1, 130).toSorted());
    const [first, last] = [await read(analyst, '?unit=TT-BI'), await read(analyst, '?search=130')];
    expect([first.body.comments.length, first.body.waiting, first.body.next]).toEqual([40, 0, null]);
    expect([last.body.comments.length, last.body.waiting]).toEqual([1, 1]);
    for (const wrong of ['x', 'W10', Buffer.from('[1,2,3]').toString('base64url')])
      expect((await read(analyst, `?cursor=${wrong}`)).status).toBe(400);
  });

  test('are for analysts, of their own units', async () => {
    const world = await openedWorld(database);
    for (const unit of ['TT-AN', 'TT-BI']) await putComments(world, { unit, texts: numbered(1, 10) });
    await putComments(world, { survey: 'dai-bieu', unit: '', texts: numbered(1, 10) });
    await release(world);
    const own = await analystOf(world, 'TT-AN');
    expect((await read(own)).body.comments.map(({ unit }) => unit)).toEqual(Array(10).fill('TT-AN'));
    expect([(await read(own, '?unit=TT-BI')).status, (await read(own, '?unit=TT-BI')).body.code]).toEqual([
      ...[422, 'unknown-filter'],
    ]);
    // Those of a form that rates many units belong to the province.
    expect((await read(own, '', 'dai-bieu')).body.comments).toEqual([]);
    expect((await read(await analystOf(world), '', 'dai-bieu')).body.comments).toHaveLength(10);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    expect((await read(manager)).status).toBe(403);
  });
});
