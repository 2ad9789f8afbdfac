/**
 * What a published result was made of, and the proof that it still comes out the same: framework version, policies,
 * cut-off, form versions and a hash over all inputs. Anyone with the published file can recompute it.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, definedKeys, isPlainObject } from '../../survey-forms/canonical-json.ts';
import type { CampaignInputs, CampaignResult, Policies } from './campaign.ts';
import { computeResult } from './compute-result.ts';

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

function ingredient(definition: { readonly id: string; readonly version: number }): Ingredient {
  return { id: definition.id, version: definition.version, hash: hashOf(definition) };
}

/**
 * Recomputes recipe and result from the published inputs and lists every difference by path; empty: rebuilt equals
 * published. Inputs that do not compute at all are one difference, at `inputs`.
 */
export function verifyPublication(published: PublishedResult): Difference[] {
  const { inputs, recipe, result } = published;
  const recomputed = attempt(() => ({
    recipe: recipeOf(inputs, recipe.cutOff),
    result: asWide(computeResult(inputs), result),
  }));
  if (recomputed instanceof Error)
    return [{ path: 'inputs', published: null, recomputed: canonicalJson(recomputed.message) }];
  return [
    ...differences('recipe', recipe, recomputed.recipe),
    ...differences('result', result, recomputed.result),
  ];
}

/** Files of before the index was given with and without flagged answers hold no such part: nothing to compare it with. */
function asWide({ flagVariant, ...result }: CampaignResult, published: CampaignResult): CampaignResult {
  return published.flagVariant === undefined ? result : { ...result, flagVariant };
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
