/**
 * A framework as a workbook that an office edits: one row a criterion, further sheets for what has several values, one
 * for the whole. `read-framework-sheet.ts` takes it back to the same framework. Codes are text ("1.10" is no number);
 * maxima are numbers, or text where a spreadsheet would not keep every digit.
 */
import writeXlsx, { type Cell, type Row } from 'write-excel-file/node';
import type { Criterion, DecimalText, Framework } from './core/framework.ts';
import type { Rule } from './core/rule.ts';

/** Heading of every column, by sheet; sheets and headings are found by these names. */
export const SHEETS = {
  criteria: {
    name: 'Tiêu chí',
    columns: {
      code: 'Mã',
      parent: 'Mã cha',
      vi: 'Tên',
      en: 'Tên tiếng Anh',
      kind: 'Loại',
      max: 'Điểm tối đa',
      rule: 'Cách tính điểm',
      parameter: 'Tham số',
      noCase: 'Không phát sinh',
      form: 'Mẫu phiếu',
      questions: 'Câu hỏi',
      items: 'Gộp câu hỏi',
      evidence: 'Tài liệu kiểm chứng',
      evidenceEn: 'Tài liệu kiểm chứng (tiếng Anh)',
      agency: 'Cơ quan phụ trách',
      agencyEn: 'Cơ quan phụ trách (tiếng Anh)',
    },
  },
  steps: { name: 'Mức điểm', columns: { code: 'Mã', from: 'Từ', points: 'Điểm' } },
  parts: {
    name: 'Thành phần',
    columns: { code: 'Mã', key: 'Khóa', vi: 'Tên', en: 'Tên tiếng Anh', weight: 'Trọng số' },
  },
  groups: { name: 'Nhóm trả lời', columns: { code: 'Mã', group: 'Nhóm', weight: 'Trọng số' } },
  bands: { name: 'Xếp loại', columns: { vi: 'Tên', en: 'Tên tiếng Anh', from: 'Từ' } },
  settings: { name: 'Cài đặt', columns: { name: 'Mục', value: 'Giá trị' } },
} as const;

export type SheetKey = keyof typeof SHEETS;
export type ColumnOf<Key extends SheetKey> = keyof (typeof SHEETS)[Key]['columns'] & string;

/** Rows of the sheet of settings. */
export const SETTINGS = {
  id: 'Mã bộ tiêu chí',
  version: 'Phiên bản',
  vi: 'Tên',
  en: 'Tên tiếng Anh',
  max: 'Tổng điểm tối đa',
  decimals: 'Làm tròn đến (chữ số thập phân)',
  rounded: 'Làm tròn điểm loại',
  bandsOn: 'Xếp loại theo',
  bonusCap: 'Điểm thưởng tối đa',
  deductionCap: 'Điểm trừ tối đa',
} as const;

export type SettingKey = keyof typeof SETTINGS;

/** What a choice is called in a cell. */
export const CHOICES = {
  kind: {
    group: 'nhóm',
    appraisal: 'thẩm định',
    perception: 'điều tra xã hội học',
    satisfaction: 'khảo sát hài lòng',
  },
  rule: {
    manual: 'chấm có ghi chú',
    proportional: 'theo tỷ lệ',
    'capped-ratio': 'theo tỷ lệ, tối đa 100 %',
    'to-target': 'so với chỉ tiêu',
    'weighted-mix': 'nhiều phần có trọng số',
    steps: 'theo mức',
    interpolated: 'nội suy giữa hai mức',
    count: 'đếm đủ số',
    'against-last-year': 'so với năm trước',
    'all-or-nothing': 'đủ tất cả',
    external: 'lấy từ báo cáo khác',
  },
  on: { percent: 'phần trăm', number: 'số' },
  better: { higher: 'cao hơn', lower: 'thấp hơn' },
  noCase: { 'full-marks': 'điểm tối đa' },
  items: { pooled: 'gộp chung', 'mean-of-items': 'trung bình các câu' },
  bandsOn: { index: 'chỉ số', points: 'điểm' },
} as const;

export type ChoiceKey = keyof typeof CHOICES;

/** Between several values of one cell. */
export const SEPARATOR = ', ';

/** Digits that every spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** @returns the bytes of the XLSX file */
export async function frameworkSheet(framework: Framework): Promise<Buffer> {
  const { criteria, bands } = framework;
  const sheets = [
    sheet('criteria', criteria.map(criterionCells), [10, 10, 60, 40, 20, 12, 24]),
    sheet('steps', criteria.flatMap(stepRows)),
    sheet('parts', criteria.flatMap(partRows), [10, 16, 40, 40]),
    sheet('groups', criteria.flatMap(groupRows), [10, 30]),
    sheet(
      'bands',
      bands.map(({ name, from }) => ({ vi: name.vi, en: name.en, from: decimal(from) })),
      [30, 30],
    ),
    sheet('settings', settingRows(framework), [36, 70]),
  ];
  return writeXlsx(sheets).toBuffer();
}

