/**
 * The index as an office runs it: self-scores, two rounds of appraisal and the council with their trail, evidence,
 * deadlines, two people where one is not enough. Frozen: a later change is a later migration. The meaning of every
 * column stands in db/tables.ts.
 */
import { type Kysely, sql } from 'kysely';

interface ColumnTypes {
  readonly database: 'sqlite' | 'postgres';
}

const STAGES = `('self', 'round-1', 'explanation', 'round-2', 'council')`;

/** Runs in one transaction on both databases. */
export async function up(db: Kysely<unknown>, { database }: ColumnTypes): Promise<void> {
  const postgres = database === 'postgres';
  const run = (statement: string) =>
    sql
      .raw(
        statement
          .replaceAll('?text', postgres ? 'text collate "C"' : 'text')
          .replaceAll('?decimal', postgres ? 'numeric' : 'text')
          .replaceAll(
            '?serial',
            postgres
              ? 'bigint generated always as identity primary key'
              : 'integer primary key autoincrement',
          ),
      )
      .execute(db);
  const create = (table: string, columns: string, key: string) =>
    run(`create table ${table} (${columns}, primary key (${key}))${postgres ? '' : ' without rowid'}`);
  const scored = `check ((state = 'scored') = (points is not null)), check (state in ('blank', 'scored', 'not-assessed'))`;

  await run('alter table scores add column inputs ?text');
  await run('alter table publications add column decision ?text');
  await run('alter table frameworks add column province ?text');
  await run('alter table frameworks add column revision integer not null default 1');
  await run('alter table frameworks add column faults integer not null default 0');
  await lockFrameworks(run, postgres);

  await create(
    'assessments',
    `campaign ?text not null references campaigns (id), unit ?text not null references units (code),
    state ?text not null check (state in ('open', 'submitted', 'explaining', 'explained', 'appraised', 'final')),
    submitted_at ?text, submitted_by ?text, extended_until ?text, decision ?text, revision integer not null`,
    'campaign, unit',
  );
  await create(
    'stage_scores',
    `campaign ?text not null, unit ?text not null, criterion ?text not null, stage ?text not null check (stage in ${STAGES}),
    state ?text not null, points ?decimal, inputs ?text, note ?text, source ?text, written_by ?text not null,
    written_at ?text not null, revision integer not null, ${scored}`,
    'campaign, unit, criterion, stage',
  );
  await run(`create table score_trail (id ?serial, campaign ?text not null, unit ?text not null, criterion ?text not null,
    stage ?text not null check (stage in ${STAGES}), state ?text not null, points ?decimal, inputs ?text, note ?text,
    source ?text, written_by ?text not null, confirmed_by ?text, written_at ?text not null, ${scored})`);
  await run('create index score_trail_by_unit on score_trail (campaign, unit, criterion)');
  if (postgres) {
    await run(`create function score_trail_frozen() returns trigger language plpgsql as $$ begin
      if tg_op = 'DELETE' and exists (select 1 from campaigns where id = old.campaign and sample = 1) then return old; end if;
      raise exception 'score_trail: rows are never changed'; end $$`);
    await run(
      'create trigger score_trail_frozen before update or delete on score_trail for each row execute function score_trail_frozen()',
    );
  } else {
    const refuse = `begin select raise(abort, 'score_trail: rows are never changed'); end`;
    await run(`create trigger score_trail_no_update before update on score_trail ${refuse}`);
    await run(`create trigger score_trail_no_delete before delete on score_trail
      when not exists (select 1 from campaigns where id = old.campaign and sample = 1) ${refuse}`);
  }

  await create(
    'stage_deadlines',
    'campaign ?text not null, stage ?text not null, deadline ?text not null',
    'campaign, stage',
  );
  await create(
    'appraiser_areas',
    'campaign ?text not null, account ?text not null references accounts (id), area ?text not null',
    'campaign, account, area',
  );
  await create(
    'evidence',
    `id ?text not null, province ?text not null, campaign ?text not null, unit ?text not null, file_hash ?text not null,
    file_name ?text not null, media_type ?text not null, bytes integer not null, title ?text not null, number ?text,
    issued_on ?text, issuer ?text, added_by ?text not null, added_at ?text not null, withdrawn_at ?text`,
    'id',
  );
  await run('create index evidence_by_unit on evidence (campaign, unit)');
  await create(
    'evidence_uses',
    'campaign ?text not null, unit ?text not null, criterion ?text not null, evidence ?text not null references evidence (id), stage ?text not null',
    'campaign, unit, criterion, evidence',
  );
  await create(
    'subordinates',
    'campaign ?text not null, unit ?text not null, units integer not null, reaching integer not null, document ?text not null',
    'campaign, unit',
  );
  await create(
    'proposals',
    `id ?text not null, campaign ?text not null, kind ?text not null check (kind in ('publish', 'change-score')),
    content ?text not null, reason ?text not null, proposed_by ?text not null, proposed_at ?text not null,
    outcome ?text check (outcome in ('confirmed', 'refused', 'withdrawn')), decided_by ?text, decided_at ?text, note ?text,
    check (outcome is null or outcome <> 'confirmed' or decided_by <> proposed_by)`,
    'id',
  );
  await run('create index proposals_by_campaign on proposals (campaign)');
  await run(
    "create unique index proposals_one_publication on proposals (campaign) where kind = 'publish' and outcome is null",
  );
  await create(
    'print_mappings',
    'province ?text not null, name ?text not null, mapping ?text not null, used_at ?text not null',
    'province, name',
  );
}

/** What a campaign is computed with never changes under it, and never opens again. */
async function lockFrameworks(
  run: (statement: string) => Promise<unknown>,
  postgres: boolean,
): Promise<void> {
  const changed =
    'old.locked = 1 and (new.definition <> old.definition or new.hash <> old.hash or new.locked <> 1)';
  const refusal = 'frameworks: a locked version never changes';
  if (!postgres) {
    await run(`create trigger frameworks_locked before update on frameworks when ${changed}
      begin select raise(abort, '${refusal}'); end`);
    return;
  }
  await run(`create function frameworks_locked() returns trigger language plpgsql as $$ begin
    raise exception '${refusal}'; end $$`);
  await run(`create trigger frameworks_locked before update on frameworks for each row
    when (${changed}) execute function frameworks_locked()`);
}
