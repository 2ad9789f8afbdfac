/** What a rating still lacks, and what keeps it from being verified. */
import type { IndicatorEntry } from '../db/queries/indicator-entries.ts';
import { addDays, dayOf } from './core/calendar.ts';
import { quarterDays } from './core/dossier-time.ts';
import type { AgencyRating, IndicatorScore } from './core/procedure-rating.ts';
import { entryStanding } from './entry-standing.ts';
import type { ProblemPlace } from './problem.ts';
import type { RatingStanding } from './rating-inputs.ts';

export interface MissingIndicator {
  readonly unit: string;
  readonly indicator: string;
  /** `answers-apart`: some came, and the campaign counts them apart; `answers-waiting`: a survey still takes them. */
  readonly reason:
    | 'no-dossiers'
    | 'answers-waiting'
    | 'no-answers'
    | 'answers-apart'
    | 'not-entered'
    | 'not-verified'
    | 'returned';
}

/** Indicators without points, in the order of the campaign and of the rules; what was declared not to apply is not missing. */
export function missingIndicators({
  result,
  entries,
}: Pick<RatingStanding, 'result' | 'entries'>): MissingIndicator[] {
  return result.units.flatMap((unit) =>
    unit.indicators.flatMap((score) => {
      const reason = reasonOf(unit, score, entries);
      return reason === null ? [] : [{ unit: unit.unit, indicator: score.indicator, reason }];
    }),
  );
}

function reasonOf(
  { unit, apart }: AgencyRating,
  { source, state, reason, indicator }: IndicatorScore,
  entries: readonly IndicatorEntry[],
): MissingIndicator['reason'] | null {
  if (state === 'scored' || reason === 'declared') return null;
  if (source === 'dossiers') return 'no-dossiers';
  if (state === 'waiting') return 'answers-waiting';
  if (source === 'answers') return apart ? 'answers-apart' : 'no-answers';
  const standing = entryStanding(
    entries.find((one) => one.unit === unit && String(one.indicator) === indicator),
  );
  if (standing === 'returned') return 'returned';
  return standing === 'written' ? 'not-verified' : 'not-entered';
}

/** What nobody can wave through: the quarter is not over, or a survey of it still takes answers. */
export function blockers(
  { rating, running }: Pick<RatingStanding, 'rating' | 'running'>,
  now: Date,
): ProblemPlace[] {
  const { before } = quarterDays(rating);
  const last = addDays(before, -1);
  return [
    ...(dayOf(now) < before
      ? [{ field: 'quarter', code: 'quarter-not-over', values: { day: { day: last } } }]
      : []),
    ...running.map(({ id, title, acceptsUntil }) => ({
      field: `surveys.${id}`,
      code: 'survey-running',
      values: { survey: { text: title.vi }, day: { day: acceptsUntil } },
    })),
  ];
}
