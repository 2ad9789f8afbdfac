/** Single-use tokens: a hash and a state, never a day (decision 17); and the batches of slips they were issued in. */
import { type Db, insertEach, moveEach, selectEach } from '../dialect.ts';
import type { TokenBatchTable, TokenTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface TokenKey {
  readonly province: string;
  readonly tokenHash: string;
}

export interface Token extends TokenKey {
  readonly survey: string;
  readonly unit: string;
  readonly state: TokenTable['state'];
  /** SHA-256 of the typed code. */
  readonly codeHash: string;
  readonly batch: string;
  /** Last day on which it is taken, inclusive. */
  readonly expiresOn: string;
}

const KEY = ['province', 'token_hash'];
const BY_CODE = ['province', 'code_hash'];
const cells = (keys: readonly TokenKey[]) => keys.map((key) => [key.province, key.tokenHash] as const);

const toToken = (row: TokenTable): Token => ({
  province: row.province,
  tokenHash: row.token_hash,
  survey: row.survey,
  unit: row.unit,
  state: row.state,
  codeHash: row.code_hash ?? '',
  batch: row.batch,
  expiresOn: row.expires_on,
});

/**
 * Tokens that exist, by the hash of their code, which leads to them whether the QR was read or the code typed; held until
 * the end of the transaction on PostgreSQL.
 */
export async function lockTokens(
  trx: Writing,
  keys: readonly { readonly province: string; readonly codeHash: string }[],
): Promise<Map<string, Token>> {
  const wanted = keys.map((key) => [key.province, key.codeHash]);
  const rows = await selectEach<TokenTable>(trx, 'tokens', BY_CODE, wanted, 'lock');
  return new Map(rows.map((row) => [row.code_hash ?? '', toToken(row)]));
}

/** The token with this code, in whatever province: a slip does not name it. */
export async function findTokenByCode(db: Db, codeHash: string): Promise<Token | null> {
  const row = await db.selectFrom('tokens').selectAll().where('code_hash', '=', codeHash).executeTakeFirst();
  return row ? toToken(row) : null;
}

/** Which of these codes some token has already. */
export async function takenCodes(trx: Writing, codeHashes: readonly string[]): Promise<Set<string>> {
  const wanted = codeHashes.map((hash) => [hash]);
  const rows = await selectEach<TokenTable>(trx, 'tokens', ['code_hash'], wanted);
  return new Set(rows.map((row) => row.code_hash ?? ''));
}

/** Spends tokens that were locked and found unused. */
export async function spendTokens(trx: Writing, keys: readonly TokenKey[]): Promise<void> {
  const change = { column: 'state', from: 'issued', to: 'used', returning: 'token_hash' };
  const spent = await moveEach(trx, 'tokens', KEY, change, cells(keys));
  if (spent.length !== keys.length)
    throw new Error('a token that this transaction holds was spent by another');
}

export async function insertTokens(trx: Writing, tokens: readonly Token[]): Promise<void> {
  await insertEach(
    trx,
    'tokens',
    [...KEY, 'survey', 'unit', 'state', 'code_hash', 'batch', 'expires_on'],
    tokens.map((one) => [
      one.province,
      one.tokenHash,
      one.survey,
      one.unit,
      one.state,
      one.codeHash,
      one.batch,
      one.expiresOn,
    ]),
  );
}

/** Makes the unused tokens of a batch void. @returns how many */
export async function voidTokens(
  trx: Writing,
  batch: Pick<TokenBatch, 'province' | 'id' | 'survey'>,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('tokens')
    .set({ state: 'void' })
    .where('province', '=', batch.province)
    .where('survey', '=', batch.survey)
    .where('batch', '=', batch.id)
    .where('state', '=', 'issued')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export interface ExpiredTokens {
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  readonly expiresOn: string;
  readonly tokens: number;
}

/** Unused tokens whose last day was this or an earlier one, by survey, unit and last day. */
export async function countOverdue(db: Db, lastDay: string): Promise<ExpiredTokens[]> {
  const rows = await db
    .selectFrom('tokens')
    .select((eb) => [
      'province',
      'survey',
      'unit',
      'expires_on as expiresOn',
      eb.fn.countAll<number>().as('tokens'),
    ])
    .where('state', '=', 'issued')
    .where('expires_on', '<=', lastDay)
    .groupBy(['province', 'survey', 'unit', 'expires_on'])
    .orderBy('survey')
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({ ...row, tokens: Number(row.tokens) }));
}

/** Lets the unused tokens with one last day run out. @returns how many did, which another server may have made fewer */
export async function expireOverdue(trx: Writing, overdue: ExpiredTokens): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('tokens')
    .set({ state: 'expired' })
    .where('province', '=', overdue.province)
    .where('survey', '=', overdue.survey)
    .where('unit', '=', overdue.unit)
    .where('expires_on', '=', overdue.expiresOn)
    .where('state', '=', 'issued')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Tokens issued together for one survey and unit. */
export interface TokenBatch {
  readonly province: string;
  readonly id: string;
  readonly survey: string;
  readonly unit: string;
  readonly tokens: number;
  /** Last day on which its tokens are taken, inclusive. */
  readonly expiresOn: string;
  readonly issuedOn: string;
  readonly state: TokenBatchTable['state'];
}

const toBatch = ({ expires_on, issued_on, ...row }: TokenBatchTable): TokenBatch => ({
  ...row,
  expiresOn: expires_on,
  issuedOn: issued_on,
});

/** Adds a batch; one that is there already grows by its tokens. */
export async function addBatch(trx: Writing, batch: TokenBatch): Promise<void> {
  const { expiresOn, issuedOn, ...rest } = batch;
  await trx
    .insertInto('token_batches')
    .values({ ...rest, expires_on: expiresOn, issued_on: issuedOn })
    .onConflict((oc) =>
      oc.columns(['province', 'id']).doUpdateSet((eb) => ({
        tokens: eb('token_batches.tokens', '+', batch.tokens),
      })),
    )
    .execute();
}

export async function findBatch(db: Db, province: string, id: string): Promise<TokenBatch | null> {
  const row = await db
    .selectFrom('token_batches')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toBatch(row) : null;
}

/** The batches of a survey, the latest first. */
export async function listBatches(
  db: Db,
  survey: { readonly province: string; readonly id: string },
): Promise<TokenBatch[]> {
  const rows = await db
    .selectFrom('token_batches')
    .selectAll()
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .orderBy('issued_on', 'desc')
    .orderBy('unit')
    .orderBy('id')
    .execute();
  return rows.map(toBatch);
}

export async function markBatchVoid(
  trx: Writing,
  { province, id }: Pick<TokenBatch, 'province' | 'id'>,
): Promise<void> {
  await trx
    .updateTable('token_batches')
    .set({ state: 'void' })
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}
