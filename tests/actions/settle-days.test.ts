/** The bookkeeping of the daily settlement: each day once, never today. What it hides is shown by the test of unlinkability. */
import { expect, test } from 'vitest';
import type { Actor } from '../../server/access.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { onBothDatabases } from '../help/databases.ts';
import { oneToken, openedWorld, rowCounts, visit, whatAnswersLeft } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

async function settledDays(world: World): Promise<string[]> {
  const rows = await world.db.selectFrom('settlements').selectAll().orderBy('day').execute();
  return rows.map((row) => `${row.province} ${row.day} at ${row.settled_at}`);
}

/** Rows in an order of their own, so that only contents are compared. */
async function contents(world: World): Promise<unknown> {
  const left = await whatAnswersLeft(world.db);
  return Object.fromEntries(
    Object.entries(left).map(([table, rows]) => [table, rows.map((row) => JSON.stringify(row)).sort()]),
  );
}

/** Two answers by token and one with a comment, on each of the days. */
async function answerOn(world: World, ...days: string[]): Promise<void> {
  for (const day of days) {
    world.setDay(day);
    for (const unit of ['TT-AN', 'TT-BI'])
      await world.send(visit({ unit, token: await oneToken(world, 'hai-long', unit) }));
    await world.send(visit({ answers: { ...satisfactionAnswers([4]), comment: `Ngày ${day}` } }));
  }
}

onBothDatabases('the daily settlement', (database) => {
  test('settles every day before today, once, and leaves today alone', async () => {
    const world = await openedWorld(database);
    await answerOn(world, '2026-06-10', '2026-06-11', '2026-06-12');
    const before = await contents(world);
    const { audit = 0 } = await rowCounts(world.db);
    // Retries, tokens and comments carry no day: those of the survey are written anew, today's among them.
    const settled = await settleDays(world.environment, SYSTEM);
    expect(settled).toEqual({ TT: { responses: 6, tokens: 6, retries: 9, comments: 3 } });
    expect(await settledDays(world)).toEqual([
      'TT 2026-06-10 at 2026-06-12T05:00:00.000Z',
      'TT 2026-06-11 at 2026-06-12T05:00:00.000Z',
    ]);
    expect(await contents(world)).toEqual(before);
    const line = await world.db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(line).toMatchObject({
      actor: 'command line',
      action: 'settle-days',
      subject: 'days up to 2026-06-11',
    });
    expect(JSON.parse(line?.details ?? '')).toEqual(settled);

    expect(await settleDays(world.environment, SYSTEM)).toEqual({});
    expect((await rowCounts(world.db)).audit).toBe(audit + 1);
  });

  test('takes the day that has just ended in Việt Nam', async () => {
    const world = await openedWorld(database);
    await answerOn(world, '2026-06-10');
    world.setTime('2026-06-10T16:59:59.999Z');
    expect(await settleDays(world.environment, SYSTEM)).toEqual({});
    world.setTime('2026-06-10T17:00:00.000Z');
    expect(await settleDays(world.environment, SYSTEM)).toHaveProperty('TT.responses', 3);
    expect(await settledDays(world)).toEqual(['TT 2026-06-10 at 2026-06-10T17:00:00.000Z']);
  });

  test('changes no count, no state and no receipt', async () => {
    const world = await openedWorld(database);
    const submission = visit({ token: await oneToken(world) });
    const first = await world.send(submission);
    const unused = await oneToken(world);
    world.setDay('2026-06-16');
    await settleDays(world.environment, SYSTEM);
    expect(await world.send(submission)).toEqual({ status: 200, body: first.body });
    expect((await world.send(visit({ token: submission.token }))).status).toBe(409);
    expect((await world.send(visit({ token: unused }))).status).toBe(201);
    const { differences, responses } = await recountTallies.run(world.environment, SYSTEM, {
      survey: 'hai-long',
      repair: false,
    });
    expect([differences, responses]).toEqual([[], 2]);
  });

  test('is left to who may', async () => {
    const world = await openedWorld(database);
    await answerOn(world, '2026-06-10');
    world.setDay('2026-06-11');
    const before = [await rowCounts(world.db), await contents(world)];
    for (const grant of [
      { role: 'fieldwork-manager', unit: 'TT' },
      { role: 'administrator', unit: '' },
    ]) {
      const actor: Actor = { kind: 'account', id: 'a', name: 'a', grants: [grant] };
      await expect(settleDays(world.environment, actor)).rejects.toThrow('forbidden');
    }
    expect([await rowCounts(world.db), await contents(world)]).toEqual(before);
  });
});
