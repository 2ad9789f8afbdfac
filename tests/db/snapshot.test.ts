/** A long read sees one state, keeps nobody from writing, and is waited for by who wipes old states. */
import { expect, test } from 'vitest';
import { forgetOrder } from '../../db/dialect.ts';
import { putSetting, readSetting } from '../../db/queries/settings.ts';
import { inSnapshot, inTransaction } from '../../db/transaction.ts';
import { freshDatabase, onBothDatabases } from '../help/databases.ts';

const put = (db: Parameters<typeof inTransaction>[0], value: string) =>
  inTransaction(db, (trx) => putSetting(trx, 'started', value));

onBothDatabases('a snapshot', (database) => {
  test('stays as it was while others write', async () => {
    const { db } = await freshDatabase(database);
    await put(db, 'before');
    const seen = await inSnapshot(db, async (trx) => {
      const first = await readSetting(trx, 'started');
      await put(db, 'after');
      return [first, await readSetting(trx, 'started')];
    });
    expect(seen).toEqual(['before', 'before']);
    expect(await readSetting(db, 'started')).toBe('after');
  });

  test('cannot write', async () => {
    const { db } = await freshDatabase(database);
    const writing = inSnapshot(db, (trx) =>
      trx.insertInto('settings').values({ name: 'a', value: 'b' }).execute(),
    );
    await expect(writing).rejects.toThrow(/read-?only/i);
  });

  test('is waited for before the order of arrival is wiped, and the next one waits for that', async () => {
    const { db } = await freshDatabase(database);
    const order: string[] = [];
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const first = inSnapshot(db, async (trx) => {
      await readSetting(trx, 'started');
      await held;
      order.push('read');
    });
    const wiping = forgetOrder(db, ['responses']).then(() => order.push('wiped'));
    const second = inSnapshot(db, async () => order.push('read again'));
    await put(db, 'meanwhile');
    expect(order).toEqual([]);
    end();
    await Promise.all([first, wiping, second]);
    expect(order).toEqual(['read', 'wiped', 'read again']);
  });

  test('ends with what it threw, and leaves the way free', async () => {
    const { db } = await freshDatabase(database);
    await expect(inSnapshot(db, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await forgetOrder(db, ['responses']);
    expect(await inSnapshot(db, (trx) => readSetting(trx, 'started'))).toBe(null);
  });
});
