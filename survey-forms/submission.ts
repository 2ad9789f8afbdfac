/** What a device sends: the one contract that must live on phones. Plain types, so that the phone carries no schema library. */
import type { Answers } from './answer.ts';

/** How the answer reached us. `web`: a phone or browser; `kiosk`: a public device; `paper`: a keyed sheet. */
export type Channel = 'web' | 'kiosk' | 'paper';

/** What stands behind a response (decision 6). */
export type Basis = 'token' | 'sheet' | 'open';

export interface Submission {
  /** 128 random bits made by the device, base64url or UUID text: the same answer sent twice is accepted once. */
  readonly clientId: string;
  readonly survey: string;
  readonly formVersion: number;
  /** The unit that served the respondent; absent in a form that rates many units. */
  readonly unit?: string | undefined;
  readonly respondentGroup: string;
  readonly channel: Exclude<Channel, 'paper'>;
  readonly token?: string | undefined;
  /** How long the device says the form was open, whole seconds. Decides a flag, is never stored (decision 19). */
  readonly seconds?: number | undefined;
  readonly answers: Answers;
}

/** What the server answers once the response is durable. */
export interface Receipt {
  readonly receipt: string;
}
