/**
 * The one door (decisions 12, 13): every response, from whatever channel, is stored here, together with its tally, in
 * the transaction it is given. Takes a group at once; each member gets its own outcome and a bad one never fails its
 * neighbours.
 */
import {
  addToLedger,
  findRetries,
  insertComments,
  insertResponses,
  insertRetries,
  type LedgerEntry,
} from '../../db/queries/responses.ts';
import { lockTokens, spendTokens } from '../../db/queries/tokens.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Environment, randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { countResponses, type TallyChange, tallyKeyOf } from './count-responses.ts';
import type { Accepted, Prepared } from './prepare-response.ts';

export type Outcome =
  | {
      readonly ok: true;
      readonly receipt: string /** False for a retry of what was stored before. */;
      readonly stored: boolean;
      readonly id: string | null;
    }
  | { readonly ok: false; readonly problem: Problem };

const refuse = (problem: Problem): Outcome => ({ ok: false, problem });
const keyOf = (one: { province: string; clientHash: string }) => `${one.province} ${one.clientHash}`;

/** @returns one outcome per member, in the order given */
export async function acceptResponses(
  trx: Writing,
  environment: Environment,
  group: readonly Prepared[],
): Promise<Outcome[]> {
  const outcomes: (Outcome | undefined)[] = await answerRetries(trx, group);
  const open = () => [...group.keys()].filter((i) => outcomes[i] === undefined);
  await refuseTroubled(trx, group, outcomes, open());
  await refuseBadTokens(trx, group, outcomes, open());
  await claim(trx, group, outcomes, open());
  await spend(trx, group, open());
  await store(trx, environment, group, outcomes, open());
  return outcomes.map((outcome) => outcome ?? refuse(new Problem('internal')));
}

/** Before token, closing and version: a retry always gets its receipt, other content under its id a conflict (decision 12). */
async function answerRetries(trx: Writing, group: readonly Prepared[]): Promise<(Outcome | undefined)[]> {
  const known = await findRetries(trx, group);
  return group.map((one) => {
    const mac = known.get(keyOf(one));
    return mac === undefined ? undefined : answerRetry(one, mac);
  });
}

function answerRetry(one: Prepared, mac: string): Outcome {
  if (mac !== one.contentMac)
    return refuse(
      new Problem('conflicting-submission', [{ field: 'clientId', code: 'conflicting-submission' }]),
    );
  return { ok: true, receipt: one.receipt, stored: false, id: null };
}

/** What validation refused. Arrivals after the last day are counted as late, and nothing else of them is kept (decision 11). */
async function refuseTroubled(
  trx: Writing,
  group: readonly Prepared[],
  outcomes: (Outcome | undefined)[],
  open: readonly number[],
): Promise<void> {
  const late: LedgerEntry[] = [];
  for (const i of open) {
    const one = group[i];
    if (!(one?.outcome instanceof Problem)) continue;
    outcomes[i] = refuse(one.outcome);
    if (one.outcome.code === 'survey-closed')
      late.push({ province: one.province, survey: one.survey, unit: one.unit, day: one.day, late: 1 });
  }
  await addToLedger(trx, late);
}

/** A token must be of this survey and unit and unused; the first of two in one group has it. */
async function refuseBadTokens(
  trx: Writing,
  group: readonly Prepared[],
  outcomes: (Outcome | undefined)[],
  open: readonly number[],
): Promise<void> {
  const withToken = open.filter((i) => group[i]?.tokenHash != null);
  if (withToken.length === 0) return;
  const keys = withToken.map((i) => ({
    province: group[i]?.province ?? '',
    tokenHash: group[i]?.tokenHash ?? '',
  }));
  const tokens = await lockTokens(trx, keys);
  const taken = new Map<string, string>();
  for (const i of withToken) {
    const one = group[i];
    if (!one?.tokenHash || one.outcome instanceof Problem) continue;
    const token = tokens.get(one.tokenHash);
    const holder = taken.get(one.tokenHash) ?? one.clientHash;
    const problem = tokenProblem(token, one, one.outcome, holder);
    if (problem) outcomes[i] = refuse(new Problem(problem, [{ field: 'token', code: problem }]));
    else taken.set(one.tokenHash, one.clientHash);
  }
}

