/** The one door (decisions 11 to 13): stored once, acknowledged once, and nothing stored of what is refused. */
import { expect, test } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { moveWindow } from '../../server/actions/open-survey.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { onBothDatabases } from '../help/databases.ts';
import { oneToken, openedWorld, rowCounts, visit, whatAnswersLeft } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

const RECEIPT = /^[2-9A-HJ-NP-Z]{10}$/;

async function storedAnswers(db: Db): Promise<(string | null)[][]> {
  const rows = await db.selectFrom('responses').select(['unit', 'basis', 'answers']).execute();
  return rows.map((row) => [row.unit, row.basis, row.answers]);
}

async function flagsOf(db: Db): Promise<number[]> {
  return (await db.selectFrom('responses').select('flags').orderBy('flags').execute()).map(
    (row) => row.flags,
  );
}

/** The code of a refusal, with its status and the places it names. */
function refusal({ status, body }: { status: number; body: Record<string, unknown> }) {
  const errors = body.errors as { field: string; code: string }[];
  return [status, body.code, ...errors.map(({ field, code }) => `${field}: ${code}`)];
}

onBothDatabases('the door for answers', (database) => {
  test('an answer is stored, counted and acknowledged with a receipt', async () => {
    const world = await openedWorld(database);
    const before = await rowCounts(world.db);
    const { status, body } = await world.send(visit());
    expect(status).toBe(201);
    expect(body).toEqual({ receipt: expect.stringMatching(RECEIPT) });
    // 5 4 5 4 and eighteen times 3; nothing was asked after the comment, so nothing is kept of it.
    expect(await storedAnswers(world.db)).toEqual([['TT-AN', 'open', `5454${'3'.repeat(18)}`]]);
    expect(await rowCounts(world.db)).toEqual({
      ...before,
      responses: 1,
      retries: 1,
      tallies: 1,
      ledger: 1,
    });
  });

  test('the same answer again gets the same receipt and is counted once', async () => {
    const world = await openedWorld(database);
    const submission = visit({ answers: { ...satisfactionAnswers([5]), comment: 'Nhanh' } });
    const first = await world.send(submission);
    const left = await whatAnswersLeft(world.db);
    // A blank spelt out, keys in another order and other seconds are the same answer on another way.
    const answers = Object.fromEntries(Object.entries(submission.answers).reverse());
    for (const again of [submission, { ...submission, answers, seconds: 300 }])
      expect(await world.send(again)).toEqual({ status: 200, body: first.body });
    expect(await whatAnswersLeft(world.db)).toEqual(left);
  });

  test('a retry gets its receipt after the survey is over, and after its token was spent', async () => {
    const world = await openedWorld(database);
    const open = visit();
    const byToken = visit({ token: await oneToken(world) });
    const receipts = [await world.send(open), await world.send(byToken)].map(({ body }) => body);
    const left = await whatAnswersLeft(world.db);
    world.setDay('2026-08-01');
    expect(await world.send(open)).toEqual({ status: 200, body: receipts[0] });
    expect(await world.send(byToken)).toEqual({ status: 200, body: receipts[1] });
    expect(refusal(await world.send({ ...open, answers: satisfactionAnswers([1]) }))).toEqual([
      409,
      'conflicting-submission',
      'clientId: conflicting-submission',
    ]);
    expect(await whatAnswersLeft(world.db)).toEqual(left);
  });

  test('other content under the same id is refused, and the first is kept', async () => {
    const world = await openedWorld(database);
    const submission = visit({ answers: { ...satisfactionAnswers([5]), comment: 'Một' } });
    await world.send(submission);
    const left = await whatAnswersLeft(world.db);
    const others = [
      { ...submission, answers: { ...satisfactionAnswers([4]), comment: 'Một' } },
      { ...submission, answers: { ...satisfactionAnswers([5]), comment: 'Hai' } },
      { ...submission, unit: 'TT-BI' },
      { ...submission, respondentGroup: 'organisation' },
      { ...submission, token: await oneToken(world) },
      { ...submission, answers: { q01: 77 } },
    ];
    const spent = await whatAnswersLeft(world.db);
    for (const other of others)
      expect((await world.send(other)).body.code, JSON.stringify(other)).toBe('conflicting-submission');
    expect(await whatAnswersLeft(world.db)).toEqual(spent);
    expect(spent.responses).toEqual(left.responses);
  });

  test('50 phones send one id at once: one row, one receipt', async () => {
    const world = await openedWorld(database);
    const submission = visit({ token: await oneToken(world) });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => world.send(submission)));
    expect(outcomes.map((one) => one.status).sort()).toEqual([...Array(49).fill(200), 201]);
    expect(new Set(outcomes.map((one) => one.body.receipt)).size).toBe(1);
    expect(await storedAnswers(world.db)).toHaveLength(1);
    const [tally] = await world.db.selectFrom('tallies').select('responses').execute();
    expect(tally).toEqual({ responses: 1 });
  });

  test('a token is spent once, for its own survey and unit', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    expect((await world.send(visit({ token }))).status).toBe(201);
    const spent = await whatAnswersLeft(world.db);
    expect(refusal(await world.send(visit({ token })))).toEqual([409, 'token-used', 'token: token-used']);
    expect(await whatAnswersLeft(world.db)).toEqual(spent);
    expect(spent.tokens).toEqual([expect.objectContaining({ state: 'used', unit: 'TT-AN' })]);

    const mine = await oneToken(world);
    const before = await whatAnswersLeft(world.db);
    const wrong = [
      { token: mine, unit: 'TT-BI' },
      { token: mine, survey: 'theo-ma' },
      { token: newClientId() },
      { survey: 'theo-ma' },
    ];
    const refused = [422, 'unknown-token'];
    for (const more of wrong)
      expect(refusal(await world.send(visit(more))).slice(0, 2), JSON.stringify(more)).toEqual(refused);
    expect(await whatAnswersLeft(world.db)).toEqual(before);
    expect((await world.send(visit({ token: mine }))).status).toBe(201);
  });

  test('two phones with one token at the same moment: one answer', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => world.send(visit({ token }))));
    expect(outcomes.map((one) => one.status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect(await storedAnswers(world.db)).toHaveLength(1);
  });

  test('answers are taken until the last second of the last day in Việt Nam', async () => {
    const world = await openedWorld(database);
    world.setTime('2026-05-31T16:59:59.999Z'); // 23:59:59 of 31 May in Việt Nam
    expect(refusal(await world.send(visit()))).toEqual([409, 'survey-not-open']);
    world.setTime('2026-05-31T17:00:00.000Z');
    expect((await world.send(visit())).status).toBe(201);
    world.setTime('2026-07-14T16:59:59.999Z');
    expect((await world.send(visit())).status).toBe(201);
    const before = await whatAnswersLeft(world.db);
    world.setTime('2026-07-14T17:00:00.000Z');
    expect(refusal(await world.send(visit({ unit: 'TT-BI' })))).toEqual([410, 'survey-closed']);
    // Counted as late, and nothing else of it is kept (decision 11).
    const after = await whatAnswersLeft(world.db);
    expect({ ...after, ledger: null }).toEqual({ ...before, ledger: null });
    const late = await world.db.selectFrom('ledger').selectAll().where('late', '>', 0).execute();
    expect(late).toEqual([
      {
        province: 'TT',
        survey: 'hai-long',
        unit: 'TT-BI',
        day: '2026-07-15',
        issued: 0,
        used: 0,
        open: 0,
        sheet: 0,
        late: 1,
        expired: 0,
        void: 0,
        kiosk: 0,
      },
    ]);
  });

  test('a window that is moved counts at once', async () => {
    const world = await openedWorld(database);
    world.setDay('2026-07-20');
    expect((await world.send(visit())).status).toBe(410);
    await moveWindow.run(world.environment, SYSTEM, { survey: 'hai-long', closesOn: '2026-07-20' });
    expect((await world.send(visit())).status).toBe(201);
  });

  test('a comment goes to its own table, by month; what was left blank is stored as blank', async () => {
    const world = await openedWorld(database);
    await world.send(visit({ answers: { ...satisfactionAnswers([2]), comment: '  Bàn số 3, chị Hoa  ' } }));
    const [response] = await world.db.selectFrom('responses').selectAll().execute();
    expect(JSON.stringify(response)).not.toContain('Hoa');
    const comments = await world.db.selectFrom('comments').selectAll().execute();
    expect(comments).toEqual([
      {
        province: 'TT',
        survey: 'hai-long',
        unit: 'TT-AN',
        month: '2026-06',
        id: expect.not.stringMatching(String(response?.id)),
        question: 'comment',
        text: '  Bàn số 3, chị Hoa  ',
        batch: null,
      },
    ]);
    // item 4; grade and done blank; other not asked; why not asked, days blank.
    await world.send(visit({ survey: 'nho', formVersion: 3, answers: { item: 4, grade: null } }));
    expect((await storedAnswers(world.db)).at(-1)).toEqual(['TT-AN', 'open', '4--.|{"days":null}']);
  });

  test('a bad neighbour never fails the others of its group', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    const kept = visit();
    await world.send(kept);
    const sent = [
      visit(),
      visit({ answers: { q01: 99 } }),
      visit({ token }),
      visit({ token }),
      visit({ survey: 'khong-co' }),
      visit({ survey: 'nul\0' }),
      kept,
      { ...kept, answers: satisfactionAnswers([1]) },
      visit({ formVersion: 99 }),
      visit({ unit: 'TT-ZZ' }),
      visit({ answers: { ...satisfactionAnswers([1]), comment: 'Không có gì\0' } }),
      visit({ unit: 'TT-CA', answers: { ...satisfactionAnswers([1]), comment: 'Được' } }),
    ];
    const outcomes = await Promise.all(sent.map((one) => world.send(one)));
    expect(outcomes.map(({ status, body }) => [status, body.code ?? null])).toEqual([
      [201, null],
      [422, 'answers-invalid'],
      [201, null],
      [409, 'token-used'],
      [404, 'unknown-survey'],
      [404, 'unknown-survey'],
      [200, null],
      [409, 'conflicting-submission'],
      [422, 'unknown-form-version'],
      [422, 'unknown-unit'],
      [422, 'answers-invalid'],
      [201, null],
    ]);
    expect(await rowCounts(world.db)).toMatchObject({ responses: 4, retries: 4, comments: 1 });
    await expectSameOnRecount(world);
  });

  test('flags are set at acceptance: too fast, identical run, burst', async () => {
    const world = await openedWorld(database);
    // 22 answers at 2 seconds each.
    await world.send(visit({ seconds: 43 }));
    expect(await flagsOf(world.db)).toEqual([1]);
    await world.send(visit({ seconds: 44 }));
    await world.send(visit({ answers: satisfactionAnswers([3, 3, 3, 3]) }));
    expect(await flagsOf(world.db)).toEqual([0, 1, 2]);
    await moveBurstBound(world, 2);
    world.setTime('2026-06-16T05:00:00.000Z');
    for (let i = 0; i < 3; i++) await world.send(visit());
    // The third of one unit in one minute is above the bound of 2; another unit or minute is not.
    await world.send(visit({ unit: 'TT-BI' }));
    world.setTime('2026-06-16T05:01:00.000Z');
    await world.send(visit());
    expect(await flagsOf(world.db)).toEqual([0, 0, 0, 0, 0, 1, 2, 4]);
    // Counted apart, not dropped.
    const flagged = await world.db
      .selectFrom('tallies')
      .select('responses')
      .where('flagged', '=', 1)
      .execute();
    expect(flagged).toEqual([{ responses: 3 }]);
    await expectSameOnRecount(world);
  });

  test('refused answers do not push honest ones above the bound', async () => {
    const world = await openedWorld(database);
    await moveBurstBound(world, 2);
    for (let i = 0; i < 5; i++) await world.send(visit({ answers: { q01: 0 } }));
    const honest = visit();
    for (let i = 0; i < 5; i++) await world.send(honest);
    await world.send(visit());
    expect(await flagsOf(world.db)).toEqual([0, 0]);
  });
});

async function moveBurstBound(world: World, bound: number): Promise<void> {
  await world.db
    .updateTable('surveys')
    .set((eb) => ({ burst_bound: bound, revision: eb('revision', '+', 1) }))
    .execute();
}

async function expectSameOnRecount(world: World): Promise<void> {
  const { differences } = await recountTallies.run(world.environment, SYSTEM, {
    survey: 'hai-long',
    repair: false,
  });
  expect(differences).toEqual([]);
}
