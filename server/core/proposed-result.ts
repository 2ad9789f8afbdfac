/**
 * What stood on the screen when a publication was proposed: enough to see later what has changed since, without a second
 * copy of all inputs. Who confirms must confirm what was proposed (reliability S9).
 */
import type { CampaignInputs, CampaignResult, UnitResult } from './campaign.ts';
import { hashOf } from './recipe.ts';

/** What a reader would call one thing that may change. */
export const INPUT_PARTS = {
  framework: ['framework'],
  policies: ['policies'],
  units: ['units'],
  scores: ['scores'],
  adjustments: ['adjustments'],
  answers: ['forms', 'tallies', 'unbalanced'],
  subordinates: ['subordinates'],
  heading: ['id', 'province', 'year', 'title', 'source'],
} as const satisfies Readonly<Record<string, readonly (keyof CampaignInputs)[]>>;

export type InputPart = keyof typeof INPUT_PARTS;

export type Standing = Pick<UnitResult, 'unit' | 'index' | 'rank'> & { readonly class: string | null };

export interface ProposedResult {
  readonly inputsHash: string;
  readonly parts: Readonly<Record<InputPart, string>>;
  /** In ranking order; classes by their Vietnamese names. */
  readonly units: readonly Standing[];
}

export interface ChangesSince {
  readonly parts: readonly InputPart[];
  /** Units whose index, class or rank is another one; null: not among the units then, or now. */
  readonly units: readonly {
    readonly unit: string;
    readonly before: Standing | null;
    readonly now: Standing | null;
  }[];
}

const partNames = Object.keys(INPUT_PARTS) as InputPart[];

export function proposedResult(inputs: CampaignInputs, result: CampaignResult): ProposedResult {
  const hashes = partNames.map((part) => [part, hashOf(INPUT_PARTS[part].map((key) => inputs[key] ?? null))]);
  return {
    inputsHash: hashOf(inputs),
    parts: Object.fromEntries(hashes) as Record<InputPart, string>,
    units: result.units.map(({ unit, index, rank, class: earned }) => ({
      unit,
      index,
      rank,
      class: earned?.vi ?? null,
    })),
  };
}

/** Null where nothing has changed since. */
export function changesSince(proposed: ProposedResult, now: ProposedResult): ChangesSince | null {
  if (proposed.inputsHash === now.inputsHash) return null;
  const [before, after] = [byUnit(proposed), byUnit(now)];
  const units = [...new Set([...after.keys(), ...before.keys()])]
    .map((unit) => ({ unit, before: before.get(unit) ?? null, now: after.get(unit) ?? null }))
    .filter((one) => hashOf(one.before) !== hashOf(one.now));
  return { parts: partNames.filter((part) => proposed.parts[part] !== now.parts[part]), units };
}

const byUnit = ({ units }: ProposedResult) => new Map(units.map((one) => [one.unit, one]));