function tokenProblem(
  token: { survey: string; unit: string; state: string } | undefined,
  one: Prepared,
  accepted: Accepted,
  holder: string,
): 'unknown-token' | 'token-used' | null {
  if (token?.survey !== one.survey || token.unit !== (accepted.unit ?? '')) return 'unknown-token';
  if (token.state === 'used' || holder !== one.clientHash) return 'token-used';
  return token.state === 'issued' ? null : 'unknown-token';
}

/** Takes the client id. Who comes second, in this group or from another server, is a retry or a conflict. */
async function claim(
  trx: Writing,
  group: readonly Prepared[],
  outcomes: (Outcome | undefined)[],
  open: readonly number[],
): Promise<void> {
  const first = new Map<string, Prepared>();
  for (const i of open) {
    const one = group[i];
    if (!one) continue;
    const earlier = first.get(keyOf(one));
    if (earlier) outcomes[i] = answerRetry(one, earlier.contentMac);
    else first.set(keyOf(one), one);
  }
  const claimed = await insertRetries(trx, [...first.values()]);
  if (claimed.size === first.size) return;
  const others = await findRetries(trx, [...first.values()]);
  for (const i of open) {
    const one = group[i];
    if (one && outcomes[i] === undefined && !claimed.has(one.clientHash))
      outcomes[i] = answerRetry(one, others.get(keyOf(one)) ?? '');
  }
}

async function spend(trx: Writing, group: readonly Prepared[], open: readonly number[]): Promise<void> {
  const keys = open.flatMap((i) => {
    const one = group[i];
    return one?.tokenHash ? [{ province: one.province, tokenHash: one.tokenHash }] : [];
  });
  const spent = await spendTokens(trx, keys);
  if (spent.size !== keys.length) throw new Error('a token held by this transaction was spent by another');
}

async function store(
  trx: Writing,
  environment: Environment,
  group: readonly Prepared[],
  outcomes: (Outcome | undefined)[],
  open: readonly number[],
): Promise<void> {
  const accepted: { id: string; response: Accepted }[] = [];
  for (const i of open) {
    const one = group[i];
    if (!one || one.outcome instanceof Problem) continue;
    const id = randomId(environment);
    accepted.push({ id, response: one.outcome });
    outcomes[i] = { ok: true, receipt: one.receipt, stored: true, id };
  }
  await storeResponses(trx, environment, accepted);
}

/** Responses, comments, ledger and tallies: all that an accepted response leaves. Also used when a keyed sheet is corrected. */
export async function storeResponses(
  trx: Writing,
  environment: Environment,
  accepted: readonly { id: string; response: Accepted }[],
): Promise<void> {
  await insertResponses(
    trx,
    accepted.map(({ id, response }) => ({
      ...response,
      id,
      formVersion: response.form.version,
      state: 'counted',
      answers: response.packed,
    })),
  );
  await insertComments(
    trx,
    accepted.flatMap(({ response }) =>
      response.comments.map((comment) => ({
        province: response.province,
        survey: response.survey,
        unit: response.unit ?? '',
        month: response.day.slice(0, 7),
        id: randomId(environment),
        ...comment,
      })),
    ),
  );
  await addToLedger(trx, ledgerOf(accepted.map((one) => one.response)));
  await countResponses(
    trx,
    accepted.flatMap(({ response }) => changesOf(response, 1)),
  );
}

const LEDGER_COLUMN = { token: 'used', open: 'open', sheet: 'sheet' } as const;

/** One entry per unit and day, so that a group touches each ledger row once. */
function ledgerOf(responses: readonly Accepted[]): LedgerEntry[] {
  const entries = new Map<
    string,
    { province: string; survey: string; unit: string; day: string; used: number; open: number; sheet: number }
  >();
  for (const one of responses) {
    const unit = one.unit ?? '';
    const key = `${one.province}|${one.survey}|${unit}|${one.day}`;
    const entry = entries.get(key) ?? {
      province: one.province,
      survey: one.survey,
      unit,
      day: one.day,
      used: 0,
      open: 0,
      sheet: 0,
    };
    entry[LEDGER_COLUMN[one.basis]] += 1;
    entries.set(key, entry);
  }
  return [...entries.keys()]
    .sort()
    .map((key) => entries.get(key))
    .filter((entry) => entry !== undefined);
}

/** The tallies that a response enters (1) or leaves (-1). */
export function changesOf(response: Accepted, sign: 1 | -1): TallyChange[] {
  return response.counts.map((count) => ({
    key: tallyKeyOf({ ...response, formVersion: response.form.version }, count.unit),
    form: response.form,
    slots: count.slots,
    sign,
  }));
}
