/**
 * The rule table of a rating of procedure handling (domain §6): for each indicator where its points come from. Cut-offs
 * and gates are assumptions, so they are data that an office may change per quarter, never constants of the code.
 */
import { z } from 'zod';
import type { Fault } from '../../survey-forms/fault.ts';
import type { Form } from '../../survey-forms/form.ts';
import { ruleFaults, ruleFields } from './check-rule.ts';
import { parseDecimal } from './decimal.ts';
import {
  criterionCodeField,
  decimalField,
  fault,
  filledField,
  readStructure,
  repeats,
} from './fault-list.ts';
import type { Criterion, DecimalText, Framework } from './framework.ts';
import type { Rule } from './rule.ts';
import { findQuestion } from './sub-index.ts';

/** From the dates of dossiers: the whole time, or without the days in which the clock stood still. */
export interface DossierRule {
  readonly indicator: string;
  readonly source: 'dossiers';
  readonly time: 'total' | 'own';
  readonly points: {
    readonly early: DecimalText;
    readonly onTheDay: DecimalText;
    readonly late: DecimalText;
  };
}

/** The mean of what the levels of one question pay out, of the indicator's maximum. */
export interface AnswerRule {
  readonly indicator: string;
  readonly source: 'answers';
  readonly question: string;
}

/** What the figures of an entered indicator are held against on the screen; it gives no points. */
export type EntryCheck =
  | { readonly source: 'answers'; readonly question: string }
  | { readonly source: 'online-dossiers' };

/** Entered by the agency with evidence, verified by the control office. */
export interface EntryRule {
  readonly indicator: string;
  readonly source: 'entered';
  /** How points follow from what was counted; absent: points by hand. */
  readonly rule?: Rule | undefined;
  readonly check?: EntryCheck | undefined;
}

export type IndicatorRule = DossierRule | AnswerRule | EntryRule;

export interface RatingRules {
  /** Every indicator of the framework once, in its order. */
  readonly indicators: readonly IndicatorRule[];
  /** Forms whose answers count; each has every question that the table names. */
  readonly forms: readonly string[];
  /** Fewer valid answers to a question: not assessed (decision 23). */
  readonly minimumAnswers: { readonly agency: number; readonly official: number };
  /** What makes up an official's points. */
  readonly officialIndicators: readonly string[];
  /**
   * The class of an agency with an indicator that is not assessed: none, because the bands are points of the whole; or by
   * its points in proportion to what could be earned.
   */
  readonly reducedScale: 'no-class' | 'in-proportion';
}

const TIME_POINTS = { early: '2', onTheDay: '1', late: '0' } as const;
const dossiers = (indicator: string, time: DossierRule['time']): DossierRule => ({
  indicator,
  source: 'dossiers',
  time,
  points: TIME_POINTS,
});
const answers = (indicator: string, question: string): AnswerRule => ({
  indicator,
  source: 'answers',
  question,
});
const entered = (indicator: string, question: string): EntryRule => ({
  indicator,
  source: 'entered',
  check: { source: 'answers', question },
});

/** As Điện Biên rates (domain §6), with forms 4 and 5. */
export const DEFAULT_RATING_RULES: RatingRules = {
  indicators: [
    dossiers('1', 'total'),
    dossiers('2', 'own'),
    answers('3', 'contacts'),
    answers('4', 'agencies'),
    entered('5', 'reception'),
    entered('6', 'publication'),
    answers('7', 'attitude'),
    entered('8', 'complaints'),
    { indicator: '9', source: 'entered', check: { source: 'online-dossiers' } },
  ],
  forms: ['procedure-rating-paper', 'procedure-rating-online'],
  minimumAnswers: { agency: 5, official: 5 },
  officialIndicators: ['1', '2', '3', '4', '7'],
  reducedScale: 'no-class',
};

const indicator = criterionCodeField;
/** Below 5 nothing is told of answers (decision 23), whatever an office would like. */
const least = z.number().int().min(5).max(1000);

const indicatorFields: z.ZodType<IndicatorRule> = z.discriminatedUnion('source', [
  z.strictObject({
    indicator,
    source: z.literal('dossiers'),
    time: z.enum(['total', 'own']),
    points: z.strictObject({ early: decimalField, onTheDay: decimalField, late: decimalField }),
  }),
  z.strictObject({ indicator, source: z.literal('answers'), question: filledField }),
  z.strictObject({
    indicator,
    source: z.literal('entered'),
    rule: ruleFields.optional(),
    check: z
      .discriminatedUnion('source', [
        z.strictObject({ source: z.literal('answers'), question: filledField }),
        z.strictObject({ source: z.literal('online-dossiers') }),
      ])
      .optional(),
  }),
]);

/** The structure of a rule table. */
export const ratingRulesField: z.ZodType<RatingRules> = z.strictObject({
  indicators: z.array(indicatorFields).min(1).max(100),
  forms: z.array(filledField).min(1).max(20),
  minimumAnswers: z.strictObject({ agency: least, official: least }),
  officialIndicators: z.array(indicator).max(100),
  reducedScale: z.enum(['no-class', 'in-proportion']),
});

