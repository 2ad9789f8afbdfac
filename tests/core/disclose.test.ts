/**
 * Must show 5: over 1,000 random tables no hidden count can be computed from the shown ones. The check knows nothing of
 * how they were hidden: it takes what is shown as equations in unknown counts that are at least 0, and asks by a simplex
 * over whole numbers how small and how large each hidden count may be.
 */
import { describe, expect, test } from 'vitest';
import {
  type AnswerCount,
  answerGate,
  behindGate,
  type Narrowing,
  narrowedGate,
  SMALLEST_BASE,
  type Standing,
  standingOf,
  together,
  withholdList,
  withholdTable,
} from '../../server/core/disclose.ts';
import { bounds } from '../help/count-bounds.ts';
import { seededRandom } from '../help/seeded-random.ts';
import { baseOf, randomAnswers, recoverable, secretPages } from '../help/survey-pages.ts';

const BASE = SMALLEST_BASE.inside;

describe('a figure that stands for itself', () => {
  test.each([
    ['inside', 0, 'empty'],
    ['inside', 1, 'withheld'],
    ['inside', 4, 'withheld'],
    ['inside', 5, 'shown'],
    ['public', 9, 'withheld'],
    ['public', 10, 'shown'],
  ] as const)('%s on %i answers is %s', (audience, base, standing) => {
    expect(standingOf(base, audience)).toBe(standing);
  });

  test('hidden is neither zero nor empty', () => {
    expect(behindGate('0.75', 'withheld')).toEqual({ value: null, withheld: true });
    expect(behindGate('0.75', 'shown')).toEqual({ value: '0.75', withheld: false });
    expect(behindGate(null, 'empty')).toEqual({ value: null, withheld: false });
  });

  test('a summary is withheld with any of its parts', () => {
    expect(together(['shown', 'withheld', 'empty'])).toBe('withheld');
    expect(together(['shown', 'empty'])).toBe('shown');
    expect([together(['empty']), together([])]).toEqual(['empty', 'empty']);
  });
});

describe('a line of counts under its total', () => {
  test('a small count takes the smallest shown one with it: 45 − 12 − 30 would be 3', () => {
    expect(withholdList([3, 12, 30, 0], 'inside')).toEqual({
      counts: ['withheld', 'withheld', 'shown', 'empty'],
      total: 'shown',
    });
  });

  test('two small counts hide one another, where together they are enough', () => {
    expect(withholdList([2, 3, 30], 'inside').counts).toEqual(['withheld', 'withheld', 'shown']);
    // 1 + 2 would be known to be 3: the next one goes too.
    expect(withholdList([1, 2, 30], 'inside').counts).toEqual(['withheld', 'withheld', 'withheld']);
  });

  test('of a total of 4 nothing is told', () => {
    expect(withholdList([4, 0], 'inside')).toEqual({ counts: ['withheld', 'empty'], total: 'withheld' });
  });
});

describe('a table with its totals', () => {
  test('a small cell is hidden with a ring of others', () => {
    const { cells, rows, columns, total } = withholdTable(
      [
        [3, 20, 30],
        [12, 9, 14],
        [8, 40, 7],
      ],
      'inside',
    );
    // 20, 12 and 9: no other ring through the 3 costs so few answers.
    expect(cells).toEqual([
      ['withheld', 'withheld', 'shown'],
      ['withheld', 'withheld', 'shown'],
      ['shown', 'shown', 'shown'],
    ]);
    expect([...rows, ...columns, total]).toEqual(Array(7).fill('shown'));
  });

  test('two rings joined by one cell: that cell alone would be computed', () => {
    // Rows 0, 1 and columns 0, 1 are one ring, rows 2, 3 and columns 2, 3 another; (1, 2) is the bridge between them.
    const table = [
      [2, 3, 9, 9],
      [4, 3, 2, 9],
      [9, 9, 3, 4],
      [9, 9, 4, 2],
    ];
    expect(computed(table, smallOnly(table))).toContain('cell 1 2');
    expect(computed(table, withholdTable(table, 'inside'))).toEqual([]);
  });

  test('small cells whose rows and columns add up to few are hidden with their totals', () => {
    const table = [
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, 40],
    ];
    const { cells, rows, columns } = withholdTable(table, 'inside');
    expect([cells[0]?.[0], cells[1]?.[1], rows[0], rows[1], columns[0]]).toEqual(Array(5).fill('withheld'));
    expect([cells[0]?.[1], cells[1]?.[0]]).toEqual(['empty', 'empty']);
    expect(computed(table, withholdTable(table, 'inside'))).toEqual([]);
  });
});

/** What hides only the small counts, and nothing that gives them away. */
function smallOnly(table: readonly (readonly number[])[]): ReturnType<typeof withholdTable> {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  const columns = table[0]?.map((_, j) => sum(table.map((row) => row[j] ?? 0))) ?? [];
  const standing = (count: number) => standingOf(count, 'inside');
  return {
    cells: table.map((row) => row.map(standing)),
    rows: table.map((row) => standing(sum(row))),
    columns: columns.map(standing),
    total: standing(sum(columns)),
  };
}

