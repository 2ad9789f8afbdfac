/**
 * What a published result was made of, and the proof that it still comes out the same: framework version, policies,
 * cut-off, form versions and a hash over all inputs. Anyone with the published file can recompute it.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, definedKeys, isPlainObject } from '../../survey-forms/canonical-json.ts';
import type { CampaignInputs, CampaignResult, Policies } from './campaign.ts';
import { computeResult } from './compute-result.ts';
import { type Decimal, isDecimalText, parseDecimal } from './decimal.ts';
import type { Audience } from './disclose.ts';
import { withholdCounts } from './withhold-counts.ts';

/** A definition by name, version and content. */
export interface Ingredient {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of its canonical JSON, hex. */
  readonly hash: string;
}

export interface Recipe {
  readonly framework: Ingredient;
  readonly policies: Policies;
  /** Instant (UTC) up to which answers were counted; null where no answers were. */
  readonly cutOff: string | null;
  readonly forms: readonly Ingredient[];
  /** SHA-256 of the canonical JSON of all inputs, hex. */
  readonly inputsHash: string;
}

/** What publication freezes. */
export interface PublishedResult {
  readonly inputs: CampaignInputs;
  readonly recipe: Recipe;
  readonly result: CampaignResult;
  /** Only in a copy that small counts were left out of; its recipe is that of the whole. */
  readonly copy?: CopyMark | undefined;
}

/** Which publication a copy was made of, and what it holds itself. SHA-256 of canonical JSON, hex. */
export interface CopyMark {
  /** Of the whole publication: recipe, inputs and result. */
  readonly of: string;
  /** Of the inputs as they stand in the copy. */
  readonly inputsHash: string;
  /** Of the copy: inputs, recipe, result and the two hashes above. */
  readonly hash: string;
}

/** One place where the published file and its recomputation part. Values as canonical JSON; null: absent there. */
export interface Difference {
  /** E.g. `result.units[0].index`. */
  readonly path: string;
  readonly published: string | null;
  readonly recomputed: string | null;
}

/** SHA-256 of the canonical JSON, hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** `cutOff`: instant (UTC) up to which answers were counted; null where none were. */
export function recipeOf(inputs: CampaignInputs, cutOff: string | null): Recipe {
  return {
    framework: ingredient(inputs.framework),
    policies: inputs.policies,
    cutOff,
    forms: inputs.forms.map(ingredient),
    inputsHash: hashOf(inputs),
  };
}

/** A publication without its small counts, for an audience; itself where there are none to leave out. @param hash of it */
export function copyFor(published: PublishedResult, audience: Audience, hash: string): PublishedResult {
  const { recipe } = published;
  const { inputs, result } = withholdCounts(published, audience);
  if (inputs === published.inputs) return published;
  const made = { of: hash, inputsHash: hashOf(inputs) };
  return {
    inputs,
    recipe,
    result,
    copy: { ...made, hash: copyHash({ inputs, recipe, result, copy: made }) },
  };
}

/** What a copy says of itself must not be part of what its hash is made of. */
function copyHash({
  inputs,
  recipe,
  result,
  copy: { of, inputsHash },
}: Omit<PublishedResult, 'copy'> & { readonly copy: Omit<CopyMark, 'hash'> }): string {
  return hashOf({ inputs, recipe, result, copy: { of, inputsHash } });
}

/**
 * The hash that a signature of a publication is over: that of the file everybody may have, made from what stands in it and
 * not from what it says of itself. The whole publication and its public copy give the same.
 */
export function signedHash({ inputs, recipe, result, copy }: PublishedResult): string {
  if (copy) return copyHash({ inputs, recipe, result, copy });
  const whole = hashOf({ recipe, inputs, result });
  return copyFor({ inputs, recipe, result }, 'public', whole).copy?.hash ?? whole;
}

function ingredient(definition: { readonly id: string; readonly version: number }): Ingredient {
  return { id: definition.id, version: definition.version, hash: hashOf(definition) };
}

