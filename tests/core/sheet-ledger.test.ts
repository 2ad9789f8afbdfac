/** The ledger of serials: every move of every state, the quota, the totals and the seal, as tables and as properties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BatchMove,
  type BatchState,
  batchMay,
  CHOSEN_REASONS,
  closingFaults,
  controlTotals,
  countedOf,
  displacedBy,
  type LedgerSheet,
  mayMove,
  quotaChanges,
  REJECT_REASONS,
  rejectedOf,
  type SealedSheet,
  type SheetCount,
  type SheetMove,
  type SheetState,
  sealOf,
  standingOf,
  unlikeSealed,
} from '../../server/core/sheet-ledger.ts';

const STATES: readonly SheetState[] = ['issued', 'returned', 'accepted', 'rejected', 'missing', 'void'];

describe('a sheet', () => {
  it.each<[SheetMove, SheetState[]]>([
    ['count-back', ['issued']],
    ['take-off', ['returned']],
    ['accept', ['returned']],
    ['reject', ['returned']],
    ['reinstate', ['rejected']],
    ['withdraw', ['issued']],
    ['void', ['accepted']],
    ['give-up', ['issued']],
    ['look-again', ['missing']],
  ])('makes the move %s from %j and from nowhere else', (move, from) => {
    const reasonOf = (state: SheetState) => (state === 'rejected' ? 'spoiled' : null);
    expect(STATES.filter((state) => mayMove({ state, reason: reasonOf(state) }, move))).toEqual(from);
  });

  it('that the quota pushed out may only be taken off again: nobody takes it back in by hand', () => {
    const over = { state: 'rejected', reason: 'over-quota' } as const;
    const moves = ['count-back', 'take-off', 'accept', 'reject', 'reinstate', 'withdraw', 'void'] as const;
    expect(moves.filter((move) => mayMove(over, move))).toEqual(['take-off']);
  });

  it('is rejected for a reason of the list; over the quota is not for a person to choose', () => {
    expect(REJECT_REASONS).toHaveLength(6);
    expect(CHOSEN_REASONS).toEqual(['blank', 'spoiled', 'wrong-group', 'duplicate', 'outside-area']);
  });
});

describe('a batch', () => {
  it.each<[BatchMove, BatchState[]]>([
    ['hand-out', ['allotted', 'handed-out']],
    ['count-back', ['handed-out', 'returned']],
    ['withdraw', ['allotted', 'handed-out', 'returned']],
    ['judge', ['returned']],
    ['close', ['allotted', 'handed-out', 'returned']],
    ['reopen', ['closed']],
  ])('takes %s in %j and in no other state', (move, states) => {
    const all: BatchState[] = ['allotted', 'handed-out', 'returned', 'closed'];
    expect(all.filter((state) => batchMay(state, move))).toEqual(states);
  });
});

/** "a1 r2 o3": accepted first, rejected as spoiled second, over the quota third; `w` waits, `v` void, `i` not back. */
function sheets(text: string): LedgerSheet[] {
  const kinds: Record<string, Pick<LedgerSheet, 'state' | 'reason'>> = {
    a: { state: 'accepted', reason: null },
    w: { state: 'returned', reason: null },
    r: { state: 'rejected', reason: 'spoiled' },
    o: { state: 'rejected', reason: 'over-quota' },
    v: { state: 'void', reason: null },
    i: { state: 'issued', reason: null },
  };
  return text.split(' ').map((one) => {
    const [kind = '', ...receipt] = one;
    const number = Number(receipt.join(''));
    const found = kinds[kind] ?? { state: 'issued', reason: null };
    return { serial: one, ...found, receipt: kind === 'i' ? null : number };
  });
}

const changed = (text: string, quota: number | null) =>
  quotaChanges(sheets(text), quota).map(({ serial, state }) => `${serial} ${state}`);

