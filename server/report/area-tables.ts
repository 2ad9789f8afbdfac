/** Tables of the report about what was earned in each area: all units together, and unit by unit. */

import { wordsOf } from '../../client/words/words-of.ts';
import { parseDecimal } from '../core/decimal.ts';
import type { AreaLine, UnitLine } from '../core/province-view.ts';
import { capital, type Measure, measureOf } from './measure.ts';
import { number } from './ranking-tables.ts';
import type { ReportTable } from './report-content.ts';
import { REPORT_LANGUAGE, type ReportSource } from './report-source.ts';
import { count, figure, name } from './report-words.ts';

const { common } = wordsOf(REPORT_LANGUAGE);

/** Columns that fit beside the name of a unit on a page of A4. */
const MOST_COLUMNS = 6;

export function areaTables({ view, result }: ReportSource): ReportTable[] {
  const { areas, units } = result;
  const measure = measureOf(view.published.inputs.framework);
  const known = areas.some(({ share }) => share !== null);
  return known ? [allUnits(areas, units, measure), ...unitByUnit(areas, units, measure)] : [];
}

function allUnits(areas: readonly AreaLine[], units: readonly UnitLine[], { part }: Measure): ReportTable {
  return {
    caption: `Tỷ lệ điểm đạt được của tất cả đơn vị theo ${part}`,
    columns: [
      { title: 'Mã', width: 7, align: 'center' },
      { title: capital(part), width: 40, align: 'left' },
      number('Số đơn vị'),
      number('Tất cả đơn vị (%)', 14),
      number('Cao nhất (%)'),
      number('Thấp nhất (%)'),
    ],
    rows: areas.map(({ code, name: called, units: of, share }) => {
      const shares = units.flatMap((unit) => {
        const own = unit.areas.find(({ area }) => area === code)?.share;
        return own == null ? [] : [own];
      });
      const sorted = shares.sort((a, b) => parseDecimal(a).compare(parseDecimal(b)));
      const ends = [sorted.at(-1) ?? null, sorted[0] ?? null];
      return [code, name(called), count(of), figure(share), ...ends.map(figure)];
    }),
    notes: [
      'Tỷ lệ của tất cả đơn vị là tổng điểm đạt được trên tổng điểm tối đa áp dụng cho các đơn vị, tính bằng phần trăm.',
    ],
  };
}

/** In the order of the ranking; more areas than fit go to a further table. */
function unitByUnit(
  areas: readonly AreaLine[],
  units: readonly UnitLine[],
  { points, part }: Measure,
): ReportTable[] {
  if (units.length < 2) return [];
  const tables = Math.ceil(areas.length / MOST_COLUMNS);
  const columns = Math.ceil(areas.length / tables);
  const parts = Array.from({ length: tables }, (_, at) => areas.slice(at * columns, (at + 1) * columns));
  const what = points
    ? `Tỷ lệ điểm đạt được theo ${part} của từng đơn vị (%)`
    : 'Chỉ số thành phần của từng đơn vị (%)';
  return parts.map((shown) => ({
    caption: `${what}${parts.length > 1 ? `, ${shown.map(({ code }) => code).join(', ')}` : ''}`,
    columns: [
      { title: common.unit, width: 34, align: 'left' as const },
      ...shown.map(({ code }) => number(code, 66 / MOST_COLUMNS)),
    ],
    rows: units.map((unit) => [name(unit.name), ...shown.map((area) => cellOf(unit, area))]),
    notes: shown.map((area) => `${area.code}: ${name(area.name)}`),
  }));
}

/** Not assessed, blank and a figure are three things (decision 9). */
function cellOf(unit: UnitLine, { code }: AreaLine): string {
  const cell = unit.areas.find(({ area }) => area === code);
  if (!cell) return common.noValue;
  return cell.state === 'not-assessed' ? common.notAssessed : figure(cell.share);
}
