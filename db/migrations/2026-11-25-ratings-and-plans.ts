/**
 * The three documents around the index: the rating of how procedures are handled, the comparison of years where units
 * merged or split, and the improvement plan; beside them the report's templates and the signatures of publications.
 * Frozen: a later change is a later migration. The meaning of every column stands in db/tables.ts.
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
          .replaceAll('?decimal', postgres ? 'numeric' : 'text')
          .replaceAll('?bytes', postgres ? 'bytea' : 'blob'),
      )
      .execute(db);
  const create = (table: string, columns: string, key: string) =>
    run(`create table ${table} (${columns}, primary key (${key}))${postgres ? '' : ' without rowid'}`);
  await createRatings(run, create);
  await createPlans(run, create);
  await create(
    'unit_mappings',
    `province ?text not null, new_unit ?text not null references units (code), old_unit ?text not null references units (code),
    effective_on ?text not null, share ?decimal not null, document ?text not null`,
    'province, new_unit, effective_on, old_unit',
  );
  await create(
    'report_templates',
    `province ?text not null, language ?text not null, part ?text not null, body ?text not null,
    revision integer not null, written_by ?text not null, written_at ?text not null`,
    'province, language, part',
  );
  await create(
    'signing_keys',
    `id ?text not null, province ?text not null, name ?text not null, public_key ?text not null,
    added_by ?text not null, added_at ?text not null, retired_at ?text`,
    'id',
  );
  await create(
    'signatures',
    `campaign ?text not null, revision integer not null, key ?text not null references signing_keys (id),
    signature ?text not null, brought_by ?text not null, brought_at ?text not null`,
    'campaign, revision, key',
  );
}

type Run = (statement: string) => Promise<unknown>;
type Create = (table: string, columns: string, key: string) => Promise<unknown>;

async function createRatings(run: Run, create: Create): Promise<void> {
  await create(
    'procedures',
    `province ?text not null, code ?text not null, name_vi ?text not null, name_en ?text, field ?text,
    online ?text not null check (online in ('none', 'partial', 'full')), valid_from ?text, valid_to ?text`,
    'province, code',
  );
  await create(
    'ratings',
    `id ?text not null, province ?text not null, campaign ?text not null references campaigns (id),
    year integer not null, quarter integer not null check (quarter between 1 and 4), rules ?text not null,
    surveys ?text not null, state ?text not null check (state in ('open', 'verified', 'closed')),
    result ?text, result_hash ?text, verified_by ?text, verified_at ?text, closed_by ?text, closed_at ?text,
    revision integer not null, unique (campaign, quarter)`,
    'id',
  );
  await create(
    'dossiers',
    `province ?text not null, code ?text not null, unit ?text not null references units (code), procedure ?text not null,
    official ?text not null, received_on ?text not null, due_on ?text not null, returned_on ?text, pauses ?text not null,
    online smallint, total_time smallint, own_time smallint, content_hash ?text not null, source ?text not null`,
    'province, code',
  );
  await run('create index dossiers_by_return on dossiers (province, returned_on, unit)');
  await create(
    'dossier_imports',
    `id ?text not null, province ?text not null, file_name ?text not null, file_hash ?text not null,
    state ?text not null check (state in ('checking', 'checked', 'running', 'done', 'failed')), mode ?text,
    row_count integer not null, faulty integer not null, faults ?bytes, done integer not null, stored integer not null,
    unchanged integer not null, changed integer not null, refused integer not null, brought_by ?text not null,
    brought_at ?text not null, moved_at ?text not null`,
    'id',
  );
  await create(
    'indicator_entries',
    `rating ?text not null references ratings (id), unit ?text not null references units (code), indicator integer not null,
    state ?text not null check (state in ('blank', 'scored', 'not-assessed')), points ?decimal, inputs ?text, note ?text,
    evidence ?text, written_by ?text not null, written_at ?text not null, verified_by ?text, verified_at ?text,
    verdict_note ?text, revision integer not null, check ((state = 'scored') = (points is not null))`,
    'rating, unit, indicator',
  );
}

async function createPlans(run: Run, create: Create): Promise<void> {
  await create(
    'plans',
    `id ?text not null, province ?text not null, unit ?text not null references units (code), year integer not null,
    title ?text not null, source ?text, from_campaign ?text, framework ?text, framework_version integer,
    state ?text not null check (state in ('draft', 'issued')), document ?text, revision integer not null,
    made_by ?text not null, made_at ?text not null`,
    'id',
  );
  await create(
    'plan_tasks',
    `plan ?text not null references plans (id), position integer not null, criterion ?text not null, name ?text not null,
    target ?text not null, target_points ?decimal, product ?text not null, requirement ?text not null,
    deadline ?text not null, deadline_on ?text, lead ?text not null, lead_unit ?text, coordinating ?text not null,
    coordinating_units ?text not null, state ?text not null check (state in ('open', 'done', 'dropped')),
    revision integer not null`,
    'plan, position',
  );
  await run('create index plan_tasks_by_lead on plan_tasks (lead_unit)');
  await create(
    'plan_progress',
    `id ?text not null, plan ?text not null references plans (id), position integer not null, percent integer,
    state ?text not null check (state in ('open', 'done', 'dropped')), note ?text not null, evidence ?text,
    written_by ?text not null, written_at ?text not null`,
    'id',
  );
  await run('create index plan_progress_by_task on plan_progress (plan, position)');
}
