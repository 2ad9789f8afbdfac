/**
 * The report as a DOCX, set as official documents are (Nghị định 30/2020/NĐ-CP, phụ lục I): A4, Times New Roman 13 and 14,
 * the name of the state and its motto at the head, pages numbered in the upper margin but for the first, the annex numbered
 * by itself. Written by hand afterwards: number, day and signature.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ReportBlock, ReportColumn, ReportContent, ReportTable } from './report-content.ts';
import { REPORT_LANGUAGE } from './report-source.ts';

const FONT = 'Times New Roman';
/** Half points, as the format counts. */
const [BODY, HEAD, CELL, NOTE] = [28, 26, 24, 22];
/** Twips of a millimetre: 1440 in an inch. */
const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const PAGE = { width: mm(210), height: mm(297) };
const MARGIN = { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10), footer: mm(10) };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const FIRST_LINE = mm(12.7);
/** Six points between paragraphs. */
const BETWEEN = 120;

interface Setting {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
  readonly firstLine?: number;
  readonly keepNext?: boolean;
}

function run(text: string, { bold, italics, size = BODY }: Setting): TextRun {
  return new TextRun({
    text: printable(text),
    size,
    ...(bold === undefined ? {} : { bold }),
    ...(italics === undefined ? {} : { italics }),
  });
}

/** Names come from files: what XML forbids would spoil the whole document. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');

function paragraph(children: string | readonly ParagraphChild[], setting: Setting = {}): Paragraph {
  const { align, before = 0, after = 0, firstLine, keepNext = false } = setting;
  return new Paragraph({
    children: typeof children === 'string' ? [run(children, setting)] : [...children],
    spacing: { before, after },
    keepNext,
    ...(align === undefined ? {} : { alignment: align }),
    ...(firstLine === undefined ? {} : { indent: { firstLine } }),
  });
}

const centred = (text: string, setting: Setting = {}) =>
  paragraph(text, { align: AlignmentType.CENTER, ...setting });

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};

/** Two places side by side, without lines: the head of the document, and its end. */
function sideBySide(left: readonly Paragraph[], right: readonly Paragraph[], leftShare: number): Table {
  const widths = [Math.round(TEXT_WIDTH * leftShare), TEXT_WIDTH - Math.round(TEXT_WIDTH * leftShare)];
  const cell = (children: readonly Paragraph[], at: number) =>
    new TableCell({
      children: [...children],
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { left: 0, right: 0 },
    });
  return new Table({
    rows: [new TableRow({ cantSplit: true, children: [cell(left, 0), cell(right, 1)] })],
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
  });
}

/** A line beneath what stands above it, shorter than its place by this on each side. */
const rule = (indent: number): Paragraph =>
  new Paragraph({
    indent: { left: indent, right: indent },
    spacing: { before: 20, after: 0, line: BETWEEN, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 4, space: 1, color: 'auto' } },
  });

/** A table cannot be the last thing in a section; what follows keeps its own distance. */
const afterTable = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT } });

/** Issuing office left, name of the state right. */
function headOf({ parent, agency, place, title }: ReportContent['head']): (Paragraph | Table)[] {
  const left = [
    ...parent.map((line) => centred(line, { size: HEAD })),
    ...agency.map((line) => centred(line, { size: HEAD, bold: true })),
    rule(mm(18)),
    centred('Số: ……/BC-……', { size: HEAD }),
  ];
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: CELL, bold: true }),
    centred('Độc lập - Tự do - Hạnh phúc', { size: HEAD, bold: true }),
    rule(mm(20)),
    centred(`${place.join(' ')}, ngày …… tháng …… năm ………`, { size: HEAD, italics: true }),
  ];
  return [
    sideBySide(left, right, 0.38),
    centred('BÁO CÁO', { bold: true, before: 2 * BETWEEN }),
    ...title.map((line) => centred(line, { bold: true })),
    centred('', { after: BETWEEN }),
  ];
}

