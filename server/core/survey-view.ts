/**
 * The results of a survey as an analyst follows them: plain data, made from counters alone, in the releases of decision
 * 22 and behind the gate of decision 23. The shapes here are what the API answers and what the client reads.
 */
import { type Form, levelsOf, type Question, questionsOf, type Text } from '../../survey-forms/form.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import { NO_CODE } from './breakdown-count.ts';
import { type AnswerCount, type AnswerGate, answerGate } from './disclose.ts';
import type { DecimalText } from './framework.ts';
import { type ChannelTally, type ItemView, type LiveView, liveView, surveyGates } from './live-view.ts';
import { findQuestion } from './sub-index.ts';
import { tallyLayout } from './tally.ts';

/** What is counted: by token or sheet; walk-ins, which stand apart (decision 6); or both. */
export type BasisFilter = 'counted' | 'open' | 'all';
/** Flagged answers are counted apart and never dropped silently (decision 19). */
export type FlaggedFilter = 'with' | 'without';

export const BASIS_FILTERS: readonly BasisFilter[] = ['counted', 'open', 'all'];
export const FLAGGED_FILTERS: readonly FlaggedFilter[] = ['with', 'without'];

/** What a view is narrowed to; null: not narrowed. The gate settles which of these pages may stand beside each other. */
export interface ResultFilters {
  readonly unit: string | null;
  readonly channel: Channel | null;
  readonly group: string | null;
  readonly basis: BasisFilter;
  readonly flagged: FlaggedFilter;
  /** The reader's units, where he may not see every one (`disclose.ts`); never part of an answer. */
  readonly among?: readonly string[] | undefined;
}

/** The state of the counters that every figure of a view is taken from (decision 22). */
export interface Release {
  /** First 8 hex digits of the SHA-256 over the counters (`server/release-name.ts`). */
  readonly name: string;
  /** Responses in it, over all units that the reader may see and whatever the filters say. */
  readonly responses: number;
  /** True after the last day on which answers are taken. */
  readonly exact: boolean;
  /** Answers that came in and are in no release yet; null when the counters are exact. */
  readonly waiting: number | null;
}

/** A mean or share with its base. `value` and `answers` are null where withheld; an empty base has 0 answers and no value. */
export interface BasedValue {
  readonly answers: number | null;
  /** In [0;1]. */
  readonly value: DecimalText | null;
  readonly withheld: boolean;
}

export interface GroupedItem {
  /** Key of the question. */
  readonly item: string;
  readonly groups: readonly (BasedValue & { readonly group: string })[];
}

/** One code of a declared question: who chose it, and how they answered the items. */
export interface BreakdownCode {
  /** -1: left blank or not asked. */
  readonly code: number;
  readonly text: Text;
  readonly responses: number | null;
  readonly withheld: boolean;
  /** By key of the item. */
  readonly items: Readonly<Record<string, BasedValue>>;
}

/**
 * Why a breakdown is not shown: the survey still runs; its answers have not been counted by this question since they last
 * changed; too few people in every cell or its complement; a filter by group or channel is set, by which it is not counted.
 */
export type NoBreakdown = 'not-closed' | 'not-counted' | 'too-few' | 'filtered';

export interface Breakdown {
  readonly question: string;
  readonly text: Text;
  /** Empty when `reason` says why. */
  readonly codes: readonly BreakdownCode[];
  readonly reason?: NoBreakdown;
}

export interface SurveyView {
  readonly release: Release;
  readonly filters: ResultFilters;
  /** The values that the filters may take for this reader. */
  readonly choices: {
    readonly units: readonly { readonly code: string; readonly name: Text }[];
    readonly channels: readonly Channel[];
    readonly groups: readonly { readonly code: string; readonly text: Text }[];
    /** Questions declared for breakdowns. */
    readonly breakdowns: readonly { readonly question: string; readonly text: Text }[];
  };
  readonly counted: LiveView;
  /** Perception and satisfaction items by respondent group. */
  readonly byGroup: readonly GroupedItem[];
  readonly breakdown: Breakdown | null;
}

/** Counters of those who chose one code of a declared question; `respondentGroup` holds the code, for the gate treats both alike. */
export type CodeTally = ChannelTally;

/** The pages of a survey; what the gate settles once for all of them is worked out once. */
export type SurveyPages = (filters: ResultFilters) => LiveView;

/** @param tallies all that the reader may see, also those that a page leaves out */
export function surveyPages(
  form: Form,
  tallies: readonly ChannelTally[],
  declared: readonly string[],
): SurveyPages {
  const gates = surveyGates(form, tallies);
  const traits = new Map(declared.map((key) => [key, traitGate(form, tallies, key)]));
  return (filters) => withTraits(filters, traits, liveView(form, tallies, filters, gates));
}

/** A page of results without its breakdown. @param tallies all that the reader may see, also those that the page leaves out */
export function pageOf(
  form: Form,
  tallies: readonly ChannelTally[],
  filters: ResultFilters,
  { groups, declared }: { groups: readonly string[]; declared: readonly string[] },
): Pick<SurveyView, 'counted' | 'byGroup'> {
  return pageBy(form, surveyPages(form, tallies, declared), filters, groups);
}

