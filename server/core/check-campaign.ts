/**
 * Checks a campaign file before it is loaded. Units are named as the document names them and matched only through
 * recorded names and aliases (decision 3). Nothing is corrected on the way: a printed value is kept even where it is
 * wrong (domain §9.2), and a leaf without a score is blank, never zero (decision 9).
 */
import type { Fault } from '../../survey-forms/fault.ts';
import { applyRule } from './apply-rule.ts';
import type { CampaignInputs, CampaignUnit, PrintedValue, Score } from './campaign.ts';
import { type CampaignFile, type CampaignNote, campaignFile, type Fieldwork } from './campaign-file.ts';
import { printedFaults } from './check-printed.ts';
import { type UnitRow, unitFinder } from './check-units.ts';
import { decimalText, parseDecimal, roundHalfUp, ZERO } from './decimal.ts';
import { fault, type Refused, readStructure, repeats } from './fault-list.ts';
import type { Criterion, DecimalText, Framework } from './framework.ts';
import { isComputed, type RuleInputs } from './rule.ts';

export type { CampaignFile, CampaignNote, Fieldwork } from './campaign-file.ts';

/** What the campaign refers to: the framework it names, and the units of its province. */
export interface KnownToCampaign {
  readonly framework: Framework;
  readonly units: readonly KnownUnit[];
}

type KnownUnit = Pick<UnitRow, 'code' | 'name' | 'aliases'>;

/** A campaign that may be loaded: units by code, and a score for every leaf that is not fed with answers. */
export interface CheckedCampaign {
  readonly ok: true;
  readonly inputs: Omit<CampaignInputs, 'tallies' | 'forms'>;
  readonly printed: readonly PrintedValue[];
  readonly fieldwork: Fieldwork | null;
  readonly notes: readonly CampaignNote[];
}

/**
 * Checks a campaign file (the parsed JSON) whole against the framework and units it refers to, and names every fault by
 * its path in the file. Never throws.
 */
export function checkCampaign(definition: unknown, known: KnownToCampaign): CheckedCampaign | Refused {
  const read = readStructure(campaignFile, definition);
  if (!read.ok) return read;
  const find = unitFinder(known.units);
  const file = withCodes(read.value, find);
  const faults = [
    ...frameworkFaults(file, known.framework),
    ...namingFaults(read.value, find),
    ...rankedUnitFaults(file, known.framework),
    ...unrankedFaults(file, known.units),
    ...scoreFaults(file, known.framework),
    ...adjustmentFaults(file),
    ...classCapFaults(file, known.framework),
    ...printedFaults(file.printed, known.framework),
  ];
  return faults.length > 0 ? { ok: false, faults } : checked(file, known);
}

function checked(file: CampaignFile, { framework, units }: KnownToCampaign): CheckedCampaign {
  const { id, province, year, title, source, policies } = file.campaign;
  const ranked = file.units.flatMap((row) => campaignUnit(row, units));
  const scores = completeScores(ranked, file.scores, framework);
  return {
    ok: true,
    inputs: {
      id,
      province,
      year,
      title,
      source,
      policies,
      framework,
      units: ranked,
      scores,
      adjustments: file.adjustments,
      ...(file.subordinates ? { subordinates: file.subordinates } : {}),
    },
    printed: file.printed,
    fieldwork: file.fieldwork ?? null,
    notes: file.notes ?? [],
  };
}

function campaignUnit(
  { unit, group = null, scale = null }: CampaignFile['units'][number],
  known: readonly KnownUnit[],
): CampaignUnit[] {
  return known.filter(({ code }) => code === unit).map(({ code, name }) => ({ code, name, group, scale }));
}

/** Every unit and leaf, in the order of units and sheet. A leaf fed with answers has a score only where it does not apply. */
function completeScores(
  units: readonly CampaignUnit[],
  scores: readonly Score[],
  { criteria }: Framework,
): Score[] {
  const given = new Map(scores.map((score) => [scoreKey(score.unit, score.criterion), score]));
  const leaves = criteria.filter((criterion) => criterion.kind !== 'group');
  return units.flatMap(({ code: unit }) =>
    leaves.flatMap((leaf) => {
      const { code: criterion, feed } = leaf;
      const score = given.get(scoreKey(unit, criterion));
      if (score) return [withPoints(score, leaf)];
      return feed ? [] : [{ unit, criterion, state: 'blank' as const, points: null }];
    }),
  );
}

/** Points that the file left to the rule. */
function withPoints(score: Score, { rule, max }: Criterion): Score {
  if (score.state !== 'scored' || score.points !== null || !score.inputs || !isComputed(rule) || max === null)
    return score;
  const outcome = applyRule(rule, max, score.inputs);
  return outcome.ok ? { ...score, points: decimalText(outcome.points) } : score;
}