function blockOf(block: ReportBlock): (Paragraph | Table)[] {
  if (block.kind === 'table') return tableOf(block.table);
  if (block.kind === 'heading')
    return [paragraph(block.text, { bold: true, before: 2 * BETWEEN, after: BETWEEN, keepNext: true })];
  return block.paragraphs.map((text) =>
    paragraph(text, {
      align: AlignmentType.JUSTIFIED,
      firstLine: FIRST_LINE,
      before: BETWEEN / 2,
      after: BETWEEN,
    }),
  );
}

/** A caption, the table with its head on every page it reaches, and what is to be said beneath it. */
function tableOf({ caption, columns, rows, notes }: ReportTable): (Paragraph | Table)[] {
  const widths = widthsOf(columns);
  /** @param keepNext the note beneath does not stand alone on the next page */
  const line = (texts: readonly string[], head: boolean, keepNext = false) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: columns.map((column, at) =>
        cellOf(texts[at] ?? '', column, widths[at] ?? 0, { head, keepNext }),
      ),
    });
  const titles = columns.map(({ title }) => title);
  return [
    centred(caption, { bold: true, size: HEAD, before: 2 * BETWEEN, after: BETWEEN / 2, keepNext: true }),
    new Table({
      rows: [
        line(titles, true),
        ...rows.map((row, at) => line(row, false, at === rows.length - 1 && notes.length > 0)),
      ],
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
    }),
    ...notes.map((note) => paragraph(note, { italics: true, size: NOTE, before: BETWEEN / 2 })),
    afterTable(),
  ];
}

/** Twips of each column; the last takes what rounding leaves. */
function widthsOf(columns: readonly ReportColumn[]): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((TEXT_WIDTH * width) / all));
  const left = TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, at) => (at === widths.length - 1 ? width + left : width));
}

const ALIGNED = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

interface CellSetting {
  readonly head: boolean;
  readonly keepNext: boolean;
}

function cellOf(
  text: string,
  { align }: ReportColumn,
  width: number,
  { head, keepNext }: CellSetting,
): TableCell {
  const setting = { size: CELL, keepNext, align: head ? AlignmentType.CENTER : ALIGNED[align] };
  return new TableCell({
    children: [paragraph(text, head ? { ...setting, bold: true } : setting)],
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: mm(0.5), bottom: mm(0.5), left: mm(1), right: mm(1) },
  });
}

function closingOf({ recipients, signatory }: ReportContent['closing']): (Paragraph | Table)[] {
  const left = [
    paragraph('Nơi nhận:', { bold: true, italics: true, size: CELL }),
    ...recipients.map((line) => paragraph(line, { size: NOTE })),
  ];
  const right = [
    ...signatory.map((line) => centred(line, { bold: true })),
    centred('(Ký, ghi rõ họ tên và đóng dấu)', { italics: true, size: HEAD }),
  ];
  return [centred('', { before: BETWEEN }), sideBySide(left, right, 0.5)];
}

function annexOf({ title, attached, tables }: ReportContent['annex']): (Paragraph | Table)[] {
  return [
    centred('PHỤ LỤC', { bold: true }),
    ...title.map((line) => centred(line, { bold: true })),
    ...attached.map((line) => centred(line, { italics: true, after: BETWEEN })),
    ...tables.flatMap(tableOf),
  ];
}

/** Numbered from 1 in the upper margin; the first page shows no number. */
function sectionOf(children: (Paragraph | Table)[]): ISectionOptions {
  const numbers = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: HEAD })],
  });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: { size: PAGE, margin: MARGIN, pageNumbers: { start: 1 } },
    },
    headers: {
      default: new Header({ children: [numbers] }),
      first: new Header({ children: [new Paragraph('')] }),
    },
    children,
  };
}

/** The bytes of the file. */
export function reportDocument(content: ReportContent): Promise<Buffer> {
  const { head, body, closing, annex } = content;
  const document = new Document({
    title: printable(head.title.join(' ')),
    creator: printable(head.agency.join(' ')),
    styles: {
      default: {
        document: { run: { font: FONT, size: BODY, language: { value: `${REPORT_LANGUAGE}-VN` } } },
      },
    },
    sections: [
      sectionOf([...headOf(head), ...body.flatMap(blockOf), ...closingOf(closing)]),
      sectionOf(annexOf(annex)),
    ],
  });
  return Packer.toBuffer(document);
}
