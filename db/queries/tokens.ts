/** Single-use tokens: a hash and a state, never a day (decision 17). */
import { type Db, insertEach, moveEach, selectEach } from '../dialect.ts';
import type { TokenTable } from '../tables.ts';
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
const cells = (keys: readonly TokenKey[]) => keys.map((key) => [key.province, key.tokenHash] as const);

/** Tokens that exist, by hash; held until the end of the transaction on PostgreSQL. */
export async function lockTokens(trx: Writing, keys: readonly TokenKey[]): Promise<Map<string, Token>> {
  const rows = await selectEach<TokenTable>(trx, 'tokens', KEY, cells(keys), 'lock');
  return new Map(
    rows.map((row) => [
      row.token_hash,
      {
        province: row.province,
        tokenHash: row.token_hash,
        survey: row.survey,
        unit: row.unit,
        state: row.state,
        codeHash: row.code_hash ?? '',
        batch: row.batch,
        expiresOn: row.expires_on,
      },
    ]),
  );
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

/** How many tokens of a survey are in each state, unit by unit. */
export async function countTokens(
  db: Db,
  survey: string,
): Promise<{ unit: string; state: TokenTable['state']; tokens: number }[]> {
  const rows = await db
    .selectFrom('tokens')
    .select((eb) => ['unit', 'state', eb.fn.countAll<number>().as('tokens')])
    .where('survey', '=', survey)
    .groupBy(['unit', 'state'])
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({ ...row, tokens: Number(row.tokens) }));
}
