/** Small facts about this installation, by name. */
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export type SettingName = 'sample' | 'started';

export async function readSetting(db: Db, name: SettingName): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function putSetting(trx: Writing, name: SettingName, value: string): Promise<void> {
  await trx
    .insertInto('settings')
    .values({ name, value })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
    .execute();
}