describe('the quota', () => {
  it.each([
    ['w1 w2 w3', null, []],
    ['w1 w2 w3', 3, []],
    ['w1 w2 w3', 2, ['w3 rejected']],
    ['a1 w2 w3 i4', 2, ['w3 rejected']],
    ['w3 w1 w2', 2, ['w3 rejected']],
    // One that was rejected or void takes no place: the next comes back by itself.
    ['r1 w2 o3 o4', 2, ['o3 returned']],
    ['v1 a2 o3', 2, ['o3 returned']],
    ['r1 r2 o3 o4 o5', 2, ['o3 returned', 'o4 returned']],
    ['w1 o2', null, ['o2 returned']],
  ])('of %s with %s stands by the order of receipt', (text, quota, expected) => {
    expect(changed(text, quota)).toEqual(expected);
  });

  it('lets the first so many by receipt stand, and finds nothing more to do after', () => {
    const kind = fc.constantFrom('w', 'r', 'o', 'v', 'i');
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1 }), fc.integer({ min: 1, max: 8 }), (kinds, quota) => {
        const before = sheets(kinds.map((one, i) => `${one}${i + 1}`).join(' '));
        const moved = new Map(quotaChanges(before, quota).map((sheet) => [sheet.serial, sheet]));
        const after = before.map((sheet) => moved.get(sheet.serial) ?? sheet);
        const compete = kinds.flatMap((one, i) => (one === 'w' || one === 'o' ? [`${one}${i + 1}`] : []));
        const inState = (reason: string | null, state: SheetState) =>
          after.filter((one) => one.reason === reason && one.state === state).map((one) => one.serial);
        expect(inState(null, 'returned')).toEqual(compete.slice(0, quota));
        expect(inState('over-quota', 'rejected')).toEqual(compete.slice(quota));
        expect(quotaChanges(after, quota)).toEqual([]);
      }),
    );
  });

  it('names the accepted sheet that would lie over it if a rejected one came back', () => {
    const all = sheets('r1 a2 a3 o4');
    const [first] = all;
    if (!first) throw new Error('no sheet');
    expect(displacedBy(first, all, 2)?.serial).toBe('a3');
    expect(displacedBy(first, all, 3)).toBeNull();
    expect(displacedBy(first, all, null)).toBeNull();
    // One that still waits makes room by itself.
    expect(displacedBy(first, sheets('r1 a2 w3'), 2)).toBeNull();
  });
});

const count = (state: SheetState, sheets: number, more: Partial<SheetCount> = {}): SheetCount => ({
  state,
  reason: null,
  back: ['returned', 'accepted', 'rejected'].includes(state),
  sheets,
  ...more,
});

/** Lai Châu 2020: 1,160 issued, 1,138 back, 1,135 accepted, 3 rejected over the number asked for. */
const LAI_CHAU = [
  count('accepted', 1135),
  count('rejected', 3, { reason: 'over-quota' }),
  count('issued', 22),
];
const BESIDE = { expected: 1138, keyed: 1135, conflicts: 0 };

