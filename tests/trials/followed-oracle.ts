/**
 * What a page must show, worked out from the answers that were sent: an oracle of its own, with its own packing and its own
 * shares, which takes nothing from the counters.
 */
import { createHash } from 'node:crypto';
import type { ResultFilters, SurveyView } from '../../server/core/survey-view.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { type Form, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';

/** A release takes so many answers of a row. */
export const STEP = 10;

/** All answers of one tally, in the order in which they are sent. */
export interface Row {
  readonly unit: string;
  readonly group: string;
  readonly basis: 'token' | 'open';
  readonly flagged: boolean;
  readonly answers: Answers[];
  readonly tokens: string[];
}

/** The answer that makes a release of its row, by its receipt. */
export interface Step {
  readonly row: number;
  readonly at: number;
}

export interface Fetched {
  readonly query: string;
  readonly view: SurveyView;
}

export interface Seen {
  readonly name: string;
  readonly responses: number;
}

/** What was sent to a survey, and when its receipts came. */
export interface Sent {
  readonly survey: string;
  readonly form: Form;
  readonly rows: readonly Row[];
  readonly steps: readonly Step[];
  /** What does not agree goes here. */
  readonly broken: string[];
}

/** How many answers of each row stand in a release. */
export type Vector = readonly number[];

/** Releases around the boundary whose order of commit the receipts leave open. */
const UNSURE = 6;

/** Finds what a named release is made of; what is found nowhere is broken. */
export function releaseFinder(sent: Sent): (seen: Seen) => Vector | null {
  const known = new Map<string, Vector>();
  const steps = sent.steps.toSorted((one, other) => one.at - other.at);
  const vectorOf = (some: readonly Step[]) => {
    const vector = sent.rows.map(() => 0);
    for (const { row } of some) vector[row] = (vector[row] ?? 0) + STEP;
    return vector;
  };
  return ({ name, responses }) => {
    const found = known.get(name);
    if (found) return found;
    const count = responses / STEP;
    const sure = steps.slice(0, Math.max(0, count - UNSURE));
    const unsure = steps.slice(sure.length, count + UNSURE);
    for (const some of subsets(unsure, count - sure.length)) {
      const vector = vectorOf([...sure, ...some]);
      if (nameOf(sent, vector) !== name) continue;
      known.set(name, vector);
      return vector;
    }
    sent.broken.push(`release ${name} of ${responses} responses holds none of the answers that it may`);
    return null;
  };
}

function* subsets<One>(list: readonly One[], size: number): Generator<One[]> {
  const [first, ...rest] = list;
  if (size === 0) yield [];
  else if (first !== undefined && size <= list.length) {
    for (const some of subsets(rest, size - 1)) yield [first, ...some];
    yield* subsets(rest, size);
  }
}

/** The name by the rule that `server/release-name.ts` states, from the answers. */
export function nameOf({ survey, rows, form }: Sent, vector: Vector): string {
  const sum = createHash('sha256');
  const keyed = rows.map((row, i) => ({ row, count: vector[i] ?? 0 })).filter(({ count }) => count > 0);
  const keyOf = ({ unit, group, basis, flagged }: Row) =>
    ['TT', survey, unit, form.version, group, 'web', basis, flagged ? 1 : 0].join('|');
  keyed.sort((one, other) => (keyOf(one.row) < keyOf(other.row) ? -1 : 1));
  for (const { row, count } of keyed) {
    const { unit, group, basis, flagged } = row;
    sum.update(JSON.stringify([unit, form.version, group, 'web', basis, flagged, count]));
    sum.update(packed(form, row.answers.slice(0, count)));
  }
  return sum.digest('hex').slice(0, 8);
}

const asked = (form: Form) => questionsOf(form).filter((one) => one.kind !== 'text');
const codesOf = (form: Form, question: Question): number[] =>
  question.kind === 'text' || question.kind === 'number'
    ? []
    : levelsOf(form, question).map(({ code }) => code);

/** Blank, not asked, then every code: four bytes each, the lowest first. */
function packed(form: Form, answers: readonly Answers[]): Uint8Array {
  const counts = asked(form).flatMap((question) => {
    const given = answers.map((one) => one[question.key]);
    const blank = given.filter((one) => one === null).length;
    const none = given.filter((one) => one === undefined).length;
    return [
      blank,
      none,
      ...codesOf(form, question).map((code) => given.filter((one) => one === code).length),
    ];
  });
  const bytes = Buffer.alloc(counts.length * 4);
  for (const [i, count] of counts.entries()) bytes.writeUInt32LE(count, i * 4);
  return bytes;
}

function isOn(row: Row, filters: ResultFilters): boolean {
  return (
    (filters.unit === null || row.unit === filters.unit) &&
    (filters.group === null || row.group === filters.group) &&
    (filters.channel === null || filters.channel === 'web') &&
    (filters.basis === 'all' || (row.basis === 'open') === (filters.basis === 'open')) &&
    (filters.flagged === 'with' || !row.flagged)
  );
}

