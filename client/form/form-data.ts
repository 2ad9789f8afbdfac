import type { Channel } from '../../survey-forms/submission.ts';
import type { FormOnScreen } from './shown-errors.ts';
import type { Words } from '../words/words-of.ts';

/** What the page hands to its script: everything the phone needs to check and send without asking again. */
export interface FormData extends FormOnScreen {
  readonly survey: string;
  /** The unit that served the respondent; null in a form that rates many units. */
  readonly unit: string | null;
  readonly channel: Exclude<Channel, 'paper'>;
  readonly token: string | null;
  /** Where submissions are posted. */
  readonly address: string;
  readonly problems: Readonly<Record<string, Words['problems'][keyof Words['problems']]>>;
}
