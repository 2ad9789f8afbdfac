import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balanceLedger,
  type LedgerDay,
  ledgerTotals,
  type StoredCount,
  type TokenCount,
  unusedTokens,
} from '../../server/core/ledger.ts';

const NOTHING = { issued: 0, used: 0, expired: 0, void: 0, open: 0, kiosk: 0, sheet: 0, late: 0 };

const day = (unit: string, on: string, more: Partial<LedgerDay>): LedgerDay => ({
  ...NOTHING,
  unit,
  day: on,
  ...more,
});
const tokens = (unit: string, state: TokenCount['state'], count: number): TokenCount => ({
  unit,
  state,
  tokens: count,
});
const stored = (unit: string, on: string, basis: StoredCount['basis'], answers: number): StoredCount => ({
  unit,
  day: on,
  basis,
  answers,
});

/**
 * A: 100 issued on day 1; 30 used on day 1, 20 on day 2, 5 void on day 2, 3 run out on day 3; 42 are left.
 * Beside them 4 walk-ins by phone and 6 at the kiosk, 7 sheets, and 2 that came too late.
 */
const DAYS = [
  day('A', '2026-06-01', { issued: 100, used: 30, open: 4 }),
  day('A', '2026-06-02', { used: 20, void: 5, kiosk: 6, sheet: 7 }),
  day('A', '2026-06-03', { expired: 3, late: 2 }),
  day('B', '2026-06-02', { issued: 10 }),
];
const TOKENS = [
  tokens('A', 'issued', 42),
  tokens('A', 'used', 50),
  tokens('A', 'void', 5),
  tokens('A', 'expired', 3),
  tokens('B', 'issued', 10),
];
const STORED = [
  stored('A', '2026-06-01', 'token', 30),
  stored('A', '2026-06-01', 'open', 4),
  stored('A', '2026-06-02', 'token', 20),
  stored('A', '2026-06-02', 'open', 6),
  stored('A', '2026-06-02', 'sheet', 7),
];
/** 12 sheets for A: 7 accepted. */
const SHEETS = [{ unit: 'A', allotted: 12, found: 12, accepted: 7 }];

describe('a ledger', () => {
  it('that adds up balances, and says what is left', () => {
    expect(balanceLedger(DAYS, TOKENS, STORED, SHEETS)).toEqual([
      {
        unit: 'A',
        totals: { issued: 100, used: 50, expired: 3, void: 5, open: 4, kiosk: 6, sheet: 7, late: 2 },
        unused: 42,
        faults: [],
      },
      { unit: 'B', totals: { ...NOTHING, issued: 10 }, unused: 10, faults: [] },
    ]);
  });

  it('names an answer that was lost, by its day, and leaves other units alone', () => {
    const lost = STORED.map((row) =>
      row.basis === 'token' && row.day === '2026-06-02' ? { ...row, answers: 19 } : row,
    );
    const [a, b] = balanceLedger(DAYS, TOKENS, lost, SHEETS);
    expect(a?.faults).toEqual([{ what: 'token', day: '2026-06-02', ledger: 20, found: 19 }]);
    expect(b?.faults).toEqual([]);
  });

  it('does not let one day make up for another', () => {
    const moved = [
      ...STORED.filter((row) => row.basis !== 'token'),
      stored('A', '2026-06-01', 'token', 31),
      stored('A', '2026-06-02', 'token', 19),
    ];
    expect(balanceLedger(DAYS, TOKENS, moved, SHEETS)[0]?.faults.map((fault) => fault.day)).toEqual([
      '2026-06-01',
      '2026-06-02',
    ]);
  });

  it('names a token that nobody issued, and one that was spent without an answer', () => {
    const forged = [...TOKENS, tokens('A', 'used', 1)];
    expect(balanceLedger(DAYS, forged, STORED, SHEETS)[0]?.faults).toEqual([
      { what: 'issued', day: null, ledger: 100, found: 101 },
      { what: 'used', day: null, ledger: 50, found: 51 },
    ]);
  });

  it('names sheets that are missing from the ledger of serials, and accepted ones without an answer', () => {
    const faults = (sheets: typeof SHEETS, answers = STORED) =>
      balanceLedger(DAYS, TOKENS, answers, sheets)[0]?.faults;
    expect(faults([{ unit: 'A', allotted: 12, found: 11, accepted: 7 }])).toEqual([
      { what: 'allotted', day: null, ledger: 12, found: 11 },
    ]);
    expect(faults([{ unit: 'A', allotted: 12, found: 12, accepted: 8 }])).toEqual([
      { what: 'accepted', day: null, ledger: 8, found: 7 },
    ]);
    // Answers by sheet of another day do not make up for it: the day's ledger names them too.
    const more = [...STORED, stored('A', '2026-06-03', 'sheet', 1)];
    expect(faults([{ unit: 'A', allotted: 12, found: 12, accepted: 8 }], more)).toEqual([
      { what: 'sheet', day: '2026-06-03', ledger: 0, found: 1 },
    ]);
    expect(balanceLedger([], [], [], [{ unit: 'C', allotted: 3, found: 3, accepted: 0 }])).toMatchObject([
      { unit: 'C', faults: [] },
    ]);
  });

  it('names answers of a unit that stands in no ledger', () => {
    expect(balanceLedger([], [], [stored('', '2026-06-01', 'open', 3)], [])).toEqual([
      {
        unit: '',
        totals: NOTHING,
        unused: 0,
        faults: [{ what: 'open', day: '2026-06-01', ledger: 0, found: 3 }],
      },
    ]);
  });
});

