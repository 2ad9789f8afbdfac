/**
 * From what somebody typed for a leaf to the score that is stored: points by the criterion's rule or by hand, rounded
 * as the framework declares. Nothing is cut to fit: what cannot be is a fault (decision 9).
 */
import { type ArithmeticPart, applyRule, type RuleFault, shownRatio } from './apply-rule.ts';
import {
  isAppraised,
  isSameScore,
  isSelfScored,
  needsSource,
  type ScoreEntry,
  type Stage,
} from './assessment.ts';
import { type Decimal, decimalText, isDecimalText, parseDecimal, roundHalfUp, ZERO } from './decimal.ts';
import type { Criterion, DecimalText, Framework } from './framework.ts';
import { isComputed, RATIO, type RuleInputs } from './rule.ts';

export interface ScoreFault {
  readonly code:
    | RuleFault['code']
    | 'points-missing'
    | 'above-max'
    | 'inputs-needed'
    | 'note-needed'
    | 'source-needed'
    | 'counted-from-answers'
    | 'not-self-scored'
    | 'does-not-apply';
  /** Name of the input; '' for the score as a whole. */
  readonly input: string;
  readonly limit?: DecimalText | undefined;
}

export type Settled =
  | {
      readonly ok: true;
      readonly entry: ScoreEntry;
      /** How the points come about; null where nothing is computed. */
      readonly arithmetic: readonly ArithmeticPart[] | null;
    }
  | { readonly ok: false; readonly faults: readonly ScoreFault[] };

export interface Settling {
  readonly criterion: Criterion;
  readonly rounding: Framework['leafRounding'];
  readonly stage: Stage;
  /** A publisher said that the leaf does not apply to the unit. */
  readonly excluded: boolean;
  /** What the unit claims; another score than that needs a note. Null where it claims nothing. */
  readonly claim: ScoreEntry | null;
}

const refused = (...codes: ScoreFault['code'][]): Settled => ({
  ok: false,
  faults: codes.map((code) => ({ code, input: '' })),
});

/** Checks and settles one score. Never throws on what a person can type. */
export function settleScore(given: ScoreEntry, settling: Settling): Settled {
  const { criterion, stage } = settling;
  const entry = { ...given, note: filled(given.note), source: filled(given.source) };
  if (!isAppraised(criterion)) return refused('counted-from-answers');
  if (stage === 'self' && !isSelfScored(criterion)) return refused('not-self-scored');
  if (settling.excluded) return refused('does-not-apply');
  if (entry.state === 'blank') return { ok: true, entry: { ...entry, points: null }, arithmetic: null };
  const settled = entry.state === 'scored' ? scored(entry, settling) : notAssessed(entry);
  return settled.ok && stage !== 'self' ? withReasons(settled, settling) : settled;
}

const filled = (text: string | null): string | null => (text?.trim() ? text.trim() : null);

/** The unit may write its reason later; what is missing is told when it submits. */
const notAssessed = (entry: ScoreEntry): Settled => ({
  ok: true,
  entry: { ...entry, points: null, inputs: null },
  arithmetic: null,
});

function scored(entry: ScoreEntry, settling: Settling): Settled {
  const { rule, max } = settling.criterion;
  if (isComputed(rule) && max !== null && entry.inputs) {
    const outcome = applyRule(rule, max, entry.inputs);
    if (!outcome.ok) return { ok: false, faults: outcome.faults };
    const points = leafPoints(outcome.points, settling);
    return { ok: true, entry: { ...entry, points }, arithmetic: outcome.arithmetic };
  }
  if (isComputed(rule) && settling.stage === 'self') return refused('inputs-needed');
  return byHand(entry, settling);
}

/** Points as somebody wrote them, with the ratio behind them where it is known. */
function byHand(entry: ScoreEntry, settling: Settling): Settled {
  const { max } = settling.criterion;
  if (entry.points === null || entry.points === '') return refused('points-missing');
  if (!isDecimalText(entry.points)) return refused('not-a-decimal');
  const points = parseDecimal(entry.points);
  if (points.lt(ZERO)) return refused('below-zero');
  if (max !== null && points.gt(parseDecimal(max)))
    return { ok: false, faults: [{ code: 'above-max', input: '', limit: max }] };
  const ratio = entry.inputs && ratioFaults(entry.inputs);
  if (ratio && ratio.length > 0) return { ok: false, faults: ratio };
  const share = entry.inputs && shownRatio(entry.inputs);
  return {
    ok: true,
    entry: { ...entry, points: leafPoints(points, settling) },
    arithmetic: share && entry.inputs ? ratioLine(entry.inputs, share) : null,
  };
}

/** Figures beside a score by hand are for reading: both or none, and no division by nothing. */
function ratioFaults({ values }: RuleInputs): ScoreFault[] {
  const faults = RATIO.flatMap((input): ScoreFault[] => {
    const value = values[input];
    if (value === undefined || value === '') return [{ code: 'missing-input', input }];
    if (!isDecimalText(value)) return [{ code: 'not-a-decimal', input }];
    return parseDecimal(value).lt(ZERO) ? [{ code: 'below-zero', input }] : [];
  });
  const strays = Object.keys(values).filter((name) => !RATIO.some((known) => known === name));
  if (faults.length === 0 && parseDecimal(values.denominator ?? '').equals(ZERO))
    faults.push({ code: 'denominator-zero', input: 'denominator' });
  return [...faults, ...strays.map((input): ScoreFault => ({ code: 'unknown-input', input }))];
}

const ratioLine = ({ values }: RuleInputs, share: Decimal): ArithmeticPart[] => [
  { number: values.numerator ?? '' },
  { sign: '÷' },
  { number: values.denominator ?? '' },
  { sign: '=' },
  { percent: decimalText(share) },
];

/** As the leaf counts in the result: rounded where the framework declares it (decision 7). */
function leafPoints(points: Decimal, { criterion, rounding }: Settling): DecimalText {
  const declared = rounding?.kinds.some((kind) => kind === criterion.kind);
  return decimalText(rounding && declared ? roundHalfUp(points, rounding.decimals) : points);
}

/** An appraiser says why where he differs from the unit or from the rule, and names the document he took it from. */
function withReasons(settled: Extract<Settled, { ok: true }>, { criterion, claim }: Settling): Settled {
  const { entry } = settled;
  const differs = claim !== null && !isSameScore(claim, entry);
  const overRule = entry.state === 'scored' && isComputed(criterion.rule) && entry.inputs === null;
  const faults: ScoreFault['code'][] = [];
  if ((differs || overRule || entry.state === 'not-assessed') && entry.note === null)
    faults.push('note-needed');
  if (entry.state === 'scored' && needsSource(criterion) && entry.source === null)
    faults.push('source-needed');
  return faults.length > 0 ? refused(...faults) : settled;
}
