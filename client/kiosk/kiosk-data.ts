import type { Form, Lang, Text } from '../../survey-forms/form.ts';
import type { ProblemCode, Words } from '../words/words-of.ts';

/** What the server may answer to an enrolment. */
export const ENROL_PROBLEMS = [
  'unknown-enrolment',
  'wrong-pin',
  'too-many-attempts',
  'malformed-request',
] as const satisfies readonly ProblemCode[];

/** What a language needs at the counter. */
export interface KioskLanguage {
  readonly lang: Lang;
  /** What it calls itself. */
  readonly name: string;
  readonly kiosk: Words['kiosk'];
  readonly form: Words['form'];
  readonly sample: Words['sample'];
  readonly problems: Readonly<Record<(typeof ENROL_PROBLEMS)[number], Words['problems'][ProblemCode]>>;
}

/** What the page hands to its script: every language, so that each person may choose without a network. */
export interface KioskPageData {
  /** The language that the screen goes back to for the next person. */
  readonly lang: Lang;
  readonly languages: readonly KioskLanguage[];
}

/** What the server tells a device to ask, and what the device goes by until it hears of the server again. */
export interface DeviceTask {
  readonly survey: string;
  readonly unit: { readonly code: string; readonly name: Text };
  readonly counter: string;
  readonly state: 'not-open' | 'open' | 'closed';
  /** `YYYY-MM-DD` */
  readonly opensOn: string;
  /** The server's public key for sealed queues, base64url; null when it has none. */
  readonly sealingKey: string | null;
  /** The survey belongs to the sample: nobody's answer counts. */
  readonly sample: boolean;
  readonly form: Form;
}
