/** Files as they come from spreadsheets and from whoever wishes ill: what is read, and what is refused where. */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { columnsOf } from '../../server/core/sheet-columns.ts';
import { Problem } from '../../server/problem.ts';
import { readCsv } from '../../server/sheet-import/read-csv.ts';
import { readXlsx } from '../../server/sheet-import/read-xlsx.ts';
import type { RawRow } from '../../server/sheet-import/unreadable.ts';
import { templateXlsx } from '../../server/sheet-import/write-sheet-file.ts';
import { textRows, workbookParts, type ZipPart, zipOf } from '../help/sheet-files.ts';
import { matrixForm, smallForm } from '../survey-forms/small-form.ts';

async function* bytes(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function all(rows: AsyncIterable<RawRow>): Promise<RawRow[]> {
  const read: RawRow[] = [];
  for await (const row of rows) read.push(row);
  return read;
}

const csvRows = (...pieces: (string | Uint8Array)[]) => all(readCsv(bytes(...pieces)));
const cellsOf = (rows: readonly RawRow[]) => rows.map(({ cells }) => cells);

/** Field and code of the problem it ends with. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('it was read');
  return `${error.code} ${error.places.map(({ field, code }) => `${field} ${code}`).join(', ')}`;
}

describe('CSV', () => {
  it.each([
    ['comma', 'a,b\r\n1,"2,5"\r\n'],
    ['semicolon', 'a;b\n1;2,5\n'],
    ['tab', 'a\tb\n1\t2,5\n'],
    ['mark before the text', '\ufeffa,b\n1,"2,5"\n'],
    ['no line end at the end', 'a,b\n1,"2,5"'],
    ['line ends of two machines', 'a,b\r\n\n1,"2,5"\n'],
    ['line ends of an old Mac', 'a,b\r1,"2,5"\r'],
  ])('is read whatever parts its cells and lines: %s', async (_, text) => {
    expect(cellsOf(await csvRows(text))).toEqual([
      ['a', 'b'],
      ['1', '2,5'],
    ]);
  });

  it('numbers rows as a spreadsheet does: a line break inside quotes is none, an empty row counts', async () => {
    const rows = await csvRows('a,b\n1,"one\ntwo"\n\n,\n2,x\n');
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 5]);
    expect(rows[1]?.cells[1]).toBe('one\ntwo');
  });

  it('puts letters together that are cut between two pieces', async () => {
    const text = Buffer.from('a,b\n1,Hài lòng ệ\n');
    for (let cut = 1; cut < text.length; cut += 1)
      expect((await csvRows(text.subarray(0, cut), text.subarray(cut)))[1]?.cells[1]).toBe('Hài lòng ệ');
  });

  it('loses no sign in a long text, wherever it is cut', async () => {
    const text = `${'x'.repeat(3)}${'😀ệ'.repeat(20_000)}`;
    expect((await csvRows('a,b\n1,', text, '\n'))[1]?.cells[1]).toBe(text);
  });

  it.each([
    ['not UTF-8', [Buffer.from('a,b\n1,x\n2,\xe9\n3,y\n', 'latin1')], 'row 3 not-utf-8'],
    ['UTF-16', [Buffer.from('\ufeffa,b\n', 'utf16le')], 'row 1 not-utf-8'],
    ['cut off within a letter', [Buffer.from('a,b\n1,é').subarray(0, -1)], 'row 2 not-utf-8'],
    ['not UTF-8 in a later piece', ['a,b\n1,x\n', Buffer.from('2,y\n3,\xff\n', 'latin1')], 'row 4 not-utf-8'],
    ['zero byte', ['a,b\n1,x\n2,\0\n'], 'row 3 zero-byte'],
    ['quote left open', ['a,b\n1,x\n2,"y\n3,z\n'], 'row 3 open-quote'],
    ['quote in the middle', ['a,b\n1,x\n2,"y"z\n'], 'row 3 open-quote'],
  ] as const)('is refused with its line: %s', async (_, pieces, said) => {
    expect(await refusal(csvRows(...pieces))).toBe(`file-unreadable ${said}`);
  });

  it('holds no more than a row of a quote that never ends', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n1,"');
      for (; sent < 2000; sent += 1) yield Buffer.alloc(64 * 1024, 'x');
    }
    expect(await refusal(all(readCsv(endless())))).toBe('file-unreadable row 2 open-quote');
    expect(sent).toBeLessThan(200);
  });

  it('ends its source when nobody reads on', async () => {
    let ended = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (let i = 0; i < 100_000; i += 1) yield Buffer.from(`${i},x\n`.repeat(1000));
      } finally {
        ended = true;
      }
    }
    for await (const { row } of readCsv(source())) if (row > 10) break;
    for (let i = 0; i < 50 && !ended; i += 1) await setTimeout(20);
    expect(ended).toBe(true);
  });
});

const workbook = (xml: string, more: readonly ZipPart[] = []) => zipOf(workbookParts([{ xml }], more));
const xlsxRows = async (file: Buffer) => all(await readXlsx(file));
const cell = (ref: string, value: string, attributes = '') =>
  `<c r="${ref}" ${attributes}><v>${value}</v></c>`;

describe('XLSX', () => {
  it('is read as another program wrote it, texts and numbers alike', async () => {
    const file = await writeExcelFile([
      {
        data: [
          ['serial', 'số', 'chữ'],
          [{ value: '004217', type: String }, 2.2, 'Hài lòng & <b>'],
          [123456, null, null],
        ],
        sheet: 'Phiếu',
      },
    ]).toBuffer();
    expect(await xlsxRows(file)).toEqual([
      { row: 1, cells: ['serial', 'số', 'chữ'] },
      { row: 2, cells: ['004217', '2.2', 'Hài lòng & <b>'] },
      { row: 3, cells: ['123456'] },
    ]);
  });

  it('says of our template what another reader says', async () => {
    const columns = columnsOf(smallForm, []);
    const file = await templateXlsx(columns, new Map(), 'vi');
    expect((await xlsxRows(file))[0]?.cells).toEqual(columns.headings);
    const [answers, codes] = await readExcelFile(file);
    expect(answers?.data[0]).toEqual([...columns.headings]);
    expect(codes?.sheet).toBe('Bảng mã');
    expect(codes?.data).toContainEqual(['why', 'Lý do', '10', 'Mức 10']);
    expect(codes?.data).toContainEqual([null, null, '20', 'Mức 20']);
    expect(codes?.data).toContainEqual(['days', 'Số ngày', null, 'số, từ -1 đến 30.5']);
  });

  it('names units in the template of a matrix', async () => {
    const columns = columnsOf(matrixForm, ['LC-01', 'LC-02']);
    const names = new Map([['LC-01', { vi: 'Sở Một' }]]);
    const [answers, codes] = await readExcelFile(await templateXlsx(columns, names, 'vi'));
    expect(answers?.data[0]).toEqual([
      'serial (rating v3)',
      'm1@LC-01',
      'm2@LC-01',
      'm1@LC-02',
      'm2@LC-02',
      'remark',
    ]);
    expect(codes?.data).toContainEqual(['m1@…', 'Tham mưu', '1', 'Mức 1']);
    expect(codes?.data).toContainEqual(['…@LC-01', 'Sở Một', null, null]);
  });

  it('takes shared and inline texts, prefixes, escapes, gaps, and rows out of count', async () => {
    const strings =
      '<sst><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space="preserve"> c</t></r><rPh><t>no</t></rPh></si><si><t>x_x000D_&#233;&#x41;</t></si></sst>';
    const xml =
      '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><c r="C1" t="s"><v>1</v></c></x:row>' +
      '<!-- nothing --><row r="7"><c r="B7" t="inlineStr"><is><t><![CDATA[<i>]]></t></is></c><c t="s"><v>2</v></c><c r="D7" s="0"/></row>';
    expect(await xlsxRows(workbook(xml, [{ name: 'xl/sharedStrings.xml', data: strings }]))).toEqual([
      { row: 1, cells: ['a', '', 'b c'] },
      { row: 7, cells: ['', '<i>', 'x\réA'] },
    ]);
  });

  it('reads the first sheet that is seen, and none that is hidden', async () => {
    const sheets = [
      { xml: textRows([['hidden']]), state: 'hidden' },
      { xml: textRows([['very']]), state: 'veryHidden' },
      { xml: textRows([['seen']]) },
      { xml: textRows([['later']]) },
    ] as const;
    expect(cellsOf(await xlsxRows(zipOf(workbookParts(sheets))))).toEqual([['seen']]);
    expect(await refusal(xlsxRows(zipOf(workbookParts(sheets.slice(0, 2)))))).toBe(
      'file-unreadable file empty-file',
    );
  });

  it('tells dates, failed calculations and yes/no from numbers and texts', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0&quot;d&quot;"/><numFmt numFmtId="165" formatCode="[Red]dd/mm"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
    const xml =
      `<row r="1">${cell('A1', '1')}${cell('B1', '2')}${cell('C1', '3')}${cell('D1', '4')}${cell('E1', '5')}${cell('F1', '6')}</row>` +
      `<row r="2">${cell('A2', '5', 's="0"')}${cell('B2', '45000', 's="1"')}${cell('C2', '5', 's="2"')}${cell('D2', '5', 's="3"')}${cell('E2', '#REF!', 't="e"')}${cell('F2', '1', 't="b"')}</row>`;
    expect((await xlsxRows(workbook(xml, [{ name: 'xl/styles.xml', data: styles }])))[1]).toEqual({
      row: 2,
      cells: ['5', '45000', '5', '5', '#REF!', 'TRUE'],
      odd: [
        [1, 'date-in-cell'],
        [3, 'date-in-cell'],
        [4, 'error-in-cell'],
      ],
    });
  });

  it('takes 20.000 rows and not one more, without reading on', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`).join(
        '',
      );
    expect(await xlsxRows(workbook(rows(20_001)))).toHaveLength(20_001);
    expect(await refusal(xlsxRows(workbook(rows(20_002))))).toBe(
      'file-too-large file too-many-workbook-rows',
    );
  });

  it('gives no memory to a cell at the far corner', async () => {
    const headings = `<row r="1">${cell('A1', '1')}${cell('B1', '2')}</row>`;
    const far = (r: number) => `<row r="${r}">${cell(`XFD${r}`, '1')}</row>`;
    const [, row] = await xlsxRows(workbook(headings + far(1_048_576)));
    expect(row).toEqual({ row: 1_048_576, cells: ['', '', '1'] });
    expect(await refusal(xlsxRows(workbook(far(1))))).toBe('file-unreadable XFD unknown-column');
  });

  it.each([
    [
      'a formula',
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="C7"><f>SUM(A1)</f><v>5</v></c></row>',
      'C7 formula-in-cell',
    ],
    [
      'a shared formula',
      '<row r="2"><c r="AB2"><f t="shared" si="0"/><v>5</v></c></row>',
      'AB2 formula-in-cell',
    ],
    ['a prefixed formula', '<x:row r="3"><x:c r="A3" ><x:f >1+1</x:f></x:c></x:row>', 'A3 formula-in-cell'],
  ])('is refused with the cell: %s', async (_, xml, said) => {
    expect(await refusal(xlsxRows(workbook(xml)))).toBe(`file-unreadable ${said}`);
  });

  const good = workbookParts([{ xml: textRows([['a']]) }]);
  const zeros = (bytes: number) => Buffer.alloc(bytes, ' ');
  const part = (name: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, data: 'x', ...more });
  const bomb = zeros(60 * 1024 * 1024);
  const lying = zipOf([
    ...good.slice(0, 2),
    { name: 'xl/worksheets/sheet1.xml', data: `<a>${zeros(3_000_000)}</a>`, size: 1000 },
  ]);
  const first = zipOf(good);
  const cut = first.subarray(0, first.length - 30);
  const flipped = Buffer.from(first);
  flipped.fill(0xff, 40, 120);

  it.each<[string, Buffer, string]>([
    ['no archive', Buffer.from('serial,q01\n'), 'not-a-workbook'],
    ['nothing', Buffer.alloc(0), 'not-a-workbook'],
    ['an archive of something else', zipOf([part('readme.txt')]), 'not-a-workbook'],
    ['an archive cut off', cut, 'not-a-workbook'],
    ['damaged within', flipped, 'not-a-workbook'],
    ['an old .xls, or one with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-or-locked-workbook'],
    ['a bomb: 60 MB of blanks', zipOf([...good, part('xl/big.xml', { data: bomb })]), 'workbook-too-large'],
    [
      'a bomb in many parts',
      zipOf([...good, ...Array.from({ length: 30 }, (_, i) => part(`xl/b${i}`, { data: zeros(2_000_000) }))]),
      'workbook-too-large',
    ],
    [
      'a bomb by its ratio',
      zipOf([...good, part('xl/big.xml', { data: zeros(5_000_000) })]),
      'workbook-too-large',
    ],
    ['more than it declares', lying, 'not-a-workbook'],
    ['declares 4 GB', zipOf([...good, part('xl/big.xml', { size: 0xfffffffe })]), 'workbook-too-large'],
    ['65.535 parts by its header', zipOf(good, 65_535), 'workbook-too-large'],
    [
      '201 parts',
      zipOf([...good, ...Array.from({ length: 200 }, (_, i) => part(`p${i}`))]),
      'workbook-too-large',
    ],
    ['an archive within', zipOf([...good, part('xl/embeddings/inner.zip')]), 'not-a-workbook'],
    ['a workbook within', zipOf([...good, part('xl/embeddings/a.XLSX')]), 'not-a-workbook'],
    ['a part twice', zipOf([...good, part('xl/workbook.xml')]), 'not-a-workbook'],
    ['a path out of the archive', zipOf([...good, part('../evil.xml')]), 'not-a-workbook'],
    ['a document type with entities', workbook('<!DOCTYPE a [<!ENTITY b "c">]><row/>'), 'not-a-workbook'],
    ['an entity of its own', workbook('<row r="1"><c><v>&b;</v></c></row>'), 'not-a-workbook'],
    [
      'a tag without an end',
      workbook(
        `<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row><row ${randomBytes(700_000).toString('hex')}`,
      ),
      'not-a-workbook',
    ],
    ['a text that is not there', workbook(`<row r="1">${cell('A1', '9', 't="s"')}</row>`), 'not-a-workbook'],
    [
      'not UTF-8',
      zipOf(
        workbookParts([{ xml: '' }]).map((one) =>
          one.name.includes('sheet1') ? { ...one, data: Buffer.from('<a>\xff</a>', 'latin1') } : one,
        ),
      ),
      'not-a-workbook',
    ],
  ])('is refused, and told apart: %s', async (_, file, said) => {
    expect(await refusal(xlsxRows(file))).toBe(`file-unreadable file ${said}`);
  });
});
