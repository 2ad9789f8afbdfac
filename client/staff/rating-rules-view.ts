/** The rule table of a quarter while it is changed, in sentences, and where its faults belong. Pure. */
import type { AnswerRule, IndicatorRule, RatingRules } from '../../server/core/rating-rules.ts';
import type { Rule, RuleStep } from '../../server/core/rule.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { isDecimalText } from '../decimal-text.ts';
import { formatExact } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import type { RatingRulesShown } from './api.ts';
import { isByHand } from './rule-by-hand.ts';
import type { Place } from './trouble.ts';

export type RuleForms = RatingRulesShown['forms'];
export type RatedIndicator = RatingRulesShown['indicators'][number];
export type RuleSource = IndicatorRule['source'];
type Gate = keyof RatingRules['minimumAnswers'];

/** As it stands in the fields: the least numbers of answers as they are typed. */
export interface RulesDraft extends Omit<RatingRules, 'minimumAnswers'> {
  readonly minimumAnswers: Readonly<Record<Gate, string>>;
}

export const draftOf = ({ minimumAnswers: { agency, official }, ...rules }: RatingRules): RulesDraft => ({
  ...rules,
  minimumAnswers: { agency: String(agency), official: String(official) },
});

/** What is no count becomes 0, which the server refuses at its place. */
const countOf = (typed: string): number => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0);

export const rulesOf = ({ minimumAnswers: { agency, official }, ...rules }: RulesDraft): RatingRules => ({
  ...rules,
  minimumAnswers: { agency: countOf(agency), official: countOf(official) },
});

/** The rule of one indicator replaced; what an agency enters is about none of its officials. */
export function withRule(draft: RulesDraft, rule: IndicatorRule): RulesDraft {
  const indicators = draft.indicators.map((one) => (one.indicator === rule.indicator ? rule : one));
  const counted = draft.officialIndicators.filter(
    (code) => code !== rule.indicator || rule.source !== 'entered',
  );
  return { ...draft, indicators, officialIndicators: counted };
}

const BLANK_POINTS = { early: '', onTheDay: '', late: '' };

/** An indicator from another source: with the points of the other dossiers, and the question it had before. */
export function withSource(draft: RulesDraft, rule: IndicatorRule, source: RuleSource): RulesDraft {
  const { indicator } = rule;
  if (rule.source === source) return draft;
  const question = questionOf(rule) ?? '';
  if (source === 'answers') return withRule(draft, { indicator, source, question });
  if (source === 'entered')
    return withRule(draft, {
      ...{ indicator, source },
      ...(question !== '' && { check: { source: 'answers' as const, question } }),
    });
  const other = draft.indicators.find((one) => one.source === 'dossiers');
  const points = other?.source === 'dossiers' ? other.points : BLANK_POINTS;
  return withRule(draft, { indicator, source, time: 'total', points });
}

function questionOf(rule: IndicatorRule): string | undefined {
  if (rule.source === 'answers') return rule.question;
  return rule.source === 'entered' && rule.check?.source === 'answers' ? rule.check.question : undefined;
}

/** In the order of the table, whatever the order of ticking. */
export const withOfficial = (draft: RulesDraft, code: string, on: boolean): RulesDraft => ({
  ...draft,
  officialIndicators: draft.indicators
    .map(({ indicator }) => indicator)
    .filter((one) => (one === code ? on : draft.officialIndicators.includes(one))),
});

export const withForm = (draft: RulesDraft, id: string, on: boolean): RulesDraft => ({
  ...draft,
  forms: on ? [...draft.forms, id] : draft.forms.filter((one) => one !== id),
});

/** Questions that every chosen form has, in the order of the first. */
export function questionsOffered(
  forms: RuleForms,
  chosen: readonly string[],
): RuleForms[number]['questions'] {
  const [first, ...others] = chosen.map((id) => forms.find((form) => form.id === id)?.questions ?? []);
  const inAll = (key: string) => others.every((questions) => questions.some((one) => one.key === key));
  return (first ?? []).filter(({ key }) => inAll(key));
}

/** Why a question cannot be read: none is chosen, or a chosen form does not have it. */
export function questionFault(
  rule: Pick<AnswerRule, 'question'>,
  forms: RuleForms,
  chosen: readonly string[],
): 'missing' | 'unfit' | null {
  if (rule.question === '') return 'missing';
  return questionsOffered(forms, chosen).some(({ key }) => key === rule.question) ? null : 'unfit';
}

export interface Tongue {
  readonly lang: Lang;
  readonly words: Words;
}

/** A question by its text; by its key where no stored form has it. */
export function questionName(forms: RuleForms, chosen: readonly string[], key: string, lang: Lang): string {
  const first = forms.filter(({ id }) => chosen.includes(id));
  const found = [...first, ...forms].flatMap(({ questions }) => questions).find((one) => one.key === key);
  return found ? say(found.text, lang) : key;
}

/** A number in the reader's notation; "…" while it is blank, and what was typed where it is none. */
const shown = (value: string, lang: Lang): string =>
  isDecimalText(value) ? formatExact(value, lang) : value.trim() || '…';

interface Told extends Tongue {
  readonly forms: RuleForms;
  readonly chosen: readonly string[];
  readonly max: string | null;
}

