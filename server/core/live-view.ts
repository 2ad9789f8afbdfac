/**
 * What a follower of a survey may see of its tallies: items with every level, factors and overall, each with its N
 * (domain §2), behind the gate of decision 23 (`disclose.ts`). The gate is asked item by item, over all tallies of the
 * survey: what a page leaves out may tell what it shows.
 */
import { type Form, type Level, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import type { QuestionCount, SurveyTally } from './campaign.ts';
import { type Decimal, decimalTextOrNull } from './decimal.ts';
import {
  type AnswerGate,
  type Audience,
  answerGates,
  type Narrowing,
  type Standing,
  together,
} from './disclose.ts';
import type { DecimalText } from './framework.ts';
import { type FactorIndex, paidShare, satisfactionIndex, satisfiedShare, shareValue } from './sub-index.ts';
import { type Counters, tallyLayout, toQuestionCounts } from './tally.ts';

/** A tally in the finest cells of the counters (decision 4). */
export interface ChannelTally extends SurveyTally {
  readonly channel: Channel;
  /** As stored, where they are at hand: a page of thousands of tallies is added up from these. */
  readonly counters?: Counters;
}

export interface ItemView {
  readonly key: string;
  readonly section: string;
  readonly text: Question['text'];
  readonly levels: readonly {
    readonly code: number;
    readonly text: Level['text'];
    readonly count: number | null;
  }[];
  /** Valid answers: the base of the share. Null where it is withheld. */
  readonly answers: number | null;
  readonly blank: number | null;
  /** Satisfied share or mean pay-out in [0;1]; null: nothing answered, or withheld. */
  readonly value: DecimalText | null;
  readonly withheld: boolean;
}

export interface LiveView {
  /** Null where withheld. How many came to a unit by which channel is no secret inside (decision 22), of which group is. */
  readonly responses: number | null;
  readonly items: readonly ItemView[];
  readonly factors: readonly {
    readonly key: string;
    readonly title: Question['text'];
    /** Null where withheld. */
    readonly answers: number | null;
    readonly pooled: DecimalText | null;
    readonly meanOfItems: DecimalText | null;
    /** Any of its items is: the factor would tell of it. */
    readonly withheld: boolean;
  }[];
  /** Mean of the factors, read both ways. */
  readonly overall: {
    readonly pooled: DecimalText | null;
    readonly meanOfItems: DecimalText | null;
    readonly withheld: boolean;
  };
}

/** The gates of a survey, for any page of it. */
export interface SurveyGates {
  /** Of the number of responses. */
  readonly responses: AnswerGate;
  /** Of an item, by key of the question. */
  item(key: string): AnswerGate;
}

/** @param tallies all of one form version: also those that a page leaves out */
export function surveyGates(
  form: Form,
  tallies: readonly ChannelTally[],
  audience: Audience = 'inside',
): SurveyGates {
  const gates = answerGates(
    tallies.map(({ unit, respondentGroup: group, channel, basis, flagged }) => ({
      ...{ unit, group, channel, basis, flagged },
    })),
    audience,
  );
  const gateOf = (baseOf: (tally: ChannelTally) => number) => gates(tallies.map(baseOf));
  const items = new Map<string, AnswerGate>();
  const question = new Map(questionsOf(form).map((one) => [one.key, one]));
  return {
    responses: gateOf(({ responses }) => responses),
    item: (key) => {
      const known = items.get(key);
      if (known) return known;
      const own = question.get(key);
      const gate = gateOf((tally) => (own ? answersTo(form, own, tally) : 0));
      items.set(key, gate);
      return gate;
    },
  };
}

/** The tallies that a page is made of. */
export function narrowed<Tally extends ChannelTally>(
  tallies: readonly Tally[],
  { unit, group, channel, basis, flagged, among }: Narrowing,
): Tally[] {
  return tallies.filter(
    (one) =>
      (unit === null ? !among || among.includes(one.unit) : one.unit === unit) &&
      (group === null || one.respondentGroup === group) &&
      (channel === null || one.channel === channel) &&
      (basis === 'all' || (one.basis === 'open') === (basis === 'open')) &&
      (flagged === 'with' || !one.flagged),
  );
}

export const NOT_NARROWED: Narrowing = {
  unit: null,
  group: null,
  channel: null,
  basis: 'counted',
  flagged: 'with',
};

/** Adds tallies of one form version up by question. */
export function addTallies(tallies: readonly SurveyTally[]): {
  responses: number;
  questions: Record<string, QuestionCount>;
} {
  const questions: Record<string, QuestionCount> = {};
  for (const tally of tallies)
    for (const [key, count] of Object.entries(tally.questions))
      questions[key] = addCounts(questions[key], count);
  return { responses: tallies.reduce((total, tally) => total + tally.responses, 0), questions };
}

function addCounts(sum: QuestionCount | undefined, count: QuestionCount): QuestionCount {
  if (!sum) return count;
  const codes = Object.entries(count.codes).map(([code, n]) => [code, n + (sum.codes[code] ?? 0)] as const);
  return {
    blank: sum.blank + count.blank,
    notAsked: sum.notAsked + count.notAsked,
    codes: Object.fromEntries(codes),
  };
}

/** The same from stored counters, where every tally has them. */
function sumOf(form: Form, tallies: readonly ChannelTally[]): ReturnType<typeof addTallies> {
  const sum: number[] = Array.from({ length: tallyLayout(form).size }, () => 0);
  let responses = 0;
  for (const tally of tallies) {
    const { counters } = tally;
    if (!counters) return addTallies(tallies);
    for (let slot = 0; slot < sum.length; slot += 1) sum[slot] = (sum[slot] ?? 0) + (counters[slot] ?? 0);
    responses += tally.responses;
  }
  return { responses, questions: toQuestionCounts(form, sum) };
}

/** A page of a survey. @param tallies all of one form version */
export function liveView(
  form: Form,
  tallies: readonly ChannelTally[],
  narrowing: Narrowing,
  gates: SurveyGates = surveyGates(form, tallies),
): LiveView {
  const sum = sumOf(form, narrowed(tallies, narrowing));
  const { responses } = sum;
  const index = satisfactionIndex(form, sum.questions);
  const standing = (key: string) => gates.item(key)(narrowing);
  const factors = index.factors.map((factor) =>
    factorView(factor, together(factor.items.map(({ key }) => standing(key)))),
  );
  const withheld = factors.some((factor) => factor.withheld);
  const shown = (value: Decimal | null) => (withheld ? null : decimalTextOrNull(value));
  const known = narrowing.group === null;
  return {
    responses: known || gates.responses(narrowing) !== 'withheld' ? responses : null,
    items: form.sections.flatMap((section) =>
      section.questions.flatMap((question) =>
        itemView(form, section.key, question, sum, standing(question.key)),
      ),
    ),
    factors,
    overall: { pooled: shown(index.pooled), meanOfItems: shown(index.meanOfItems), withheld },
  };
}

/** A factor is made of its items: of one that is withheld it would tell, by subtraction. */
function factorView(factor: FactorIndex, standing: Standing): LiveView['factors'][number] {
  const withheld = standing === 'withheld';
  const shown = (value: Decimal | null) => (withheld ? null : decimalTextOrNull(value));
  return {
    key: factor.section.key,
    title: factor.section.title,
    answers: withheld ? null : factor.answers,
    pooled: shown(factor.pooled),
    meanOfItems: shown(factor.meanOfItems),
    withheld,
  };
}

/** Respondents who answered. Where several codes may be chosen, codes are no respondents. */
function answersTo(
  form: Form,
  question: Question,
  tally: Pick<ChannelTally, 'responses' | 'questions' | 'counters'>,
): number {
  if (tally.counters) return answersIn(form, question, tally.responses, tally.counters);
  const { responses, questions } = tally;
  const count = questions[question.key];
  if (!count || question.kind === 'text' || question.kind === 'number') return 0;
  if (question.kind === 'multi') return responses - count.blank - count.notAsked;
  return levelsOf(form, question).reduce((total, level) => total + (count.codes[level.code] ?? 0), 0);
}

function answersIn(form: Form, question: Question, responses: number, counters: Counters): number {
  const slots = tallyLayout(form).questions.find(({ key }) => key === question.key);
  if (!slots || slots.kind === 'number') return 0;
  const at = (slot: number) => counters[slots.first + slot] ?? 0;
  if (slots.kind === 'multi') return responses - at(0) - at(1);
  return slots.names.reduce((total, _, place) => total + at(2 + place), 0);
}

function itemView(
  form: Form,
  section: string,
  question: Question,
  sum: Pick<SurveyTally, 'responses' | 'questions'>,
  standing: Standing,
): ItemView[] {
  if (question.kind === 'text' || question.kind === 'number') return [];
  const count = sum.questions[question.key];
  const answers = answersTo(form, question, sum);
  const withheld = standing === 'withheld';
  return [
    {
      key: question.key,
      section,
      text: question.text,
      levels: levelsOf(form, question).map(({ code, text }) => ({
        code,
        text,
        count: withheld ? null : (count?.codes[code] ?? 0),
      })),
      answers: withheld ? null : answers,
      blank: withheld ? null : (count?.blank ?? 0),
      value: withheld || !count ? null : itemValue(form, question, count),
      withheld,
    },
  ];
}

/** Satisfied share, mean pay-out, or nothing where the scale says neither. */
function itemValue(form: Form, question: Question, count: QuestionCount): DecimalText | null {
  if (question.kind === 'satisfaction')
    return decimalTextOrNull(shareValue(satisfiedShare(form, question, count)));
  if (question.kind !== 'levels' && question.kind !== 'matrix') return null;
  const pays = levelsOf(form, question).some((level) => level.payOut !== undefined);
  return pays ? decimalTextOrNull(shareValue(paidShare(form, question, count))) : null;
}
