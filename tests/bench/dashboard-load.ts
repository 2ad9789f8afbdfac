/**
 * A survey with so many responses as would be hard to send: answers, counters, releases and day book are written in bulk,
 * each from the same response by the code that intake runs. 200 communes, 90 days, every channel and basis.
 */
import { randomUUID } from 'node:crypto';
import { addToLedger, type LedgerEntry } from '../../db/queries/ledger.ts';
import { insertResponses, type Response } from '../../db/queries/responses.ts';
import { putReleases, putTallies, type RunningTally, tallyKeyText } from '../../db/queries/tallies.ts';
import { inTransaction } from '../../db/transaction.ts';
import { RELEASE_STEP, tallyKeyOf } from '../../server/actions/count-responses.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { FLAG_IDENTICAL_RUN } from '../../server/actions/prepare-response.ts';
import { addDays, dayOf } from '../../server/core/calendar.ts';
import {
  addTo,
  type Counters,
  countResponse,
  emptyCounters,
  packCounters,
  tallyLayout,
} from '../../server/core/tally.ts';
import type { Environment } from '../../server/environment.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { packAnswers } from '../../survey-forms/pack-answers.ts';
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { CAMPAIGN, COMMUNES, openBenchSurvey, PROVINCE } from './bench-province.ts';

export const DASHBOARD_SURVEY = 'bang-theo-doi';
const DAYS = 90;
const CHUNK = 5000;
/** Different answers; beyond so many they are given again, by others. */
const DIFFERENT = 20_000;

/** How answers come, in turn: seven of ten by slip, one of twenty flagged. */
const WAYS: readonly { channel: Channel; basis: Basis; column: keyof LedgerEntry }[] = [
  { channel: 'web', basis: 'token', column: 'used' },
  { channel: 'web', basis: 'token', column: 'used' },
  { channel: 'web', basis: 'open', column: 'open' },
  { channel: 'kiosk', basis: 'token', column: 'used' },
  { channel: 'kiosk', basis: 'open', column: 'kiosk' },
  { channel: 'paper', basis: 'sheet', column: 'sheet' },
  { channel: 'web', basis: 'token', column: 'used' },
];
const FLAGGED_EVERY = 20;

interface Load {
  readonly tallies: Map<
    string,
    { key: ReturnType<typeof tallyKeyOf>; responses: number; counters: Counters }
  >;
  readonly days: Map<string, LedgerEntry>;
}

/** Opens the survey, closed the day before yesterday, and loads it. @param isOver false: it still runs */
export async function loadDashboard(
  environment: Environment,
  responses: number,
  isOver: boolean,
): Promise<void> {
  await openBenchSurvey(environment);
  const today = dayOf(environment.now());
  const opensOn = addDays(today, -DAYS);
  await openSurvey.run(
    environment,
    { kind: 'system', name: 'command line' },
    {
      ...{ id: DASHBOARD_SURVEY, campaign: CAMPAIGN, form: satisfaction.id, title: { vi: 'Theo dõi' } },
      ...{ units: COMMUNES, opensOn, closesOn: addDays(today, isOver ? -2 : 30), openAnswers: true },
      ...(isOver ? { acceptsUntil: addDays(today, -1) } : {}),
      channels: ['web', 'kiosk', 'paper'],
    },
  );
  const load: Load = { tallies: new Map(), days: new Map() };
  const count = Math.min(responses, DIFFERENT);
  const made = [...generateAnswers({ seed: 5, count, units: COMMUNES, form: satisfaction })].map((one) => ({
    group: one.respondentGroup,
    slots: countResponse(tallyLayout(satisfaction), one.answers),
    packed: packAnswers(satisfaction, one.answers),
  }));
  for (let from = 0; from < responses; from += CHUNK) {
    const chunk: Response[] = [];
    for (let at = from; at < Math.min(responses, from + CHUNK); at++) {
      const one = made[at % made.length];
      if (one) chunk.push(take(load, one, at, opensOn));
    }
    await inTransaction(environment.db, (trx) => insertResponses(trx, chunk));
  }
  await inTransaction(environment.db, async (trx) => {
    const tallies = [...load.tallies.values()].map((one) => runningTally(one));
    await putTallies(trx, tallies);
    await putReleases(
      trx,
      tallies.filter(({ responses: all }) => all >= RELEASE_STEP),
    );
    await addToLedger(trx, [...load.days.values()]);
  });
}

/** A response, counted where intake would count it. Communes differ in size, as real ones do. */
function take(
  load: Load,
  one: { group: string; slots: number[]; packed: string },
  at: number,
  opensOn: string,
): Response {
  const way = WAYS[at % WAYS.length];
  const spread = ((at * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  const unit = COMMUNES[Math.floor(spread ** 1.5 * COMMUNES.length)] ?? '';
  const day = addDays(opensOn, Math.floor(at / 11) % DAYS);
  const key = { province: PROVINCE, survey: DASHBOARD_SURVEY };
  const response: Response = {
    ...{ ...key, day, id: randomUUID(), formVersion: satisfaction.version, unit },
    ...{ respondentGroup: one.group, channel: way?.channel ?? 'web', basis: way?.basis ?? 'token' },
    ...{ flags: at % FLAGGED_EVERY === 0 ? FLAG_IDENTICAL_RUN : 0, state: 'counted', answers: one.packed },
  };
  const tallyKey = tallyKeyOf(response, unit);
  const text = tallyKeyText(tallyKey);
  const tally = load.tallies.get(text) ?? {
    ...{ key: tallyKey, responses: 0, counters: emptyCounters(tallyLayout(satisfaction)) },
  };
  addTo(tally.counters, one.slots, 1);
  tally.responses += 1;
  load.tallies.set(text, tally);
  const column = way?.column ?? 'used';
  const entry = load.days.get(`${unit} ${day}`) ?? { ...key, unit, day };
  load.days.set(`${unit} ${day}`, { ...entry, [column]: Number(entry[column] ?? 0) + 1 });
  return response;
}

/** As released as it can be: the last ones of a tally wait. */
function runningTally(one: Load['tallies'] extends Map<string, infer Value> ? Value : never): RunningTally {
  return { ...one.key, responses: one.responses, unreleased: 0, counters: packCounters(one.counters) };
}