/** The steps of the computation, in order; the file, what was put in, and what the recipe says of it come before. */
export const STEPS = [
  'file',
  'inputs',
  'recipe',
  'unit',
  'tally',
  'sub-index',
  'survey score',
  'tree',
  'index',
  'class',
  'rank',
] as const;

export type Step = (typeof STEPS)[number];

/** The step at which a difference arises; every later one follows from it. */
export function stepOf({ path }: Pick<Difference, 'path'>, published: PublishedResult): Step {
  const [part = '', rest = ''] = [/^\w+/.exec(path)?.[0], path.replace(/^\w+\.?/, '')];
  if (part === 'copy') return 'file';
  if (part !== 'result') return part === 'recipe' ? 'recipe' : 'inputs';
  const node = /^units\[(\d+)\]\.nodes\[(\d+)\]\.?(.*)$/.exec(rest);
  if (node) return stepOfNode(published, Number(node[1]), Number(node[2]), node[3] ?? '');
  const field =
    /(\w+)(?:\.\w+)*$/.exec(rest.replace(/^(?:flagVariant\.)?units(?:\[\d+\])?\.?/, ''))?.[0] ?? '';
  if (/^(unit|name|group)(\.|$)/.test(field)) return 'unit';
  if (/^(class|uncappedClass|classes)/.test(field) || rest.startsWith('classes')) return 'class';
  if (/^(rank|order|unranked|)$/.test(field)) return 'rank';
  return /^(appraised|perception|satisfaction|survey|bonus|deduction)$/.test(field) ? 'tree' : 'index';
}

/** The verification code that a reader holds against the public page: SHA-256, hex, of the inputs as everybody has them. */
export function verificationCode(published: PublishedResult): string {
  const { inputs, copy } = published;
  const everybody = copy ? published : copyFor(published, 'public', '');
  return everybody === published ? hashOf(inputs) : (everybody.copy?.inputsHash ?? hashOf(inputs));
}

/** A node's counts come from the tally, its values from the sub-index, its points from the survey or the tree. */
function stepOfNode({ result }: PublishedResult, unit: number, node: number, field: string): Step {
  if (/^basis.*\.(responses|answers|group)$/.test(field)) return 'tally';
  if (field.startsWith('basis')) return 'sub-index';
  const found = result.units[unit]?.nodes[node];
  return found?.kind === 'perception' || found?.kind === 'satisfaction' ? 'survey score' : 'tree';
}

/** The first step from which on published and recomputed part; null where they do not. */
export function firstStep(differences: readonly Difference[], published: PublishedResult): Step | null {
  const places = differences.map((one) => STEPS.indexOf(stepOf(one, published)));
  return STEPS[Math.min(...places)] ?? null;
}

/**
 * Recomputes recipe and result from the published inputs and lists every difference by path; empty: rebuilt equals
 * published. Inputs that do not compute at all are one difference, at `inputs`. Of a copy, all is recomputed but the
 * scores that it names as given.
 */
export function verifyPublication(published: PublishedResult): Difference[] {
  const { copy } = published;
  if (!copy) return recomputedDifferences(published);
  const { inputs, recipe, result } = published;
  const found = recomputedDifferences({
    inputs,
    recipe: { ...recipe, inputsHash: copy.inputsHash },
    result,
  }).filter((one) => !isCutOff(one));
  if (found.length > 0) return found;
  return differences('copy.hash', copy.hash, copyHash({ inputs, recipe, result, copy }));
}

/** How near sums of given scores are to those of exact ones, at least. */
const CUT_OFF = parseDecimal('0.00000000000000000001');

/** A given score that is no finite decimal ends after 30 digits, and what is summed of it may part in the last of them. */
function isCutOff({ published, recomputed }: Difference): boolean {
  const [one, other] = [decimalIn(published), decimalIn(recomputed)];
  return one !== null && other !== null && one.sub(other).abs().lt(CUT_OFF);
}

function decimalIn(json: string | null): Decimal | null {
  const value: unknown = json === null ? null : JSON.parse(json);
  return isDecimalText(value) ? parseDecimal(value) : null;
}