export type CheckedRules =
  | { readonly ok: true; readonly rules: RatingRules }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Checks a rule table against the framework it rates by and the forms its answers come from, and names every culprit.
 * @param forms the newest version of each form that is there
 */
export function checkRatingRules(
  definition: unknown,
  framework: Framework,
  forms: readonly Form[],
): CheckedRules {
  const read = readStructure(ratingRulesField, definition);
  if (!read.ok) return read;
  const faults = [
    ...frameworkFaults(read.value, framework),
    ...read.value.indicators.flatMap((rule, at) => indicatorFaults(rule, `indicators[${at}]`, framework)),
    ...officialFaults(read.value),
    ...formFaults(read.value, forms),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rules: read.value };
}

/** Leaves that a rating gives points for. */
export const ratedLeaves = ({ criteria }: Framework): readonly Criterion[] =>
  criteria.filter(({ kind }) => kind !== 'group');

function frameworkFaults({ indicators }: RatingRules, framework: Framework): Fault[] {
  const leaves = ratedLeaves(framework);
  const named = new Set(indicators.map((one) => one.indicator));
  const missing = leaves.filter(({ code }) => !named.has(code));
  return [
    ...(framework.bandsOn === 'points'
      ? []
      : [fault('', 'bands-not-on-points', 'the classes of a rating are cut by points')]),
    ...(framework.leafRounding === undefined
      ? []
      : [fault('', 'rounding-declared', 'a rating rounds every indicator to 2 decimals')]),
    ...missing.map(({ code }) => fault('indicators', 'missing-indicator', `no rule for indicator ${code}`)),
    ...repeats(
      indicators,
      (one) => one.indicator,
      (one, at) => fault(`indicators[${at}]`, 'duplicate-indicator', `two rules for ${one.indicator}`),
    ),
  ];
}

function indicatorFaults(rule: IndicatorRule, path: string, framework: Framework): Fault[] {
  const leaf = ratedLeaves(framework).find(({ code }) => code === rule.indicator);
  if (!leaf) return [fault(path, 'unknown-indicator', `the framework has no indicator ${rule.indicator}`)];
  const { code, kind, max, feed } = leaf;
  if (kind !== 'appraisal' || feed || leaf.rule || max === null)
    return [fault(path, 'indicator-unfit', `${code} must be appraised by hand, with a maximum`)];
  if (rule.source === 'dossiers') return timeFaults(rule, max, path);
  return rule.source === 'entered' ? [...ruleFaults({ ...leaf, rule: rule.rule }, `${path}.rule`)] : [];
}

/** Earlier never pays less, and nothing pays more than the maximum. */
function timeFaults({ points, indicator: code }: DossierRule, max: DecimalText, path: string): Fault[] {
  const [most, early, onTheDay, late] = [max, points.early, points.onTheDay, points.late].map(parseDecimal);
  const falls =
    most && early && onTheDay && late && early.lte(most) && onTheDay.lte(early) && late.lte(onTheDay);
  return falls
    ? []
    : [
        fault(
          `${path}.points`,
          'points-not-falling',
          `${code}: early, on the day, late must fall from at most ${max}`,
        ),
      ];
}

/** What an agency enters is about the agency, not about one of its officials. */
function officialFaults({ indicators, officialIndicators }: RatingRules): Fault[] {
  const counted = new Set(
    indicators.filter(({ source }) => source !== 'entered').map((one) => one.indicator),
  );
  return officialIndicators.flatMap((code, at) =>
    counted.has(code)
      ? []
      : [
          fault(
            `officialIndicators[${at}]`,
            'not-of-an-official',
            `${code} is not counted from dossiers or answers`,
          ),
        ],
  );
}

/** The questions whose answers a rule table reads, each once. */
export const questionsRead = ({ indicators }: RatingRules): string[] => [
  ...new Set(
    indicators.flatMap((rule) => {
      if (rule.source === 'answers') return [rule.question];
      return rule.source === 'entered' && rule.check?.source === 'answers' ? [rule.check.question] : [];
    }),
  ),
];

function formFaults(rules: RatingRules, forms: readonly Form[]): Fault[] {
  return rules.forms.flatMap((id, at) => {
    const form = forms.find((one) => one.id === id);
    if (!form) return [fault(`forms[${at}]`, 'unknown-form', `no form "${id}"`)];
    return questionsRead(rules)
      .filter((key) => !paysOut(form, key))
      .map((key) =>
        fault(`forms[${at}]`, 'question-unfit', `form "${id}" has no question "${key}" that pays out`),
      );
  });
}

/** A question of this kind has a scale that pays out, or its form would not be there. */
const paysOut = (form: Form, key: string): boolean => findQuestion(form, key)?.kind === 'levels';
