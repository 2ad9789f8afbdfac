/** A framework as a workbook and back, and what is told where the workbook is not as it was made. */

import { buffer } from 'node:stream/consumers';
import { describe, expect, it, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { wordsOf } from '../../client/words/words-of.ts';
import { checkFramework } from '../../server/core/check-framework.ts';
import type { Criterion, Framework } from '../../server/core/framework.ts';
import type { Rule } from '../../server/core/rule.ts';
import { CHOICES, frameworkSheet } from '../../server/framework-sheet.ts';
import { problemBody } from '../../server/http.ts';
import { Problem } from '../../server/problem.ts';
import { readFrameworkSheet } from '../../server/read-framework-sheet.ts';
import { type Cell, readWorkbook, type Sheet } from '../../server/read-workbook.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { sheetProblem } from '../../server/sheet-problem.ts';
import { criterion, framework } from './made-up.ts';

async function roundTrip(given: Framework): Promise<Framework> {
  const read = readFrameworkSheet(await readWorkbook(await frameworkSheet(given)));
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  return read.framework;
}

const frameworks = sampleFiles.frameworks.map((file) => {
  const checked = checkFramework(file);
  if (!checked.ok) throw new Error('a shipped framework has faults');
  return checked.framework;
});

const RULES: readonly Rule[] = [
  { kind: 'manual' },
  { kind: 'proportional', noCase: 'full-marks' },
  { kind: 'capped-ratio' },
  { kind: 'to-target', target: '50' },
  {
    kind: 'weighted-mix',
    parts: [
      { key: 'full', name: { vi: 'Đầy đủ', en: 'Full' }, weight: '1' },
      { key: 'half', name: { vi: 'Một phần; (nửa)' }, weight: '0.5' },
    ],
  },
  {
    kind: 'steps',
    on: 'percent',
    steps: [
      { from: '80', points: '1' },
      { from: '60', points: '0.50' },
    ],
  },
  { kind: 'steps', on: 'number', steps: [{ from: '1.5', points: '1' }], noCase: 'full-marks' },
  { kind: 'interpolated', low: { from: '60', points: '0.5' }, high: { from: '90', points: '1' } },
  { kind: 'count', least: '20' },
  { kind: 'against-last-year', better: 'lower' },
  { kind: 'all-or-nothing', noCase: 'full-marks' },
  { kind: 'external' },
];

const ruled = (rule: Rule, at: number): Criterion => criterion(`1.${at + 1}`, 'appraisal', '1', { rule });

/** Every kind of rule, codes up to 1.12, decimals a number cell would not keep, texts that look like formulas. */
const everyRule: Framework = framework(
  [
    criterion('1', 'group', '12', { name: { vi: '=TỔNG(A1)', en: '+1' } }),
    ...RULES.map(ruled),
    criterion('2', 'group', '3'),
    criterion('2.1', 'perception', '1.123456789012345678', {
      feed: {
        form: 'mini',
        questions: ['p1', 'p2'],
        items: 'mean-of-items',
        groups: [
          { code: 'citizen', weight: '0.7' },
          { code: 'organisation', weight: '0.30' },
        ],
      },
      evidence: { vi: 'Báo cáo\nhai dòng', en: 'Report' },
      agency: { vi: 'Sở Nội vụ' },
    }),
    criterion('2.2', 'satisfaction', '1.876543210987654322', {
      feed: { form: 'mini', questions: ['s1'], items: 'pooled', groups: [{ code: 'citizen' }] },
    }),
  ],
  { max: '15', bonusCap: '2.50', deductionCap: '1', leafRounding: { decimals: 4, kinds: ['appraisal'] } },
);

describe('a framework comes back from its workbook', () => {
  test.each(frameworks.map((one) => [one.id, one] as const))('%s', async (_id, one) => {
    expect(await roundTrip(one)).toEqual(one);
  });

  it('with every kind of rule, and every digit', async () => {
    expect(await roundTrip(everyRule)).toEqual(everyRule);
  });
});

/** The workbook with one cell of its first sheet as given in the markup of the file. */
async function withCell(file: Buffer, cell: string, markup: string): Promise<Buffer> {
  const zip = new ZipFile();
  const old = await fromBufferPromise(file);
  for await (const entry of old.eachEntry()) {
    const part = await buffer(await old.openReadStreamPromise(entry));
    const put = new RegExp(`<c r="${cell}"[^>]*>.*?</c>`);
    const isFirst = entry.fileName === 'xl/worksheets/sheet1.xml';
    zip.addBuffer(isFirst ? Buffer.from(part.toString().replace(put, markup)) : part, entry.fileName);
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** A workbook as somebody changed it: cells of the made one replaced by "Sheet!A1". */
async function changed(change: (sheets: { name: string; rows: Cell[][] }[]) => void): Promise<string[]> {
  const sheets = (await readWorkbook(await frameworkSheet(everyRule))).map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => [...row]),
  }));
  change(sheets);
  const read = readFrameworkSheet(sheets satisfies readonly Sheet[]);
  return read.ok ? [] : read.faults.map(({ path, code }) => `${path} ${code}`);
}