function recomputedDifferences({ inputs, recipe, result }: PublishedResult): Difference[] {
  const recomputed = attempt(() => ({
    recipe: recipeOf(inputs, recipe.cutOff),
    result: withGivenVariant(asWide(computeResult(inputs), result), result, inputs),
  }));
  if (recomputed instanceof Error)
    return [{ path: 'inputs', published: null, recomputed: canonicalJson(recomputed.message) }];
  return [
    ...differences('recipe', recipe, recomputed.recipe),
    ...differences('result', result, inOrderOf(result, recomputed.result)),
    ...orderDifference('result', result, recomputed.result),
    ...orderDifference('result.flagVariant', result.flagVariant, recomputed.result.flagVariant),
  ];
}

interface Listed {
  readonly units: readonly { readonly unit: string }[];
}

/** Where only the order of units is another one, each is still held against itself; the order is told by itself. */
function inOrderOf(published: CampaignResult, recomputed: CampaignResult): CampaignResult {
  const { flagVariant } = recomputed;
  return {
    ...recomputed,
    units: aligned(published.units, recomputed.units),
    ...(flagVariant && {
      flagVariant: { ...flagVariant, units: aligned(published.flagVariant?.units ?? [], flagVariant.units) },
    }),
  };
}

function aligned<T extends { readonly unit: string }>(
  like: readonly { readonly unit: string }[],
  list: readonly T[],
): readonly T[] {
  const byUnit = new Map(list.map((one) => [one.unit, one]));
  const sorted = like.flatMap(({ unit }) => byUnit.get(unit) ?? []);
  return sorted.length === list.length && new Set(sorted).size === list.length ? sorted : list;
}

function orderDifference(
  path: string,
  published: Listed | undefined,
  recomputed: Listed | undefined,
): Difference[] {
  const codes = (listed: Listed | undefined) => listed?.units.map(({ unit }) => unit) ?? [];
  const [one, other] = [codes(published), codes(recomputed)];
  const same = canonicalJson(one.toSorted()) === canonicalJson(other.toSorted());
  return same ? differences(`${path}.units`, one.join(' '), other.join(' ')) : [];
}

/** Files of before the index was given with and without flagged answers hold no such part: nothing to compare it with. */
function asWide({ flagVariant, ...result }: CampaignResult, published: CampaignResult): CampaignResult {
  return published.flagVariant === undefined ? result : { ...result, flagVariant };
}

/** With flagged answers treated the other way: what rests on counts that a copy does not hold is taken as it stands there. */
function withGivenVariant(
  recomputed: CampaignResult,
  { flagVariant: published }: CampaignResult,
  { withheld }: CampaignInputs,
): CampaignResult {
  const { flagVariant } = recomputed;
  if (!withheld || !flagVariant || !published) return recomputed;
  const given = new Set(withheld.tallies.map(({ unit }) => unit));
  const found = new Map(flagVariant.units.map((one) => [one.unit, one]));
  const units = published.units.map((one) => {
    const index = given.has(one.unit) ? undefined : found.get(one.unit)?.index;
    return index === undefined ? one : { ...one, index };
  });
  return { ...recomputed, flagVariant: { ...flagVariant, units } };
}

/** A file that was tampered with may fail anywhere; whatever it says is the finding, not a crash of the check. */
function attempt<T>(compute: () => T): T | Error {
  try {
    return compute();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function differences(path: string, published: unknown, recomputed: unknown): Difference[] {
  if (Array.isArray(published) && Array.isArray(recomputed))
    return Array.from({ length: Math.max(published.length, recomputed.length) }, (_, position) =>
      differences(`${path}[${position}]`, published[position], recomputed[position]),
    ).flat();
  if (isPlainObject(published) && isPlainObject(recomputed))
    return [...new Set([...definedKeys(published), ...definedKeys(recomputed)])].flatMap((key) =>
      differences(`${path}.${key}`, published[key], recomputed[key]),
    );
  const pair = { published: textOrNull(published), recomputed: textOrNull(recomputed) };
  return pair.published === pair.recomputed ? [] : [{ path, ...pair }];
}

function textOrNull(value: unknown): string | null {
  return value === undefined ? null : canonicalJson(value);
}
