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
  releaseRetries,
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

/** A member of a group, and what became of it so far. */
interface Member {
  readonly prepared: Prepared;
  outcome: Outcome | null;
}

/** A member that may be stored unless its id or token stands against it. */
type Candidate = Member & { readonly prepared: Prepared & { readonly outcome: Accepted } };

const isCandidate = (member: Member): member is Candidate =>
  member.outcome === null && !(member.prepared.outcome instanceof Problem);

/** @returns one outcome per member, in the order given */
export async function acceptResponses(
  trx: Writing,
  environment: Environment,
  group: readonly Prepared[],
): Promise<Outcome[]> {
  const members = group.map((prepared): Member => ({ prepared, outcome: null }));
  for (const round of roundsOf(members)) {
    await claim(trx, round.filter(isCandidate));
    await answerRetries(trx, round);
    await refuseBadTokens(trx, round.filter(isCandidate));
    await store(trx, environment, round.filter(isCandidate));
  }
  return members.map(({ outcome }) => outcome ?? refuse(new Problem('internal')));
}

/** Rounds in which no client id and no token comes twice: who comes second meets what the first left. */
function roundsOf(members: readonly Member[]): Member[][] {
  const rounds: { members: Member[]; taken: Set<string> }[] = [];
  for (const member of members) {
    const { tokenHash } = member.prepared;
    const marks =
      tokenHash === null ? [keyOf(member.prepared)] : [keyOf(member.prepared), `token ${tokenHash}`];
    const last = rounds.findLastIndex((round) => marks.some((mark) => round.taken.has(mark)));
    const round = rounds[last + 1] ?? { members: [], taken: new Set() };
    rounds[last + 1] = round;
    round.members.push(member);
    for (const mark of marks) round.taken.add(mark);
  }
  return rounds.map((round) => round.members);
}

/** Takes the client ids. A candidate whose id was taken before is a retry or a conflict, and no candidate any more. */
async function claim(trx: Writing, candidates: readonly Candidate[]): Promise<void> {
  const claimed = await insertRetries(
    trx,
    candidates.map((one) => one.prepared),
  );
  if (claimed.size === candidates.length) return;
  await answer(
    trx,
    candidates.filter((one) => !claimed.has(one.prepared.clientHash)),
  );
}

/** Before token, closing and version: a retry always gets its receipt, other content under its id a conflict (decision 12). */
async function answer(trx: Writing, members: readonly Member[]): Promise<void> {
  const known = await findRetries(
    trx,
    members.map((one) => one.prepared),
  );
  for (const member of members) {
    const mac = known.get(keyOf(member.prepared));
    if (mac !== undefined) member.outcome = answerRetry(member.prepared, mac);
  }
}

function answerRetry(one: Prepared, mac: string): Outcome {
  if (mac !== one.contentMac)
    return refuse(
      new Problem('conflicting-submission', [{ field: 'clientId', code: 'conflicting-submission' }]),
    );
  return { ok: true, receipt: one.receipt, stored: false, id: null };
}

/**
 * What validation refused, unless it is a retry of what was stored. Arrivals after the last day are counted as late, and
 * nothing else of them is kept (decision 11).
 */
async function answerRetries(trx: Writing, round: readonly Member[]): Promise<void> {
  const troubled = round.filter((member) => member.outcome === null && !isCandidate(member));
  await answer(trx, troubled);
  const late: LedgerEntry[] = [];
  for (const member of troubled) {
    const { outcome, province, survey, unit, day } = member.prepared;
    if (member.outcome !== null || !(outcome instanceof Problem)) continue;
    member.outcome = refuse(outcome);
    if (outcome.code === 'survey-closed') late.push({ province, survey, unit, day, late: 1 });
  }
  await addToLedger(trx, late);
}

/** Spends tokens. One that is not of this survey and unit, or was used, refuses its answer and gives the client id back. */
async function refuseBadTokens(trx: Writing, candidates: readonly Candidate[]): Promise<void> {
  const keys = candidates.flatMap(({ prepared: { province, tokenHash } }) =>
    tokenHash === null ? [] : [{ province, tokenHash }],
  );
  if (keys.length === 0) return;
  const tokens = await lockTokens(trx, keys);
  const refused: Candidate[] = [];
  for (const candidate of candidates) {
    const { tokenHash, outcome } = candidate.prepared;
    const problem = tokenHash === null ? null : tokenProblem(tokens.get(tokenHash), outcome);
    if (problem === null) continue;
    candidate.outcome = refuse(new Problem(problem, [{ field: 'token', code: problem }]));
    refused.push(candidate);
  }
  const bad = new Set(refused.map((one) => one.prepared.tokenHash));
  await releaseRetries(
    trx,
    refused.map((one) => one.prepared),
  );
  await spendTokens(
    trx,
    keys.filter((key) => !bad.has(key.tokenHash)),
  );
}

function tokenProblem(
  token: { survey: string; unit: string; state: string } | undefined,
  accepted: Accepted,
): 'unknown-token' | 'token-used' | null {
  if (token?.survey !== accepted.survey || token.unit !== (accepted.unit ?? '')) return 'unknown-token';
  if (token.state === 'used') return 'token-used';
  return token.state === 'issued' ? null : 'unknown-token';
}

async function store(
  trx: Writing,
  environment: Environment,
  candidates: readonly Candidate[],
): Promise<void> {
  const accepted = candidates.map(({ prepared }) => ({
    id: randomId(environment),
    response: prepared.outcome,
  }));
  await storeResponses(trx, environment, accepted);
  for (const [i, candidate] of candidates.entries())
    candidate.outcome = {
      ok: true,
      receipt: candidate.prepared.receipt,
      stored: true,
      id: accepted[i]?.id ?? null,
    };
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