/** The rule of an indicator as sentences. */
export function ruleSentences(rule: IndicatorRule, told: Told): string[] {
  const { lang, words, max } = told;
  const { sentences: text, times } = words.staff.ratings.rules;
  const nameOf = (key: string) => questionName(told.forms, told.chosen, key, lang) || '…';
  if (rule.source === 'dossiers') {
    const [early, onTheDay, late] = [rule.points.early, rule.points.onTheDay, rule.points.late];
    return [
      text.dossiers(times[rule.time]),
      text.points(shown(early, lang), shown(onTheDay, lang), shown(late, lang)),
    ];
  }
  if (rule.source === 'answers') return [text.answers(nameOf(rule.question), shown(max ?? '', lang))];
  const { check } = rule;
  return [
    text.entered,
    figureSentence(rule.rule, told),
    ...(check?.source === 'answers' ? [text.checkAnswers(nameOf(check.question))] : []),
    ...(check?.source === 'online-dossiers' ? [text.checkOnline] : []),
  ];
}

/** How entered points follow from what was counted. */
function figureSentence(rule: Rule | undefined, { lang, words }: Tongue): string {
  const { sentences: text } = words.staff.ratings.rules;
  if (rule === undefined || isByHand(rule.kind)) return text.byHand;
  const { rule: names } = words.staff.frameworks;
  const more = figures(rule, { lang, words });
  const noCase = rule.noCase === undefined ? [] : [names.noCase];
  return text.byRule([names.kinds[rule.kind], ...more, ...noCase].join('; '));
}

/** The numbers of a rule, each with its name. */
function figures(rule: Rule, { lang, words }: Tongue): string[] {
  const { rule: names } = words.staff.frameworks;
  const { sentences: text } = words.staff.ratings.rules;
  const unit = rule.kind === 'steps' && rule.on === 'number' ? '' : ' %';
  const step = ({ from, points }: RuleStep) => text.step(`${shown(from, lang)}${unit}`, shown(points, lang));
  switch (rule.kind) {
    case 'to-target':
      return [`${names.target}: ${shown(rule.target, lang)}`];
    case 'count':
      return [`${names.least}: ${shown(rule.least, lang)}`];
    case 'against-last-year':
      return [`${names.better}: ${names.betters[rule.better]}`];
    case 'steps':
      return rule.steps.map(step);
    case 'interpolated':
      return [step(rule.high), step(rule.low)];
    case 'weighted-mix':
      return rule.parts.map((part) => `${say(part.name, lang) || '…'} × ${shown(part.weight, lang)}`);
    default:
      return [];
  }
}

/** What every dossier earns, in one sentence; null where it is not the same for all indicators. */
export function pointsOfDossiers({ indicators }: RatingRules, { lang, words }: Tongue): string | null {
  const rules = indicators.flatMap((rule) => (rule.source === 'dossiers' ? [rule.points] : []));
  const [first, ...others] = rules;
  if (!first || !others.every((points) => same(points, first))) return null;
  const [early, onTheDay, late] = [first.early, first.onTheDay, first.late].map((one) => shown(one, lang));
  return words.staff.ratings.print.perDossier(early ?? '', onTheDay ?? '', late ?? '');
}

const isText = (value: unknown) => typeof value === 'string';

/** The same with its fields in one order and without those that are not set; lists of codes are sets. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.every(isText) ? value.toSorted() : value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, one]) => [name, ordered(one)]);
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

/** Indicators whose rules are others than in the shipped table, and whether what holds for all of them is. */
export function differences(rules: RatingRules, shipped: RatingRules) {
  const ruleOf = (code: string) => shipped.indicators.find(({ indicator }) => indicator === code);
  const { indicators: _, ...common } = rules;
  const { indicators: __, ...shippedCommon } = shipped;
  return {
    indicators: rules.indicators
      .filter((rule) => !same(rule, ruleOf(rule.indicator)))
      .map(({ indicator }) => indicator),
    common: !same(common, shippedCommon),
  };
}

/** Where a fault of the server belongs: an indicator by its code with the field in it, or a field of the whole table. */
export interface FaultPlace {
  readonly indicator: string | null;
  readonly field: string;
}

/** `rules.indicators[0].points.early` → indicator 1, `points.early`. @param rules as they were sent */
export function placeOfFault({ field }: Pick<Place, 'field'>, { indicators }: RulesDraft): FaultPlace {
  const path = field.replace(/^rules\.?/, '');
  const [, at, rest] = /^indicators\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const indicator = at === undefined ? null : (indicators[Number(at)]?.indicator ?? null);
  return { indicator, field: indicator === null ? path : (rest ?? '') };
}

/** The sentence for a fault of the table; undefined: the page knows none of its own. */
export function faultSentence(
  { field, code }: Pick<Place, 'field' | 'code'>,
  words: Words,
): string | undefined {
  const { faults } = words.staff.ratings.rules;
  if (field.startsWith('rules.minimumAnswers')) return faults['no-count'];
  if (field === 'rules.forms') return faults['no-form'];
  return Object.entries(faults).find(([known]) => known === code)?.[1];
}

/** What a place is called in the list of all faults. */
export function faultName(place: Place, rules: RulesDraft, { words }: Tongue): string | undefined {
  const { rules: text, indicator: indicatorWord } = words.staff.ratings;
  const { indicator, field } = placeOfFault(place, rules);
  const names: Readonly<Record<string, string>> = {
    'points.early': text.early,
    'points.onTheDay': text.onTheDay,
    'points.late': text.late,
    question: text.question,
    'check.question': text.checkQuestion,
    'minimumAnswers.agency': text.leastAgency,
    'minimumAnswers.official': text.leastOfficial,
  };
  const inside = names[field] ?? (field.startsWith('rule') ? words.staff.frameworks.rule.title : undefined);
  if (indicator !== null) return [`${indicatorWord} ${indicator}`, inside].filter(Boolean).join(', ');
  if (/^(forms|surveys)/.test(field)) return text.forms;
  if (field.startsWith('officialIndicators')) return text.officials;
  return names[field] ?? text.title;
}

/** Whether two drafts say the same, whatever the order of their fields. */
export const sameRules = (one: RulesDraft, other: RulesDraft): boolean => same(one, other);
