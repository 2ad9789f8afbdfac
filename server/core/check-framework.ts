/**
 * A framework as an office imports it, checked whole before anything is computed with it (architecture §1.5). What is
 * wrong with a tree of 150 rows is told at once, with the place of every culprit.
 */
import { z } from 'zod';
import type { Fault } from '../../survey-forms/fault.ts';
import { ruleFaults, ruleFields } from './check-rule.ts';
import { decimalText, parseDecimal, sum, ZERO } from './decimal.ts';
import {
  criterionCodeField,
  decimalField,
  fault,
  filledField,
  idField,
  type Refused,
  readStructure,
  repeats,
  textField,
} from './fault-list.ts';
import type { Criterion, DecimalText, Framework, SurveyFeed } from './framework.ts';

/** What the office imports: `framework.json`. */
export interface FrameworkFile {
  readonly kind: 'framework';
  readonly framework: Framework;
}

const feedFields: z.ZodType<SurveyFeed> = z.strictObject({
  form: idField,
  questions: z.array(filledField).min(1, 'a feed needs questions'),
  items: z.enum(['pooled', 'mean-of-items']),
  groups: z
    .array(z.strictObject({ code: filledField, weight: decimalField.optional() }))
    .min(1, 'leave groups out when all of them count')
    .optional(),
});

const criterionFields: z.ZodType<Criterion> = z.strictObject({
  code: criterionCodeField,
  parent: z.string().nullable(),
  name: textField,
  kind: z.enum(['group', 'appraisal', 'perception', 'satisfaction']),
  max: decimalField.nullable(),
  feed: feedFields.optional(),
  rule: ruleFields.optional(),
  evidence: textField.optional(),
  agency: textField.optional(),
});

const frameworkFile: z.ZodType<FrameworkFile> = z.strictObject({
  kind: z.literal('framework'),
  framework: z.strictObject({
    id: idField,
    version: z.int().min(1),
    title: textField,
    max: decimalField.nullable(),
    leafRounding: z
      .strictObject({
        decimals: z.int().min(0).max(10),
        kinds: z.array(z.enum(['appraisal', 'satisfaction', 'perception'])).min(1, 'names no kind of leaf'),
      })
      .optional(),
    bandsOn: z.enum(['index', 'points']),
    bands: z.array(z.strictObject({ name: textField, from: decimalField })).min(1, 'no classes'),
    bonusCap: decimalField.optional(),
    deductionCap: decimalField.optional(),
    criteria: z.array(criterionFields).min(1, 'no criteria'),
  }),
});

/**
 * Checks a framework file (the parsed JSON) whole and names every fault by its path in the file: one tree, maxima that
 * add up exactly, classes from best to worst, feeds where they may stand. Never throws.
 */
export function checkFramework(
  definition: unknown,
): { readonly ok: true; readonly framework: Framework } | Refused {
  const read = readStructure(frameworkFile, definition);
  if (!read.ok) return isFrameworkDraft(definition) ? withTreeFaults(read, definition.framework) : read;
  const { framework } = read.value;
  const faults = [
    ...treeFaults(framework.criteria),
    ...maxFaults(framework),
    ...bandFaults(framework),
    ...feedFaults(framework.criteria),
    ...framework.criteria.flatMap((criterion, at) => [
      ...ruleFaults(criterion, `framework.criteria[${at}].rule`),
    ]),
    ...roundingFaults(framework),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, framework };
}

/** A blank name in one row hides no wrong sum in another: of a draft the tree and its maxima are checked as far as they can be read. */
function withTreeFaults({ faults }: Refused, { criteria, max, ...framework }: Framework): Refused {
  const told = new Set(faults.map(({ path }) => path));
  const readable = (text: DecimalText | null) => (decimalField.safeParse(text).success ? text : null);
  const rows = criteria.map((row) => ({ ...row, max: readable(row.max) }));
  const found = [
    ...treeFaults(criteria),
    ...maxFaults({ ...framework, max: readable(max), criteria: rows }),
  ].filter(({ path }) => !told.has(path));
  return { ok: false, faults: [...faults, ...found] };
}

/**
 * Whether a draft may be kept: every field is there and of its kind. What stands in texts, numbers and codes may still
 * be wrong or missing, and `checkFramework` says what.
 */
export function isFrameworkDraft(definition: unknown): definition is FrameworkFile {
  const read = frameworkFile.safeParse(definition);
  return read.success || read.error.issues.every(({ code }) => code === 'custom' || code === 'too_small');
}

/** One tree in the order of the sheet: a parent is a group above its children, so no circle can be. */
function* treeFaults(criteria: readonly Criterion[]): Generator<Fault> {
  yield* repeats(
    criteria,
    (criterion) => criterion.code,
    ({ code }, at) =>
      fault(`framework.criteria[${at}].code`, 'duplicate-code', `the code "${code}" stands above already`),
  );
  const groups = new Map(criteria.map((criterion) => [criterion.code, criterion.kind === 'group']));
  const parents = new Set(criteria.map((criterion) => criterion.parent));
  const above = new Set<string>();
  for (const [at, { code, parent, kind }] of criteria.entries()) {
    if (parent !== null) yield* parentFaults(code, parent, `framework.criteria[${at}].parent`, groups, above);
    if (kind === 'group' && !parents.has(code))
      yield fault(
        `framework.criteria[${at}].kind`,
        'group-without-children',
        `nothing stands under the group "${code}"`,
      );
    above.add(code);
  }
}

