/** Brings a database to the schema of this code, and refuses one that is newer than the code. */
import { type Migration, Migrator } from 'kysely';
import { type Db, databaseOf } from './dialect.ts';
import * as spine from './migrations/2026-11-20-spine.ts';
import * as counters from './migrations/2026-11-21-counters.ts';
import * as paper from './migrations/2026-11-22-paper.ts';
import * as assessment from './migrations/2026-11-23-assessment.ts';
import * as dashboards from './migrations/2026-11-24-dashboards.ts';
import * as ratings from './migrations/2026-11-25-ratings-and-plans.ts';

/** Every migration, in order. A name that has been released never changes. */
const MIGRATIONS = {
  '2026-11-20-spine': spine,
  '2026-11-21-counters': counters,
  '2026-11-22-paper': paper,
  '2026-11-23-assessment': assessment,
  '2026-11-24-dashboards': dashboards,
  '2026-11-25-ratings-and-plans': ratings,
} as const;

/** A database written by a later version of the program: going on would lose what this code does not know. */
export class NewerDatabaseError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database is newer than this program: it holds the migration${unknown.length > 1 ? 's' : ''} ` +
        `${unknown.join(', ')}. Install the version that made it, or restore an older copy.`,
    );
  }
}

/**
 * @returns the names of the migrations that were run, oldest first
 * @throws NewerDatabaseError when the database holds a migration that this code does not know
 */
export async function migrate(db: Db): Promise<string[]> {
  const types = { database: databaseOf(db) };
  const known: Record<string, Migration> = {};
  for (const [name, migration] of Object.entries(MIGRATIONS))
    known[name] = { up: (trx) => migration.up(trx, types) };
  await refuseNewer(db, Object.keys(known));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((one) => one.status === 'Success').map((one) => one.migrationName);
}

async function refuseNewer(db: Db, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return;
  const { rows } = await db.executeQuery<{ name: string }>(
    db
      .selectFrom('kysely_migration' as never)
      .select('name' as never)
      .compile() as never,
  );
  const unknown = rows.map((row) => row.name).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
}
