/**
 * The one door (decisions 12, 13): every response, from whatever channel, is stored here, together with its tally, in
 * the transaction it is given. Takes a group at once; each member gets its own outcome and a bad one never fails its
 * neighbours.
 */
import { countKioskAnswers } from '../../db/queries/kiosks.ts';
import { addToLedger, type LedgerEntry } from '../../db/queries/ledger.ts';
import {
  findRetries,
  insertComments,
  insertResponses,
  insertRetries,
  releaseRetries,
} from '../../db/queries/responses.ts';
import { lockTokens, spendTokens, type Token, type TokenKey } from '../../db/queries/tokens.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Environment, randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { standingProblem, type TokenProblem } from '../token-standing.ts';
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
    const { token } = member.prepared;
    const marks =
      token === null ? [keyOf(member.prepared)] : [keyOf(member.prepared), `token ${token.codeHash}`];
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

/** Spends tokens. One that may not be used refuses its answer and gives the client id back. */
async function refuseBadTokens(trx: Writing, candidates: readonly Candidate[]): Promise<void> {
  const keys = candidates.flatMap(({ prepared: { province, token } }) =>
    token === null ? [] : [{ province, codeHash: token.codeHash }],
  );
  if (keys.length === 0) return;
  const tokens = await lockTokens(trx, keys);
  const spent: TokenKey[] = [];
  const refused: Candidate[] = [];
  for (const candidate of candidates) {
    const { token: given } = candidate.prepared;
    if (given === null) continue;
    const token = tokens.get(given.codeHash);
    const problem = tokenProblem(token, candidate.prepared);
    if (problem === null && token) spent.push(token);
    if (problem === null) continue;
    candidate.outcome = refuse(new Problem(problem, [{ field: 'token', code: problem }]));
    refused.push(candidate);
  }
  await releaseRetries(
    trx,
    refused.map((one) => one.prepared),
  );
  await spendTokens(trx, spent);
}

/** A token is for one survey and unit; its last day counts, whether the timer that lets it run out has come by or not. */
function tokenProblem(
  token: Token | undefined,
  { token: given, outcome, day }: Candidate['prepared'],
): TokenProblem | null {
  if (token?.survey !== outcome.survey || token.unit !== (outcome.unit ?? '')) return 'unknown-token';
  if (given?.tokenHash != null && given.tokenHash !== token.tokenHash) return 'unknown-token';
  return standingProblem(token, day);
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
  await countKioskAnswers(
    trx,
    candidates.flatMap(({ prepared: { kiosk } }) => kiosk ?? []),
  );
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

/** The column an answer is counted in; a kiosk's answers without a token have one of their own. */
const ledgerColumn = ({ basis, channel }: Accepted) =>
  basis === 'token' ? 'used' : basis === 'sheet' ? 'sheet' : channel === 'kiosk' ? 'kiosk' : 'open';

/** One entry per unit and day, so that a group touches each ledger row once. */
function ledgerOf(responses: readonly Accepted[]): LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const one of responses) {
    const { province, survey, day } = one;
    const unit = one.unit ?? '';
    const key = `${province}|${survey}|${unit}|${day}`;
    const entry = entries.get(key) ?? { province, survey, unit, day };
    const column = ledgerColumn(one);
    entries.set(key, { ...entry, [column]: (entry[column] ?? 0) + 1 });
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
