/**
 * The report as plain data, in the order of the document: what the preview shows and what the DOCX is made of. Figures
 * stand in it as they are printed; nothing is computed after this.
 */
import { rankedGroups } from '../../client/public/published-view.ts';
import { fillTemplate, REPORT_PARTS, type ReportPart, type ReportValues } from '../core/report-template.ts';
import { areaTables } from './area-tables.ts';
import { measureOf } from './measure.ts';
import { movementOf } from './movement.ts';
import { annexTables, classTable, movementTables, rankingTables } from './ranking-tables.ts';
import type { ReportSource } from './report-source.ts';
import { reportValues } from './report-values.ts';
import { fieldworkTables } from './survey-tables.ts';

export interface ReportColumn {
  readonly title: string;
  /** Share of the width, among those of its table. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Lines beneath the table. */
  readonly notes: readonly string[];
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'sentence'; readonly part: ReportPart; readonly paragraphs: readonly string[] }
  | { readonly kind: 'table'; readonly table: ReportTable };

export interface ReportContent {
  /** Each line by itself. */
  readonly head: Readonly<Record<'parent' | 'agency' | 'place' | 'title', readonly string[]>>;
  readonly body: readonly ReportBlock[];
  readonly closing: Readonly<Record<'recipients' | 'signatory', readonly string[]>>;
  readonly annex: {
    readonly title: readonly string[];
    readonly attached: readonly string[];
    readonly tables: readonly ReportTable[];
  };
}

/** Every sentence as the office wants it: its own, or the shipped one. */
export type ReportBodies = Readonly<Record<ReportPart, string>>;

export interface MadeReport {
  readonly content: ReportContent;
  readonly values: ReportValues;
}

export function reportContent(source: ReportSource, bodies: ReportBodies): MadeReport {
  const values = reportValues(source);
  const filled = Object.fromEntries(
    REPORT_PARTS.map((part) => [part, linesOf(fillTemplate(bodies[part], values))]),
  ) as Record<ReportPart, string[]>;
  const content: ReportContent = {
    head: {
      parent: filled['co-quan-chu-quan'],
      agency: filled['co-quan-ban-hanh'],
      place: filled['dia-danh'],
      title: filled['trich-yeu'],
    },
    body: bodyOf(source, filled),
    closing: { recipients: filled['noi-nhan'], signatory: filled['nguoi-ky'] },
    annex: {
      title: filled['phu-luc'],
      attached: filled['phu-luc-kem-theo'],
      tables: numbered(annexTables(source)),
    },
  };
  return { content, values };
}

/** A line is a paragraph; an empty sentence leaves nothing. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface Section {
  readonly title: string;
  readonly blocks: readonly (ReportPart | ReportTable)[];
}

/** Sections with something in them, numbered as in official documents. */
function bodyOf(
  source: ReportSource,
  filled: Readonly<Record<ReportPart, readonly string[]>>,
): ReportBlock[] {
  const sections = sectionsOf(source)
    .map(({ title, blocks }) => ({
      title,
      blocks: blocks.filter((block) => typeof block !== 'string' || filled[block].length > 0),
    }))
    .filter(({ blocks }) => blocks.length > 0);
  const tables = numbered(
    sections.flatMap(({ blocks }) => blocks.filter((block) => typeof block !== 'string')),
  );
  const sentence = (part: ReportPart): ReportBlock => ({ kind: 'sentence', part, paragraphs: filled[part] });
  let table = 0;
  const opening = filled['mo-dau'].length > 0 ? [sentence('mo-dau')] : [];
  const rest = sections.flatMap(({ title, blocks }, at): ReportBlock[] => [
    { kind: 'heading', text: `${ROMAN[at] ?? at + 1}. ${title}` },
    ...blocks.flatMap((block): ReportBlock[] => {
      if (typeof block === 'string') return [sentence(block)];
      const made = tables[table++];
      return made ? [{ kind: 'table', table: made }] : [];
    }),
  ]);
  return [...opening, ...rest];
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];

function numbered(tables: readonly ReportTable[]): ReportTable[] {
  if (tables.length === 1) return [...tables];
  return tables.map((table, at) => ({ ...table, caption: `Bảng ${at + 1}. ${table.caption}` }));
}

/** What each section says; a sentence stands only where its figures exist. */
function sectionsOf(source: ReportSource): Section[] {
  const { view, result, change, fieldwork } = source;
  const { tallies, withheld } = view.published.inputs;
  const measure = measureOf(view.published.inputs.framework);
  const counted = tallies.length + (withheld?.tallies.length ?? 0) > 0;
  const when = (holds: boolean, part: ReportPart): ReportPart[] => (holds ? [part] : []);
  const standing: Section = {
    title: 'KẾT QUẢ CHUNG',
    blocks: [
      'ket-qua-chung',
      ...when(result.mean.units > 1, 'cao-thap'),
      ...when(result.groups.length > 1, 'trung-binh-nhom'),
      ...rankingTables(source, rankedGroups(view)),
      ...when(result.classes.length > 0, 'xep-loai'),
      classTable(source),
    ],
  };
  const areas: Section = {
    title: measure.points
      ? `KẾT QUẢ THEO ${measure.part.toLocaleUpperCase('vi')}`
      : 'CHỈ SỐ THÀNH PHẦN THEO LĨNH VỰC',
    blocks: [
      ...when(result.areas.filter(({ share }) => share !== null).length > 1, 'linh-vuc'),
      ...areaTables(source),
    ],
  };
  const fieldworkSection: Section = {
    title: 'ĐIỀU TRA XÃ HỘI HỌC',
    blocks: [
      ...when(fieldwork !== null, 'phieu-bao-cao'),
      ...when(counted, 'phieu-dem'),
      ...fieldworkTables(source),
    ],
  };
  return [
    standing,
    ...(change ? [changeSection(source, change)] : []),
    areas,
    fieldworkSection,
    { title: 'PHƯƠNG PHÁP TÍNH', blocks: ['phuong-phap'] },
    { title: 'KIẾN NGHỊ, ĐỀ XUẤT', blocks: ['kien-nghi'] },
  ];
}

function changeSection(source: ReportSource, change: NonNullable<ReportSource['change']>): Section {
  const moved = movementOf(change, source.result.units);
  return {
    title: `SO VỚI NĂM ${change.earlier.year}`,
    blocks: ['so-sanh', 'luu-y-so-sanh', ...movementTables(source, change, moved)],
  };
}
