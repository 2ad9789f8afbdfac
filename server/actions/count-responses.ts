/** Changes tallies in the transaction that stores or retires a response, so that incremental equals recount. */
import {
  lockTallies,
  putReleases,
  putTallies,
  type RunningTally,
  type TallyKey,
  tallyKeyText,
} from '../../db/queries/tallies.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Form } from '../../survey-forms/form.ts';
import { addTo, emptyCounters, packCounters, tallyLayout, unpackCounters } from '../core/tally.ts';

/** One response into (1) or out of (-1) one tally. */
export interface TallyChange {
  readonly key: TallyKey;
  readonly form: Form;
  readonly slots: readonly number[];
  readonly sign: 1 | -1;
}

/** Followers of a running survey see a tally only in steps of this many responses (decision 22). */
export const RELEASE_STEP = 10;

export async function countResponses(trx: Writing, changes: readonly TallyChange[]): Promise<void> {
  const byKey = new Map<string, TallyChange[]>();
  for (const change of changes) {
    const text = tallyKeyText(change.key);
    const known = byKey.get(text);
    if (known) known.push(change);
    else byKey.set(text, [change]);
  }
  // In key order, so that two servers never lock the same rows crosswise.
  const keys = [...byKey.keys()]
    .sort()
    .map((text) => byKey.get(text)?.[0]?.key)
    .filter((key) => key !== undefined);
  const tallies = await lockTallies(trx, keys);
  const changed = tallies.map((tally) => apply(tally, byKey.get(tallyKeyText(tally)) ?? []));
  const released = changed.filter((tally) => tally.unreleased >= RELEASE_STEP);
  await putReleases(trx, released);
  await putTallies(
    trx,
    changed.map((tally) => (tally.unreleased >= RELEASE_STEP ? { ...tally, unreleased: 0 } : tally)),
  );
}

function apply(tally: RunningTally, changes: readonly TallyChange[]): RunningTally {
  const first = changes[0];
  if (!first) return tally;
  const layout = tallyLayout(first.form);
  const counters =
    tally.counters.byteLength === 0 ? emptyCounters(layout) : unpackCounters(tally.counters, layout);
  let { responses, unreleased } = tally;
  for (const change of changes) {
    addTo(counters, change.slots, change.sign);
    responses += change.sign;
    // A sheet that is corrected or voided is no further answer: five corrections show five people, not ten.
    if (change.sign > 0) unreleased += 1;
  }
  return { ...tally, responses, unreleased, counters: packCounters(counters) };
}

/** The tally of one unit that a response belongs to. */
export function tallyKeyOf(
  response: Omit<TallyKey, 'unit' | 'flagged'> & { readonly flags: number },
  unit: string,
): TallyKey {
  return {
    province: response.province,
    survey: response.survey,
    unit,
    formVersion: response.formVersion,
    respondentGroup: response.respondentGroup,
    channel: response.channel,
    basis: response.basis,
    flagged: response.flags !== 0,
  };
}
