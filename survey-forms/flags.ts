/**
 * The two flags that an answer itself can raise (decision 19). They are published rules, set once at acceptance;
 * flagged answers are counted apart and never dropped silently.
 */
import type { Answers } from './answer.ts';
import { type Form, questionsOf } from './form.ts';
import { isCoded } from './pack-answers.ts';
import { isRecord } from './relevance.ts';

/** Nobody reads a question and weighs five answers in less: a faster sitting was clicked through. */
export const LEAST_SECONDS_PER_ANSWER = 2;

/** A few equal answers are an opinion; this many, without one exception, may be a column ticked from top to bottom. */
export const SHORTEST_IDENTICAL_RUN = 10;

export interface Flags {
  readonly tooFast: boolean;
  readonly identicalRun: boolean;
}

/**
 * Flags of validated answers. What counts are the questions answered with one code, and in a matrix every unit rated
 * on every item. `seconds`: how long the device says the form was open; unknown (paper, no script) is never too fast.
 */
export function flagsOf(form: Form, answers: Answers, seconds: number | undefined): Flags {
  const codes = codesAsked(form, answers);
  const chosen = codes.filter((code) => code !== null);
  return {
    tooFast: seconds !== undefined && seconds < LEAST_SECONDS_PER_ANSWER * codes.length,
    identicalRun: chosen.length >= SHORTEST_IDENTICAL_RUN && chosen.every((code) => code === chosen[0]),
  };
}

/** The codes chosen, null for a question left blank; a unit left out of a matrix does not count as put. */
function codesAsked(form: Form, answers: Answers): (number | null)[] {
  const codes: (number | null)[] = [];
  for (const question of questionsOf(form)) {
    const answer = answers[question.key];
    if (typeof answer === 'number') codes.push(answer);
    else if (answer === null && isCoded(question)) codes.push(null);
    else if (question.kind === 'matrix' && isRecord(answer)) codes.push(...Object.values<number>(answer));
  }
  return codes;
}
