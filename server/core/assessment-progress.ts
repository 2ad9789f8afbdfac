/** How far an assessment is: what is still missing at a stage, and the running totals of every group (domain §5). */
import {
  isAppraised,
  isSameScore,
  isSelfScored,
  NOTHING,
  type ScoreEntry,
  type Stage,
  type StageEntries,
  standingEntry,
} from './assessment.ts';
import { type Decimal, decimalText, parseDecimal, sum, ZERO } from './decimal.ts';
import type { Criterion, DecimalText } from './framework.ts';

/** A leaf of one unit with all that is known of it. */
export interface AssessedLeaf {
  readonly criterion: Criterion;
  readonly entries: StageEntries;
  /** A publisher said that it does not apply to the unit: nobody scores it. */
  readonly excluded: boolean;
  /** Documents brought for it, by the stage in which they were. */
  readonly evidence: { readonly self: number; readonly explanation: number };
  /** Points counted from answers; for fed leaves once their survey has ended. */
  readonly counted?: ScoreEntry | undefined;
}

export interface Missing {
  readonly criterion: string;
  /** No score; not applicable without a reason; a claim without the document it needs. */
  readonly why: 'blank' | 'reason' | 'evidence';
}

const entryAt = (leaf: AssessedLeaf, stage: Stage): ScoreEntry => leaf.entries[stage] ?? NOTHING;
const isBlank = (leaf: AssessedLeaf, stage: Stage) => entryAt(leaf, stage).state === 'blank';

/** What a stage still waits for, in the order of the sheet. Explaining is a right, no duty, and a council may leave all as it is. */
export function missingAt(stage: Stage, leaves: readonly AssessedLeaf[]): Missing[] {
  const open = leaves.filter((leaf) => !leaf.excluded);
  switch (stage) {
    case 'self':
      return open.filter((leaf) => isSelfScored(leaf.criterion)).flatMap(missingClaim);
    case 'round-1':
      return blanks(
        open.filter((leaf) => isAppraised(leaf.criterion)),
        'round-1',
      );
    case 'round-2':
      return blanks(open.filter(isExplained), 'round-2');
    default:
      return [];
  }
}

const blanks = (leaves: readonly AssessedLeaf[], stage: Stage): Missing[] =>
  leaves
    .filter((leaf) => isBlank(leaf, stage))
    .map(({ criterion }) => ({ criterion: criterion.code, why: 'blank' }));

function missingClaim(leaf: AssessedLeaf): Missing[] {
  const entry = entryAt(leaf, 'self');
  const is = (why: Missing['why']): Missing[] => [{ criterion: leaf.criterion.code, why }];
  if (entry.state === 'blank') return is('blank');
  if (entry.state === 'not-assessed') return entry.note ? [] : is('reason');
  return leaf.criterion.evidence && claims(entry) && leaf.evidence.self === 0 ? is('evidence') : [];
}

/** Who claims nothing has nothing to prove. */
const claims = ({ points }: ScoreEntry) => points !== null && !parseDecimal(points).equals(ZERO);

/** The unit answered round 1 with words or a document, so round 2 must look at the leaf again; for the others round 1 stands. */
export const isExplained = (leaf: AssessedLeaf): boolean =>
  isAppraised(leaf.criterion) &&
  (Boolean(entryAt(leaf, 'explanation').note) || leaf.evidence.explanation > 0);

/** Round 1 accepted every claim: there is nothing the unit could explain. */
export const maySkipExplanation = (leaves: readonly AssessedLeaf[]): boolean =>
  leaves.every((leaf) => !isChanged(leaf));

/** Appraisal gave another score than the unit claimed. */
export function isChanged(leaf: AssessedLeaf): boolean {
  const standing = standingEntry(leaf.entries);
  if (!isSelfScored(leaf.criterion) || leaf.excluded || !standing) return false;
  return !isSameScore(entryAt(leaf, 'self'), standing.entry);
}

export interface Total {
  /** Points so far. */
  readonly points: DecimalText;
  /** What can be reached of what applies; null in a framework without maxima. */
  readonly of: DecimalText | null;
  /** Leaves with a score, or accepted as not applicable. */
  readonly done: number;
  readonly leaves: number;
}

/** `self`: the unit's claim over what it may claim; `appraised`: what stands, with the surveys. */
export type TotalKind = 'self' | 'appraised';

/** Sums over every group, by code; '' is the whole. A leaf that does not apply lowers `of` (domain §4, flat). */
export function totalsOf(
  criteria: readonly Criterion[],
  leaves: readonly AssessedLeaf[],
  kind: TotalKind,
): Map<string, Total> {
  const parents = new Map(criteria.map(({ code, parent }) => [code, parent]));
  const groups = new Map<string, AssessedLeaf[]>([['', []]]);
  for (const { code, kind: of } of criteria) if (of === 'group') groups.set(code, []);
  for (const leaf of leaves) {
    if (!(kind === 'self' ? isSelfScored(leaf.criterion) : leaf.criterion.kind !== 'group')) continue;
    groups.get('')?.push(leaf);
    for (let at = leaf.criterion.parent; at !== null; at = parents.get(at) ?? null)
      groups.get(at)?.push(leaf);
  }
  return new Map([...groups].map(([code, under]) => [code, totalOf(under, kind)]));
}

function totalOf(leaves: readonly AssessedLeaf[], kind: TotalKind): Total {
  const shown = leaves.map((leaf) => ({ leaf, entry: entryFor(leaf, kind) }));
  const applying = shown.filter(({ leaf, entry }) => !leaf.excluded && entry.state !== 'not-assessed');
  const maxima = applying.map(({ leaf }) => leaf.criterion.max);
  const known = maxima.filter((max) => max !== null);
  const written = shown.filter(({ leaf }) => !leaf.excluded && isAppraised(leaf.criterion));
  const points: Decimal[] = applying.flatMap(({ entry }) =>
    entry.points === null ? [] : [parseDecimal(entry.points)],
  );
  return {
    points: decimalText(sum(points)),
    of: known.length < maxima.length ? null : decimalText(sum(known.map(parseDecimal))),
    done: written.filter(({ entry }) => entry.state !== 'blank').length,
    leaves: written.length,
  };
}

function entryFor(leaf: AssessedLeaf, kind: TotalKind): ScoreEntry {
  if (kind === 'self') return entryAt(leaf, 'self');
  return leaf.counted ?? standingEntry(leaf.entries)?.entry ?? NOTHING;
}
