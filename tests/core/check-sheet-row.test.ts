import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, type FileRow, type FileSheet, readSheetRow } from '../../server/core/check-sheet-row.ts';
import { columnsOf, formOfHeadings, placeColumns } from '../../server/core/sheet-columns.ts';
import { levelsOf } from '../../survey-forms/form.ts';
import {
  checkKeyed,
  type KeyedAnswers,
  type KeyedValue,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import { SERIALS, serialOf } from '../../survey-forms/serial.ts';
import { matrixForm, smallForm } from '../survey-forms/small-form.ts';

const columns = columnsOf(smallForm, []);
const [SERIAL = ''] = columns.headings;

/** A row by its headings; what is not named is empty. */
const row = (cells: Record<string, string>, of = columns): FileRow => {
  const all: Record<string, string> = { [of.headings[0] ?? '']: serialOf(4217), ...cells };
  return { row: 2, cells: of.headings.map((heading) => all[heading] ?? '') };
};
const faultsOf = (cells: Record<string, string>) =>
  readSheetRow(columns, row(cells)).faults.map(({ column, code, limit }) =>
    [column, code, limit ?? ''].join(' ').trim(),
  );

describe('the columns of a file', () => {
  it('are the serial with the version, every field in the order of the paper, and free text', () => {
    expect(columns.headings).toEqual([
      'serial (small v3)',
      'item',
      'grade',
      'done',
      'other',
      'why',
      'days',
      'remark',
    ]);
    expect(columnsOf(matrixForm, ['A', 'B']).headings).toEqual([
      'serial (rating v3)',
      'm1@A',
      'm2@A',
      'm1@B',
      'm2@B',
      'remark',
    ]);
  });

  it('name form and version, wherever they stand and however letters are put together', () => {
    expect(formOfHeadings(['item', ' serial (small v3) '])).toEqual({ form: 'small', version: 3 });
    expect(formOfHeadings(['serial', 'item'])).toBeNull();
    expect(formOfHeadings(['serial (small 3)'])).toBeNull();
    const unit = 'ĐÔNG-Ệ';
    const matrix = columnsOf(matrixForm, [unit]);
    expect(
      placeColumns(
        matrix,
        matrix.headings.map((one) => one.normalize('NFD')),
      ),
    ).toMatchObject({ ok: true });
  });

  it('may stand in any order; what is missing, unknown or there twice is named', () => {
    const given = [...columns.headings].reverse();
    expect(placeColumns(columns, [...given, '', '#fault'])).toEqual({
      ok: true,
      places: [7, 6, 5, 4, 3, 2, 1, 0],
    });
    expect(placeColumns(columns, [...given.filter((one) => one !== 'why'), 'item', 'wy'])).toEqual({
      ok: false,
      faults: [
        { column: 'item', code: 'column-twice' },
        { column: 'wy', code: 'unknown-column' },
        { column: 'why', code: 'missing-column' },
      ],
    });
  });
});

describe('a row', () => {
  it('keeps a value, a blank and what cannot be read apart', () => {
    const read = readSheetRow(
      columns,
      row({ item: '5', grade: '?', done: '', days: '2,5', remark: ' rất tốt '.slice(0, 6) }),
    );
    expect(read.sheet).toEqual({
      serial: serialOf(4217),
      answers: { item: 5, grade: '?', done: null, days: '2.5' },
      comments: { remark: 'rất t' },
    });
  });

  it('takes codes of several choices with spaces or semicolons, and knows none from blank', () => {
    const why = (cell: string) =>
      readSheetRow(columns, row({ done: '2', other: '10', why: cell })).sheet?.answers.why;
    expect(why('20 10')).toEqual([10, 20]);
    expect(why('35; 10;20')).toEqual([10, 20, 35]);
    expect(why('0')).toEqual([]);
    expect(why('')).toBeNull();
    expect(why('?')).toBe('?');
  });

  it('reads point and comma alike before decimals, and guesses nothing', () => {
    const days = (cell: string) => readSheetRow(columns, row({ days: cell })).sheet?.answers.days;
    expect([days('2.5'), days('2,5'), days(' -1 '), days('30')]).toEqual(['2.5', '2.5', '-1', '30']);
    for (const cell of ['1.234,5', '1,234.5', '1 234', '2.', ',5', '1e1', '2,5,1'])
      expect(faultsOf({ days: cell })).toEqual(['days not-a-number']);
    expect(faultsOf({ days: '1,25' })).toEqual(['days too-many-decimals 1']);
    expect(faultsOf({ days: '31' })).toEqual(['days too-large 30.5']);
    expect(faultsOf({ days: '-1,5' })).toEqual(['days too-small -1']);
  });

  it.each([
    ['', 'serial-missing'],
    ['004271', 'wrong-check-digit'],
    ['12', 'wrong-check-digit'],
    ['abc', 'wrong-check-digit'],
    [`${serialOf(4217)}0`, 'wrong-check-digit'],
  ])('with the serial "%s" is told: %s', (serial, code) => {
    expect(faultsOf({ [SERIAL]: serial })).toEqual([`${SERIAL} ${code}`]);
  });

  it('gets back the zeros that a spreadsheet took off its serial, and the space of print goes', () => {
    const serial = serialOf(42);
    for (const cell of [serial, String(Number(serial)), `${serial.slice(0, 3)} ${serial.slice(3)}`])
      expect(readSheetRow(columns, row({ [SERIAL]: cell })).serial).toBe(serial);
  });

  it('has each fault told once, at its cell, with what would fit', () => {
    expect(faultsOf({ item: '6', grade: 'tốt', days: 'x', remark: 'quá dài' })).toEqual([
      'item not-in-scale 1 2 3 4 5',
      'grade not-in-scale 1 2 9',
      'days not-a-number',
      'remark too-long 5',
    ]);
    expect(faultsOf({ done: '2', other: '10', why: '10 10' })).toEqual(['why wrong-type']);
    expect(faultsOf({ done: '2', other: '10', why: '10,20' })).toEqual(['why not-in-scale 10 20 35']);
    expect(faultsOf({ item: '4.5' })).toEqual(['item not-in-scale 1 2 3 4 5']);
    expect(faultsOf({ remark: 'a\ud800b' })).toEqual(['remark wrong-type']);
  });

  it('is blamed for what is not asked only when the answers before it are sound', () => {
    expect(faultsOf({ done: '1', other: '10', why: '10' })).toEqual(['other not-asked', 'why not-asked']);
    expect(faultsOf({ done: '7', other: '10', why: '10' })).toEqual(['done not-in-scale 1 2']);
    expect(faultsOf({ done: '2', other: 'x', why: '10' })).toEqual(['other not-in-scale 10 20 35']);
    expect(faultsOf({ [SERIAL]: '', done: '1', other: '10' })).toEqual([
      `${SERIAL} serial-missing`,
      'other not-asked',
    ]);
  });

  it('that is out of step is told once, not cell by cell', () => {
    const shifted = { row: 9, cells: ['5', serialOf(1), 'x'], odd: [[0, 'cells-missing']] } as const;
    expect(readSheetRow(columns, shifted)).toEqual({
      serial: '',
      sheet: null,
      faults: [{ column: SERIAL, code: 'cells-missing' }],
    });
  });

  it('with a date or a failed calculation says so instead of guessing its value', () => {
    const odd: FileRow = {
      ...row({ grade: '45000' }),
      odd: [
        [2, 'date-in-cell'],
        [0, 'error-in-cell'],
      ],
    };
    expect(readSheetRow(columns, odd).faults).toEqual([
      { column: SERIAL, code: 'error-in-cell' },
      { column: 'grade', code: 'date-in-cell' },
    ]);
  });

  it('of a matrix has a column a unit', () => {
    const matrix = columnsOf(matrixForm, ['A', 'B']);
    const read = readSheetRow(matrix, row({ 'm1@A': '1', 'm2@B': '?', 'm1@B': '3' }, matrix));
    expect(read.faults).toEqual([{ column: 'm1@B', code: 'not-in-scale', limit: '1 2 9' }]);
    expect(readSheetRow(matrix, row({ 'm1@A': '1', 'm2@B': '?' }, matrix)).sheet?.answers).toEqual({
      m1: { A: 1, B: null },
      m2: { A: null, B: '?' },
    });
  });

  it('written from any sheet is read back as the same sheet', () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        expect(readSheetRow(columns, { row: 2, cells: cellsOf(columns, sheet) })).toEqual({
          serial: sheet.serial,
          sheet,
          faults: [],
        });
      }),
    );
  });
});

