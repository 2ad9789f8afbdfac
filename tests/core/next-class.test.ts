/** What a unit lacks of each better class: bonus and deduction, not assessed, after scaling, level by level, a class cap. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs, Score } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { nextClass } from '../../server/core/next-class.ts';
import { bands, campaign, criterion, framework, policies, unit } from './made-up.ts';

const score = (code: string, points: string | null): Score => ({
  unit: 'A',
  criterion: code,
  state: points === null ? 'not-assessed' : 'scored',
  points,
});

const because = { unit: 'A', reason: 'Theo hồ sơ', document: 'BC 1' };

const tree = framework(
  [
    criterion('1', 'group', '50'),
    criterion('1.1', 'appraisal', '30'),
    criterion('1.2', 'appraisal', '20'),
    criterion('2', 'group', '50'),
    criterion('2.1', 'appraisal', '40'),
    criterion('2.2', 'appraisal', '10'),
  ],
  { max: '100' },
);

function lacking(scores: readonly Score[], more: Partial<CampaignInputs> = {}) {
  const inputs = campaign({ framework: tree, units: [unit('A')], scores, ...more });
  const [result] = computeResult(inputs).units;
  if (!result) throw new Error('no unit');
  return nextClass(inputs, result);
}

const short = ({ better }: ReturnType<typeof lacking>) =>
  better.map(({ name, points, fewest }) => [name.vi, points, fewest]);

/**
 * 25.63 + 14 + 33 + 6 = 78.63 of 100: Khá. Tốt needs 80 − 78.63 = 1.37, Xuất sắc 11.37.
 * Open: 2.1 7, 1.2 6, 1.1 4.37, 2.2 4. One yields Tốt (7 ≥ 1.37), two yield Xuất sắc (7 + 6 ≥ 11.37).
 */
describe('inside the points', () => {
  const scores = [score('1.1', '25.63'), score('1.2', '14'), score('2.1', '33'), score('2.2', '6')];

  it('says what each better class takes, the nearest first, and where it could come from', () => {
    expect(lacking(scores)).toEqual({
      bandsOn: 'index',
      earned: { vi: 'Khá' },
      better: [
        { name: { vi: 'Tốt' }, from: '80', points: '1.37', gap: '1.37', fewest: 1, held: false },
        { name: { vi: 'Xuất sắc' }, from: '90', points: '11.37', gap: '11.37', fewest: 2, held: false },
      ],
      recoverable: [
        { criterion: '2.1', name: { vi: 'Tiêu chí 2.1' }, kind: 'appraisal', points: '7' },
        { criterion: '1.2', name: { vi: 'Tiêu chí 1.2' }, kind: 'appraisal', points: '6' },
        { criterion: '1.1', name: { vi: 'Tiêu chí 1.1' }, kind: 'appraisal', points: '4.37' },
        { criterion: '2.2', name: { vi: 'Tiêu chí 2.2' }, kind: 'appraisal', points: '4' },
      ],
      blank: [],
      heldDown: null,
    });
  });

  it('counts a bonus that is there, and a deduction as points that could be had', () => {
    // 78.63 + 1 − 2 = 77.63: Tốt needs 2.37.
    const { better, recoverable } = lacking(scores, {
      adjustments: [
        { ...because, kind: 'bonus', points: '1' },
        { ...because, kind: 'deduction', points: '2' },
      ],
    });
    expect(better[0]?.points).toBe('2.37');
    expect(recoverable.at(-1)).toEqual({ criterion: null, name: null, kind: 'deduction', points: '2' });
  });

  it('has nothing to say at the top, and no number while a leaf is blank', () => {
    const top = lacking([score('1.1', '30'), score('1.2', '20'), score('2.1', '40'), score('2.2', '0')]);
    expect([top.earned?.vi, top.better]).toEqual(['Xuất sắc', []]);
    const blank = lacking(scores.slice(1));
    expect([blank.earned, blank.better, blank.blank]).toEqual([null, [], ['1.1']]);
  });
});

