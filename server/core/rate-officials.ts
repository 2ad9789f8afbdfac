/** The points of officials, and of whom they may be told. */
import type { Text } from '../../survey-forms/form.ts';
import { fixedText, parseDecimal, sum } from './decimal.ts';
import { type AnswerSums, sumOfQuestion } from './rating-basis.ts';
import type { OfficialRating, RatingBasis } from './rating-result.ts';
import { maxOf, RATING_DECIMALS, type Rated, scoreIndicator } from './score-indicator.ts';

export interface OfficialBasis extends Pick<RatingBasis, 'dossiers' | 'answers'> {
  readonly official: string;
  readonly name: Text;
  /** Answers of quarters in which they were not told; a year must not tell them either. */
  readonly untold?: AnswerSums | undefined;
}

/**
 * The officials of one agency: 1 + 2 of the dossiers they handled, 3 + 4 + 7 of the answers about them (domain §6). Below
 * the least number of answers nothing is told of an official, nor where the rest of the agency's answers would be few
 * enough to be told from what is shown (decision 23).
 * @param agency all answers about the agency and its officials
 */
export function rateOfficials(
  officials: readonly OfficialBasis[],
  agency: AnswerSums | null,
  { rules, framework }: Rated,
): OfficialRating[] {
  const counted = rules.indicators.filter((rule) => rules.officialIndicators.includes(rule.indicator));
  const questions = counted.flatMap((rule) => (rule.source === 'answers' ? [rule.question] : []));
  const shown = shownOfficials(officials, agency, questions, rules.minimumAnswers.official);
  return officials.map(({ official, name, dossiers, answers, untold: _ }) => {
    const answersShown = shown.has(official);
    const indicators = counted.map((rule) => {
      const score = scoreIndicator(
        rule,
        maxOf(framework, rule.indicator),
        { dossiers, answers, entries: {} },
        rules.minimumAnswers.official,
      );
      const withheld = rule.source === 'answers' && score.state === 'scored' && !answersShown;
      return withheld
        ? { ...score, state: 'not-assessed' as const, reason: 'withheld' as const, points: null, exact: null }
        : score;
    });
    const whole = indicators.length > 0 && indicators.every(({ points }) => points !== null);
    const total = sum(indicators.map(({ points }) => parseDecimal(points ?? '0')));
    return {
      ...{ official, name, dossiers, answers, answersShown, indicators },
      total: whole ? fixedText(total, RATING_DECIMALS) : null,
    };
  });
}

function shownOfficials(
  officials: readonly OfficialBasis[],
  agency: AnswerSums | null,
  questions: readonly string[],
  least: number,
): Set<string> {
  if (agency === null) return new Set();
  const answersTo = (sums: AnswerSums | null | undefined, key: string) =>
    sumOfQuestion(sums ?? {}, key).answers;
  const few = (count: number) => count > 0 && count < least;
  const fewest = ({ answers }: OfficialBasis) => Math.min(...questions.map((key) => answersTo(answers, key)));
  const shown = officials
    .filter((one) => fewest(one) >= least && !questions.some((key) => few(answersTo(one.untold, key))))
    .sort((one, other) => fewest(other) - fewest(one) || (one.official < other.official ? -1 : 1));
  const tells = (key: string) =>
    few(answersTo(agency, key) - shown.reduce((total, one) => total + answersTo(one.answers, key), 0));
  while (shown.length > 0 && questions.some(tells)) shown.pop();
  return new Set(shown.map(({ official }) => official));
}