interface Life {
  readonly unit: string;
  readonly issuedOn: number;
  /** Days until its fate came. */
  readonly later: number;
  readonly fate: 'valid' | 'used' | 'void' | 'expired';
}

const fates = fc.array(
  fc.record<Life>({
    unit: fc.constantFrom('A', 'B', 'C'),
    issuedOn: fc.integer({ min: 1, max: 9 }),
    later: fc.integer({ min: 0, max: 20 }),
    fate: fc.constantFrom('valid', 'used', 'void', 'expired'),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Books every token as the program does: on the day it was issued, and on the day its fate came. */
function book(all: readonly Life[]) {
  const on = (count: number) => `2026-06-${String(count).padStart(2, '0')}`;
  const days = all.flatMap(({ unit, issuedOn, later, fate }) => [
    day(unit, on(issuedOn), { issued: 1 }),
    ...(fate === 'valid' ? [] : [day(unit, on(issuedOn + later), { [fate]: 1 })]),
  ]);
  const states = all.map(({ unit, fate }) => tokens(unit, fate === 'valid' ? 'issued' : fate, 1));
  const answers = all
    .filter(({ fate }) => fate === 'used')
    .map(({ unit, issuedOn, later }) => stored(unit, on(issuedOn + later), 'token', 1));
  return { days, states, answers };
}

describe('whatever becomes of tokens', () => {
  it('the ledger balances, and issued = used + run out + void + still valid', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const { days, states, answers } = book(all);
        for (const { unit, faults, unused } of balanceLedger(days, states, answers, [])) {
          expect(faults).toEqual([]);
          expect(unused).toBe(all.filter((one) => one.unit === unit && one.fate === 'valid').length);
        }
        expect(unusedTokens(ledgerTotals(days))).toBe(all.filter((one) => one.fate === 'valid').length);
      }),
    );
  });

  it('one row too many or too few anywhere is seen', () => {
    fc.assert(
      fc.property(fates, fc.nat(), fc.constantFrom('days', 'states', 'answers'), (all, at, which) => {
        const booked = book(all);
        const rows = booked[which as keyof typeof booked];
        fc.pre(rows.length > 0);
        const without = { ...booked, [which]: rows.filter((_, place) => place !== at % rows.length) };
        const faults = balanceLedger(without.days, without.states, without.answers, []).flatMap(
          (unit) => unit.faults,
        );
        expect(faults).not.toEqual([]);
      }),
    );
  });
});
