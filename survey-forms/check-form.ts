/** Checks a whole form definition, typed in by an administrator or shipped with the product, before anything uses it. */
import { type AskedAt, checkCondition, type QuestionFacts } from './check-condition.ts';
import { checkScaleSuits, checkScales, type ScaleFacts } from './check-scale.ts';
import { decimalsOf, isLess } from './decimal-text.ts';
import type { Fault } from './fault.ts';
import type { Form, Question } from './form.ts';
import { Place, quote } from './place.ts';

export type FormCheck =
  | { readonly ok: true; readonly form: Form }
  | { readonly ok: false; readonly faults: Fault[] };

/** A comment is a paragraph or two, not a file. */
const LONGEST_TEXT = 4000;
const MOST_DECIMALS = 9;

/** The fields of each kind beside those that every question has. */
const FIELDS: Readonly<
  Record<Question['kind'], { required: readonly string[]; optional: readonly string[] }>
> = {
  satisfaction: { required: ['scale'], optional: [] },
  levels: { required: ['scale'], optional: [] },
  'yes-no': { required: ['scale'], optional: [] },
  single: { required: ['scale'], optional: [] },
  multi: { required: ['scale'], optional: [] },
  matrix: { required: ['scale'], optional: [] },
  number: { required: [], optional: ['min', 'max', 'decimals'] },
  text: { required: ['maxLength'], optional: [] },
};
const FIELDS_OF_ANY_KIND = { required: [], optional: ['scale', 'min', 'max', 'decimals', 'maxLength'] };

/**
 * Checks structure and rules together and names every culprit: `path` says where, `code` what is wrong. On success
 * `form` is the very object that was given.
 */
export function checkForm(definition: unknown): FormCheck {
  const faults: Fault[] = [];
  const place = new Place(definition, '', faults);
  if (place.object(['id', 'version', 'title', 'intro', 'respondentGroups', 'scales', 'sections'])) {
    place.field('id')?.key();
    place.field('version')?.integer(1);
    place.field('title')?.text();
    place.field('intro')?.text();
    checkGroups(place.field('respondentGroups'));
    const scaleTable = place.field('scales');
    const scales = scaleTable ? checkScales(scaleTable) : new Map<string, ScaleFacts>();
    const questions = checkSections(place.field('sections'), scales);
    checkConditions(questions);
    checkMixture(questions);
    checkScalesUsed(scaleTable, scales, questions);
  }
  return faults.length === 0 ? { ok: true, form: definition as Form } : { ok: false, faults };
}

/** The form itself, or an error that lists every fault: for forms that ship with the product. */
export function defineForm(definition: Form): Form {
  const check = checkForm(definition);
  if (check.ok) return check.form;
  const list = check.faults.map((fault) => `\n- ${fault.path} [${fault.code}] ${fault.message}`).join('');
  throw new Error(`The form ${quote(definition.id)} has ${check.faults.length} fault(s):${list}`);
}

function checkGroups(place: Place | undefined): void {
  const codes = new Set<string>();
  for (const group of place?.items() ?? []) {
    if (!group.object(['code', 'text'])) continue;
    group.field('code')?.key(codes);
    group.field('text')?.text();
  }
}

/** The questions of all sections, in the order asked. Their keys are unique in the whole form. */
function checkSections(place: Place | undefined, scales: ReadonlyMap<string, ScaleFacts>): QuestionFacts[] {
  const sectionKeys = new Set<string>();
  const questionKeys = new Set<string>();
  return (place?.items() ?? []).flatMap((section) => {
    if (!section.object(['key', 'title', 'questions'])) return [];
    section.field('key')?.key(sectionKeys);
    section.field('title')?.text();
    const questions = section.field('questions')?.items() ?? [];
    return questions.flatMap((question) => checkQuestion(question, questionKeys, scales) ?? []);
  });
}

function checkQuestion(
  place: Place,
  taken: Set<string>,
  scales: ReadonlyMap<string, ScaleFacts>,
): QuestionFacts | undefined {
  const kind = kindAt(place.field('kind'));
  const { required, optional } = kind ? FIELDS[kind] : FIELDS_OF_ANY_KIND;
  const fields = ['key', 'kind', 'text', ...required];
  if (!place.object(fields, ['hint', 'required', 'askIf', ...optional])) return undefined;
  const key = place.field('key')?.key(taken);
  place.field('text')?.text();
  place.field('hint')?.text();
  place.field('required')?.boolean();
  if (kind === 'number') checkNumber(place);
  if (kind === 'text') place.field('maxLength')?.integer(1, LONGEST_TEXT);
  const scale = scaleAt(place.field('scale'), scales);
  if (kind && scale) checkScaleSuits(place.field('scale') ?? place, kind, scale);
  return { place, key, kind, scale };
}

function kindAt(place: Place | undefined): Question['kind'] | undefined {
  const name = place?.string();
  if (!place || name === undefined) return undefined;
  const kind = (Object.keys(FIELDS) as Question['kind'][]).find((known) => known === name);
  return kind ?? place.fault('unknown-kind', `${quote(name)} is no kind of question.`);
}

function scaleAt(place: Place | undefined, scales: ReadonlyMap<string, ScaleFacts>): ScaleFacts | undefined {
  const name = place?.string();
  if (!place || name === undefined) return undefined;
  return scales.get(name) ?? place.fault('unknown-scale', `${quote(name)} is not a scale of this form.`);
}

/** Bounds no finer than the answers: then some answer lies within them whenever min is not above max. */
function checkNumber(place: Place): void {
  const decimals = place.field('decimals');
  const digits = decimals ? decimals.integer(0, MOST_DECIMALS) : 0;
  const min = place.field('min')?.decimal();
  const max = place.field('max')?.decimal();
  for (const [name, bound] of Object.entries({ min, max })) {
    if (bound !== undefined && digits !== undefined && decimalsOf(bound) > digits)
      place
        .field(name)
        ?.fault('bad-bounds', `${name} ${bound} has more than the ${digits} decimals of an answer.`);
  }
  if (min !== undefined && max !== undefined && isLess(max, min))
    place.field('max')?.fault('bad-bounds', `max ${max} is less than min ${min}.`);
}

function checkConditions(questions: readonly QuestionFacts[]): void {
  // Of questions with the same key, itself a fault, the first one counts.
  const byKey = new Map<string, AskedAt>();
  for (const [order, facts] of questions.entries())
    if (facts.key !== undefined && !byKey.has(facts.key)) byKey.set(facts.key, { order, facts });
  for (const [order, { place }] of questions.entries()) {
    const condition = place.field('askIf');
    if (condition) checkCondition(condition, order, byKey);
  }
}

/**
 * A form that rates many units names no unit of its own (decision 5): beside its matrix questions it may only ask
 * for free text, since any other answer would have no unit to be counted for.
 */
function checkMixture(questions: readonly QuestionFacts[]): void {
  if (!questions.some(({ kind }) => kind === 'matrix')) return;
  for (const { place, key, kind } of questions) {
    if (kind && kind !== 'matrix' && kind !== 'text')
      place
        .field('kind')
        ?.fault('mixed-with-matrix', `${quote(key)} is of kind ${kind}, in a form that rates many units.`);
  }
}

function checkScalesUsed(
  place: Place | undefined,
  scales: ReadonlyMap<string, ScaleFacts>,
  questions: readonly QuestionFacts[],
): void {
  for (const [name, scale] of scales) {
    if (!questions.some((question) => question.scale === scale))
      place?.field(name)?.fault('unused-scale', `No question uses the scale ${quote(name)}.`);
  }
}
