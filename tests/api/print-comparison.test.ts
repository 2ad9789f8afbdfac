/**
 * A printed table held against a computed result through the API, as XLSX, CSV and JSON: Lai Châu 2017 and 2020 with their
 * real figures, a mapping that is remembered, and tables whose structure has changed.
 */
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { listMappings } from '../../db/queries/print-mappings.ts';
import { loadSample } from '../../server/actions/load-sample.ts';
import type { PrintedCell, PrintMapping } from '../../server/core/read-printed.ts';
import { onBothDatabases } from '../help/databases.ts';
import { printedCsv, printedTable, printedWorkbook, TITLES, titlesOf } from '../help/lai-chau-print.ts';
import { type Member, member } from '../help/member.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';

interface Sheet {
  name: string;
  rows: PrintedCell[][];
  headers: string[][];
}
interface Tables {
  sheets: Sheet[];
  mappings: { name: string; mapping: PrintMapping }[];
}
interface Compared {
  comparisons: {
    unit: string;
    field: string;
    printed: string;
    computed: string;
    verdict: string;
    effect: unknown;
  }[];
  unread: { row: number; text: string; why: string }[];
  absent: string[];
  code?: string;
  errors?: { field: string; sentence: string }[];
}

async function comparing(database: Database) {
  const world = await makeWorld(database);
  await loadSample.run(world.environment, SYSTEM, {});
  const publisher = await member(world, [{ role: 'publisher', unit: 'LC' }]);
  return { world, publisher };
}

async function readTables(
  world: World,
  who: Member,
  campaign: string,
  file: Buffer,
): Promise<Tables & { code?: string; errors?: { code: string; sentence: string }[]; status: number }> {
  const response = await world.app.request(`/api/v1/campaigns/${campaign}/print-tables`, {
    method: 'POST',
    headers: { Cookie: who.cookie, 'Content-Type': 'application/octet-stream', 'X-Upload': 'file' },
    body: new Uint8Array(file),
  });
  return { ...((await response.json()) as Tables), status: response.status };
}

async function compare(who: Member, campaign: string, body: object): Promise<Compared & { status: number }> {
  const response = await who.request('POST', `/api/v1/campaigns/${campaign}/print-comparison`, body);
  return { ...((await response.json()) as Compared), status: response.status };
}

const mappingOf = (fields: readonly string[], more: Partial<PrintMapping> = {}) => ({
  header: 1,
  decimals: 'comma',
  unit: 'Đơn vị',
  columns: fields.map((field) => ({ column: TITLES[field] ?? field, field })),
  ...more,
});

