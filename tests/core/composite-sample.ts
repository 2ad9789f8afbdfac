/** An invented tree of two areas and a third of one leaf, with six units, as R computed it; bonus and deduction after scaling. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignInputs, Policies, Score } from '../../server/core/campaign.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

export const tree = {
  ...framework(
    [
      criterion('1', 'group', '40'),
      criterion('1.1', 'appraisal', '10'),
      criterion('1.2', 'appraisal', '20'),
      criterion('1.3', 'appraisal', '10'),
      criterion('2', 'group', '30'),
      criterion('2.1', 'appraisal', '15'),
      criterion('2.2', 'appraisal', '15'),
      criterion('3', 'group', '30'),
      criterion('3.1', 'appraisal', '30'),
    ],
    { max: '100' },
  ),
  bands: [
    { name: { vi: 'A' }, from: '90' },
    { name: { vi: 'B' }, from: '80' },
    { name: { vi: 'C' }, from: '65' },
    { name: { vi: 'D' }, from: '50' },
    { name: { vi: 'E' }, from: '0' },
  ],
};

type ByUnit<T> = Readonly<Record<string, T>>;

interface Outcome {
  readonly base: ByUnit<number>;
  readonly final: ByUnit<number>;
  readonly rank_min: ByUnit<number>;
  readonly class: ByUnit<string>;
}

/** What R was given and what came out, as it wrote it. */
export const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'composite.json'), 'utf8')) as {
  readonly points: ByUnit<Readonly<Record<string, number | 'NA'>>>;
  readonly applicable_max: ByUnit<number>;
  readonly bonus: ByUnit<number>;
  readonly deduction: ByUnit<number>;
} & Readonly<Record<'flat_rule' | 'flat_rule_uncapped' | 'hierarchical_rule' | 'na_as_zero_wrong', Outcome>>;

/** Leaf of the tree → its name in the reference. */
const NAMES: Readonly<Record<string, string>> = {
  '1.1': 'A1',
  '1.2': 'A2',
  '1.3': 'A3',
  '2.1': 'B1',
  '2.2': 'B2',
  '3.1': 'C1',
};

export const LEAVES = Object.keys(NAMES);

/** Points of the leaves; null: not assessed. */
export const POINTS: Readonly<Record<string, readonly (number | null)[]>> = Object.fromEntries(
  Object.entries(reference.points).map(([of, points]) => [
    of,
    Object.values(NAMES).map((name) => {
      const given = points[name];
      return typeof given === 'number' ? given : null;
    }),
  ]),
);

const because = { reason: 'Theo hồ sơ', document: 'BC 1/BC-SNV' };

export function inputs(
  more: Partial<Policies>,
  absent: 'not-assessed' | 'zero' = 'not-assessed',
): CampaignInputs {
  const scores = Object.entries(POINTS).flatMap(([of, values]) =>
    values.map((value, at): Score => {
      const criterionCode = LEAVES[at] ?? '';
      if (value === null && absent === 'not-assessed')
        return { unit: of, criterion: criterionCode, state: 'not-assessed', points: null };
      return { unit: of, criterion: criterionCode, state: 'scored', points: String(value ?? 0) };
    }),
  );
  const adjustments = (['bonus', 'deduction'] as const).flatMap((kind) =>
    Object.entries(reference[kind])
      .filter(([, points]) => points !== 0)
      .map(([of, points]) => ({ unit: of, kind, points: String(points), ...because })),
  );
  return campaign({
    framework: tree,
    units: Object.keys(POINTS).map((code) => unit(code)),
    scores,
    adjustments,
    policies: { ...policies, adjustments: 'after-scaling', ties: 'shared', ranking: 'all', ...more },
  });
}
