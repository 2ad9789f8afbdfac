/**
 * The survey items of a unit in a published result, each with its N, beside the same item a year before: which one fell.
 * Pure, from the tallies that were frozen with the result. Behind the gate of decision 23 over all units of the campaign
 * at once: one who may open every unit's page could else subtract them from what is shown of all together.
 */

import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import type { Text } from '../../survey-forms/form.ts';
import { type Form, levelsOf, type Question } from '../../survey-forms/form.ts';
import type { CampaignInputs, SurveyTally } from './campaign.ts';
import { decimalText, decimalTextOrNull, HUNDRED, parseDecimal } from './decimal.ts';
import {
  type AnswerCount,
  type AnswerGate,
  answerGate,
  behindGate,
  type Standing,
  together,
} from './disclose.ts';
import type { DecimalText } from './framework.ts';
import type { Published } from './series.ts';
import {
  findQuestion,
  NO_ANSWERS,
  paidShare,
  poolShares,
  type Share,
  satisfiedShare,
  shareValue,
} from './sub-index.ts';
import { isAdmitted } from './survey-score.ts';

/** A share with its base; both null where withheld. An empty base has 0 answers and no value. */
export interface ItemFigure {
  /** Valid answers. */
  readonly answers: number | null;
  /** Satisfied share or mean pay-out, in [0;1]. */
  readonly value: DecimalText | null;
  readonly withheld: boolean;
}

export interface UnitItem extends ItemFigure {
  readonly key: string;
  readonly section: Text;
  readonly text: Text;
  /** What `value` is: the share of satisfied answers, or the mean pay-out of the levels (domain §9.9: never mixed). */
  readonly measure: 'satisfied' | 'paid';
  /** The same question on the same scale in the latest campaign before that asked the unit; null: none did. */
  readonly before: (ItemFigure & { readonly year: number; readonly reworded: boolean }) | null;
  /** In percentage points; null where either value is missing or withheld. */
  readonly change: DecimalText | null;
}

/** Why no item of a form can be held against a year before. */
export const NO_ITEM_CHANGES = [
  'no-year-before',
  'form-not-asked',
  'unit-is-new',
  'unit-not-asked',
  'withheld',
  'other-questions',
] as const;
export type NoItemChanges = (typeof NO_ITEM_CHANGES)[number];

/** The items of one form, in its order. */
export interface FormItems {
  readonly form: string;
  readonly title: Text;
  /** The surveys that asked it. */
  readonly surveys: readonly string[];
  /** Responses of the unit that the campaign counts. */
  readonly responses: number;
  readonly items: readonly UnitItem[];
  /** Null: some item has a change. */
  readonly noChange: NoItemChanges | null;
}

/** @param earlier campaigns of the series before the shown one, in any order */
export function unitItems(shown: Published, unit: string, earlier: readonly Published[]): FormItems[] {
  const before = earlier.toSorted((a, b) => b.inputs.year - a.inputs.year);
  return formsOf(shown).flatMap((form) => {
    const own = askedOf(shown, form.id, unit);
    if (own.length === 0) return [];
    const figures = figuresOf(shown, form.id, unit);
    const last = before.find((one) => askedOf(one, form.id, unit).length > 0);
    const lastFigures = last ? figuresOf(last, form.id, unit) : null;
    const items = ratedQuestions(form).map(({ section, question }) => {
      const figure = figures.get(question.key) ?? NOTHING;
      const past = last && lastFigures && pastFigure(form, question, last, lastFigures);
      return {
        key: question.key,
        section,
        text: question.text,
        measure: measureOf(question),
        ...figure,
        before: past ?? null,
        change: changeOfValue(past?.value ?? null, figure.value),
      };
    });
    return [
      {
        form: form.id,
        title: form.title,
        surveys: [...new Set(own.map(({ survey }) => survey))],
        responses: own.reduce((total, { responses }) => total + responses, 0),
        items,
        noChange: noChangeIn(items, form.id, unit, before),
      },
    ];
  });
}

/** @param before the latest first */
function noChangeIn(
  items: readonly UnitItem[],
  form: string,
  unit: string,
  before: readonly Published[],
): NoItemChanges | null {
  if (items.some(({ change }) => change !== null)) return null;
  if (before.length === 0) return 'no-year-before';
  const asking = before.filter(({ inputs }) => inputs.tallies.some((tally) => tally.form === form));
  if (asking.length === 0) return 'form-not-asked';
  if (!asking.some(({ inputs }) => inputs.units.some(({ code }) => code === unit))) return 'unit-is-new';
  if (!asking.some((one) => askedOf(one, form, unit).length > 0)) return 'unit-not-asked';
  const isHidden = items.some((item) => item.before !== null && (item.withheld || item.before.withheld));
  return isHidden ? 'withheld' : 'other-questions';
}

const NOTHING: ItemFigure = { answers: 0, value: null, withheld: false };

/** The newest version of each form, in the order given. */
function formsOf({ inputs }: Published): Form[] {
  const newest = new Map<string, Form>();
  for (const form of inputs.forms)
    if (form.version > (newest.get(form.id)?.version ?? 0)) newest.set(form.id, form);
  return [...newest.values()];
}

/** The tallies of a unit that the campaign counts. */
function askedOf({ inputs }: Published, form: string, unit: string): SurveyTally[] {
  return inputs.tallies.filter(
    (tally) => tally.form === form && tally.unit === unit && isAdmitted(tally, inputs.policies),
  );
}

const measureOf = ({ kind }: Question): UnitItem['measure'] =>
  kind === 'satisfaction' ? 'satisfied' : 'paid';