/** A figure of a page, and what the answers say; withheld ones must show nothing. */
interface Figure {
  readonly what: string;
  readonly shown: number | string | null;
  readonly wanted: number | null;
  readonly withheld?: boolean;
}

/** Holds every figure of a page against the answers of its release. */
export function checkPage(
  sent: Sent,
  { query, view }: Fetched,
  vector: Vector,
  sums: { figures: number; withheld: number },
): void {
  const answersOf = (filters: ResultFilters) =>
    sent.rows.flatMap((row, i) => (isOn(row, filters) ? row.answers.slice(0, vector[i]) : []));
  const page = answersOf(view.filters);
  const { responses } = view.counted;
  const figures: Figure[] = [
    { what: 'responses', shown: responses, wanted: page.length, withheld: responses === null },
    ...view.counted.items.flatMap((item) => itemFigures(sent.form, item, page)),
    ...view.counted.factors.flatMap((factor) => factorFigures(sent.form, factor, page)),
    overallFigure(sent.form, view, page),
    ...view.byGroup.flatMap(({ item, groups }) =>
      groups.flatMap(({ group, ...shown }) =>
        groupFigures(item, shown, answersOf({ ...view.filters, group })),
      ),
    ),
  ];
  for (const figure of figures) {
    sums[figure.withheld ? 'withheld' : 'figures'] += 1;
    if (isRight(figure)) continue;
    const { what, shown, wanted } = figure;
    sent.broken.push(`${view.release.name} ?${query} ${what}: shown ${shown}, recounted ${wanted}`);
  }
}

function isRight({ shown, wanted, withheld = false }: Figure): boolean {
  if (withheld || shown === null || wanted === null) return shown === null && (withheld || wanted === null);
  return Math.abs(Number(shown) - wanted) < 1e-12;
}

type Counted = SurveyView['counted'];

function itemFigures(form: Form, item: Counted['items'][number], page: readonly Answers[]): Figure[] {
  const { key, withheld } = item;
  const given = page.map((one) => one[key]);
  const countOf = (answer: number | null) => given.filter((one) => one === answer).length;
  return [
    ...item.levels.map(({ code, count }) => ({
      what: `${key} ${code}`,
      shown: count,
      wanted: countOf(code),
      withheld,
    })),
    { what: `${key} blank`, shown: item.blank, wanted: countOf(null), withheld },
    { what: `${key} answers`, shown: item.answers, wanted: validOf(page, key), withheld },
    { what: key, shown: item.value, wanted: isItem(form, key) ? shareOf(page, [key]) : null, withheld },
  ];
}

function factorFigures(form: Form, factor: Counted['factors'][number], page: readonly Answers[]): Figure[] {
  const { key, withheld, pooled, meanOfItems } = factor;
  const keys = itemsOf(form, key);
  const mean = meanOf(keys.map((one) => shareOf(page, [one])));
  return [
    { what: `factor ${key}`, shown: pooled, wanted: shareOf(page, keys), withheld },
    { what: `factor ${key}, mean of items`, shown: meanOfItems, wanted: mean, withheld },
  ];
}

function overallFigure(form: Form, { counted }: SurveyView, page: readonly Answers[]): Figure {
  const { pooled, withheld } = counted.overall;
  const wanted = meanOf(counted.factors.map(({ key }) => shareOf(page, itemsOf(form, key))));
  return { what: 'overall', shown: pooled, wanted, withheld };
}

function groupFigures(
  item: string,
  { answers, value, withheld }: Omit<SurveyView['byGroup'][number]['groups'][number], 'group'>,
  own: readonly Answers[],
): Figure[] {
  return [
    { what: `${item} of a group`, shown: answers, wanted: validOf(own, item), withheld },
    { what: `${item} of a group, share`, shown: value, wanted: shareOf(own, [item]), withheld },
  ];
}

const validOf = (answers: readonly Answers[], key: string) =>
  answers.filter((one) => typeof one[key] === 'number').length;

/** Levels 4 and 5 of the valid answers (domain §2); nothing answered is null. */
function shareOf(answers: readonly Answers[], keys: readonly string[]): number | null {
  const given = keys
    .flatMap((key) => answers.map((one) => one[key]))
    .filter((one) => typeof one === 'number');
  return given.length === 0 ? null : given.filter((one) => one >= 4).length / given.length;
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null);
  return known.length < values.length || known.length === 0
    ? null
    : known.reduce((sum, one) => sum + one, 0) / known.length;
}

const isItem = (form: Form, key: string) =>
  questionsOf(form).some((one) => one.key === key && one.kind === 'satisfaction');

const itemsOf = (form: Form, section: string) =>
  (form.sections.find(({ key }) => key === section)?.questions ?? [])
    .filter((one) => one.kind === 'satisfaction')
    .map(({ key }) => key);
