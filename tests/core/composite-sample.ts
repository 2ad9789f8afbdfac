/** An invented tree of two areas and a third of one leaf, with six units, as R computed it; bonus and deduction after scaling. */
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

export const LEAVES = ['1.1', '1.2', '1.3', '2.1', '2.2', '3.1'];

/** Points of the leaves; null: not assessed. */
export const POINTS: Readonly<Record<string, readonly (number | null)[]>> = {
  U1: [8, 16, 7, 12, 10, 24],
  U2: [9, null, 8, 11, 13, 25],
  U3: [7, 15, 9, null, null, 27],
  U4: [10, 20, 10, 15, 15, 30],
  U5: [5, 8, null, 9, 6, 12],
  U6: [8, 16, 7, 12, 10, 24],
};

const MOVED: Readonly<Record<string, readonly [bonus: string | null, deduction: string | null]>> = {
  U1: ['2', null],
  U2: [null, '1.5'],
  U3: ['3', null],
  U4: ['5', null],
  U5: [null, '4'],
  U6: ['2', null],
};

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
  const adjustments = Object.entries(MOVED).flatMap(([of, [bonus, deduction]]) => [
    ...(bonus ? [{ unit: of, kind: 'bonus' as const, points: bonus, ...because }] : []),
    ...(deduction ? [{ unit: of, kind: 'deduction' as const, points: deduction, ...because }] : []),
  ]);
  return campaign({
    framework: tree,
    units: Object.keys(POINTS).map((code) => unit(code)),
    scores,
    adjustments,
    policies: { ...policies, adjustments: 'after-scaling', ties: 'shared', ranking: 'all', ...more },
  });
}
