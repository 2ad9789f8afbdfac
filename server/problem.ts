/**
 * What may go wrong, in one place: code and HTTP status. The sentence for each code, in each language, is in
 * `client/words`. A code is never used again for something else.
 */
import type { Fault } from '../survey-forms/fault.ts';

export const PROBLEMS = {
  'malformed-json': 400,
  'malformed-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'kiosk-unknown': 401,
  'wrong-pin': 401,
  'key-invalid': 401,
  'key-expired': 401,
  forbidden: 403,
  'not-your-area': 403,
  'second-person-needed': 403,
  'kiosk-revoked': 403,
  'outside-scope': 403,
  'not-found': 404,
  'unknown-survey': 404,
  'token-used': 409,
  'conflicting-submission': 409,
  'survey-not-open': 409,
  'already-exists': 409,
  'signing-key-registered': 409,
  'already-signed': 409,
  'already-published': 409,
  'nothing-to-publish': 409,
  'proposal-pending': 409,
  'proposal-decided': 409,
  'proposal-outdated': 409,
  'plan-twice': 409,
  'wrong-plan-state': 409,
  'not-ready-to-publish': 409,
  'already-counted': 409,
  'wrong-sheet-state': 409,
  'wrong-batch-state': 409,
  'batch-not-balanced': 409,
  'batch-closed': 409,
  'nothing-to-print': 409,
  'sheet-not-returned': 409,
  'already-settled': 409,
  'same-clerk': 409,
  'sheet-already-keyed': 409,
  'import-has-faults': 409,
  'import-begun': 409,
  'import-not-checked': 409,
  'dossier-conflict': 409,
  'changed-meanwhile': 409,
  'assessment-locked': 409,
  'deadline-passed': 409,
  'rating-closed': 409,
  'rating-not-ready': 409,
  'rating-in-use': 409,
  'framework-locked': 409,
  'breakdowns-fixed': 409,
  'not-comparable': 409,
  'export-running': 409,
  'survey-not-over': 409,
  'nothing-to-export': 409,
  'survey-closed': 410,
  'export-gone': 410,
  'token-expired': 410,
  'token-void': 410,
  'body-too-large': 413,
  'file-too-large': 413,
  'unsupported-media-type': 415,
  'unknown-form': 422,
  'unknown-form-version': 422,
  'unknown-unit': 422,
  'unknown-criterion': 422,
  'unknown-respondent-group': 422,
  'unknown-token': 422,
  'token-mistyped': 422,
  'unknown-enrolment': 422,
  'answers-invalid': 422,
  'too-many-sheets': 422,
  'sheet-of-another-batch': 422,
  'sheet-of-another-campaign': 422,
  'unknown-serial': 422,
  'wrong-check-digit': 422,
  'keyed-once': 422,
  'unknown-clerk': 422,
  'old-form-version': 422,
  'definition-invalid': 422,
  'outbox-unreadable': 422,
  'file-unreadable': 422,
  'score-invalid': 422,
  'evidence-refused': 422,
  'print-table-unfit': 422,
  'mapping-cyclic': 422,
  'mapping-shares': 422,
  'trial-invalid': 422,
  'template-invalid': 422,
  'signature-invalid': 422,
  'unknown-filter': 422,
  'range-upside-down': 422,
  'cursor-unknown': 422,
  'too-many-attempts': 429,
  'slow-down': 429,
  'too-many-followers': 429,
  internal: 500,
  'storage-unavailable': 503,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One place in what was sent, and what is wrong there. */
export interface ProblemPlace {
  /** Path in the request, e.g. `answers.q05` or `campaign.scores[3].points`. */
  readonly field: string;
  /** A violation or fault code. */
  readonly code: string;
  /** A ready English sentence, for faults of imported files and the command line; where the words know the code, theirs is told. */
  readonly sentence?: string | undefined;
  /** The bound that was passed, for violations that have one. */
  readonly limit?: string | undefined;
  /** What stands in the gaps of the sentence, written for the reader where it is told. */
  readonly values?: Readonly<Record<string, PlaceValue>> | undefined;
}

/** A text as it is; an instant (UTC), a day or a decimal in machine notation; or a score that is no number. */
export type PlaceValue =
  | { readonly text: string }
  /** Values of a filter of results, which have names. */
  | { readonly filter: 'channel' | 'basis' | 'flagged'; readonly values: readonly string[] }
  | { readonly state: 'blank' | 'not-assessed' }
  | { readonly instant: string }
  | { readonly day: string }
  | { readonly decimal: string };

/** Expected trouble, on its way to the one who asked. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly places: readonly ProblemPlace[] = [],
    /** Seconds after which trying again makes sense. */
    readonly retryAfter?: number,
  ) {
    super([code, ...places.map((place) => `${place.field}: ${place.sentence ?? place.code}`)].join('\n  '));
  }

  get status(): (typeof PROBLEMS)[ProblemCode] {
    return PROBLEMS[this.code];
  }
}

/** Faults of an imported file, each with its path. */
export function invalidDefinition(faults: readonly Fault[]): Problem {
  return new Problem(
    'definition-invalid',
    faults.map((fault) => ({ field: fault.path, code: fault.code, sentence: fault.message })),
  );
}
