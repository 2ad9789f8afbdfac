/** Framework versions. A locked version never changes. */
import type { Framework } from '../../server/core/framework.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** A framework version as stored. Null when that version is not there. */
export async function findFramework(db: Db, framework: string, version: number): Promise<Framework | null> {
  const row = await db
    .selectFrom('frameworks')
    .select('definition')
    .where('framework', '=', framework)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? (JSON.parse(row.definition) as Framework) : null;
}

/** @returns the hash of the stored version, or null when that version is not there */
export async function frameworkHash(db: Db, framework: string, version: number): Promise<string | null> {
  const row = await db
    .selectFrom('frameworks')
    .select('hash')
    .where('framework', '=', framework)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.hash ?? null;
}

export async function insertFramework(
  trx: Writing,
  framework: Framework,
  hash: string,
  sample: boolean,
): Promise<void> {
  await trx
    .insertInto('frameworks')
    .values({
      framework: framework.id,
      version: framework.version,
      definition: JSON.stringify(framework),
      hash,
      locked: 0,
      sample: sample ? 1 : 0,
    })
    .execute();
}

/** A version that a campaign uses is locked. */
export async function lockFramework(trx: Writing, framework: string, version: number): Promise<void> {
  await trx
    .updateTable('frameworks')
    .set({ locked: 1 })
    .where('framework', '=', framework)
    .where('version', '=', version)
    .execute();
}
