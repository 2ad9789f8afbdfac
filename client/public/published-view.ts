import type { CampaignResult, UnitResult } from '../../server/core/campaign.ts';
import type { Comparison } from '../../server/core/comparison.ts';
import type { PublishedResult } from '../../server/core/recipe.ts';
import type { FileSignature } from '../../server/signing.ts';
import type { Lang, Text } from '../../survey-forms/form.ts';
import { say } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';

/** One publication of a campaign, in one line. */
export interface RevisionLine {
  readonly revision: number;
  readonly publishedAt: string;
  readonly reason: string | null;
  readonly decision: PublishedView['decision'];
}

/** A published campaign as its pages show it: what was frozen, when, and what the document printed. */
export interface PublishedView {
  readonly published: PublishedResult;
  readonly province: Text;
  /** Instant in UTC. */
  readonly publishedAt: string;
  readonly revision: number;
  /** SHA-256 of recipe, inputs and result together, hex. */
  readonly hash: string;
  /** Why it supersedes an earlier revision; null for the first. */
  readonly reason: string | null;
  /** The decision by which it was published, where one is named. */
  readonly decision: { readonly number: string; readonly day: string } | null;
  /** All revisions, the newest first: the newest stands. */
  readonly revisions: readonly RevisionLine[];
  /** The revision that the address names; absent: the page shows the standing one, whatever its number. */
  readonly asked?: number | undefined;
  readonly comparisons: readonly Comparison[];
  /** Of the published file; absent or empty: nobody has signed it. */
  readonly signatures?: readonly FileSignature[] | undefined;
}

/** Digits of a hash that are enough to compare by eye; the whole of it is on the method page. */
export const SHORT_HASH = 12;

/** The verification code: SHA-256, hex, of the inputs as everybody has them, which the file at hand must give again. */
export const inputsCode = ({ copy, recipe }: Pick<PublishedResult, 'copy' | 'recipe'>): string =>
  copy?.inputsHash ?? recipe.inputsHash;

/** Units of one table of the ranking. */
export interface RankedGroup {
  /** Null where all units stand in one list. */
  readonly group: string | null;
  readonly units: readonly UnitResult[];
}

/** The tables of the ranking, in order: one, or one a group where groups are ranked by themselves (domain §4). */
export function rankedGroups({ published }: PublishedView): RankedGroup[] {
  const { inputs, result } = published;
  if (inputs.policies.ranking !== 'groups') return [{ group: null, units: result.units }];
  const groups = [...new Set(result.units.map((unit) => unit.group))];
  return groups.map((group) => ({ group, units: result.units.filter((unit) => unit.group === group) }));
}

/** What a group is called: by its scale where all its units share one, else by its name. */
export function groupTitle(
  { group, units }: { readonly group: string | null; readonly units: readonly Pick<UnitResult, 'scale'>[] },
  lang: Lang,
): string {
  const { results } = wordsOf(lang);
  if (group === null) return results.allUnits;
  const scales = new Set(units.map((unit) => unit.scale));
  const [scale] = scales;
  if (scales.size === 1 && scale) return results.groupScale(formatShort(scale, 2, lang));
  return groupLabel(group, lang);
}

/** What a group of the ranking is called, whatever its scale. */
export function groupLabel(group: string | null, lang: Lang): string {
  const { results } = wordsOf(lang);
  if (group === null) return results.allUnits;
  if (group === 'full') return results.groupFull;
  return group === 'special' ? results.groupSpecial : results.groupNamed(group);
}

/** The units that have an index, best first, whatever the order of the tables. */
export function withIndex(result: CampaignResult): (UnitResult & { readonly index: string })[] {
  return result.units.filter((unit): unit is UnitResult & { readonly index: string } => unit.index !== null);
}

/** "Tỉnh Lai Châu · Năm đánh giá 2020": what the page is about, above its title. */
export function campaignLine({ published, province }: PublishedView, lang: Lang): string {
  return `${say(province, lang)} · ${wordsOf(lang).common.year(String(published.inputs.year))}`;
}