/** Hidden counts that the shown ones tell: exactly, or as a range that a small count must not be narrowed to. */
function computed(
  table: readonly (readonly number[])[],
  standings: ReturnType<typeof withholdTable>,
  base: number = BASE,
): string[] {
  return bounds(table, standings).flatMap(({ name, value, least, most }) => {
    if (least === most) return [name];
    return value < base && (least > 0 || most < base) ? [`${name} is ${least} to ${most}`] : [];
  });
}

/** 1 to 6 rows and columns; every fourth table is mostly empty, every fourth mostly small. */
function randomTable(random: () => number, kind: number): number[][] {
  const [height, width] = [1 + Math.floor(random() * 6), 1 + Math.floor(random() * 6)];
  const count = () => {
    const draw = random();
    if (kind % 4 === 0) return draw < 0.6 ? 0 : Math.floor(random() * 12);
    if (kind % 4 === 1) return Math.floor(random() * 7);
    if (draw < 0.15) return 0;
    return draw < 0.4 ? 1 + Math.floor(random() * 4) : Math.floor(random() * 60);
  };
  return Array.from({ length: height }, () => Array.from({ length: width }, count));
}

describe('1,000 random tables', () => {
  const random = seededRandom(20261124);
  const tables = Array.from({ length: 1_000 }, (_, kind) => randomTable(random, kind));

  test('no hidden count can be computed, and none of the small ones narrowed', () => {
    let hidden = 0;
    for (const table of tables)
      for (const audience of ['inside', 'public'] as const) {
        const standings = withholdTable(table, audience);
        expect(computed(table, standings, SMALLEST_BASE[audience]), JSON.stringify(table)).toEqual([]);
        hidden += standings.cells.flat().filter((one) => one === 'withheld').length;
      }
    expect(hidden).toBeGreaterThan(5_000);
  });

  test('nor one of a line of counts', () => {
    for (const table of tables)
      for (const row of table) {
        const { counts, total } = withholdList(row, 'inside');
        const standings = { cells: [counts], rows: [total], columns: counts, total };
        expect(computed([row], standings), JSON.stringify(row)).toEqual([]);
      }
  });

  test('what is shown is enough, what is empty is 0, and what is small is hidden', () => {
    for (const table of tables) {
      const { cells } = withholdTable(table, 'inside');
      for (const [i, row] of table.entries())
        for (const [j, count] of row.entries()) {
          const standing = cells[i]?.[j];
          if (standing === 'shown') expect(count).toBeGreaterThanOrEqual(BASE);
          expect(standing === 'empty').toBe(count === 0);
          if (count > 0 && count < BASE) expect(standing).toBe('withheld');
        }
    }
  });

  test('hiding the small ones alone would give most of them away: the check sees it', () => {
    const told = tables.filter((table) => computed(table, smallOnly(table)).length > 0);
    expect(told.length).toBeGreaterThan(500);
  });

  test('totals that are shown elsewhere stay shown', () => {
    for (const table of tables) {
      const large = table.filter((row) => row.reduce((sum, count) => sum + count, 0) >= BASE);
      if (large.length === 0) continue;
      const standings = withholdTable(large, 'inside', 'known');
      expect([...standings.rows, standings.total]).not.toContain('withheld');
      expect(computed(large, standings), JSON.stringify(large)).toEqual([]);
    }
  });
});

