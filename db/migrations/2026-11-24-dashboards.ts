/**
 * Dashboards: what a survey aims at, by what it may be broken down, free comments released in batches, files made for
 * staff, and keys with which a program acts for a member of staff. Frozen: a later change is a later migration. The
 * meaning of every column stands in db/tables.ts.
 */
import { type Kysely, sql } from 'kysely';

interface ColumnTypes {
  readonly database: 'sqlite' | 'postgres';
}

/** Runs in one transaction on both databases. */
export async function up(db: Kysely<unknown>, { database }: ColumnTypes): Promise<void> {
  const postgres = database === 'postgres';
  const run = (statement: string) =>
    sql
      .raw(
        statement
          .replaceAll('?text', postgres ? 'text collate "C"' : 'text')
          .replaceAll('?bytes', postgres ? 'bytea' : 'blob')
          .replaceAll('?large', postgres ? 'bigint' : 'integer'),
      )
      .execute(db);
  const create = (table: string, columns: string, key: string) =>
    run(`create table ${table} (${columns}, primary key (${key}))${postgres ? '' : ' without rowid'}`);

  await create(
    'survey_targets',
    `province ?text not null, survey ?text not null references surveys (id),
    channel ?text not null check (channel in ('web', 'kiosk', 'paper')),
    responses integer not null check (responses > 0)`,
    'province, survey, channel',
  );
  await create(
    'survey_breakdowns',
    `province ?text not null, survey ?text not null references surveys (id), question ?text not null,
    position integer not null, counted_at ?text, counted_hash ?text`,
    'province, survey, question',
  );
  await create(
    'breakdown_tallies',
    `province ?text not null, survey ?text not null, unit ?text not null, form_version integer not null,
    question ?text not null, code integer not null, basis ?text not null, flagged smallint not null,
    responses integer not null, counters ?bytes not null`,
    'province, survey, unit, form_version, question, code, basis, flagged',
  );
  await run('alter table comments add column batch integer');
  // Pages of a survey sum its cells each time: without reading their counters, in the order in which they are grouped. On
  // PostgreSQL, which writes a row anew with all its indexes when an indexed column changes, what every answer changes has
  // none.
  await run('create index tally_releases_sums on tally_releases (province, survey, unit, responses)');
  if (!postgres) {
    await run('create index tallies_sums on tallies (province, survey, unit, responses, unreleased)');
    await run('create index tallies_ways on tallies (province, survey, channel, basis, responses)');
  }
  await run("create index sheets_missing on sheets (survey) where state = 'missing'");
  await create(
    'export_files',
    `id ?text not null, province ?text not null, campaign ?text, survey ?text, kind ?text not null,
    format ?text not null, options ?text not null,
    state ?text not null check (state in ('running', 'done', 'failed', 'removed')),
    row_count ?large not null, done ?large not null, bytes ?large, file_name ?text not null, file_hash ?text,
    trouble ?text, made_by ?text not null, made_at ?text not null, moved_at ?text not null, expires_at ?text not null`,
    'id',
  );
  await run('create index export_files_by_maker on export_files (made_by, made_at)');
  await create(
    'api_keys',
    `id ?text not null, account ?text not null references accounts (id), name ?text not null,
    secret_hash ?text not null unique, scopes ?text not null, unit ?text not null, expires_on ?text not null,
    created_at ?text not null, used_on ?text, revoked_at ?text, revoked_by ?text`,
    'id',
  );
  await run('create index api_keys_by_account on api_keys (account)');
}
