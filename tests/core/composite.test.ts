/**
 * An invented tree of two areas and a third of one leaf, six units, computed in R under three readings of what does not
 * apply, with bonus and deduction after scaling, with and without a ceiling at 100. Blank leaves of the source stand
 * here as `null`: not assessed.
 */
import { describe, expect, test } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import { inputs } from './composite-sample.ts';

function table(given: CampaignInputs) {
  const { units } = computeResult(given);
  return Object.fromEntries(
    units.map((one) => [
      one.unit,
      [fixedText(parseDecimal(one.index ?? '0'), 10).replace(/\.?0+$/, ''), one.rank, one.class?.vi],
    ]),
  );
}

describe('the invented tree of six units', () => {
  test('flat, cut at 100', () => {
    expect(table(inputs({ notApplicable: 'flat', indexCeiling: 'at-100' }))).toEqual({
      U4: ['100', 1, 'A'],
      U3: ['85.8571428571', 2, 'B'],
      U2: ['81', 3, 'B'],
      U1: ['79', 4, 'C'],
      U6: ['79', 4, 'C'],
      U5: ['40.4444444444', 6, 'E'],
    });
  });

  test('flat, without a ceiling', () => {
    expect(table(inputs({ notApplicable: 'flat' }))).toMatchObject({
      U4: ['105', 1, 'A'],
      U1: ['79', 4, 'C'],
    });
  });

  test('level by level, cut at 100', () => {
    expect(table(inputs({ notApplicable: 'level-by-level', indexCeiling: 'at-100' }))).toEqual({
      U4: ['100', 1, 'A'],
      U3: ['85.8571428571', 2, 'B'],
      U2: ['81.5', 3, 'B'],
      U1: ['79', 4, 'C'],
      U6: ['79', 4, 'C'],
      U5: ['40.3333333333', 6, 'E'],
    });
  });

  test('what does not apply taken for zero is what must not come out', () => {
    const wrong = table(inputs({ notApplicable: 'flat', indexCeiling: 'at-100' }, 'zero'));
    expect(wrong).toMatchObject({ U2: ['64.5', 4, 'D'], U3: ['61', 5, 'D'], U5: ['36', 6, 'E'] });
    for (const notApplicable of ['flat', 'level-by-level'] as const) {
      const right = table(inputs({ notApplicable, indexCeiling: 'at-100' }));
      for (const code of ['U2', 'U3', 'U5']) expect(right[code]).not.toEqual(wrong[code]);
    }
  });
});
