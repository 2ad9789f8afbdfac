import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, ratio, ZERO } from '../../server/core/decimal.ts';
import { type RankEntry, rankUnits } from '../../server/core/rank.ts';

const all = { ranking: 'all', ties: 'shared' } as const;
const byAppraisal = { ranking: 'all', ties: 'higher-appraisal-first' } as const;

function entry(unit: string, index: string | null, more: Partial<RankEntry> = {}): RankEntry {
  const value = index === null ? null : parseDecimal(index);
  return { unit, group: null, index: value, appraisalTotal: ZERO, classPlace: 0, ...more };
}

/** "unit rank/order" in ranking order. */
function places(entries: RankEntry[], policies: Parameters<typeof rankUnits>[1]): string[] {
  return rankUnits(entries, policies).map(({ unit, rank, order }) => `${unit} ${rank}/${order}`);
}

describe('ties', () => {
  it('share the rank and skip the next: 1, 2, 2, 4; the list has no gaps', () => {
    const entries = [entry('A', '70'), entry('B', '85'), entry('C', '80'), entry('D', '80')];
    expect(places(entries, all)).toEqual(['B 1/1', 'C 2/2', 'D 2/3', 'A 4/4']);
  });

  it('are exact: 1/3 ties with 2/6, and not with its thirty printed digits', () => {
    const third = { ...entry('A', '0'), index: ratio(1, 3) };
    const sixth = { ...entry('B', '0'), index: ratio(2, 6) };
    const digits = entry('C', `0.${'3'.repeat(30)}`);
    expect(places([digits, sixth, third], all)).toEqual(['B 1/1', 'A 1/2', 'C 3/3']);
  });

  it('do not come from rounding: 85.664 and 85.663 both print 85.66', () => {
    expect(places([entry('A', '85.663'), entry('B', '85.664')], all)).toEqual(['B 1/1', 'A 2/2']);
  });

  it('may be settled by the appraisal total: 83.95 of 98 twice, 61.25 before 60.89 (Lai Châu 2020)', () => {
    const index = ratio(8395, 98);
    const giao = { ...entry('GD', '0'), index, appraisalTotal: parseDecimal('61.25') };
    const khoa = { ...entry('KH', '0'), index, appraisalTotal: parseDecimal('60.89') };
    expect(places([khoa, giao], byAppraisal)).toEqual(['GD 1/1', 'KH 2/2']);
    expect(places([khoa, giao], all)).toEqual(['KH 1/1', 'GD 1/2']);
  });

  it('still share when the appraisal total is equal too', () => {
    const equal = { appraisalTotal: ratio(60) };
    const entries = [entry('A', '80', equal), entry('B', '80', equal), entry('C', '79')];
    expect(places(entries, byAppraisal)).toEqual(['A 1/1', 'B 1/2', 'C 3/3']);
  });
});

describe('rankings', () => {
  it('in groups begin anew, groups as they first appear', () => {
    const entries = [
      entry('A', '70', { group: 'full' }),
      entry('B', '95', { group: 'special' }),
      entry('C', '80', { group: 'full' }),
      entry('D', null, { group: 'full' }),
      entry('E', '60', { group: 'special' }),
    ];
    expect(places(entries, { ranking: 'groups', ties: 'shared' })).toEqual([
      'C 1/1',
      'A 2/2',
      'B 1/1',
      'E 2/2',
      'D null/null',
    ]);
    expect(places(entries, all)[0]).toBe('B 1/1');
  });

  it('by class first: 81.23 Tốt stands above 82.52 held at Khá (domain §4)', () => {
    const entries = [
      entry('held', '82.52', { classPlace: 2 }),
      entry('good', '81.23', { classPlace: 1 }),
      entry('fair', '82.60', { classPlace: 2 }),
    ];
    expect(places(entries, { ranking: 'class-first', ties: 'shared' })).toEqual([
      'good 1/1',
      'fair 2/2',
      'held 3/3',
    ]);
    expect(places(entries, all)).toEqual(['fair 1/1', 'held 2/2', 'good 3/3']);
  });

  it('leave units without index unranked, last, in the order given', () => {
    const entries = [entry('A', null), entry('B', '0'), entry('C', null), entry('D', '-1')];
    expect(places(entries, all)).toEqual(['B 1/1', 'D 2/2', 'A null/null', 'C null/null']);
    expect(places([], all)).toEqual([]);
  });
});

const entries = fc
  .array(
    fc.record({
      n: fc.option(fc.nat(12)),
      m: fc.integer({ min: 1, max: 6 }),
      more: fc.nat(2),
      group: fc.nat(1),
    }),
    {
      maxLength: 12,
    },
  )
  .map((list) =>
    list.map(
      ({ n, m, more, group }, position): RankEntry => ({
        unit: `U${position}`,
        group: `G${group}`,
        index: n === null ? null : ratio(n, m),
        appraisalTotal: ratio(more),
        classPlace: more,
      }),
    ),
  );
const policy = fc.record({
  ranking: fc.constantFrom('all' as const, 'groups' as const, 'class-first' as const),
  ties: fc.constantFrom('shared' as const, 'higher-appraisal-first' as const),
});

describe('any ranking', () => {
  it('gives a unit the same rank, in whatever order the units are listed', () => {
    const shuffled = entries.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, policy, ([list, other], policies) => {
        const ranks = (of: RankEntry[]) =>
          rankUnits(of, policies)
            .map(({ unit, rank }) => `${unit} ${rank}`)
            .sort();
        expect(ranks(other)).toEqual(ranks(list));
      }),
    );
  });

  it('is 1 + the number of better units, over all units with shared ties', () => {
    fc.assert(
      fc.property(entries, (list) => {
        for (const { unit, rank } of rankUnits(list, all)) {
          const own = list.find((one) => one.unit === unit)?.index ?? null;
          const better = list.filter(({ index }) => own && index?.gt(own)).length;
          expect(rank).toBe(own === null ? null : better + 1);
        }
      }),
    );
  });

  it('lists every unit once', () => {
    fc.assert(
      fc.property(entries, policy, (list, policies) => {
        const units = rankUnits(list, policies).map(({ unit }) => unit);
        expect([...units].sort()).toEqual(list.map(({ unit }) => unit).sort());
      }),
    );
  });
});
