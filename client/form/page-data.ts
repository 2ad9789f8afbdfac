import type { Channel } from '../../survey-forms/submission.ts';
import type { ProblemCode, Words } from '../words/words-of.ts';
import type { FormOnScreen } from './shown-errors.ts';

/** What the page hands to its script: everything the phone needs to check and send without asking again. */
export interface PageData extends FormOnScreen {
  readonly survey: string;
  /** The unit that served the respondent; null in a form that rates many units. */
  readonly unit: string | null;
  readonly channel: Exclude<Channel, 'paper'>;
  readonly token: string | null;
  /** Null where the server has none: then the queue cannot be exported. */
  readonly sealingKey: string | null;
  readonly outbox: Words['outbox'];
  readonly problems: Readonly<Partial<Record<string, Words['problems'][ProblemCode]>>>;
}

/** Element that holds the data: a template, whose text the browser neither shows nor runs. */
export const PAGE_DATA_ID = 'page-data';

/** What the server may answer to a submission. */
export const SUBMISSION_PROBLEMS = [
  'unknown-survey',
  'survey-closed',
  'survey-not-open',
  'unknown-form-version',
  'unknown-unit',
  'unknown-respondent-group',
  'unknown-token',
  'token-used',
  'token-mistyped',
  'token-expired',
  'token-void',
  'answers-invalid',
  'conflicting-submission',
  'malformed-json',
  'malformed-request',
  'body-too-large',
  'unsupported-media-type',
] as const satisfies readonly ProblemCode[];
