/** Tables of the report about who stands where: the ranking, the classes, who rose and fell, and the annex. */

import { formatShort } from '../../client/format.ts';
import { groupTitle, type RankedGroup, rankedGroups } from '../../client/public/published-view.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { UnitResult } from '../core/campaign.ts';
import { decimalText, parseDecimal } from '../core/decimal.ts';
import type { DecimalText } from '../core/framework.ts';
import type { ProvinceChange } from '../core/province-change.ts';
import { measureOf, pointsCell } from './measure.ts';
import type { MovedUnit, Movement } from './movement.ts';
import type { ReportColumn, ReportTable } from './report-content.ts';
import { REPORT_LANGUAGE, type ReportSource } from './report-source.ts';
import { count, figure, name, share, signed } from './report-words.ts';

const { results, common } = wordsOf(REPORT_LANGUAGE);

const RANK: ReportColumn = { title: results.rank, width: 9, align: 'center' };
const UNIT: ReportColumn = { title: common.unit, width: 36, align: 'left' };
const CLASS: ReportColumn = { title: results.class, width: 14, align: 'center' };
export const number = (title: string, width = 12): ReportColumn => ({ title, width, align: 'right' });

/** As on the page of the result: a rank, or a dash. */
const rankText = ({ rank }: Pick<UnitResult, 'rank'>): string => (rank === null ? '–' : String(rank));
const classText = (unit: Pick<UnitResult, 'class'>): string =>
  unit.class ? name(unit.class) : common.noValue;

/** "Bảng xếp hạng" or, where groups are ranked by themselves, one a group with its name. */
const captionOf = (what: string, ranked: RankedGroup): string =>
  ranked.group === null ? what : `${what}: ${groupTitle(ranked, REPORT_LANGUAGE)}`;

/** Rank, unit, index or points of the scale, class; and beside an earlier year what it was and how it changed. */
export function rankingTables({ view, change }: ReportSource, groups: readonly RankedGroup[]): ReportTable[] {
  const { points } = measureOf(view.published.inputs.framework);
  const changes = new Map((change?.units ?? []).map((one) => [one.unit, one]));
  const columns = [RANK, UNIT, number(points ? 'Điểm' : results.index), CLASS];
  // Where the lists ranked are not the same, no rank is compared.
  const ranked = change?.units.some(({ rank }) => rank !== null) === true;
  const further = change
    ? [
        number(`Năm ${change.earlier.year} (%)`),
        number('Thay đổi (điểm %)'),
        ...(ranked ? [number('Thay đổi hạng', 10)] : []),
      ]
    : [];
  const cells = ({ unit, index }: UnitResult): string[] => {
    const change = changes.get(unit)?.index ?? null;
    if (change === null) return further.map(() => NONE_BEFORE);
    const rank = changes.get(unit)?.rank ?? null;
    return [figure(before(index, change)), signed(change), ...(ranked ? [places(rank)] : [])];
  };
  return groups
    .filter(({ units }) => units.length > 0)
    .map((ranked) => ({
      caption: captionOf(points ? 'Điểm và xếp hạng' : 'Chỉ số và xếp hạng', ranked),
      columns: [...columns, ...further],
      rows: ranked.units.map((unit) => [
        rankText(unit),
        name(unit.name),
        points ? pointsCell(unit) : figure(unit.index),
        classText(unit),
        ...cells(unit),
      ]),
      notes: change ? ['Thay đổi tính từ chỉ số chưa làm tròn.'] : [],
    }));
}

/** In the column of an earlier year that did not rate the unit. */
const NONE_BEFORE = '–';

/** What the index was: now less the change. */
const before = (now: DecimalText | null, change: DecimalText | null): DecimalText | null =>
  now === null || change === null ? null : decimalText(parseDecimal(now).sub(parseDecimal(change)));

function places(gained: number | null): string {
  if (gained === null) return NONE_BEFORE;
  if (gained === 0) return '0';
  return gained > 0 ? `+${count(gained)}` : `−${count(-gained)}`;
}

/** How many units are in each class, the best first. */
export function classTable({ result }: ReportSource): ReportTable {
  const all = result.units.length;
  return {
    caption: 'Số đơn vị theo xếp loại',
    columns: [{ ...CLASS, align: 'left', width: 40 }, number('Số đơn vị', 20), number('Tỷ lệ', 20)],
    rows: result.classes.map((one) => [name(one.name), count(one.units), share(one.units, all)]),
    notes: [],
  };
}

/** Who rose and who fell, the biggest change first; a table without a unit is left out. */
export function movementTables(
  { result }: ReportSource,
  change: ProvinceChange,
  { risen, fallen }: Movement,
): ReportTable[] {
  const columns = [
    UNIT,
    number(`Năm ${change.earlier.year} (%)`, 16),
    number('Năm nay (%)', 16),
    number('Thay đổi (điểm %)', 16),
    { ...CLASS, title: `Xếp loại năm ${change.earlier.year}` },
    { ...CLASS, title: 'Xếp loại năm nay' },
  ];
  const earlier = new Map(change.units.map((one) => [one.unit, one.earlierClass]));
  const now = new Map(result.units.map((one) => [one.unit, one.class]));
  const table = (caption: string, lines: readonly MovedUnit[]): ReportTable[] =>
    lines.length === 0
      ? []
      : [
          {
            caption: `${caption} (${common.units(lines.length)})`,
            columns,
            rows: lines.map((line) => [
              line.name,
              figure(before(line.index, line.change)),
              figure(line.index),
              signed(line.change),
              classText({ class: earlier.get(line.unit) ?? null }),
              classText({ class: now.get(line.unit) ?? null }),
            ]),
            notes: [],
          },
        ];
  return [...table('Đơn vị tăng chỉ số', risen), ...table('Đơn vị giảm chỉ số', fallen)];
}

/** The ranking as the decision annexes it: with the points that the index is made of. */
export function annexTables({ view }: ReportSource): ReportTable[] {
  const surveyed = view.published.inputs.framework.criteria.some(
    ({ kind }) => kind === 'perception' || kind === 'satisfaction',
  );
  const columns = [
    RANK,
    { ...UNIT, width: 29 },
    number('Điểm thẩm định', 11),
    ...(surveyed ? [number('Điểm điều tra', 11)] : []),
    number('Tổng điểm', 11),
    number('Thang điểm', 11),
    number(results.index, 11),
    CLASS,
  ];
  return rankedGroups(view)
    .filter(({ units }) => units.length > 0)
    .map((ranked) => ({
      caption: captionOf('Xếp hạng', ranked),
      columns,
      rows: ranked.units.map((unit) => [
        rankText(unit),
        name(unit.name),
        figure(unit.appraised),
        ...(surveyed ? [figure(unit.survey)] : []),
        figure(unit.points),
        unit.scale === null ? common.noValue : formatShort(unit.scale, 2, REPORT_LANGUAGE),
        figure(unit.index),
        classText(unit),
      ]),
      notes: ranked.units.flatMap(remark),
    }));
}

/** Why a unit is not ranked, and which class it would have had. */
function remark(unit: UnitResult): string[] {
  const said = [
    ...(unit.unranked ? [results.unranked[unit.unranked]] : []),
    ...(unit.uncappedClass ? [results.files.uncapped(name(unit.uncappedClass))] : []),
  ];
  return said.map((one) => `${name(unit.name)}: ${one}`);
}
