/**
 * From what an agency typed for an indicator to the entry that is stored: points by hand, or by the rule of the table.
 * Nothing is cut to fit: what cannot be is a fault (decision 9).
 */
import { applyRule, type RuleFault } from './apply-rule.ts';
import { decimalsOf, decimalText, isDecimalText, parseDecimal, roundHalfUp, ZERO } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import type { EntryRule } from './rating-rules.ts';
import { isComputed, type RuleInputs } from './rule.ts';
import { RATING_DECIMALS } from './score-indicator.ts';

/** What an agency writes for an indicator. */
export interface IndicatorEntryText {
  readonly state: 'blank' | 'scored' | 'not-assessed';
  readonly points: DecimalText | null;
  /** What was counted; the rule asks for it, or it stands beside points by hand. */
  readonly inputs: RuleInputs | null;
  readonly note: string | null;
  /** Id of a document. */
  readonly evidence: string | null;
}

export interface EntryFault {
  readonly code:
    | RuleFault['code']
    | 'points-missing'
    | 'above-max'
    | 'too-many-decimals'
    | 'inputs-needed'
    | 'reason-needed'
    | 'evidence-needed';
  /** Name of the input, `points`, `note` or `evidence`. */
  readonly input: string;
  readonly limit?: DecimalText | undefined;
}

export type SettledEntry =
  | { readonly ok: true; readonly entry: IndicatorEntryText }
  | { readonly ok: false; readonly faults: readonly EntryFault[] };

const refused = (...faults: EntryFault[]): SettledEntry => ({ ok: false, faults });

/** Checks and settles one entry. Never throws on what a person can type. */
export function settleEntry(rule: EntryRule, max: DecimalText, given: IndicatorEntryText): SettledEntry {
  const entry = { ...given, note: given.note?.trim() || null };
  if (entry.state === 'blank') return { ok: true, entry: { ...entry, points: null } };
  if (entry.state === 'not-assessed')
    return entry.note === null
      ? refused({ code: 'reason-needed', input: 'note' })
      : { ok: true, entry: { ...entry, points: null, inputs: null } };
  if (entry.evidence === null) return refused({ code: 'evidence-needed', input: 'evidence' });
  return isComputed(rule.rule) ? byRule(rule.rule, max, entry) : byHand(max, entry);
}

function byRule(
  rule: NonNullable<EntryRule['rule']>,
  max: DecimalText,
  entry: IndicatorEntryText,
): SettledEntry {
  if (entry.inputs === null) return refused({ code: 'inputs-needed', input: 'points' });
  const outcome = applyRule(rule, max, entry.inputs);
  if (!outcome.ok) return refused(...outcome.faults);
  return {
    ok: true,
    entry: { ...entry, points: decimalText(roundHalfUp(outcome.points, RATING_DECIMALS)) },
  };
}

function byHand(max: DecimalText, entry: IndicatorEntryText): SettledEntry {
  const { points } = entry;
  const at = (code: EntryFault['code'], limit?: DecimalText) => refused({ code, input: 'points', limit });
  if (points === null || points === '') return at('points-missing');
  if (!isDecimalText(points)) return at('not-a-decimal');
  if (parseDecimal(points).lt(ZERO)) return at('below-zero');
  if (parseDecimal(points).gt(parseDecimal(max))) return at('above-max', max);
  if (decimalsOf(points) > RATING_DECIMALS) return at('too-many-decimals', String(RATING_DECIMALS));
  return { ok: true, entry };
}
