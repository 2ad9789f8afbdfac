/** A rating as a reader may see it: the whole for who reads the province, its own agency for a unit officer. */
import type { Db } from '../db/dialect.ts';
import { accountNames } from '../db/queries/accounts.ts';
import { findEvidence } from '../db/queries/evidence.ts';
import type { IndicatorEntry } from '../db/queries/indicator-entries.ts';
import type { Rating } from '../db/queries/ratings.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { type Actor, can, type Operation } from './access.ts';
import { standingOf } from './core/disclose.ts';
import type { AgencyRating, OfficialRating, RatingResult } from './core/procedure-rating.ts';
import type { AnswerSums } from './core/rating-basis.ts';
import { hashOf } from './core/recipe.ts';
import { entryStanding } from './entry-standing.ts';
import { Problem } from './problem.ts';
import type { RatingStanding } from './rating-inputs.ts';
import { missingIndicators } from './rating-missing.ts';

/** Units whose rating a reader may see; null: all, with what is said of them together. */
export type Seen = ReadonlySet<string> | null;

/** @throws Problem `forbidden` where it is none */
export async function seenUnits(
  db: Db,
  actor: Actor,
  province: string,
  units: readonly string[],
): Promise<Seen> {
  if (can(actor, 'read-rating', await unitAndAbove(db, province))) return null;
  const seen = new Set<string>();
  for (const unit of units) if (can(actor, 'read-rating', await unitAndAbove(db, unit))) seen.add(unit);
  if (seen.size === 0) throw new Problem('forbidden');
  return seen;
}

/** Answers about an official whose points may not be told stay with the result and leave no view of it. */
const shownOfficial = (official: OfficialRating): OfficialRating =>
  official.answersShown ? official : { ...official, answers: null };

/** How few answered a question is told, what they chose is not (decision 23). */
const shownSums = (sums: AnswerSums): AnswerSums =>
  Object.fromEntries(
    Object.entries(sums).map(([question, { answers, levels }]) => [
      question,
      { answers, levels: standingOf(answers, 'inside') === 'withheld' ? [] : levels },
    ]),
  );

const shownUnit = (unit: AgencyRating): AgencyRating => ({
  ...unit,
  answers: unit.answers && shownSums(unit.answers),
  officials: unit.officials.map(shownOfficial),
});

/** A unit officer reads no ranks, no means and no counts of others. */
export function shownResult(result: RatingResult, seen: Seen): RatingResult {
  if (seen === null) return { ...result, units: result.units.map(shownUnit) };
  return {
    ...result,
    units: result.units
      .filter(({ unit }) => seen.has(unit))
      .map((unit) => ({ ...shownUnit(unit), rank: null })),
    classes: [],
    mean: { total: null, units: 0 },
    unrated: 0,
  };
}

/** A quarter as lists show it. @param names of accounts, by id */
export function ratingLine(rating: Rating, names: ReadonlyMap<string, string>) {
  const nameOf = (account: string | null) => account && (names.get(account) ?? account);
  const { id, quarter, state, surveys, revision, verifiedAt, closedAt, resultHash } = rating;
  return {
    ...{ id, quarter, state, revision, surveys: [...surveys], verifiedAt, closedAt },
    verifiedBy: nameOf(rating.verifiedBy),
    closedBy: nameOf(rating.closedBy),
    hash: state === 'closed' ? resultHash : null,
  };
}

export async function namesOf(db: Db, ratings: readonly Rating[]): Promise<Map<string, string>> {
  return accountNames(
    db,
    ratings.flatMap(({ verifiedBy, closedBy }) => [verifiedBy ?? '', closedBy ?? '']),
  );
}

/** Entries of the units a reader sees, with who wrote and judged them and the document each names. */
export async function entriesView(db: Db, entries: readonly IndicatorEntry[], seen: Seen) {
  const shown = entries.filter(({ unit }) => seen === null || seen.has(unit));
  const names = await accountNames(
    db,
    shown.flatMap((one) => [one.writtenBy, one.verifiedBy ?? '']),
  );
  const nameOf = (account: string | null) => account && (names.get(account) ?? account);
  return Promise.all(
    shown.map(async (one) => {
      const document = one.evidence === null ? null : await findEvidence(db, one.evidence);
      return {
        ...{ unit: one.unit, indicator: String(one.indicator), state: one.state, points: one.points },
        inputs: one.inputs && { ...one.inputs, values: { ...one.inputs.values } },
        ...{ note: one.note, revision: one.revision, standing: entryStanding(one) },
        evidence: document && { id: document.id, title: document.title, fileName: document.fileName },
        ...{ writtenBy: nameOf(one.writtenBy) ?? '', writtenAt: one.writtenAt },
        ...{ verifiedBy: nameOf(one.verifiedBy), verifiedAt: one.verifiedAt, verdictNote: one.verdictNote },
      };
    }),
  );
}

/** What is missing, of the units a reader sees. */
export function missingView(found: RatingStanding, seen: Seen) {
  return missingIndicators(found).filter(({ unit }) => seen === null || seen.has(unit));
}

/** Whether what was verified is no longer what stands. */
export const isOutdated = ({ rating, result }: RatingStanding): boolean =>
  rating.state === 'verified' && rating.resultHash !== hashOf(result);

/** What the reader may do with the rating of a province. */
export async function rightsIn(db: Db, actor: Actor, province: string) {
  const above = await unitAndAbove(db, province);
  const may = (operation: Operation) => can(actor, operation, above);
  return {
    mayChange: may('create-rating'),
    mayVerify: may('verify-rating'),
    mayJudge: may('verify-indicator'),
    mayClose: may('close-rating'),
    mayFeed: may('feed-criterion'),
  };
}
