/**
 * What the fields of the form are called and how their elements are found: shared by the page, the script and
 * `read-form.ts`. Question keys hold no dot (`checkForm`), so the parts of a name cannot run into each other.
 */

/** Posted name of the answer to a question; in a matrix, of one unit's row. */
export function answerField(question: string, unit?: string): string {
  return unit === undefined ? `answer.${question}` : `answer.${question}.${unit}`;
}

export const GROUP_FIELD = 'respondentGroup';
export const CLIENT_ID_FIELD = 'clientId';
export const VERSION_FIELD = 'formVersion';

/** Posted by the button that switches the language: the answers are shown again, not taken. */
export const SWITCH_FIELD = '_lang';

/** What "none of these" posts: 0 is reserved and no code of any scale. */
export const NONE_OF_THESE = 0;

/** Element that holds a whole question. */
export const boxId = (question: string) => `q.${question}`;

/** Control number `place` (from 1) of a question; in a matrix, in the row of unit number `row` (from 1). */
export const controlId = (question: string, place: number, row?: number) =>
  row === undefined ? `q.${question}.${place}` : `q.${question}.${row}.${place}`;

export const errorId = (box: string) => `${box}.error`;

/** The question for the respondent group stands before all others. */
export const GROUP_BOX = 'group';
export const groupControlId = (place: number) => `${GROUP_BOX}.${place}`;
