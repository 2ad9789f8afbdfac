import { describe, expect, it } from 'vitest';
import { balanceLedger } from '../../server/core/ledger.ts';
import { reconcile, sheetsOfUnits, type UnitSheetCount } from '../../server/core/reconciliation.ts';

const sheets = (
  unit: string,
  state: UnitSheetCount['state'],
  count: number,
  more: Partial<UnitSheetCount> = {},
): UnitSheetCount => ({
  unit,
  state,
  reason: null,
  back: ['returned', 'accepted', 'rejected'].includes(state),
  batched: true,
  sheets: count,
  ...more,
});

/** A: 20 allotted, of which 12 accepted, 3 rejected, 1 waiting, 2 missing, 1 withdrawn, 1 still out; 1 of before batches. */
const COUNTS = [
  sheets('A', 'accepted', 12),
  sheets('A', 'accepted', 1, { batched: false }),
  sheets('A', 'rejected', 2, { reason: 'over-quota' }),
  sheets('A', 'rejected', 1, { reason: 'spoiled' }),
  sheets('A', 'returned', 1),
  sheets('A', 'missing', 2),
  sheets('A', 'void', 1),
  sheets('A', 'issued', 1),
];
const DAY = {
  unit: 'A',
  day: '2026-06-10',
  ...{ issued: 10, used: 4, expired: 1, void: 2, open: 1, kiosk: 3, sheet: 13, late: 5 },
};
const TOKENS = [
  { unit: 'A', state: 'issued', tokens: 3 },
  { unit: 'A', state: 'used', tokens: 4 },
  { unit: 'A', state: 'expired', tokens: 1 },
  { unit: 'A', state: 'void', tokens: 2 },
] as const;
const STORED = [
  { unit: 'A', day: '2026-06-10', basis: 'token', channel: 'web', answers: 4 },
  { unit: 'A', day: '2026-06-10', basis: 'open', channel: 'web', answers: 1 },
  { unit: 'A', day: '2026-06-10', basis: 'open', channel: 'kiosk', answers: 3 },
  { unit: 'A', day: '2026-06-10', basis: 'sheet', channel: 'paper', answers: 13 },
] as const;

const reconciled = (counts: readonly UnitSheetCount[], allotted = [{ unit: 'A', sheets: 20 }]) =>
  reconcile(balanceLedger([DAY], TOKENS, STORED, sheetsOfUnits(allotted, counts)), counts, STORED);

describe('both ledgers in one', () => {
  it('say of every token, every sheet and every answer of a unit where it is', () => {
    expect(reconciled(COUNTS)).toEqual([
      {
        unit: 'A',
        tokens: { issued: 10, used: 4, expired: 1, void: 2, unused: 3 },
        sheets: {
          issued: 21,
          out: 1,
          waiting: 1,
          accepted: 13,
          rejected: {
            'over-quota': 2,
            blank: 0,
            spoiled: 1,
            'wrong-group': 0,
            duplicate: 0,
            'outside-area': 0,
          },
          voided: 0,
          withdrawn: 1,
          missing: 2,
          returned: 17,
        },
        answers: { web: 5, kiosk: 3, paper: 13 },
        late: 5,
        faults: [],
      },
    ]);
  });

  it('flag a sheet that is accepted without an answer, or has vanished from its batch', () => {
    const more = [...COUNTS, sheets('A', 'accepted', 1)];
    expect(reconciled(more, [{ unit: 'A', sheets: 21 }])[0]?.faults).toEqual([
      { what: 'accepted', day: null, ledger: 14, found: 13 },
    ]);
    expect(reconciled(COUNTS.slice(0, -1))[0]?.faults).toEqual([
      { what: 'allotted', day: null, ledger: 20, found: 19 },
    ]);
  });

  it('have a unit that so far has nothing but sheets', () => {
    const only = [sheets('B', 'issued', 5)];
    const all = balanceLedger([], [], [], sheetsOfUnits([{ unit: 'B', sheets: 5 }], only));
    expect(reconcile(all, only, [])).toMatchObject([
      { unit: 'B', sheets: { issued: 5, out: 5 }, faults: [] },
    ]);
  });
});
