import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decimal,
  decimalText,
  decimalTextOrNull,
  fixedText,
  HUNDRED,
  parseDecimal,
  ratio,
  sum,
  ZERO,
} from '../../server/core/decimal.ts';
import type { Framework } from '../../server/core/framework.ts';
import { type LeafScore, planTree, type ScoredTree, scoreTree } from '../../server/core/score-tree.ts';
import { Uncomputable } from '../../server/core/uncomputable.ts';
import { criterion, framework } from './made-up.ts';

/** A1 10, A2 20, A3 10; B1 15, B2 15; C1 30. */
const sixLeaves = framework(
  [
    criterion('1', 'group', '40'),
    criterion('1.1', 'appraisal', '10'),
    criterion('1.2', 'appraisal', '20'),
    criterion('1.3', 'appraisal', '10'),
    criterion('2', 'group', '30'),
    criterion('2.1', 'appraisal', '15'),
    criterion('2.2', 'perception', '15'),
    criterion('3', 'group', '30'),
    criterion('3.1', 'satisfaction', '30'),
  ],
  { max: '100' },
);
const SIX = ['1.1', '1.2', '1.3', '2.1', '2.2', '3.1'];

/** Points as text; null: blank; 'n/a': not assessed. */
function leaf(value: string | null): LeafScore {
  if (value === null) return { state: 'blank', points: null };
  if (value === 'n/a') return { state: 'not-assessed', points: null };
  return { state: 'scored', points: parseDecimal(value) };
}

function scored(
  values: readonly (string | null)[],
  rule: 'flat' | 'level-by-level' = 'flat',
  of: Framework = sixLeaves,
  codes = SIX,
): ScoredTree {
  const leaves = new Map(values.map((value, position) => [codes[position] ?? '', leaf(value)]));
  return scoreTree(planTree(of), leaves, rule, 'U');
}

function index({ points, applicableMax }: ScoredTree): Decimal {
  return HUNDRED.mul(points ?? ZERO).div(applicableMax ?? ZERO);
}

function node(tree: ScoredTree, code: string) {
  const found = tree.nodes.find((one) => one.criterion.code === code);
  if (!found) throw new Error(`no node ${code}`);
  return {
    state: found.state,
    points: decimalTextOrNull(found.points),
    applicableMax: decimalTextOrNull(found.applicableMax),
  };
}

const U2 = ['9', 'n/a', '8', '11', '13', '25'];
const U3 = ['7', '15', '9', 'n/a', 'n/a', '27'];
const U5 = ['5', '8', 'n/a', '9', '6', '12'];

describe('what does not apply', () => {
  it.each([
    // flat: 66/80, 58/70, 40/90
    ['U2', U2, '82.5000000000', '83.0000000000'],
    ['U3', U3, '82.8571428571', '82.8571428571'],
    ['U5', U5, '44.4444444444', '44.3333333333'],
  ])('%s: flat and level by level', (_, values, flat, byLevel) => {
    expect(fixedText(index(scored(values)), 10)).toBe(flat);
    expect(fixedText(index(scored(values, 'level-by-level')), 10)).toBe(byLevel);
  });

  it('lowers the scale flat by the maximum of the leaf', () => {
    const tree = scored(U2);
    expect(decimalTextOrNull(tree.applicableMax)).toBe('80');
    expect(node(tree, '1')).toEqual({ state: 'scored', points: '17', applicableMax: '20' });
    expect(node(tree, '1.2')).toEqual({ state: 'not-assessed', points: null, applicableMax: '0' });
  });

  it('level by level is stood for by its siblings: 17 of 20 is 34 of 40', () => {
    const tree = scored(U2, 'level-by-level');
    expect(decimalTextOrNull(tree.applicableMax)).toBe('100');
    expect(node(tree, '1')).toEqual({ state: 'scored', points: '34', applicableMax: '40' });
  });

  it('takes a whole area off the scale under both rules', () => {
    for (const rule of ['flat', 'level-by-level'] as const) {
      const tree = scored(U3, rule);
      expect(decimalTextOrNull(tree.applicableMax)).toBe('70');
      expect(node(tree, '2')).toEqual({ state: 'not-assessed', points: null, applicableMax: '0' });
    }
  });

  it('is not zero: a zero keeps the scale', () => {
    const tree = scored(['9', '0', '8', '11', '13', '25']);
    expect(decimalTextOrNull(tree.applicableMax)).toBe('100');
    expect(decimalTextOrNull(tree.points)).toBe('66');
    expect(node(tree, '1.2')).toEqual({ state: 'scored', points: '0', applicableMax: '20' });
  });

  it('may be everything', () => {
    const tree = scored(['n/a', 'n/a', 'n/a', 'n/a', 'n/a', 'n/a']);
    expect([tree.state, tree.points, decimalTextOrNull(tree.applicableMax)]).toEqual([
      'not-assessed',
      null,
      '0',
    ]);
  });
});

