/** A CSV that another program reads back to the same values; without a database. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvBytes } from '../../server/exports/csv-bytes.ts';
import { type Cell, type Column, type Row, tableOf } from '../../server/exports/export-table.ts';
import { recordsOf } from '../../server/exports/result-files.ts';

const COLUMNS: readonly Column[] = [
  { name: 'chữ', holds: 'word' },
  { name: 'số', holds: 'number' },
];

async function written(rows: readonly Row[], mark = false): Promise<string> {
  const parts: Buffer[] = [];
  let told = 0;
  const tell = (more: number) => {
    told += more;
  };
  for await (const part of csvBytes(tableOf(COLUMNS, rows), { mark }, tell)) parts.push(part);
  expect(told).toBe(rows.length);
  return Buffer.concat(parts).toString('utf8');
}

test('the bytes: CRLF, quotes where they must be, the mark where it is asked for', async () => {
  const rows: Row[] = [
    ['Sở "A", B', 1],
    ['hai\r\ndòng', null],
  ];
  expect(await written(rows)).toBe('chữ,số\r\n"Sở ""A"", B",1\r\n"hai\r\ndòng",\r\n');
  expect((await written([], true)).startsWith('\ufeffchữ,số\r\n')).toBe(true);
});

test('formulas are defused in words, numbers stay numbers', async () => {
  const [, ...rows] = parse(
    await written([
      ['=HYPERLINK("x")', '-5'],
      ['-5', -5],
      ['TT-AN', '.'],
    ]),
  ) as string[][];
  expect(rows).toEqual([
    [`'=HYPERLINK("x")`, '-5'],
    ["'-5", '-5'],
    ['TT-AN', '.'],
  ]);
});

/** What a cell reads back to: the apostrophe in front of what looked like a formula taken off. */
const back = (text: string, given: Cell) =>
  typeof given === 'string' && text === `'${given}` ? given : text;

test('any words and numbers come back as they were', async () => {
  const word = fc
    .string({ unit: 'grapheme' })
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''));
  const row = fc.tuple(word, fc.oneof(fc.integer(), fc.constant(null)));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const text = await written(rows);
      const [, ...read] = parse(text) as string[][];
      expect(read.map(([words = '', number], at) => [back(words, rows[at]?.[0] ?? null), number])).toEqual(
        rows.map(([words, number]) => [words, number === null ? '' : String(number)]),
      );
      expect(recordsOf(text)).toBe(rows.length + 1);
    }),
  );
});
