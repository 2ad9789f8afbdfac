/**
 * Paper: batches of numbered sheets, the ledger of every serial, two blind keyings with their conflicts, and imports.
 * Frozen: a later change is a later migration. The meaning of every column stands in db/tables.ts.
 */
import { type Kysely, sql } from 'kysely';

interface ColumnTypes {
  readonly database: 'sqlite' | 'postgres';
}

/** Runs in one transaction on both databases. */
export async function up(db: Kysely<unknown>, { database }: ColumnTypes): Promise<void> {
  const postgres = database === 'postgres';
  const text = postgres ? 'text collate "C"' : 'text';
  const run = (statement: string) =>
    sql
      .raw(statement.replaceAll('?text', text).replaceAll('?bytes', postgres ? 'bytea' : 'blob'))
      .execute(db);
  const create = (table: string, columns: string, key: string) =>
    run(`create table ${table} (${columns}, primary key (${key}))${postgres ? '' : ' without rowid'}`);

  await run('alter table sheets rename to sheets_before');
  await create(
    'sheets',
    `province ?text not null, campaign ?text not null, serial ?text not null, survey ?text not null, batch integer not null,
    place integer not null, passes smallint not null check (passes in (1, 2)),
    state ?text not null check (state in ('issued', 'returned', 'accepted', 'rejected', 'missing', 'void')),
    reason ?text, note ?text, receipt integer, response_day ?text, response_id ?text,
    check (state <> 'accepted' or (response_day is not null and response_id is not null)),
    check (state <> 'rejected' or reason is not null)`,
    'province, campaign, serial',
  );
  // Sheets accepted before there were batches belong to batch 0, which no list shows.
  await run(`insert into sheets (province, campaign, serial, survey, batch, place, passes, state, response_day, response_id)
    select s.province, v.campaign, s.serial, s.survey, 0, 0, 1, s.state, s.response_day, s.response_id
    from sheets_before s join surveys v on v.id = s.survey`);
  await run('drop table sheets_before');
  await run('create index sheets_by_batch on sheets (campaign, batch, place)');
  await run('create index sheets_by_survey on sheets (survey)');

  await create(
    'sheet_batches',
    `province ?text not null, campaign ?text not null, number integer not null, survey ?text not null,
    post_office ?text not null, unit ?text not null, respondent_group ?text not null, form_version integer not null,
    sheets integer not null, quota integer,
    state ?text not null check (state in ('allotted', 'handed-out', 'returned', 'closed')),
    allotted_on ?text not null, handed_out_on ?text, returned_on ?text, expected integer, closed_at ?text, seal ?text`,
    'province, campaign, number',
  );
  await create('sheet_numbers', 'province ?text not null, next integer not null', 'province');
  await create(
    'keying_policies',
    'campaign ?text not null, share ?text not null, seed ?text not null',
    'campaign',
  );
  await create(
    'keyings',
    `province ?text not null, campaign ?text not null, serial ?text not null, pass smallint not null check (pass in (1, 2)),
    clerk ?text not null, keyed_at ?text not null, form_version integer not null, answers ?text not null, comments ?text,
    content_hash ?text not null, keystrokes integer not null, seconds integer not null, source ?text`,
    'province, campaign, serial, pass',
  );
  await run('create index keyings_by_clerk on keyings (clerk, campaign)');
  await create(
    'conflicts',
    `province ?text not null, campaign ?text not null, serial ?text not null, question ?text not null, unit ?text not null,
    first_value ?text not null, second_value ?text not null, choice ?text check (choice in ('first', 'second', 'paper')),
    settled_value ?text, reason ?text, settled_by ?text, settled_at ?text,
    check ((choice is null) = (settled_value is null))`,
    'province, campaign, serial, question, unit',
  );
  await create(
    'sheet_imports',
    `id ?text not null, province ?text not null, campaign ?text not null, survey ?text not null,
    form_version integer not null, file_name ?text not null, file_kind ?text not null check (file_kind in ('csv', 'xlsx')),
    file_hash ?text not null, content ?bytes not null, pass smallint not null check (pass in (0, 1, 2)),
    state ?text not null check (state in ('checked', 'running', 'done')), mode ?text check (mode in ('all', 'good')),
    row_count integer not null, faulty integer not null, faults ?bytes not null, done integer not null,
    stored integer not null, unchanged integer not null, refused integer not null,
    brought_by ?text not null, brought_at ?text not null, moved_at ?text`,
    'id',
  );
  await run('create index sheet_imports_by_survey on sheet_imports (survey)');
}
