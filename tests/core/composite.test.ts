/**
 * An invented tree of two areas and a third of one leaf, six units, computed in R under three readings of what does not
 * apply, with bonus and deduction after scaling, with and without a ceiling at 100 (`composite.json`). Blank leaves of the
 * source stand here as `null`: not assessed.
 */
import { describe, expect, test } from 'vitest';
import type { CampaignInputs, Policies } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import { inputs, reference } from './composite-sample.ts';

/** To as many decimals as R wrote. */
const asWritten = (index: string | null) => Number(fixedText(parseDecimal(index ?? '0'), 10));

function table(given: CampaignInputs) {
  const { units } = computeResult(given);
  const by = <T>(value: (one: (typeof units)[number]) => T) =>
    Object.fromEntries(units.map((one) => [one.unit, value(one)]));
  return {
    final: by(({ index }) => asWritten(index)),
    rank_min: by(({ rank }) => rank),
    class: by((one) => one.class?.vi),
  };
}

const bases = (given: CampaignInputs) => table({ ...given, adjustments: [] }).final;

type Block = 'flat_rule' | 'flat_rule_uncapped' | 'hierarchical_rule' | 'na_as_zero_wrong';

const CUT = { indexCeiling: 'at-100' } as const;

const BLOCKS: readonly (readonly [Block, Partial<Policies>, 'not-assessed' | 'zero'])[] = [
  ['flat_rule', { notApplicable: 'flat', ...CUT }, 'not-assessed'],
  ['flat_rule_uncapped', { notApplicable: 'flat' }, 'not-assessed'],
  ['hierarchical_rule', { notApplicable: 'level-by-level', ...CUT }, 'not-assessed'],
  // What must not come out, though it can be computed: as if every unit had scored nothing there.
  ['na_as_zero_wrong', { notApplicable: 'flat', ...CUT }, 'zero'],
];

describe('the invented tree of six units', () => {
  test.each(BLOCKS)(
    '%s: index before and after bonus and deduction, rank and class of each unit',
    (block, policies, absent) => {
      const { base, final, rank_min, class: classes } = reference[block];
      expect(Object.keys(final)).toHaveLength(6);
      expect(bases(inputs(policies, absent))).toEqual(base);
      expect(table(inputs(policies, absent))).toEqual({ final, rank_min, class: classes });
    },
  );

  test('the scale of each unit is what applies to it', () => {
    const { units } = computeResult(inputs({ notApplicable: 'flat' }));
    const scales = Object.fromEntries(units.map(({ unit, scale }) => [unit, Number(scale)]));
    expect(scales).toEqual(reference.applicable_max);
  });

  test('level by level, without a ceiling: worked out by hand, for the source has none', () => {
    const { final, rank_min } = table(inputs({ notApplicable: 'level-by-level' }));
    // U2: 40 × 17/20 + 30 × 24/30 + 30 × 25/30 = 34 + 24 + 25 = 83, less 1.5. U4: 40 + 30 + 30 = 100, and 5.
    expect([final.U2, final.U4]).toEqual([81.5, 105]);
    const { U4: _, ...others } = reference.hierarchical_rule.final;
    expect(final).toEqual({ ...others, U4: 105 });
    expect(rank_min).toEqual(reference.hierarchical_rule.rank_min);
  });

  test('what does not apply taken for zero is what must not come out', () => {
    const wrong = reference.na_as_zero_wrong.final;
    for (const notApplicable of ['flat', 'level-by-level'] as const) {
      const { final } = table(inputs({ notApplicable, ...CUT }));
      for (const code of ['U2', 'U3', 'U5']) expect(final[code]).not.toBe(wrong[code]);
    }
  });
});