describe('the control totals', () => {
  it('of a survey of 2020 agree', () => {
    const totals = controlTotals(LAI_CHAU, BESIDE);
    expect(totals).toMatchObject({ issued: 1160, counted: 1138, accepted: 1135, out: 22, waiting: 0 });
    expect(rejectedOf(totals)).toBe(3);
    expect(closingFaults(1160, totals)).toEqual([]);
  });

  it.each([
    ['the covering note', { ...BESIDE, expected: 1139 }, LAI_CHAU, 1160, ['not-counted 1138 1139']],
    ['no covering note', { ...BESIDE, expected: null }, LAI_CHAU, 1160, ['not-expected 0 1138']],
    [
      'a sheet that waits',
      BESIDE,
      [count('accepted', 1134), count('returned', 1), ...LAI_CHAU.slice(1)],
      1160,
      ['waiting 1 0'],
    ],
    ['a sheet that is nowhere', BESIDE, LAI_CHAU, 1161, ['not-issued 1160 1161']],
    [
      'a rejection for a reason that is none',
      BESIDE,
      [count('accepted', 1135), count('rejected', 3, { reason: 'lost' }), count('issued', 22)],
      1160,
      ['not-counted 1135 1138', 'not-issued 1157 1160'],
    ],
  ])('that are off by %s say so', (_, beside, counts, sheets, expected) => {
    const faults = closingFaults(sheets, controlTotals(counts, beside));
    expect(faults.map(({ code, is, should }) => `${code} ${is} ${should}`)).toEqual(expected);
  });

  it('tell a sheet void before it went out from one taken out of the count', () => {
    const totals = controlTotals([count('void', 2), count('void', 3, { back: true }), count('accepted', 5)], {
      expected: 8,
      keyed: 8,
      conflicts: 0,
    });
    expect(totals).toMatchObject({ withdrawn: 2, voided: 3, counted: 8, issued: 10 });
    expect(closingFaults(10, totals)).toEqual([]);
  });

  it('of a batch withdrawn whole need no covering note', () => {
    const totals = controlTotals([count('void', 10)], { expected: null, keyed: 0, conflicts: 0 });
    expect(closingFaults(10, totals)).toEqual([]);
  });

  it('have every sheet in one column', () => {
    const any = fc.record({
      state: fc.constantFrom(...STATES),
      reason: fc.constantFrom(...REJECT_REASONS),
      back: fc.boolean(),
      sheets: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const counts = given.map((one) => ({
          ...one,
          reason: one.state === 'rejected' ? one.reason : null,
          back: one.state === 'void' ? one.back : ['returned', 'accepted', 'rejected'].includes(one.state),
        }));
        const all = standingOf(counts);
        expect(all.issued).toBe(countedOf(all) + all.out + all.missing + all.withdrawn);
      }),
    );
  });
});

describe('the seal', () => {
  const sealed = (serial: string, more: Partial<SealedSheet> = {}): SealedSheet => ({
    serial,
    state: 'accepted',
    reason: null,
    response: ['2026-06-10', 1, 'TT-AN', 'citizen', 'paper', 'sheet', 0, 'counted', '55443'],
    ...more,
  });
  const batch = [
    sealed('000000'),
    sealed('000017'),
    sealed('000024', { state: 'rejected', reason: 'blank', response: null }),
  ];

  it('is of the sheets, not of the order in which they come', () => {
    expect(sealOf(batch.toReversed())).toEqual(sealOf(batch));
    expect(sealOf(batch).seal).toMatch(/^[0-9a-f]{64}$/);
    expect(unlikeSealed(batch, sealOf(batch).marks)).toEqual([]);
  });

  it.each<[string, Partial<SealedSheet>]>([
    ['state', { state: 'void' }],
    ['reason', { reason: 'spoiled' }],
    ['answers', { response: ['2026-06-10', 1, 'TT-AN', 'citizen', 'paper', 'sheet', 0, 'counted', '55444'] }],
    ['unit', { response: ['2026-06-10', 1, 'TT-BI', 'citizen', 'paper', 'sheet', 0, 'counted', '55443'] }],
    ['response', { response: null }],
  ])('breaks with another %s, and the sheet is named', (_, change) => {
    const { seal, marks } = sealOf(batch);
    const forged = batch.map((sheet) => (sheet.serial === '000017' ? { ...sheet, ...change } : sheet));
    expect(sealOf(forged).seal).not.toBe(seal);
    expect(unlikeSealed(forged, marks)).toEqual(['000017']);
  });

  it('breaks with one sheet more or less', () => {
    const { seal, marks } = sealOf(batch);
    expect(sealOf(batch.slice(1)).seal).not.toBe(seal);
    expect(unlikeSealed([...batch, sealed('000031')], marks)).toEqual(['000031']);
  });
});