function scoreKey(unit: string, criterion: string): string {
  return `${criterion} ${unit}`;
}

type Find = ReturnType<typeof unitFinder>;

/** The file with the code of a unit wherever exactly one unit is meant; other names stay, and are faults. */
function withCodes(file: CampaignFile, find: Find): CampaignFile {
  const coded = <T extends { readonly unit: string | null }>(rows: readonly T[]): T[] =>
    rows.map((row) => {
      const [code, another] = row.unit === null ? [] : find(row.unit);
      return code === undefined || another !== undefined ? row : { ...row, unit: code };
    });
  return {
    ...file,
    units: coded(file.units),
    scores: coded(file.scores),
    adjustments: coded(file.adjustments),
    printed: coded(file.printed),
    notes: coded(file.notes ?? []),
    ...(file.subordinates ? { subordinates: coded(file.subordinates) } : {}),
  };
}

/** The lists of the file whose rows belong to a unit. */
const UNIT_LISTS = ['units', 'scores', 'adjustments', 'printed', 'notes', 'subordinates'] as const;

/** Every row that names a unit, with its place. */
function* unitRows(file: CampaignFile, lists: readonly (typeof UNIT_LISTS)[number][] = UNIT_LISTS) {
  for (const list of lists)
    for (const [at, { unit }] of (file[list] ?? []).entries())
      if (unit !== null) yield { path: `${list}[${at}].unit`, unit };
}

function* namingFaults(file: CampaignFile, find: Find): Generator<Fault> {
  for (const { path, unit } of unitRows(file)) {
    const codes = find(unit);
    if (codes.length === 0)
      yield fault(path, 'unknown-unit', `"${unit}" is no recorded code, name or alias of a unit`);
    if (codes.length > 1)
      yield fault(path, 'ambiguous-unit', `"${unit}" names ${codes.join(' and ')}: write the code`);
  }
}

function* frameworkFaults({ campaign }: CampaignFile, framework: Framework): Generator<Fault> {
  const { frameworkId, frameworkVersion } = campaign;
  if (frameworkId !== framework.id || frameworkVersion !== framework.version)
    yield fault(
      'campaign.frameworkId',
      'other-framework',
      `the campaign names "${frameworkId}" version ${frameworkVersion}, not "${framework.id}" version ${framework.version}`,
    );
}

function* rankedUnitFaults({ campaign, units }: CampaignFile, framework: Framework): Generator<Fault> {
  yield* repeats(
    units,
    ({ unit }) => unit,
    ({ unit }, at) => fault(`units[${at}].unit`, 'unit-twice', `"${unit}" is ranked twice`),
  );
  for (const [at, { unit, group, scale }] of units.entries()) {
    if (campaign.policies.ranking === 'groups' && !group)
      yield fault(
        `units[${at}].group`,
        'group-missing',
        `"${unit}" needs a group: the campaign ranks in groups`,
      );
    if (framework.max === null && !scale)
      yield fault(
        `units[${at}].scale`,
        'scale-missing',
        `"${unit}" needs its scale: the framework has no maxima`,
      );
    if (scale && isZero(scale))
      yield fault(`units[${at}].scale`, 'scale-not-positive', `the scale of "${unit}" is 0`);
  }
}

/** Scores, adjustments and prints belong to ranked units; a name that is not recorded at all is told elsewhere. */
function* unrankedFaults(file: CampaignFile, known: readonly KnownUnit[]): Generator<Fault> {
  const ranked = new Set(file.units.map(({ unit }) => unit));
  const recorded = new Set(known.map(({ code }) => code));
  for (const { path, unit } of unitRows(file, ['scores', 'adjustments', 'printed', 'notes', 'subordinates']))
    if (recorded.has(unit) && !ranked.has(unit))
      yield fault(path, 'unit-not-ranked', `"${unit}" is not among the units of this campaign`);
}

function* scoreFaults({ scores }: CampaignFile, { criteria, leafRounding }: Framework): Generator<Fault> {
  const known = new Map(criteria.map((criterion) => [criterion.code, criterion]));
  for (const [at, score] of scores.entries()) {
    const criterion = known.get(score.criterion);
    const path = `scores[${at}]`;
    if (!criterion)
      yield fault(`${path}.criterion`, 'unknown-criterion', `"${score.criterion}" is not in the framework`);
    else if (criterion.kind === 'group')
      yield fault(
        `${path}.criterion`,
        'score-for-a-group',
        `"${score.criterion}" is the sum of its children`,
      );
    else yield* leafScoreFaults(score, criterion, path, leafRounding);
    if (score.figures && isZero(score.figures.denominator))
      yield fault(
        `${path}.figures.denominator`,
        'denominator-zero',
        `the figures of ${named(score)} divide by 0`,
      );
  }
  yield* repeats(
    scores,
    (score) => scoreKey(score.unit, score.criterion),
    (score, at) => fault(`scores[${at}]`, 'score-twice', `${named(score)} has a score above already`),
  );
}

