/** The screens of paper sheets without a browser: the next step of a batch, its bar, a correction as it is typed, files. */
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Reconciliation, SheetBatch } from '../../client/staff/api.ts';
import { BatchBar } from '../../client/staff/batch-bar.tsx';
import { barOf, stepWords } from '../../client/staff/batch-step.ts';
import { correctionOf, keyOf, keysOf } from '../../client/staff/correction.ts';
import { serialDigits } from '../../client/staff/find-sheet.tsx';
import { reconciliationCsv } from '../../client/staff/reconciliation-section.tsx';
import { shareOf } from '../../client/staff/share-input.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { tags, textOf } from './markup.ts';

const NONE = { 'over-quota': 0, blank: 0, spoiled: 0, 'wrong-group': 0, duplicate: 0, 'outside-area': 0 };

const totals = (more: Partial<SheetBatch['totals']> = {}): SheetBatch['totals'] => ({
  ...{ issued: 10, out: 10, waiting: 0, accepted: 0, rejected: NONE, voided: 0, withdrawn: 0, missing: 0 },
  ...{ expected: null, counted: 0, keyed: 0, conflicts: 0 },
  ...more,
});

const batch = (more: Partial<SheetBatch>): SheetBatch => ({
  ...{ number: 14, survey: 's', postOffice: 'BD', unit: 'AN', respondentGroup: 'g', formVersion: 1 },
  ...{ sheets: 10, quota: null, state: 'allotted', allottedOn: '2026-06-01' },
  ...{ handedOutOn: null, returnedOn: null, closedAt: null, totals: totals(), faults: [] },
  ...more,
});

describe('what is to be done next', () => {
  const back = { out: 1, counted: 9, expected: 9 };
  const waiting = { code: 'waiting', is: 1, should: 0 } as const;
  it.each<[string, Partial<SheetBatch>]>([
    ['In và giao lô', {}],
    ['Đếm phiếu về', { state: 'handed-out' }],
    ['Nhập số theo giấy giao nhận', { state: 'returned', totals: totals({ counted: 3 }) }],
    ['Đếm tiếp 6 phiếu', { state: 'returned', totals: totals({ counted: 3, expected: 9 }) }],
    ['Xử lý 2 phiếu lệch', { state: 'returned', totals: totals({ ...back, waiting: 5, conflicts: 2 }) }],
    ['Chờ nhập 5 phiếu', { state: 'returned', totals: totals({ ...back, waiting: 5 }), faults: [waiting] }],
    ['Chốt lô', { state: 'returned', totals: totals({ ...back, accepted: 9 }) }],
    ['Xem chỗ chưa khớp', { state: 'returned', totals: totals({ ...back, accepted: 9 }), faults: [waiting] }],
    ['Chốt lô', { totals: totals({ out: 0, withdrawn: 10 }) }],
    ['Xem lô', { state: 'closed', totals: totals({ out: 0, accepted: 9, missing: 1 }) }],
  ])('is said by a button: %s', (words, more) => {
    expect(stepWords(batch(more), wordsOf('vi'))).toBe(words);
  });
});

describe('the bar of a batch', () => {
  it('fills by parts, in their order, and leaves what is still out blank', () => {
    const given = totals({ out: 2, accepted: 5, rejected: { ...NONE, spoiled: 1 }, waiting: 1, missing: 1 });
    expect(barOf(given)).toEqual([
      { kind: 'accepted', from: '0.00', width: '50.00' },
      { kind: 'rejected', from: '50.00', width: '10.00' },
      { kind: 'waiting', from: '60.00', width: '10.00' },
      { kind: 'gone', from: '70.00', width: '10.00' },
    ]);
    const html = renderToString(<BatchBar totals={{ ...given, counted: 7 }} />);
    expect(textOf(html)).toBe('7/10 về · 5 được nhận');
    expect(tags(html, 'svg')[0]).toContain('aria-hidden="true"');
    expect(html).not.toContain('style=');
  });
});

describe('a serial as it is typed', () => {
  it.each([
    ['004 217', '004217'],
    ['004217\n', '004217'],
    [' 00 42-17', '004217'],
    ['004217999', '004217'],
    ['12a', '12'],
  ])('%j is %s', (text, digits) => expect(serialDigits(text)).toBe(digits));
});

