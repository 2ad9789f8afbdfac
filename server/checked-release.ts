/** A survey's standing release, held against a recount of the same moment: what `cli recount` says of it. */
import type { RunningTally, Standing, Tally, TallyKey } from '../db/queries/tallies.ts';
import { tallyKeyText } from '../db/queries/tallies.ts';
import type { Form } from '../survey-forms/form.ts';
import { type ReleaseFault, releaseFaults } from './core/release-check.ts';
import { emptyCounters, tallyLayout, unpackCounters } from './core/tally.ts';
import { hashOfTallies, nameOfHash } from './release-name.ts';

export interface CheckedRelease {
  /** The name that stands beside every figure shown at this moment. */
  readonly name: string;
  /** After the last day on which answers are taken: the tallies themselves. */
  readonly exact: boolean;
  readonly responses: number;
  /** Responses that are counted and not released; below 0 where more sheets were taken back since than came. */
  readonly waiting: number;
  /** Releases that no set of answers explains. */
  readonly faults: readonly { readonly key: TallyKey; readonly faults: readonly ReleaseFault[] }[];
}

export type FormsByVersion = ReadonlyMap<number, Form>;

const sumOf = (tallies: readonly Tally[]) => tallies.reduce((total, one) => total + one.responses, 0);
const isReleased = (one: Tally | null): one is Tally => one !== null;
/** Only keyed sheets can be taken back (decision 20). */
const retracts = (key: TallyKey): boolean => key.basis === 'sheet';

export function checkRelease(
  standings: readonly Standing[],
  recounted: readonly Tally[],
  forms: FormsByVersion,
  exact: boolean,
): CheckedRelease {
  const counted = standings.map(({ tally }) => tally);
  const released = standings.map((one) => one.released).filter(isReleased);
  const shown = exact ? counted : released;
  const truth = byKey(recounted);
  const faults = standings.map((one) => ({
    key: one.tally,
    faults: faultsOf(one, truth.get(tallyKeyText(one.tally)), forms, one.tally.unreleased),
  }));
  return {
    name: nameOfHash(hashOfTallies(shown)),
    exact,
    responses: sumOf(shown),
    waiting: exact ? 0 : sumOf(counted) - sumOf(released),
    faults: faults.filter((one) => one.faults.length > 0),
  };
}

/** The recounted tallies with what each then owes to its next release, and the releases that cannot stand beside them. */
export function repairedRelease(
  standings: readonly Standing[],
  recounted: readonly Tally[],
  forms: FormsByVersion,
): { tallies: RunningTally[]; wrong: TallyKey[] } {
  const standing = new Map(standings.map((one) => [tallyKeyText(one.tally), one]));
  const truth = byKey(recounted);
  const wrong = standings
    .filter((one) => {
      const other = truth.get(tallyKeyText(one.tally));
      return faultsOf(one, other, forms, owed(one, other)).length > 0;
    })
    .map(({ tally }) => tally);
  const taken = new Set(wrong.map(tallyKeyText));
  const tallies = recounted.map((one) => {
    const key = tallyKeyText(one);
    return { ...one, unreleased: taken.has(key) ? one.responses : owed(standing.get(key), one) };
  });
  return { tallies, wrong };
}

/** Answers since the release; of sheets more may have come than are left, and only the running tally knows how many. */
function owed(standing: Standing | undefined, truth: Tally | undefined): number {
  const further = (truth?.responses ?? 0) - (standing?.released?.responses ?? 0);
  return standing && retracts(standing.tally) ? Math.max(further, standing.tally.unreleased) : further;
}

function faultsOf(
  { tally, released }: Standing,
  truth: Tally | undefined,
  forms: FormsByVersion,
  waiting: number,
): ReleaseFault[] {
  const form = forms.get(tally.formVersion);
  if (!form) throw new Error(`a tally under form version ${tally.formVersion}, which is not stored`);
  const counted = (one: Tally | null | undefined) => ({
    responses: one?.responses ?? 0,
    counters: one?.counters.byteLength
      ? unpackCounters(one.counters, tallyLayout(form))
      : emptyCounters(tallyLayout(form)),
  });
  return releaseFaults(form, counted(released), counted(truth), { waiting, retracts: retracts(tally) });
}

const byKey = (tallies: readonly Tally[]) => new Map(tallies.map((one) => [tallyKeyText(one), one]));