function* leafScoreFaults(
  score: Score,
  criterion: Criterion,
  path: string,
  rounding: Framework['leafRounding'],
): Generator<Fault> {
  const { max, feed } = criterion;
  const { state, points, selfPoints } = score;
  if (score.inputs) yield* inputFaults(score, score.inputs, criterion, `${path}.inputs`, rounding);
  if (state === 'scored' && points === null && !score.inputs)
    yield fault(`${path}.points`, 'points-missing', `${named(score)} is scored: write its points`);
  if (state !== 'scored' && points !== null)
    yield fault(
      `${path}.points`,
      'points-without-score',
      `${named(score)} is ${state}, but has ${points} points`,
    );
  if (feed && state !== 'not-assessed')
    yield fault(
      `${path}.state`,
      'fed-with-answers',
      `${named(score)} is counted from answers, not written here`,
    );
  if (isAbove(points, max))
    yield fault(`${path}.points`, 'above-max', `${named(score)} has ${points} of ${max}`);
  if (isAbove(selfPoints, max))
    yield fault(`${path}.selfPoints`, 'above-max', `${named(score)} claims ${selfPoints} of ${max}`);
}

/** Points that follow from inputs are written beside them as the sheet rounds them, or unrounded; nothing else. */
function* inputFaults(
  score: Score,
  counted: RuleInputs,
  { rule, max }: Criterion,
  path: string,
  rounding: Framework['leafRounding'],
): Generator<Fault> {
  if (!isComputed(rule) || max === null)
    return yield fault(path, 'inputs-without-rule', `${named(score)} has no rule that computes with inputs`);
  const outcome = applyRule(rule, max, counted);
  if (!outcome.ok) {
    for (const { code, input } of outcome.faults)
      yield fault(
        input === '' ? path : `${path}.values.${input}`,
        code,
        `${named(score)}: ${code} ${input}`.trim(),
      );
    return;
  }
  if (score.points === null) return;
  const decimals = rounding?.kinds.includes('appraisal') ? rounding.decimals : null;
  const written = parseDecimal(score.points);
  const rounded = decimals === null ? outcome.points : roundHalfUp(outcome.points, decimals);
  if (!written.equals(rounded) && score.points !== decimalText(outcome.points))
    yield fault(
      path,
      'points-not-by-rule',
      `${named(score)} has ${score.points}, but its inputs give ${decimalText(rounded)}`,
    );
}

/** A cap names two classes of the framework and a share of the units below. */
function* classCapFaults(
  { campaign, subordinates = [] }: CampaignFile,
  { bands }: Framework,
): Generator<Fault> {
  const { classCap } = campaign.policies;
  const path = 'campaign.policies.classCap';
  const known = (name: string) => bands.some((band) => band.name.vi === name);
  for (const field of ['reached', 'heldAt'] as const)
    if (classCap && !known(classCap[field]))
      yield fault(`${path}.${field}`, 'unknown-class', `"${classCap[field]}" is no class of the framework`);
  if (classCap && isAbove(classCap.least, '1'))
    yield fault(
      `${path}.least`,
      'share-above-one',
      `the share ${classCap.least} is above 1: no unit could reach it`,
    );
  for (const [at, { unit, units, reaching }] of subordinates.entries())
    if (reaching > units)
      yield fault(
        `subordinates[${at}].reaching`,
        'more-than-all',
        `${reaching} of ${units} units below "${unit}"`,
      );
  yield* repeats(
    subordinates,
    ({ unit }) => unit,
    ({ unit }, at) =>
      fault(`subordinates[${at}].unit`, 'unit-twice', `the units below "${unit}" are counted twice`),
  );
}

/** Reason and document are required by the structure; what gives or takes nothing is a slip (domain §4). */
function* adjustmentFaults({ adjustments }: CampaignFile): Generator<Fault> {
  for (const [at, { unit, kind, points }] of adjustments.entries())
    if (isZero(points))
      yield fault(`adjustments[${at}].points`, 'nothing-adjusted', `a ${kind} of 0 for "${unit}"`);
}

function named({ unit, criterion }: Score): string {
  return `"${criterion}" of "${unit}"`;
}

function isZero(decimal: DecimalText): boolean {
  return parseDecimal(decimal).compare(ZERO) === 0;
}

function isAbove(points: DecimalText | null | undefined, max: DecimalText | null): boolean {
  return points != null && max !== null && parseDecimal(points).compare(parseDecimal(max)) > 0;
}