describe('a scale of its own', () => {
  it('weighs the gap by what applies: 2.1 is not assessed, so the scale is 60', () => {
    // 25 + 14 + 6 = 45 of 60 = 75 %. Tốt: 80 × 60 ÷ 100 − 45 = 3 points, 5 points of percent.
    // Open: 1.2 6, 1.1 5, 2.2 4; 2.1 yields nothing.
    const said = lacking([score('1.1', '25'), score('1.2', '14'), score('2.1', null), score('2.2', '6')]);
    expect(said.better[0]).toMatchObject({ points: '3', gap: '5', fewest: 1 });
    expect(said.recoverable.map((one) => one.criterion)).toEqual(['1.2', '1.1', '2.2']);
  });

  it('stretches what is left of a group, level by level', () => {
    // 2: 6 of 10 stands for 50, so 6 × 5 = 30, and each of its 4 open points counts five times: 20.
    // 20 + 14 + 30 = 64 of 100. Khá: 6 points.
    const said = lacking([score('1.1', '20'), score('1.2', '14'), score('2.1', null), score('2.2', '6')], {
      policies: { ...policies, notApplicable: 'level-by-level' },
    });
    expect(short(said)[0]).toEqual(['Khá', '6', 1]);
    expect(said.recoverable.map((one) => [one.criterion, one.points])).toEqual([
      ['2.2', '20'],
      ['1.1', '10'],
      ['1.2', '6'],
    ]);
  });

  it('knows no criteria to name where the framework prints no maxima', () => {
    // 72.50 of 92 = 78.804…: Tốt needs 73.6 − 72.5 = 1.1.
    const printed = framework([criterion('1', 'appraisal', null)]);
    const said = lacking([score('1', '72.50')], { framework: printed, units: [unit('A', { scale: '92' })] });
    expect(short(said)[0]).toEqual(['Tốt', '1.1', null]);
    expect(said.recoverable).toEqual([]);
  });
});

describe('after scaling', () => {
  it('takes bonus and deduction off the threshold, and counts a deduction by the scale', () => {
    // 45 of 60 = 75, + 1 − 3 = 73. Tốt: (80 + 2) × 60 ÷ 100 − 45 = 4.2 points, 7 points of percent.
    // The deduction of 3 points of percent is worth 3 × 60 ÷ 100 = 1.8 points.
    const said = lacking([score('1.1', '25'), score('1.2', '14'), score('2.1', null), score('2.2', '6')], {
      policies: { ...policies, adjustments: 'after-scaling' },
      adjustments: [
        { ...because, kind: 'bonus', points: '1' },
        { ...because, kind: 'deduction', points: '3' },
      ],
    });
    expect(said.earned?.vi).toBe('Khá');
    expect(said.better[0]).toMatchObject({ points: '4.2', gap: '7' });
    expect(said.recoverable.at(-1)).toMatchObject({ kind: 'deduction', points: '1.8' });
  });
});

describe('bands on points', () => {
  it('lacks points, not percent', () => {
    const rating = framework([criterion('1', 'appraisal', '18')], {
      bandsOn: 'points',
      max: '18',
      bands: bands.map((band, at) => ({ ...band, from: ['15', '12', '9', '6', '0'][at] ?? '0' })),
    });
    expect(short(lacking([score('1', '13.98')], { framework: rating }))).toEqual([['Xuất sắc', '1.02', 1]]);
  });
});

describe('a class cap', () => {
  const classCap = { reached: 'Tốt', least: '0.6', heldAt: 'Khá' };
  const below = (units: number, reaching: number): Partial<CampaignInputs> => ({
    policies: { ...policies, classCap },
    subordinates: [{ unit: 'A', units, reaching, document: 'QĐ 1' }],
  });

  it('says how many units below must reach the class, and which classes are barred until then', () => {
    // 82.52 earns Tốt; 5 of 9 communes is 55.6 %, 6 of 9 is 66.7 %: one more.
    const scores = [score('1.1', '30'), score('1.2', '20'), score('2.1', '32.52'), score('2.2', '0')];
    const said = lacking(scores, below(9, 5));
    expect(said.earned?.vi).toBe('Tốt');
    expect(said.heldDown).toEqual({
      heldAt: { vi: 'Khá' },
      reached: { vi: 'Tốt' },
      units: 9,
      reaching: 5,
      missing: 1,
    });
    expect(said.better).toMatchObject([{ name: { vi: 'Xuất sắc' }, points: '7.48', held: true }]);
  });

  it('warns a unit that is not there yet, and is silent once the share is exactly reached', () => {
    const scores = [score('1.1', '30'), score('1.2', '10'), score('2.1', '22'), score('2.2', '0')];
    const [fair, good] = lacking(scores, below(10, 5)).better;
    expect([fair?.name.vi, fair?.held, good?.name.vi, good?.held]).toEqual(['Khá', false, 'Tốt', true]);
    expect(lacking(scores, below(10, 6)).heldDown).toBeNull();
  });
});
