/** Framework versions: drafts, which may have faults, and versions that campaigns use. A locked version never changes. */
import type { Framework } from '../../server/core/framework.ts';
import type { Text } from '../../survey-forms/form.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** A version as it stands, without what is in it. */
export interface FrameworkVersion {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** Rows that are scored. */
  readonly leaves: number;
  readonly locked: boolean;
  readonly sample: boolean;
  /** Whose publishers may change it; null: who publishes for all. */
  readonly province: string | null;
  readonly revision: number;
  /** How many faults its check finds; with any, no campaign can use it. */
  readonly faults: number;
}

/** A version with its definition; a draft's may have faults in every text and number. */
export interface StoredFramework extends FrameworkVersion {
  readonly framework: Framework;
}

interface Row {
  readonly definition: string;
  readonly locked: number;
  readonly sample: number;
  readonly province: string | null;
  readonly revision: number;
  readonly faults: number;
}

function toStored(row: Row): StoredFramework {
  const framework = JSON.parse(row.definition) as Framework;
  return {
    id: framework.id,
    version: framework.version,
    title: framework.title,
    leaves: framework.criteria.filter(({ kind }) => kind !== 'group').length,
    locked: row.locked === 1,
    sample: row.sample === 1,
    province: row.province,
    revision: row.revision,
    faults: row.faults,
    framework,
  };
}

/** All versions, by id, the newest version of each first. */
export async function listFrameworks(db: Db): Promise<FrameworkVersion[]> {
  const rows = await db
    .selectFrom('frameworks')
    .selectAll()
    .orderBy('framework')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toStored).map(({ framework: _, ...version }) => version);
}

/** A version as stored, drafts included. Null when it is not there. */
export async function findStoredFramework(
  db: Db,
  framework: string,
  version: number,
): Promise<StoredFramework | null> {
  const row = await db
    .selectFrom('frameworks')
    .selectAll()
    .where('framework', '=', framework)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? toStored(row) : null;
}

/** A version that may be computed with. Null when it is not there, and for a draft with faults. */
export async function findFramework(db: Db, framework: string, version: number): Promise<Framework | null> {
  const row = await db
    .selectFrom('frameworks')
    .select('definition')
    .where('framework', '=', framework)
    .where('version', '=', version)
    .where('faults', '=', 0)
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

/** The highest version of a framework; 0 when there is none. */
export async function latestFrameworkVersion(db: Db, framework: string): Promise<number> {
  const row = await db
    .selectFrom('frameworks')
    .select((eb) => eb.fn.max('version').as('top'))
    .where('framework', '=', framework)
    .executeTakeFirst();
  return Number(row?.top ?? 0);
}

/** Campaigns by the version they use, "id version" → campaigns; the latest year first. */
export async function frameworkUses(db: Db): Promise<Map<string, { id: string; title: Text }[]>> {
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'title_vi', 'title_en', 'framework', 'framework_version'])
    .orderBy('year', 'desc')
    .orderBy('id')
    .execute();
  const uses = new Map<string, { id: string; title: Text }[]>();
  for (const row of rows) {
    const key = `${row.framework} ${row.framework_version}`;
    const title = row.title_en === null ? { vi: row.title_vi } : { vi: row.title_vi, en: row.title_en };
    uses.set(key, [...(uses.get(key) ?? []), { id: row.id, title }]);
  }
  return uses;
}

export async function insertFramework(
  trx: Writing,
  framework: Framework,
  hash: string,
  more: { sample?: boolean; province?: string | null; faults?: number } = {},
): Promise<void> {
  await trx
    .insertInto('frameworks')
    .values({
      framework: framework.id,
      version: framework.version,
      definition: JSON.stringify(framework),
      hash,
      locked: 0,
      sample: more.sample ? 1 : 0,
      province: more.province ?? null,
      faults: more.faults ?? 0,
    })
    .execute();
}

/** @returns whether it was saved: not when it is locked or has another revision than `seen` */
export async function saveFrameworkDraft(
  trx: Writing,
  framework: Framework,
  change: { hash: string; faults: number; seen: number },
): Promise<boolean> {
  const saved = await trx
    .updateTable('frameworks')
    .set({
      definition: JSON.stringify(framework),
      hash: change.hash,
      faults: change.faults,
      revision: change.seen + 1,
    })
    .where('framework', '=', framework.id)
    .where('version', '=', framework.version)
    .where('locked', '=', 0)
    .where('revision', '=', change.seen)
    .executeTakeFirst();
  return Number(saved.numUpdatedRows) === 1;
}

/** @returns whether it went: not when it is locked or has another revision than `seen` */
export async function deleteFrameworkDraft(
  trx: Writing,
  framework: string,
  version: number,
  seen: number,
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('frameworks')
    .where('framework', '=', framework)
    .where('version', '=', version)
    .where('locked', '=', 0)
    .where('revision', '=', seen)
    .executeTakeFirst();
  return Number(gone.numDeletedRows) === 1;
}

/**
 * A version that a campaign uses is locked. Called before the version is read for the campaign: on PostgreSQL it waits
 * for a save that is under way, and none begins after it.
 */
export async function lockFramework(trx: Writing, framework: string, version: number): Promise<void> {
  await trx
    .updateTable('frameworks')
    .set({ locked: 1 })
    .where('framework', '=', framework)
    .where('version', '=', version)
    .where('faults', '=', 0)
    .execute();
}