describe('pages of one survey', () => {
  const cell = (unit: string, base: number, more: Partial<AnswerCount> = {}): AnswerCount => ({
    unit,
    group: 'citizen',
    channel: 'web',
    basis: 'token',
    flagged: false,
    base,
    ...more,
  });
  const page = { unit: null, group: null, channel: null, basis: 'counted', flagged: 'with' } as const;

  test('all units less all others: the page of a second unit is withheld with that of the small one', () => {
    const gate = answerGate([cell('A', 40), cell('B', 3), cell('C', 12)], 'inside');
    expect(['A', 'B', 'C', null].map((unit) => gate({ ...page, unit }))).toEqual([
      'shown',
      'withheld',
      'withheld',
      'shown',
    ]);
  });

  test('a unit of which nothing is told says not even that a group is empty', () => {
    const gate = answerGate(
      [cell('A', 40), cell('A', 20, { group: 'organisation' }), cell('B', 3), cell('C', 12)],
      'inside',
    );
    expect(gate({ ...page, unit: 'B', group: 'organisation' })).toBe('withheld');
    expect(gate({ ...page, unit: 'C', group: 'citizen' })).toBe('withheld');
  });

  test('with and without flagged answers: where the difference is 3 of them, one of the two is withheld', () => {
    const gate = answerGate(
      [cell('A', 40), cell('A', 3, { flagged: true }), cell('B', 40), cell('B', 9, { flagged: true })],
      'inside',
    );
    expect(gate({ ...page, unit: 'A' })).toBe('shown');
    expect(gate({ ...page, unit: 'A', flagged: 'without' })).toBe('withheld');
    // 12 in all, of which 9 would leave 3.
    expect(gate({ ...page, flagged: 'without' })).toBe('shown');
    expect(gate({ ...page, unit: 'B', flagged: 'without' })).toBe('withheld');
  });

  test('both bases together are shown where each is', () => {
    const gate = answerGate(
      [cell('A', 40), cell('A', 3, { basis: 'open' }), cell('B', 40), cell('B', 20, { basis: 'open' })],
      'inside',
    );
    expect(gate({ ...page, unit: 'A', basis: 'all' })).toBe('withheld');
    expect(gate({ ...page, basis: 'all' })).toBe('shown');
    const sheets = answerGate([cell('A', 20, { basis: 'sheet' })], 'inside');
    expect([
      sheets({ ...page, basis: 'open' }),
      sheets({ ...page, basis: 'all' }),
      sheets({ ...page, basis: 'counted' }),
    ]).toEqual(['empty', 'shown', 'shown']);
  });

  test('who may see some units only has their sum where each is shown, and sees of each what all others see', () => {
    const gate = answerGate([cell('A', 8), cell('B', 3), cell('C', 12), cell('D', 40)], 'inside');
    const sum = (among: readonly string[]) => gate({ ...page, among });
    expect(sum(['C', 'D'])).toBe('shown');
    // 12 + 40 + 3, of which the first two are shown.
    expect(sum(['B', 'C', 'D'])).toBe('withheld');
    expect(gate({ ...page, unit: 'C', among: ['B', 'C'] })).toBe('shown');
    expect(sum([])).toBe('empty');
  });

  test('two narrowings at a time: by group and channel, where no crossing of them is small in any unit', () => {
    const crossing = (small: number) =>
      answerGate(
        ['A', 'B'].flatMap((unit) =>
          ['citizen', 'organisation'].flatMap((group) =>
            ['web', 'paper'].map((channel) =>
              cell(unit, unit + group + channel === 'Aorganisationpaper' ? small : 20, { group, channel }),
            ),
          ),
        ),
        'inside',
      );
    const both = { ...page, group: 'organisation', channel: 'paper' };
    expect(crossing(5)(both)).toBe('shown');
    expect(crossing(5)({ ...both, unit: 'A' })).toBe('shown');
    expect(crossing(0)({ ...both, unit: 'A' })).toBe('empty');
    // 24 in all: less the 20 of unit B, those 4.
    expect(crossing(4)(both)).toBe('withheld');
    expect(crossing(20)({ ...both, flagged: 'without' })).toBe('shown');
  });

  test('a narrowing that leaves nothing out is none', () => {
    const gate = answerGate([cell('A', 20), cell('A', 20, { channel: 'paper' }), cell('B', 8)], 'inside');
    expect(gate({ ...page, unit: 'A', group: 'citizen', channel: 'web', flagged: 'without' })).toBe('shown');
    expect(gate({ ...page, unit: 'A', group: 'organisation', channel: 'web' })).toBe('empty');
  });

  test('a cell of a trait and its complement: 30 women, 3 men and 2 who did not say', () => {
    const counts = (rest: Record<string, number>) =>
      Object.entries(rest).map(([value, base]) => ({ unit: 'A', value, base }));
    const of = (rest: Record<string, number>): Standing[] => {
      const gate = narrowedGate(counts(rest), 'inside');
      return Object.keys(rest).map((value) => gate('A', value));
    };
    expect(of({ women: 30, men: 3, unsaid: 2 })).toEqual(['shown', 'withheld', 'withheld']);
    // Women alone would leave 3 + 1 = 4.
    expect(of({ women: 30, men: 3, unsaid: 1 })).toEqual(['withheld', 'withheld', 'withheld']);
    expect(of({ women: 30, men: 12, unsaid: 0 })).toEqual(['shown', 'shown', 'empty']);
  });

  test('1,000 random surveys: no withheld page is a sum or difference of shown ones', () => {
    const random = seededRandom(424242);
    let withheld = 0;
    for (let survey = 0; survey < 1_000; survey++) {
      const answers = randomAnswers(random, survey);
      const gate = answerGate(answers, 'inside');
      expect(recoverable(answers, gate, BASE), `survey ${survey}`).toEqual([]);
      withheld += secretPages(answers, gate, BASE).length;
    }
    expect(withheld).toBeGreaterThan(20_000);
  });

  test('looking at each page alone would give some of them away: the check sees it', () => {
    const random = seededRandom(424242);
    const found = Array.from({ length: 200 }, (_, survey) => {
      const answers = randomAnswers(random, survey);
      const alone = (page: Narrowing) => standingOf(baseOf(answers, page), 'inside');
      return recoverable(answers, alone, BASE).length;
    });
    expect(found.filter((count) => count > 0).length).toBeGreaterThan(150);
  });
});
