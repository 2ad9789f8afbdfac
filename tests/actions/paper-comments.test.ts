/** Free text of paper: nothing leads from a serial to it, not even for whoever holds the database (decision 21). */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { rejectSheet } from '../../server/actions/reject-sheet.ts';
import { settleDays } from '../../server/actions/settle-days.ts';
import { onBothDatabases } from '../help/databases.ts';
import { clerk, keyed, send, serials, standings } from '../help/keying.ts';
import { CAMPAIGN, openedWorld } from '../help/opened-world.ts';
import { closeBatches, putReturnedBatch } from '../help/sheets.ts';
import { SYSTEM, type World } from '../help/world.ts';

const REMARK = 'Phòng chờ nóng';
const BATCH = { survey: 'hai-long', number: 1, unit: 'TT-AN', passes: 1 } as const;

async function withSheets(world: World, count: number): Promise<string[]> {
  const batch = serials(count);
  await putReturnedBatch(world, { ...BATCH, serials: batch });
  return batch;
}

const settledDays = async ({ db }: World) =>
  (await db.selectFrom('settlements').select('day').orderBy('day').execute()).map((row) => row.day);

onBothDatabases('the free text of a sheet', (database) => {
  test('makes its day be settled again, for it was written together with the keying', async () => {
    const world = await openedWorld(database);
    const [first = '', second = ''] = await withSheets(world, 2);
    const who = await clerk(world);
    await send(who, keyed(first, { comments: { comment: REMARK } }));
    await settleDays(world.environment, SYSTEM);
    expect(await settledDays(world)).toEqual(['2026-06-10']);
    await send(who, keyed(second));
    expect(await settledDays(world)).toEqual([]);
    expect(await settleDays(world.environment, SYSTEM)).toMatchObject({ TT: { responses: 2, comments: 1 } });
  });

  test('of a sheet that is rejected goes when its batch is closed', async () => {
    const world = await openedWorld(database);
    const [kept = '', rejected = ''] = await withSheets(world, 2);
    // Two passes are needed, so that the second sheet waits with its text.
    await world.db.updateTable('sheets').set({ passes: 2 }).where('serial', '=', rejected).execute();
    const who = await clerk(world);
    await send(who, keyed(kept));
    await send(who, keyed(rejected, { comments: { comment: REMARK } }));
    const texts = async () =>
      (await world.db.selectFrom('keyings').select('comments').execute()).map((row) => row.comments);
    expect(await texts()).toContain(JSON.stringify({ comment: REMARK }));
    await rejectSheet.run(world.environment, SYSTEM, {
      campaign: CAMPAIGN,
      serial: rejected,
      reason: 'duplicate',
    });
    await closeBatches(world);
    expect(await standings(world)).toEqual({ [kept]: 'accepted', [rejected]: 'rejected duplicate' });
    expect(await texts()).toEqual([null, null]);
  });

  test('is not in the record of the retry, whose key is the serial that everybody can read', async () => {
    const world = await openedWorld(database);
    const [serial = ''] = await withSheets(world, 1);
    await send(await clerk(world), keyed(serial, { comments: { comment: REMARK } }));
    const { content_mac: mac } = await world.db.selectFrom('retries').selectAll().executeTakeFirstOrThrow();
    const { answers } = await world.db.selectFrom('responses').selectAll().executeTakeFirstOrThrow();
    const tried = (content: string) =>
      createHmac('sha256', `sheet ${CAMPAIGN} ${serial}`)
        .update(`hai-long|1|TT-AN|citizen||${content}`)
        .digest('base64url');
    expect(mac).toBe(tried(answers));
    expect(mac).not.toBe(tried(`${answers}|${JSON.stringify([{ question: 'comment', text: REMARK }])}`));
  });
});
