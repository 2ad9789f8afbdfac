/**
 * What the counter needs: slips (batches of tokens with a typed code and a last day), kiosks, and the whole ledger.
 * Frozen: a later change is a later migration. The meaning of every column stands in db/tables.ts.
 */
import { type Kysely, sql } from 'kysely';

interface ColumnTypes {
  readonly database: 'sqlite' | 'postgres';
}

/** Runs in one transaction on both databases. */
export async function up(db: Kysely<unknown>, { database }: ColumnTypes): Promise<void> {
  const text = database === 'postgres' ? 'text collate "C"' : 'text';
  const clustered = database === 'postgres' ? '' : ' without rowid';
  const run = (statement: string) => sql.raw(statement.replaceAll('?text', text)).execute(db);

  // Tokens issued before had no typed code: their own hash stands in, which no typed text ever has.
  await run(`alter table tokens add column code_hash ?text`);
  await run(`alter table tokens add column batch ?text not null default ''`);
  await run(`alter table tokens add column expires_on ?text not null default '9999-12-31'`);
  await run(`update tokens set code_hash = token_hash`);
  await run(`create index tokens_by_code on tokens (code_hash)`);
  await run(`create index retries_by_receipt on retries (receipt_hash)`);

  await run(`create table token_batches (province ?text not null, id ?text not null, survey ?text not null, unit ?text not null,
    tokens integer not null, expires_on ?text not null, issued_on ?text not null, state ?text not null check (state in ('issued', 'void')),
    primary key (province, id))${clustered}`);

  for (const column of ['expired', 'void', 'kiosk'])
    await run(`alter table ledger add column ${column} integer not null default 0`);

  await run(`create table kiosks (id ?text not null primary key, province ?text not null, survey ?text not null, unit ?text not null,
    counter ?text not null, state ?text not null check (state in ('enrolling', 'active', 'revoked')), enrol_hash ?text, enrol_until ?text,
    secret_hash ?text, pin_hash ?text not null, seen_at ?text, waiting integer not null, quarantined integer not null,
    answers integer not null, created_at ?text not null, sample smallint not null)${clustered}`);
  await run('create index kiosks_by_survey on kiosks (survey)');
}