onBothDatabases('a printed table', (database) => {
  test('of Lai Châu 2017 as a workbook: 64.25 + 15.80 is 80.05, so Sở Tư pháp is Tốt; all else agrees', async () => {
    const { world, publisher } = await comparing(database);
    const { fields } = printedTable(2017);
    const head = titlesOf(fields);
    const workbook = await printedWorkbook(2017);
    const { sheets, mappings } = await readTables(world, publisher, 'lai-chau-2017', workbook);
    expect(sheets.map(({ name }) => name)).toEqual(['Ghi chú', 'Phụ lục']);
    const sheet = sheets[1];
    expect(sheet?.headers[1]).toEqual(head);
    expect(mappings).toEqual([]);
    const mapping = mappingOf(fields, { header: 2 });
    const found = await compare(publisher, 'lai-chau-2017', { rows: sheet?.rows, mapping, revision: 1 });
    expect(found.status).toBe(200);
    expect([found.unread, found.absent]).toEqual([[], []]);
    expect(found.comparisons).toHaveLength(100);
    expect(
      found.comparisons
        .filter(({ verdict }) => verdict === 'different')
        .map(({ unit, field, printed, computed }) => [unit, field, printed, computed]),
    ).toEqual([
      ['LC-STP', 'points', '79.05', '80.05'],
      ['LC-STP', 'index', '79.05', '80.05'],
      ['LC-STP', 'class', 'Khá', 'Tốt'],
    ]);
    const index = found.comparisons.find(({ unit, field }) => unit === 'LC-STP' && field === 'index');
    expect(index?.effect).toMatchObject({ class: { printed: { vi: 'Khá' }, computed: { vi: 'Tốt' } } });
    expect(found.comparisons.filter(({ verdict }) => verdict === 'missing')).toEqual([]);
  });

  test('of Lai Châu 2020 as CSV with commas, in two groups: every cell agrees with the comparison that is published', async () => {
    const { world, publisher } = await comparing(database);
    const { fields } = printedTable(2020);
    const { sheets } = await readTables(world, publisher, 'lai-chau-2020', printedCsv(2020));
    const mapping = mappingOf(fields);
    const [published, preview] = [
      await compare(publisher, 'lai-chau-2020', { rows: sheets[0]?.rows, mapping, revision: 1 }),
      await compare(publisher, 'lai-chau-2020', { rows: sheets[0]?.rows, mapping, revision: null }),
    ];
    expect(published.comparisons).toHaveLength(80);
    expect(preview.comparisons).toEqual(published.comparisons);
    const count = (verdict: string) => published.comparisons.filter((one) => one.verdict === verdict).length;
    // The report gives its indices from unrounded scores (domain §9.4): some are less than one in the last place away.
    expect([count('different'), count('missing')]).toEqual([0, 0]);
    expect(count('rounding')).toBeGreaterThan(0);
    expect(count('equal') + count('rounding')).toBe(80);
  });

  test('as JSON, in the shape in which published figures are kept', async () => {
    const { world, publisher } = await comparing(database);
    const units = [
      { unit: 'Sở Tư pháp', total: 79.05, scale: 100.0, index: 79.05, class: 'Khá', rank: 12 },
      { unit: 'Thanh tra tỉnh', total: 81.19, scale: 92.0, index: 88.25, class: 'Tốt', rank: 2 },
    ];
    const file = Buffer.from(JSON.stringify({ source: 'x', units }));
    const { sheets } = await readTables(world, publisher, 'lai-chau-2017', file);
    expect(sheets.map(({ name, headers }) => [name, headers[0]])).toEqual([
      ['units', ['unit', 'total', 'scale', 'index', 'class', 'rank']],
    ]);
    const columns = [
      { column: 'total', field: 'points' },
      { column: 'scale', field: 'scale' },
      { column: 'rank', field: 'rank' },
    ];
    const mapping = { header: 1, decimals: 'point', unit: 'unit', columns };
    const found = await compare(publisher, 'lai-chau-2017', { rows: sheets[0]?.rows, mapping, revision: 1 });
    expect(found.comparisons.map(({ unit, field, verdict }) => [unit, field, verdict])).toEqual([
      ['LC-STP', 'points', 'different'],
      ['LC-STP', 'scale', 'equal'],
      ['LC-STP', 'rank', 'equal'],
      ['LC-TTT', 'points', 'equal'],
      ['LC-TTT', 'scale', 'equal'],
      ['LC-TTT', 'rank', 'equal'],
    ]);
    expect(found.absent).toHaveLength(18);
  });

  test('is read by a mapping that is remembered by name, for the province', async () => {
    const { world, publisher } = await comparing(database);
    const rows = [
      ['Đơn vị', 'Chỉ số (%)'],
      ['Sở Tư pháp', '86,52'],
      ['Sở lạ', '1'],
    ];
    const mapping = mappingOf(['index']);
    const before = await rowCounts(world.db);
    const plain = await compare(publisher, 'lai-chau-2020', { rows, mapping, revision: 1 });
    expect(plain.unread).toEqual([{ row: 3, column: 'Đơn vị', text: 'Sở lạ', why: 'unknown-unit' }]);
    expect(await rowCounts(world.db)).toEqual(before);
    for (const name of ['Báo cáo của Sở Nội vụ', 'Báo cáo của Sở Nội vụ'])
      await compare(publisher, 'lai-chau-2020', { rows, mapping, revision: 1, remember: name });
    const csv = Buffer.from('Đơn vị;Chỉ số (%)\nSở Tư pháp;86,52\n');
    const next = await readTables(world, publisher, 'lai-chau-2017', csv);
    expect(next.mappings).toEqual([{ name: 'Báo cáo của Sở Nội vụ', mapping }]);
    expect(await listMappings(world.db, 'DB')).toEqual([]);
  });

  test('forgets a way to read it, of its own province alone, and takes it back', async () => {
    const { world, publisher } = await comparing(database);
    const name = 'Báo cáo của Sở Nội vụ';
    const mapping = mappingOf(['index']);
    const put = async (who: Member, campaign: string, kept: object | null) =>
      (await who.request('PUT', `/api/v1/campaigns/${campaign}/print-mappings`, { name, mapping: kept }))
        .status;
    const namesOf = async (province: string) =>
      (await listMappings(world.db, province)).map((one) => one.name);
    const elsewhere = await member(world, [{ role: 'publisher', unit: 'DB' }]);
    expect(await put(publisher, 'lai-chau-2017', mapping)).toBe(200);
    expect(await put(elsewhere, 'dien-bien-2020', mapping)).toBe(200);
    expect(await put(elsewhere, 'lai-chau-2017', null)).toBe(403);
    expect(await put(publisher, 'lai-chau-2020', null)).toBe(200);
    expect([await namesOf('LC'), await namesOf('DB')]).toEqual([[], [name]]);
    const [line] = await listAudit(world.db, { limit: 1 });
    expect(line?.details).toEqual({ mapping: name, removed: true });
    expect(await put(publisher, 'lai-chau-2017', mapping)).toBe(200);
    expect((await listMappings(world.db, 'LC'))[0]?.mapping).toEqual(mapping);
  });

  test('whose structure has changed says which column is missing, in the language of the reader; nothing is kept', async () => {
    const { world, publisher } = await comparing(database);
    const rows = [
      ['Tên đơn vị', 'Chỉ số', 'Xếp loại'],
      ['Sở Tư pháp', '86,52', 'Tốt'],
    ];
    const before = await rowCounts(world.db);
    const refused = await compare(publisher, 'lai-chau-2020', {
      rows,
      mapping: mappingOf(['index', 'class']),
      revision: 1,
      remember: 'x',
    });
    expect([refused.status, refused.code]).toEqual([422, 'print-table-unfit']);
    expect(refused.errors).toEqual([
      { field: 'mapping.unit', code: 'no-such-column', sentence: 'Bảng không có cột “Đơn vị”.' },
      { field: 'mapping.columns[0]', code: 'no-such-column', sentence: 'Bảng không có cột “Chỉ số (%)”.' },
    ]);
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('that is no table is told apart by what it is', async () => {
    const { world, publisher } = await comparing(database);
    const wrong: [Buffer, string][] = [
      [Buffer.alloc(0), 'no-bytes'],
      [Buffer.from('{"a": 1}'), 'not-a-table'],
      [Buffer.from('{broken'), 'not-a-table'],
      [Buffer.from([0x44, 0x1a, 0xe2, 0x28, 0xa1, 0xff]), 'not-utf8'],
      [Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'), 'not-a-table-file'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-a-table-file'],
      [Buffer.from('Đơn vị;Điểm\0\n'), 'not-a-table-file'],
      [Buffer.from(`a;b\n${'x;y\n'.repeat(20_001)}`), 'table-too-large'],
      [Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]), 'not-a-workbook'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-or-locked-workbook'],
    ];
    for (const [file, code] of wrong) {
      const refused = await readTables(world, publisher, 'lai-chau-2020', file);
      expect([refused.status, refused.code, refused.errors?.[0]?.code]).toEqual([
        422,
        'file-unreadable',
        code,
      ]);
    }
    const large = await readTables(world, publisher, 'lai-chau-2020', Buffer.alloc(8 * 1024 * 1024 + 1, 'a'));
    expect([large.status, large.code]).toEqual([413, 'file-too-large']);
  });

  test('is compared with what is not published only by who may see that', async () => {
    const { world } = await comparing(database);
    const analyst = await member(world, [{ role: 'analyst', unit: 'LC' }]);
    const stranger = await member(world, [{ role: 'analyst', unit: 'DB' }]);
    const body = (revision: number | null) => ({
      rows: [
        ['Đơn vị', 'Chỉ số (%)'],
        ['Sở Tư pháp', '86,52'],
      ],
      mapping: mappingOf(['index']),
      revision,
    });
    expect((await compare(analyst, 'lai-chau-2020', body(1))).status).toBe(200);
    expect((await compare(analyst, 'lai-chau-2020', body(null))).status).toBe(403);
    expect((await compare(stranger, 'lai-chau-2020', body(1))).status).toBe(403);
    expect((await compare(analyst, 'lai-chau-2020', body(7))).status).toBe(404);
  });
});
