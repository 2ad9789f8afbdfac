/**
 * Answer values. Three things stay apart everywhere (decision 9): a value, `null` = asked and left blank,
 * and a missing key = not asked (its condition did not hold).
 */

/** One code of a scale; several codes; decimal text; free text; or, in a matrix, a code per unit (a unit left out is blank). */
export type AnswerValue = number | readonly number[] | string | Readonly<Record<string, number>>;

/** Answers by question key. `null` is blank. What a device sends may leave blank keys out; what is stored may not. */
export type Answers = Readonly<Record<string, AnswerValue | null>>;

/** What is wrong with one answer. `unit` names the row of a matrix. The sentence comes from the file of words. */
export interface Violation {
  readonly question: string;
  readonly unit?: string | undefined;
  readonly code:
    | 'required'
    | 'not-in-scale'
    | 'wrong-type'
    | 'not-a-number'
    | 'too-small'
    | 'too-large'
    | 'too-many-decimals'
    | 'too-long'
    | 'unknown-question'
    | 'unknown-unit'
    | 'not-asked';
  /** The bound that was passed, where there is one, as machine text. */
  readonly limit?: string | undefined;
}
