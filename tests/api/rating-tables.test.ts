/** A rating as files: rows as on the page of the same reader, and nothing that a spreadsheet would compute. */
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Database } from '../../db/dialect.ts';
import type { RatingResult } from '../../server/core/procedure-rating.ts';
import { readWorkbook } from '../../server/read-workbook.ts';
import { onBothDatabases } from '../help/databases.ts';
import { dossierWorld, store } from '../help/dossiers.ts';
import { type Member, member } from '../help/member.ts';
import { closedQuarter, openQuarter, putEntries, putRatedYear, RATED } from '../help/ratings.ts';

const FORMULA = '=HYPERLINK("http://x";"y")';

async function prepared(database: Database) {
  const { world, who: office } = await dossierWorld(database);
  await putRatedYear(world);
  const an = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
  return { world, office, an };
}

const fetched = async (who: Member, path: string): Promise<Buffer> => {
  const response = await who.request('GET', `/api/v1/${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="cham-diem-tthc-/);
  return Buffer.from(await response.arrayBuffer());
};
const csvOf = async (who: Member, path: string): Promise<string[][]> =>
  parse(await fetched(who, `${path}&format=csv`), { bom: true });

async function pageOf(who: Member, path: string): Promise<RatingResult> {
  const { result } = (await (await who.request('GET', `/api/v1/${path}`)).json()) as { result: RatingResult };
  return result;
}

/** Rank, code, name, indicators, total, scale and class, as the page has them. */
const rowsOf = ({ units }: RatingResult) =>
  units
    .toSorted((a, b) => (a.rank ?? 99) - (b.rank ?? 99))
    .map(({ rank, unit, name, indicators, total, scale, class: band }) => [
      ...[String(rank ?? ''), unit, name.vi, ...indicators.map(({ points }) => points)],
      ...[total ?? '', scale, band?.vi ?? 'chưa xếp loại'],
    ]);

onBothDatabases('a rating as a file', (database) => {
  test('has the rows of the page, quarter and year, and for an agency its own', async () => {
    const { world, office, an } = await prepared(database);
    const rating = await closedQuarter(world);
    const page = rowsOf(await pageOf(office, `ratings/${rating}`));
    const [head, ...rows] = await csvOf(office, `ratings/${rating}/table?table=agencies`);
    expect(head?.slice(0, 3)).toEqual(['Hạng', 'Mã cơ quan', 'Cơ quan']);
    expect(rows).toEqual(page);
    expect(rows.map(([rank, unit, , ...more]) => [rank, unit, ...more.slice(-3)])).toEqual([
      ['1', 'TT-AN', '18.00', '18', 'Xuất sắc'],
      ['2', 'TT-BI', '13.50', '18', 'Tốt'],
      ['3', 'TT-CA', '9.00', '18', 'Khá'],
    ]);
    const [, ...own] = await csvOf(an, `ratings/${rating}/table?table=agencies`);
    expect(own).toEqual(rowsOf(await pageOf(an, `ratings/${rating}`)));
    expect(own.map(([rank, unit]) => [rank, unit])).toEqual([['', 'TT-AN']]);
    const [, ...year] = await csvOf(office, `campaigns/${RATED}/rating-year/table?table=agencies`);
    expect(year).toEqual(rowsOf(await pageOf(office, `campaigns/${RATED}/rating-year`)));

    const sheets = await readWorkbook(await fetched(office, `ratings/${rating}/table`));
    expect(sheets.map(({ name }) => name)).toEqual(['Cơ quan', 'Cán bộ']);
    const text = JSON.stringify(sheets[0]);
    for (const said of ['Chấm điểm TTHC 2026 · Quý I/2026 · đã chốt', 'SHA-256', '13.5', 'Xuất sắc'])
      expect(text).toContain(said);
  });

  test('says what has no points in words, and defuses what begins like a formula', async () => {
    const { world, office } = await prepared(database);
    await store(world, office, [{ dossier: 'HS-1', official: FORMULA }]);
    const rating = await openQuarter(world, 1);
    await putEntries(world, rating, 'TT-AN', { 5: '1.25' });
    const [, an] = await csvOf(office, `ratings/${rating}/table?table=agencies`);
    expect(an?.slice(3)).toEqual([
      ...['2.00', '2.00', 'chưa có', 'chưa có', '1.25', 'chưa có', 'chưa có', 'chưa có', 'chưa có'],
      ...['', '18', 'chưa xếp loại'],
    ]);
    const [, official] = await csvOf(office, `ratings/${rating}/table?table=officials`);
    expect(official).toEqual([
      ...['TT-AN', 'Sở An', `'${FORMULA}`, '1', '2.00', '2.00'],
      ...['không đánh giá', 'không đánh giá', 'không đánh giá', 'không đánh giá'],
    ]);
    const [, officials] = await readWorkbook(await fetched(office, `ratings/${rating}/table`));
    expect(JSON.stringify(officials)).toContain("'=HYPERLINK");
  });

  test('of a year without a closed quarter is refused, and of others forbidden', async () => {
    const { world, office } = await prepared(database);
    const refused = await office.request('GET', `/api/v1/campaigns/${RATED}/rating-year/table`);
    expect(refused.status).toBe(409);
    const rating = await openQuarter(world, 1);
    const nobody = await member(world, [{ role: 'unit-officer', unit: 'TT-BD' }]);
    expect((await nobody.request('GET', `/api/v1/ratings/${rating}/table`)).status).toBe(403);
  });
});