describe('a share as it is typed', () => {
  it.each([
    ['100', '1'],
    ['0', '0'],
    ['12,5', '0.125'],
    ['12.5', '0.125'],
    ['10 %', '0.1'],
    ['1', '0.01'],
    ['0,25', '0.0025'],
    ['101', '1.01'],
  ])('%s becomes %s', (typed, share) => expect(shareOf(typed)).toBe(share));

  it('is left for the server to refuse where it is no number', () => {
    for (const wrong of ['abc', '-5', '1e2', '12,345', ''])
      expect(shareOf(wrong)).not.toMatch(/^\d+(\.\d+)?$/);
  });

  it('comes back as it went, for every percent of the screen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (parts) => {
        const text = `${Math.trunc(parts / 100)},${String(parts % 100).padStart(2, '0')}`;
        expect(Number(shareOf(text))).toBeCloseTo(parts / 10_000, 10);
      }),
    );
  });
});

describe('a correction', () => {
  const standing = { item: 4, grade: 2, done: 2, other: 10, why: [20, 35], days: '2.5' };
  const trail = { form: smallForm, units: [], answers: standing };
  const texts = (typed: Record<string, string>) =>
    Object.fromEntries(correctionOf(trail, typed).fields.map((one) => [keyOf(one.field).trim(), one.text]));

  it('begins with what counts, as a clerk would key it', () => {
    expect(texts({})).toEqual({ item: '4', grade: '2', done: '2', other: '10', why: '20 35', days: '2,5' });
    expect(correctionOf(trail, {})).toMatchObject({ changed: false, answers: standing });
    expect([keysOf(null), keysOf(undefined), keysOf([1, 3]), keysOf('-1.5')]).toEqual([
      '-',
      '-',
      '1 3',
      '-1,5',
    ]);
  });

  it('asks what the answers before ask, and leaves out the rest', () => {
    const now = correctionOf(trail, { 'done ': '1' });
    expect(now.fields.map((one) => one.field.question.key)).toEqual(['item', 'grade', 'done', 'days']);
    expect(now).toMatchObject({ changed: true, answers: { item: 4, grade: 2, done: 1, days: '2.5' } });
  });

  it('takes blank and unreadable, and no code that the scale has not', () => {
    expect(correctionOf(trail, { 'item ': '-', 'grade ': '*' }).answers).toMatchObject({
      item: null,
      grade: null,
    });
    const wrong = correctionOf(trail, { 'item ': '7' });
    expect(wrong.answers).toBeNull();
    expect(wrong.fields[0]?.value).toBeUndefined();
  });
});

describe('both ledgers as a file', () => {
  const data: Reconciliation = {
    survey: { id: 's', title: { vi: 'Khảo sát' }, acceptsUntil: '2026-07-14', sample: false },
    names: [{ code: 'AN', name: { vi: 'Sở An' } }],
    units: [
      {
        unit: 'AN',
        tokens: { issued: 9, used: 4, expired: 1, void: 2, unused: 2 },
        sheets: {
          ...totals({ out: 1, accepted: 6, missing: 1 }),
          rejected: { ...NONE, blank: 2 },
          returned: 8,
        },
        answers: { web: 4, kiosk: 3, paper: 6 },
        late: 0,
        faults: [{ what: 'accepted', day: null, ledger: 6, found: 5 }],
      },
    ],
  };

  it('have a row for every unit, and a column for every place of a sheet', () => {
    const [head = '', row] = reconciliationCsv(data, 'vi').replace('\ufeff', '').split('\r\n');
    expect(head.split(',').slice(0, 5)).toEqual([
      ...['Mã đơn vị', 'Đơn vị', 'Đối chiếu', 'Mã phiếu: Đã cấp', 'Mã phiếu: Đã dùng'],
    ]);
    expect(head).toContain('bị loại: phiếu trắng');
    expect(row).toBe('AN,Sở An,lệch,9,4,1,2,2,10,6,2,0,1,1,0,4,3,6,0,2,0,0,0,0');
    expect(head.split(',')).toHaveLength((row ?? '').split(',').length);
  });
});
