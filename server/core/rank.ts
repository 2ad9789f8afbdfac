/**
 * Ranks from unrounded values (decision 7): two units tie only when their fractions are exactly equal; then they share
 * the rank ("1, 2, 2, 4") or, where the campaign says so, the higher appraisal total stands first. Units that are equal
 * in that too share it still: nothing else may decide.
 */
import type { Policies } from './campaign.ts';
import type { Decimal } from './decimal.ts';

export interface RankEntry {
  readonly unit: string;
  readonly group: string | null;
  /** Null: unranked. */
  readonly index: Decimal | null;
  /** I of domain §4: appraised + bonus − deduction. */
  readonly appraisalTotal: Decimal;
  /** Place of the class among the bands, 0 the best. */
  readonly classPlace: number;
}

export interface Ranked {
  readonly unit: string;
  /** Null without an index. */
  readonly rank: number | null;
  /** Place in the printed list, 1, 2, 3 … without gaps; of equal units the one that stands first among the entries. */
  readonly order: number | null;
}

/**
 * Entries in ranking order: groups (where groups are ranked) as they first appear, each from its best unit; units
 * without index at the end, in the order given.
 */
export function rankUnits(
  entries: readonly RankEntry[],
  policies: Pick<Policies, 'ranking' | 'ties'>,
): Ranked[] {
  const lists = policies.ranking === 'groups' ? byGroup(entries) : [entries];
  const ranked = lists.flatMap((list) => rankList(list, policies));
  const unranked = entries.filter((entry) => entry.index === null);
  return [...ranked, ...unranked.map(({ unit }) => ({ unit, rank: null, order: null }))];
}

function byGroup(entries: readonly RankEntry[]): RankEntry[][] {
  const groups = new Map<string | null, RankEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups.values()];
}

function rankList(entries: readonly RankEntry[], policies: Pick<Policies, 'ranking' | 'ties'>): Ranked[] {
  const better = (a: RankEntry, b: RankEntry) => compareMerit(a, b, policies);
  const sorted = entries.filter((entry) => entry.index !== null).sort(better);
  let rank = 0;
  return sorted.map((entry, position) => {
    const before = sorted[position - 1];
    if (!before || better(before, entry) !== 0) rank = position + 1;
    return { unit: entry.unit, rank, order: position + 1 };
  });
}

/** Negative when `a` stands before `b`, 0 when they tie. The sort is stable, so ties keep the order of the entries. */
function compareMerit(
  a: RankEntry,
  b: RankEntry,
  { ranking, ties }: Pick<Policies, 'ranking' | 'ties'>,
): number {
  if (ranking === 'class-first' && a.classPlace !== b.classPlace) return a.classPlace - b.classPlace;
  const byIndex = a.index && b.index ? b.index.compare(a.index) : 0;
  if (byIndex !== 0 || ties === 'shared') return byIndex;
  return b.appraisalTotal.compare(a.appraisalTotal);
}