describe('a workbook with a changed structure', () => {
  const put = (at: number, row: number, column: number, cell: Cell) =>
    changed((sheets) => {
      const cells = sheets[at]?.rows[row];
      if (cells) cells[column] = cell;
    });

  it('tells a renamed sheet and what is there instead', async () => {
    expect(
      await changed((sheets) => {
        if (sheets[4]) sheets[4].name = 'Xep loai';
      }),
    ).toEqual(['Xếp loại missing-sheet']);
  });

  it('tells a renamed column both ways, and one that stands there twice', async () => {
    expect(await put(0, 0, 5, 'Điểm')).toEqual(['Tiêu chí!F1 unknown-column', 'Tiêu chí!1 missing-column']);
    expect(await put(4, 0, 1, 'Tên')).toEqual(['Xếp loại!B1 column-twice', 'Xếp loại!1 missing-column']);
  });

  it('tells a row above the headings once, and that a sheet has none', async () => {
    const titled = await changed((sheets) => {
      sheets[0]?.rows.unshift(['BỘ TIÊU CHÍ NĂM 2027']);
    });
    expect(titled).toEqual(['Tiêu chí!1 headings-below']);
    expect(
      await changed((sheets) => {
        if (sheets[4]) sheets[4].rows = [['x', 'y']];
      }),
    ).toEqual(['Xếp loại!1 no-headings']);
  });

  it('tells a note beside the columns, which would be lost', async () => {
    expect(await put(0, 4, 16, 'Sở xem lại dòng này')).toEqual(['Tiêu chí!Q5 no-heading']);
  });

  it('tells a cell whose formula fails: it is not blank', async () => {
    expect(await put(0, 2, 5, { odd: 'error' })).toEqual(['Tiêu chí!F3 error-in-cell']);
    const file = await frameworkSheet(everyRule);
    const failing = await withCell(file, 'F3', '<c r="F3" t="e"><f>1/0</f><v>#DIV/0!</v></c>');
    const [criteria, ...others] = await readWorkbook(failing);
    expect(criteria?.rows[2]?.[5]).toEqual({ odd: 'error' });
    const [, ...unchanged] = await readWorkbook(file);
    expect(others).toEqual(unchanged);
  });

  it('is told in the reader’s language, with the name of the column', () => {
    const told = (sheets: readonly Sheet[]) => {
      const read = readFrameworkSheet(sheets);
      return (['vi', 'en'] as const).map((lang) =>
        read.ok ? '' : problemBody(sheetProblem(read.faults), lang).errors[0]?.sentence,
      );
    };
    const only = [{ name: 'Sheet1', rows: [] }];
    expect(told(only)).toEqual([
      'tệp không có trang “Tiêu chí”, chỉ có: Sheet1; hãy giữ nguyên tên các trang như tệp tải về',
      'the file has no sheet “Tiêu chí”, only: Sheet1; keep the names of the sheets as they were downloaded',
    ]);
  });

  it('says no fault in English only', async () => {
    const { sheets } = wordsOf('vi').staff;
    const codes = await Promise.all([
      put(0, 0, 5, 'Điểm'),
      put(0, 2, 4, 'tự chấm'),
      put(0, 2, 4, null),
      put(0, 2, 5, 'một'),
      put(0, 9, 6, CHOICES.rule.interpolated),
      put(1, 1, 0, '9.9'),
      put(5, 1, 0, 'Ma'),
    ]);
    for (const code of codes.flat().map((one) => one.split(' ').at(-1)))
      expect(Object.keys(sheets)).toContain(`sheet-${code}`);
    expect(new Set(codes.flat()).size).toBeGreaterThan(7);
  });

  it('reads columns in another order', async () => {
    const swapped = await changed((sheets) => {
      for (const row of sheets[4]?.rows ?? []) row.reverse();
    });
    expect(swapped).toEqual([]);
  });

  it('tells cells that hold something else', async () => {
    expect(await put(0, 2, 4, 'tự chấm')).toEqual(['Tiêu chí!E3 not-a-choice']);
    expect(await put(0, 2, 5, 'một')).toEqual(['Tiêu chí!F3 not-decimal']);
    expect(await put(0, 2, 5, { number: '-1' })).toEqual(['Tiêu chí!F3 not-decimal']);
    expect(await put(0, 2, 0, { odd: 'date' })).toContain('Tiêu chí!A3 date-in-cell');
    expect(await put(1, 1, 0, '9.9')).toContain('Mức điểm!A2 unknown-criterion');
    expect(await put(5, 1, 0, 'Ma')).toEqual(['Cài đặt!A2 unknown-setting', 'Cài đặt missing-setting']);
  });

  it('takes no code from a number cell, where 1.10 is 1.1, but for whole numbers', async () => {
    expect(await put(0, 10, 0, { number: '1.1' })).toContain('Tiêu chí!A11 code-is-a-number');
    expect(await put(0, 1, 0, { number: '1' })).toEqual([]);
  });

  it('takes a number as it is shown, without the dust of binary sums', async () => {
    const read = async (cell: Cell) => {
      const sheets = (await readWorkbook(await frameworkSheet(everyRule))).map(({ name, rows }) => ({
        name,
        rows: rows.map((row) => [...row]),
      }));
      const cells = sheets[0]?.rows[2];
      if (cells) cells[5] = cell;
      const back = readFrameworkSheet(sheets);
      return back.ok ? back.framework.criteria[1]?.max : back.faults[0]?.code;
    };
    expect(await read({ number: '0.30000000000000004' })).toBe('0.3');
    expect(await read({ number: '8.4000000000000004' })).toBe('8.4');
    expect(await read({ number: '1.0000000000000001E-2' })).toBe('0.01');
    expect(await read({ number: '1E3' })).toBe('1000');
    expect(await read({ number: '0' })).toBe('0');
    expect(await read('1,5')).toBe('1.5');
    expect(await read('1.135')).toBe('ambiguous-number');
    expect(await read({ number: '1.135' })).toBe('1.135');
  });
});

describe('a file that is no workbook', () => {
  const refusal = async (file: Buffer) => {
    const error: unknown = await readWorkbook(file).catch((thrown: unknown) => thrown);
    return error instanceof Problem ? [error.code, error.places[0]?.code] : error;
  };

  it('is told by what it is', async () => {
    expect(await refusal(Buffer.from('mã;tên\n1;A'))).toEqual(['file-unreadable', 'not-a-workbook']);
    expect(await refusal(Buffer.alloc(0))).toEqual(['file-unreadable', 'not-a-workbook']);
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
    expect(await refusal(old)).toEqual(['file-unreadable', 'old-or-locked-workbook']);
    const whole = await frameworkSheet(everyRule);
    expect(await refusal(whole.subarray(0, whole.length - 100))).toEqual([
      'file-unreadable',
      'not-a-workbook',
    ]);
  });

  it('is not unpacked when it would swell', async () => {
    const cell = (at: number) => ({ value: `${at}${'a'.repeat(30_000)}`, type: String });
    const bomb = await writeXlsx(Array.from({ length: 400 }, (_, at) => [cell(at)])).toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    expect(await refusal(bomb).then(String)).toBe('file-unreadable,workbook-too-large');
  });
});