function* parentFaults(
  code: string,
  parent: string,
  path: string,
  groups: ReadonlyMap<string, boolean>,
  above: ReadonlySet<string>,
): Generator<Fault> {
  if (!groups.has(parent))
    yield fault(path, 'unknown-parent', `"${code}" stands under "${parent}", which is not here`);
  else if (!above.has(parent))
    yield fault(path, 'parent-below', `"${parent}" must stand above its child "${code}"`);
  else if (!groups.get(parent))
    yield fault(path, 'parent-not-a-group', `"${parent}" of "${code}" is scored itself`);
}

/** A place in the definition that may hold a maximum, and the rows whose maxima must add up to it. */
interface MaxPlace {
  readonly path: string;
  readonly title: string;
  readonly max: DecimalText | null;
  readonly children: readonly Criterion[];
}

/** All maxima or none (a published table prints none: decision 3); exact sums, for lost tenths decide classes. */
function* maxFaults(framework: Framework): Generator<Fault> {
  const places = maxPlaces(framework);
  if (places.every((place) => place.max === null)) return;
  for (const { path, title, max } of places) {
    if (max === null)
      yield fault(path, 'max-missing', `${title} has no maximum, but others have: all or none`);
    else if (parseDecimal(max).compare(ZERO) <= 0)
      yield fault(path, 'max-not-positive', `the maximum of ${title} is ${max}`);
  }
  for (const place of places) yield* sumFaults(place);
}

function maxPlaces({ max, criteria }: Framework): MaxPlace[] {
  const childrenOf = (code: string | null) => criteria.filter((criterion) => criterion.parent === code);
  return [
    { path: 'framework.max', title: 'the framework', max, children: childrenOf(null) },
    ...criteria.map((criterion, at) => ({
      path: `framework.criteria[${at}].max`,
      title: `"${criterion.code}"`,
      max: criterion.max,
      children: childrenOf(criterion.code),
    })),
  ];
}

function* sumFaults({ path, title, max, children }: MaxPlace): Generator<Fault> {
  const maxima = children.flatMap((child) => child.max ?? []);
  if (max === null || children.length === 0 || maxima.length < children.length) return;
  const total = sum(maxima.map(parseDecimal));
  if (!total.equals(parseDecimal(max)))
    yield fault(
      path,
      'max-not-the-sum',
      `${title} has ${max}, but its children add up to ${decimalText(total)}`,
    );
}

/** From the best class to the worst, ending at 0, so that every value has exactly one class (domain §4). */
function* bandFaults({ bands }: Framework): Generator<Fault> {
  yield* repeats(
    bands,
    (band) => band.name.vi,
    ({ name }, at) =>
      fault(`framework.bands[${at}].name.vi`, 'duplicate-class', `two classes are named "${name.vi}"`),
  );
  for (const [at, band] of bands.entries()) {
    const path = `framework.bands[${at}].from`;
    const better = bands[at - 1];
    if (better && parseDecimal(better.from).compare(parseDecimal(band.from)) <= 0)
      yield fault(
        path,
        'classes-not-descending',
        `"${band.name.vi}" from ${band.from} is not below ${better.from}`,
      );
    if (at === bands.length - 1 && parseDecimal(band.from).compare(ZERO) !== 0)
      yield fault(path, 'last-class-not-zero', `values below ${band.from} would have no class`);
  }
}

/** Only survey leaves are fed, and points are a share of a maximum (domain §2, §3). Without a feed they come from outside. */
function* feedFaults(criteria: readonly Criterion[]): Generator<Fault> {
  for (const [at, { code, kind, max, feed }] of criteria.entries()) {
    if (!feed) continue;
    const path = `framework.criteria[${at}].feed`;
    if (kind === 'group' || kind === 'appraisal')
      yield fault(
        path,
        'feed-not-allowed',
        `"${code}" is of kind ${kind}: only survey leaves are fed with answers`,
      );
    if (max === null) yield fault(path, 'feed-without-max', `"${code}" has no maximum to take a share of`);
    yield* repeats(
      feed.questions,
      (question) => question,
      (question, position) =>
        fault(
          `${path}.questions[${position}]`,
          'duplicate-question',
          `"${question}" would count twice in "${code}"`,
        ),
    );
    yield* weightFaults(feed, code, path);
  }
}

/** Groups are pooled without weights, or all are weighted (domain §3). */
function* weightFaults({ groups = [] }: SurveyFeed, code: string, path: string): Generator<Fault> {
  yield* repeats(
    groups,
    (group) => group.code,
    (group, at) =>
      fault(
        `${path}.groups[${at}].code`,
        'duplicate-group',
        `the group "${group.code}" counts twice in "${code}"`,
      ),
  );
  const weighted = groups.some((group) => group.weight !== undefined);
  for (const [at, group] of groups.entries()) {
    const where = `${path}.groups[${at}].weight`;
    if (weighted && group.weight === undefined)
      yield fault(
        where,
        'weight-missing',
        `the group "${group.code}" of "${code}" has no weight, but others have`,
      );
    if (group.weight !== undefined && parseDecimal(group.weight).compare(ZERO) === 0)
      yield fault(
        where,
        'weight-not-positive',
        `the group "${group.code}" of "${code}" weighs nothing: leave it out`,
      );
  }
}

function roundingFaults({ leafRounding }: Framework): Iterable<Fault> {
  return repeats(
    leafRounding?.kinds ?? [],
    (kind) => kind,
    (kind, at) => fault(`framework.leafRounding.kinds[${at}]`, 'duplicate-kind', `"${kind}" is named twice`),
  );
}