const blankOr = (value: fc.Arbitrary<KeyedValue>) =>
  fc.oneof({ weight: 3, arbitrary: value }, fc.constant(null), fc.constant('?' as const));

/** Sheets of the small form: values of every kind, whatever is not asked left out. */
const anySheet: fc.Arbitrary<FileSheet> = fc
  .record({
    number: fc.nat(SERIALS - 1),
    values: fc.tuple(
      ...columns.fields.map(({ question }) => {
        if (question.kind === 'number')
          return blankOr(fc.integer({ min: -10, max: 305 }).map((tenths) => String(tenths / 10)));
        if (question.kind === 'text') return fc.constant(null);
        const codes = levelsOf(smallForm, question).map(({ code }) => code);
        return blankOr(question.kind === 'multi' ? fc.subarray(codes) : fc.constantFrom(...codes));
      }),
    ),
    remark: fc.constantFrom('', 'tốt', '=1+1', "'x", '"a;b"'),
  })
  .map(({ number, values, remark }) => {
    const given = columns.fields.reduce<KeyedAnswers>((keyed, field, i) => {
      const next = withValue(keyed, field, (values[i] ?? null) as KeyedValue);
      return checkKeyed(smallForm, whole(next), []).ok ? next : keyed;
    }, {});
    return { serial: serialOf(number), answers: whole(given), comments: remark === '' ? {} : { remark } };
  });

/** With a blank for every field that is asked and has no value. */
function whole(keyed: KeyedAnswers): KeyedAnswers {
  const read = readSheetRow(columns, {
    row: 2,
    cells: cellsOf(columns, { serial: serialOf(0), answers: keyed, comments: {} }),
  });
  return read.sheet?.answers ?? keyed;
}