/** Questions whose answers make a share: satisfaction items, and levels that pay something out. */
function ratedQuestions(form: Form): { section: Text; question: Question }[] {
  return form.sections.flatMap(({ title, questions }) =>
    questions
      .filter((question) => question.kind === 'satisfaction' || paysOut(form, question))
      .map((question) => ({ section: title, question })),
  );
}

const paysOut = (form: Form, question: Question): boolean =>
  (question.kind === 'levels' || question.kind === 'matrix') &&
  levelsOf(form, question).some(({ payOut }) => payOut !== undefined);

/** By key of the question: what may be shown of the unit. */
function figuresOf(published: Published, form: string, unit: string): ReadonlyMap<string, ItemFigure> {
  const newest = formsOf(published).find(({ id }) => id === form);
  const keys = newest ? ratedQuestions(newest).map(({ question }) => question.key) : [];
  const standings = new Map(keys.map((key) => [key, itemStanding(published, form, unit, key)]));
  return new Map(
    keys.map((key) => {
      const standing = together(
        fedTogether(published, form, key).map((one) => standings.get(one) ?? 'empty'),
      );
      const share = shareOfItem(published, form, unit, key);
      const value = behindGate(decimalTextOrNull(shareValue(share)), standing);
      return [key, { answers: value.withheld ? null : share.answers, ...value }];
    }),
  );
}

/** As on the page of each survey that asked it, so that both hide the same. */
function itemStanding({ inputs }: Published, form: string, unit: string, key: string): Standing {
  const { openAnswers, flaggedAnswers } = inputs.policies;
  const narrowing = {
    unit,
    group: null,
    channel: null,
    basis: openAnswers === 'included' ? 'all' : 'counted',
    flagged: flaggedAnswers === 'included' ? 'with' : 'without',
  } as const;
  return together(gatesOf(inputs, form, key).map((gate) => gate(narrowing)));
}

/** Settling what is hidden takes every unit's answers: once for a publication, not once for each unit's page. */
const gates = new WeakMap<CampaignInputs, Map<string, readonly AnswerGate[]>>();

/** One gate a survey. */
function gatesOf(inputs: CampaignInputs, form: string, key: string): readonly AnswerGate[] {
  const known = gates.get(inputs) ?? new Map<string, readonly AnswerGate[]>();
  gates.set(inputs, known);
  const asked = inputs.tallies.filter((tally) => tally.form === form);
  const made =
    known.get(`${form} ${key}`) ??
    [...new Set(asked.map(({ survey }) => survey))].map((survey) =>
      answerGate(
        asked.filter((tally) => tally.survey === survey).map((tally) => answerCount(inputs, tally, key)),
        'inside',
      ),
    );
  known.set(`${form} ${key}`, made);
  return made;
}

/** Frozen tallies are summed over channels, which no policy treats apart. */
function answerCount(inputs: CampaignInputs, tally: SurveyTally, key: string): AnswerCount {
  const { unit, respondentGroup, basis, flagged } = tally;
  const base = shareIn(inputs, tally, key).answers;
  return { unit, group: respondentGroup, channel: '', basis, flagged, base };
}

/**
 * The items that make one score with this one, itself among them. The score of a criterion is published exactly, whatever
 * stands behind it: with all items but one it would tell that one.
 */
function fedTogether({ inputs }: Published, form: string, key: string): readonly string[] {
  const feeds = inputs.framework.criteria.flatMap(({ feed }) =>
    feed?.form === form && feed.questions.includes(key) ? feed.questions : [],
  );
  return feeds.length > 0 ? feeds : [key];
}

/** Several versions of a form add up by question key, each answer by the scale it was given under. */
function shareOfItem(published: Published, form: string, unit: string, key: string): Share {
  return poolShares(askedOf(published, form, unit).map((tally) => shareIn(published.inputs, tally, key)));
}

function shareIn({ forms }: CampaignInputs, tally: SurveyTally, key: string): Share {
  const version = forms.find(({ id, version: number }) => id === tally.form && number === tally.formVersion);
  const question = version && findQuestion(version, key);
  const count = tally.questions[key];
  if (!version || !question || !count) return NO_ANSWERS;
  return question.kind === 'satisfaction'
    ? satisfiedShare(version, question, count)
    : paidShare(version, question, count);
}

function pastFigure(
  form: Form,
  question: Question,
  past: Published,
  figures: ReadonlyMap<string, ItemFigure>,
): UnitItem['before'] {
  const before = formsOf(past).find(({ id }) => id === form.id);
  const asked = before && findQuestion(before, question.key);
  const figure = figures.get(question.key);
  if (!before || !asked || !figure || !sameScale(form, question, before, asked)) return null;
  return { ...figure, year: past.inputs.year, reworded: asked.text.vi !== question.text.vi };
}

/** The same codes paying the same: wordings of levels may change, their meaning not. */
function sameScale(form: Form, question: Question, before: Form, asked: Question): boolean {
  const paid = (one: Form, of: Question) =>
    of.kind === 'text' || of.kind === 'number'
      ? []
      : levelsOf(one, of).map(({ code, satisfied, payOut }) => [code, satisfied ?? null, payOut ?? null]);
  return (
    question.kind === asked.kind && canonicalJson(paid(form, question)) === canonicalJson(paid(before, asked))
  );
}

function changeOfValue(before: DecimalText | null, now: DecimalText | null): DecimalText | null {
  if (before === null || now === null) return null;
  return decimalText(HUNDRED.mul(parseDecimal(now).sub(parseDecimal(before))));
}