type Cells<Key extends SheetKey> = Readonly<Partial<Record<ColumnOf<Key>, Cell | string | undefined>>>;

const WIDTH = 18;

function sheet<Key extends SheetKey>(key: Key, rows: readonly Cells<Key>[], widths: readonly number[] = []) {
  const { name, columns } = SHEETS[key];
  const names = Object.keys(columns) as ColumnOf<Key>[];
  const head: Row = Object.values<string>(columns).map((value) => ({ value, fontWeight: 'bold' }));
  const data = rows.map((row): Row => names.map((column) => cellOf(row[column])));
  return {
    sheet: name,
    data: [head, ...data],
    columns: names.map((_, at) => ({ width: widths[at] ?? WIDTH })),
    stickyRowsCount: 1,
  };
}

const cellOf = (value: Cell | string | undefined): Cell =>
  typeof value === 'string' ? { value, type: String, wrap: true } : (value ?? null);

/** A number where the spreadsheet shows and keeps the same digits, else text. */
function decimal(text: DecimalText | null | undefined): Cell | undefined {
  if (text === null || text === undefined) return undefined;
  const value = Number(text);
  const kept = String(value) === text && text.replace(/\D/g, '').length <= KEPT_DIGITS;
  return kept ? { value, type: Number } : { value: text, type: String };
}

function criterionCells(criterion: Criterion): Cells<'criteria'> {
  const { code, parent, name, kind, max, rule, feed, evidence, agency } = criterion;
  return {
    code,
    parent: parent ?? undefined,
    vi: name.vi,
    en: name.en,
    kind: CHOICES.kind[kind],
    max: decimal(max),
    rule: rule && CHOICES.rule[rule.kind],
    parameter: rule && parameterOf(rule),
    noCase: rule?.noCase && CHOICES.noCase[rule.noCase],
    form: feed?.form,
    questions: feed?.questions.join(SEPARATOR),
    items: feed && CHOICES.items[feed.items],
    evidence: evidence?.vi,
    evidenceEn: evidence?.en,
    agency: agency?.vi,
    agencyEn: agency?.en,
  };
}

function parameterOf(rule: Rule): Cell | string | undefined {
  if (rule.kind === 'to-target') return decimal(rule.target);
  if (rule.kind === 'count') return decimal(rule.least);
  if (rule.kind === 'steps') return CHOICES.on[rule.on];
  return rule.kind === 'against-last-year' ? CHOICES.better[rule.better] : undefined;
}

/** From the highest to the lowest; of an interpolated band both ends. */
function stepRows({ code, rule }: Criterion): Cells<'steps'>[] {
  const steps =
    rule?.kind === 'steps' ? rule.steps : rule?.kind === 'interpolated' ? [rule.high, rule.low] : [];
  return steps.map(({ from, points }) => ({ code, from: decimal(from), points: decimal(points) }));
}

function partRows({ code, rule }: Criterion): Cells<'parts'>[] {
  const parts = rule?.kind === 'weighted-mix' ? rule.parts : [];
  return parts.map(({ key, name, weight }) => ({
    code,
    key,
    vi: name.vi,
    en: name.en,
    weight: decimal(weight),
  }));
}

function groupRows({ code, feed }: Criterion): Cells<'groups'>[] {
  return (feed?.groups ?? []).map((group) => ({ code, group: group.code, weight: decimal(group.weight) }));
}

function settingRows(framework: Framework): Cells<'settings'>[] {
  const { id, version, title, max, leafRounding, bandsOn, bonusCap, deductionCap } = framework;
  const values: Record<SettingKey, Cell | string | undefined> = {
    id,
    version: { value: version, type: Number },
    vi: title.vi,
    en: title.en,
    max: decimal(max),
    decimals: leafRounding && { value: leafRounding.decimals, type: Number },
    rounded: leafRounding?.kinds.map((kind) => CHOICES.kind[kind]).join(SEPARATOR),
    bandsOn: CHOICES.bandsOn[bandsOn],
    bonusCap: decimal(bonusCap),
    deductionCap: decimal(deductionCap),
  };
  return (Object.keys(SETTINGS) as SettingKey[]).map((key) => ({ name: SETTINGS[key], value: values[key] }));
}