/** The same from pages that are worked out. */
export function pageBy(
  form: Form,
  page: SurveyPages,
  filters: ResultFilters,
  groups: readonly string[],
): Pick<SurveyView, 'counted' | 'byGroup'> {
  const shownGroups = filters.group === null ? groups : [filters.group];
  const views = shownGroups.map((group) => ({ group, view: page({ ...filters, group }) }));
  const byGroup = questionsOf(form)
    .filter((question) => isRated(form, question))
    .map(({ key }) => ({
      item: key,
      groups: views.map(({ group, view }) => ({ group, ...basedValue(itemOf(view, key)) })),
    }));
  return { counted: page(filters), byGroup };
}

/** Items that say how content somebody is: a satisfied share, or a mean pay-out. */
function isRated(form: Form, question: Question): boolean {
  if (question.kind === 'satisfaction') return true;
  if (question.kind !== 'levels' && question.kind !== 'matrix') return false;
  return levelsOf(form, question).some((level) => level.payOut !== undefined);
}

const itemOf = (view: LiveView, key: string) => view.items.find((item) => item.key === key);

const basedValue = (item: ItemView | undefined): BasedValue => ({
  answers: item ? item.answers : 0,
  value: item?.value ?? null,
  withheld: item?.withheld ?? false,
});

/**
 * A declared question is an item too, and its levels are the numbers of the breakdown: what is hidden there would stand
 * here. So each code is shown where its cell is, and nothing of it beside another narrowing.
 */
function withTraits(
  filters: ResultFilters,
  traits: ReadonlyMap<string, AnswerGate>,
  view: LiveView,
): LiveView {
  const items = view.items.map((item) => {
    const gate = traits.get(item.key);
    if (!gate || item.withheld) return item;
    if (isNarrowedBeside(filters)) return hideItem(item);
    const hides = (code: number) => gate({ ...filters, group: String(code) }) === 'withheld';
    const levels = item.levels.map((level) => (hides(level.code) ? { ...level, count: null } : level));
    return { ...item, levels, blank: hides(NO_CODE) ? null : item.blank };
  });
  return { ...view, items };
}

/** By anything but the unit: a trait is a narrowing of its own, and there is one at a time (`disclose.ts`). */
export const isNarrowedBeside = ({ group, channel, flagged }: ResultFilters): boolean =>
  group !== null || channel !== null || flagged === 'without';

const hideItem = (item: ItemView): ItemView => ({
  ...item,
  levels: item.levels.map((level) => ({ ...level, count: null })),
  answers: null,
  blank: null,
  value: null,
  withheld: true,
});

/** Worked out when it is first asked: most pages are narrowed to nothing that concerns it. */
function traitGate(form: Form, tallies: readonly ChannelTally[], question: string): AnswerGate {
  let gate: AnswerGate | undefined;
  return (narrowing) => {
    gate ??= answerGate(
      tallies.flatMap((tally) => codesOf(form, question, tally)),
      'inside',
    );
    return gate(narrowing);
  };
}

function codesOf(form: Form, question: string, tally: ChannelTally): AnswerCount[] {
  const { responses, unit, channel, basis, flagged, counters } = tally;
  const slots = tallyLayout(form).questions.find(({ key }) => key === question);
  const codes: (readonly [string, number])[] =
    counters && slots
      ? slots.names.map((name, place) => [name, counters[slots.first + 2 + place] ?? 0] as const)
      : Object.entries(tally.questions[question]?.codes ?? {});
  const chosen = codes.reduce((total, [, base]) => total + base, 0);
  const all = [...codes, [String(NO_CODE), responses - chosen] as const];
  return all.map(([group, base]) => ({ unit, group, channel, basis, flagged, base }));
}

/** Results by the codes of a declared question. @param tallies of all codes, units and bases */
export function breakdownOf(
  form: Form,
  question: string,
  tallies: readonly CodeTally[],
  filters: ResultFilters,
): Breakdown {
  return breakdownBy(form, question, surveyPages(form, tallies, []), filters);
}

/** The same from pages that are worked out, of such tallies. */
export function breakdownBy(
  form: Form,
  question: string,
  pages: SurveyPages,
  filters: ResultFilters,
): Breakdown {
  const asked = findQuestion(form, question);
  if (!asked || !('scale' in asked)) throw new Error(`form ${form.id} has no choice ${question}`);
  const head = { question, text: asked.text };
  if (isNarrowedBeside(filters)) return { ...head, codes: [], reason: 'filtered' };
  const rated = questionsOf(form).filter((one) => isRated(form, one));
  const codes = [...levelsOf(form, asked), NOTHING].map(({ code, text }): BreakdownCode => {
    const view = pages({ ...filters, group: String(code) });
    const items = rated.map(({ key }) => [key, basedValue(itemOf(view, key))] as const);
    return {
      ...{ code, text, responses: view.responses, withheld: view.responses === null },
      items: Object.fromEntries(items),
    };
  });
  const tells = codes.some(({ items }) => Object.values(items).some((item) => item.value !== null));
  return tells ? { ...head, codes } : { ...head, codes: [], reason: 'too-few' };
}

const NOTHING = { code: NO_CODE, text: { vi: 'Để trống', en: 'Left blank' } };