describe('kinds', () => {
  it('add up to the points, level by level too', () => {
    // flat: appraised 9+8+11, perception 13, satisfaction 25
    const flat = scored(U2);
    expect([flat.appraised, flat.perception, flat.satisfaction, flat.survey].map(decimalTextOrNull)).toEqual([
      '28',
      '13',
      '25',
      '38',
    ]);
    // level by level: (9+8)×2 + 11 = 45
    const byLevel = scored(U2, 'level-by-level');
    expect([byLevel.appraised, byLevel.survey, byLevel.points].map(decimalTextOrNull)).toEqual([
      '45',
      '38',
      '83',
    ]);
  });

  it('are null while blank, and null when none applies: neither is zero', () => {
    const tree = scored(['1', '2', '3', '4', null, 'n/a']);
    expect(decimalTextOrNull(tree.appraised)).toBe('10');
    expect([tree.perception, tree.satisfaction, tree.survey]).toEqual([null, null, null]);
    expect(decimalTextOrNull(scored(['1', '2', '3', '4', '5', 'n/a']).survey)).toBe('5');
  });
});

describe('a blank leaf', () => {
  it('makes its ancestors incomplete, and no other node', () => {
    const tree = scored(['9', null, '8', '11', '13', '25']);
    expect([tree.state, tree.points]).toEqual(['incomplete', null]);
    expect(node(tree, '1.2')).toEqual({ state: 'blank', points: null, applicableMax: '20' });
    expect(node(tree, '1')).toEqual({ state: 'incomplete', points: null, applicableMax: '40' });
    expect(node(tree, '2')).toEqual({ state: 'scored', points: '24', applicableMax: '30' });
  });

  it('is also a leaf without any score', () => {
    expect(scored(['9', '20', '8', '11', '13']).state).toBe('incomplete');
  });
});

describe('rounding of leaves', () => {
  const rounded = {
    ...sixLeaves,
    leafRounding: { decimals: 4, kinds: ['satisfaction', 'appraisal'] as const },
  };

  it('is as declared, half up, by kind', () => {
    const values = ['1.33605', '2.183', '0.00004', '1', '1.33605', '1.33604'];
    const tree = scored(values, 'flat', rounded);
    expect(SIX.map((code) => node(tree, code).points)).toEqual([
      '1.3361',
      '2.183',
      '0',
      '1',
      '1.33605',
      '1.336',
    ]);
  });

  it('happens nowhere unless declared', () => {
    expect(node(scored(['1.33605', '2', '3', '4', '5', '6']), '1').points).toBe('6.33605');
  });
});

describe('a framework without maxima', () => {
  const bare = framework([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]);

  it('sums points and leaves the scale open', () => {
    const tree = scored(['64.25', '15.80'], 'flat', bare, ['1', '2']);
    expect([tree.points, tree.applicableMax].map(decimalTextOrNull)).toEqual(['80.05', null]);
    expect(node(tree, '1').applicableMax).toBeNull();
  });
});

describe('faults', () => {
  it.each([
    ['10.0000000001', 'points above the maximum of 10'],
    ['-0.01', 'points below zero'],
  ])('%s is refused, naming unit and criterion', (value, reason) => {
    const compute = () => scored([value, '1', '1', '1', '1', '1']);
    expect(compute).toThrow(`unit U, criterion 1.1: ${reason}`);
    expect(compute).toThrow(Uncomputable);
  });

  it('refuses a state that the points deny', () => {
    const tree = (wrong: LeafScore) => () =>
      scoreTree(planTree(sixLeaves), new Map([['1.1', wrong]]), 'flat', 'U');
    expect(tree({ state: 'scored', points: null })).toThrow('points are missing');
    expect(tree({ state: 'blank', points: ZERO })).toThrow('blank, but points are 0');
  });

  it('refuses a tree that does not hold together', () => {
    const plan = (...codes: [string, 'group' | 'appraisal'][]) =>
      planTree(framework(codes.map(([code, kind]) => criterion(code, kind, '1'))));
    expect(() => plan(['1.1', 'appraisal'], ['1', 'group'])).toThrow('no group 1 stands before it');
    expect(() => plan(['1', 'appraisal'], ['1.1', 'appraisal'])).toThrow('no group 1 stands before it');
    expect(() => plan(['1', 'group'], ['1', 'group'])).toThrow('stands twice');
  });
});

/** Hundredths of a point within the maxima of the six leaves. */
const anyScores = fc.tuple(
  ...[10, 20, 10, 15, 15, 30].map((max) => fc.nat(max * 100).map((n) => decimalText(ratio(n, 100)))),
);

describe('with nothing left out', () => {
  it('both rules are the plain sum of the leaves', () => {
    fc.assert(
      fc.property(anyScores, (values) => {
        const plain = decimalText(sum(values.map(parseDecimal)));
        expect(decimalTextOrNull(scored(values).points)).toBe(plain);
        expect(decimalTextOrNull(scored(values, 'level-by-level').points)).toBe(plain);
      }),
    );
  });
});

describe('with anything left out', () => {
  it('the index stays within 0 and 100, and the kinds add up to the points', () => {
    const some = fc.tuple(
      anyScores,
      fc.tuple(...SIX.map(() => fc.boolean())),
      fc.constantFrom('flat' as const, 'level-by-level' as const),
    );
    fc.assert(
      fc.property(some, ([values, kept, rule]) => {
        const tree = scored(
          values.map((value, position) => (kept[position] ? value : 'n/a')),
          rule,
        );
        fc.pre(tree.state === 'scored');
        expect(index(tree).gte(ZERO) && index(tree).lte(HUNDRED)).toBe(true);
        const kinds = sum([tree.appraised ?? ZERO, tree.survey ?? ZERO]);
        expect(kinds.equals(tree.points ?? HUNDRED)).toBe(true);
      }),
    );
  });
});
