/**
 * One thing wrong with a definition: a form, a framework, a campaign. A check collects them all and never stops at
 * the first, so that an office corrects its file in one go.
 */
export interface Fault {
  /** Where, from the root of the definition: `sections[1].questions[0].scale`; empty for the whole. */
  readonly path: string;
  /** Stable, kebab-case: `duplicate-key`. */
  readonly code: string;
  /** One English sentence that names the culprit. */
  readonly message: string;
}
