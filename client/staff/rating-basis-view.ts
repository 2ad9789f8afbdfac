/** How the points of an indicator came about, as a line of arithmetic in the reader's notation. Pure. */
import type { IndicatorScore, RatingBasis } from '../../server/core/rating-result.ts';
import type { AnswerRule, DossierRule } from '../../server/core/rating-rules.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { compareText, timesText } from '../decimal-text.ts';
import { formatCount, formatDecimal, formatExact, formatUnrounded } from '../format.ts';
import type { Words } from '../words/words-of.ts';

interface Reader {
  readonly lang: Lang;
  readonly words: Words;
}

/** "… = 1,6875 → 1,69"; the mean is rounded only where it must be. */
function outcome({ exact, points }: IndicatorScore, lang: Lang): string {
  const [mean, rounded] = [exact ?? '0', points ?? '0'];
  const shown = formatDecimal(rounded, 2, lang);
  return compareText(mean, rounded) === 0 ? ` = ${shown}` : ` = ${formatUnrounded(mean, lang)} → ${shown}`;
}

/** "(3 hồ sơ sớm hạn × 2 + …) / 5 hồ sơ = 1,4 → 1,40"; null where there are no points. */
export function dossierLine(
  { time, points }: DossierRule,
  { dossiers }: Pick<RatingBasis, 'dossiers'>,
  score: IndicatorScore,
  { lang, words }: Reader,
): string | null {
  if (score.points === null) return null;
  const { unit: text, dossiers: names } = words.staff.ratings;
  const counts = {
    early: time === 'total' ? dossiers.early : dossiers.ownEarly,
    onTheDay: time === 'total' ? dossiers.onTheDay : dossiers.ownOnTheDay,
    late: time === 'total' ? dossiers.late : dossiers.ownLate,
  };
  const kinds = ['early', 'onTheDay', 'late'] as const;
  const terms = kinds.map((kind) =>
    text.dossierTerm(
      formatCount(counts[kind], lang),
      names[kind].toLowerCase(),
      formatExact(points[kind], lang),
    ),
  );
  const all = counts.early + counts.onTheDay + counts.late;
  return text.overDossiers(terms.join(' + '), all) + outcome(score, lang);
}

/** "(8 phiếu × 2 + 2 phiếu × 1) / 10 phiếu = 1,80"; null where there are no points, for few answers are not told. */
export function answerLine(
  { question }: AnswerRule,
  { answers }: Pick<RatingBasis, 'answers'>,
  score: IndicatorScore,
  { lang, words }: Reader,
): string | null {
  const sum = answers?.[question];
  if (!sum || score.points === null) return null;
  const { unit: text } = words.staff.ratings;
  const terms = sum.levels.map((level) =>
    text.answerTerm(formatCount(level.answers, lang), formatExact(timesText(level.payOut, score.max), lang)),
  );
  return text.overAnswers(terms.join(' + '), sum.answers) + outcome(score, lang);
}
