/**
 * A plan as the workbook of its printed annex: title, headings, one row a task; behind the columns that an annex prints
 * stand those that say exactly what the words mean, so that the file comes back as it went out
 * (`read-plan-sheet.ts`). A second sheet says whose plan it is. Every text is typed as text: "1.10" is no number, and
 * nothing is a formula.
 */
import writeXlsx, { type Cell, type Row } from 'write-excel-file/node';
import { formatDate } from '../client/format.ts';
import type { DecimalText } from './core/framework.ts';
import type { PlanDefinition, PlanTask } from './core/plan.ts';

export const TASK_SHEET = 'Nhiệm vụ';
export const HEAD_SHEET = 'Kế hoạch';

/** Headings of the annex, in its order. */
export const ANNEX_COLUMNS = {
  criterion: 'Mã',
  name: 'Tiêu chí, tiêu chí thành phần',
  target: 'Mục tiêu',
  product: 'Sản phẩm',
  requirement: 'Yêu cầu',
  deadline: 'Thời gian hoàn thành',
  lead: 'Cơ quan chủ trì',
  coordinating: 'Cơ quan phối hợp',
} as const;

/** What a file may leave out: the number of a row, and what else is read from the words. */
export const FURTHER_COLUMNS = {
  place: 'TT',
  targetPoints: 'Điểm mục tiêu',
  deadlineOn: 'Hạn (ngày)',
  leadUnit: 'Mã đơn vị chủ trì',
  coordinatingUnits: 'Mã đơn vị phối hợp',
} as const;

export type PlanColumn = keyof typeof ANNEX_COLUMNS | keyof typeof FURTHER_COLUMNS;

/** Rows of the second sheet. */
export const HEAD_ROWS = {
  unit: 'Mã đơn vị',
  year: 'Năm',
  title: 'Tên kế hoạch',
  source: 'Nguồn',
  fromCampaign: 'Đợt đánh giá làm gốc',
} as const;

/** Between the codes of one cell. */
export const SEPARATOR = ', ';
/** Digits that every spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

const ORDER: readonly PlanColumn[] = [
  'place',
  ...(Object.keys(ANNEX_COLUMNS) as (keyof typeof ANNEX_COLUMNS)[]),
  'targetPoints',
  'deadlineOn',
  'leadUnit',
  'coordinatingUnits',
];
const WIDTHS: Readonly<Record<PlanColumn, number>> = {
  ...{ place: 5, criterion: 8, name: 30, target: 30, product: 34, requirement: 30, deadline: 20 },
  ...{ lead: 20, coordinating: 26, targetPoints: 10, deadlineOn: 12, leadUnit: 14, coordinatingUnits: 20 },
};

/** A task may carry its place in the whole plan, for an agency that is given its own tasks only. */
type Placed = PlanTask & { readonly position?: number };

/** @returns the bytes of the XLSX file; without tasks it is the template */
export async function planSheet(
  plan: Omit<PlanDefinition, 'tasks'> & { readonly tasks: readonly Placed[] },
): Promise<Buffer> {
  const headings = { ...ANNEX_COLUMNS, ...FURTHER_COLUMNS };
  const tasks: Row[] = [
    [{ value: plan.title, type: String, fontWeight: 'bold' }],
    [],
    ORDER.map((column) => ({ value: headings[column], type: String, fontWeight: 'bold', wrap: true })),
    ...plan.tasks.map((task, at): Row => {
      const cells = { ...task, place: String(task.position ?? at + 1) };
      return ORDER.map((column) => cellOf(column, cells));
    }),
  ];
  const head = (Object.keys(HEAD_ROWS) as (keyof typeof HEAD_ROWS)[]).map((key): Row => {
    const value = plan[key];
    return [textCell(HEAD_ROWS[key]), value === null ? null : textCell(String(value))];
  });
  return writeXlsx([
    {
      sheet: TASK_SHEET,
      data: tasks,
      columns: ORDER.map((column) => ({ width: WIDTHS[column] })),
      stickyRowsCount: 3,
      orientation: 'landscape' as const,
    },
    {
      sheet: HEAD_SHEET,
      data: [
        ['Mục', 'Giá trị'].map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...head,
      ],
      columns: [{ width: 24 }, { width: 80 }],
    },
  ]).toBuffer();
}

const textCell = (value: string): Cell =>
  value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' };

function cellOf(column: PlanColumn, task: PlanTask & { readonly place: string }): Cell {
  if (column === 'place') return { value: Number(task.place), type: Number, alignVertical: 'top' };
  if (column === 'targetPoints') return decimalCell(task.targetPoints);
  if (column === 'deadlineOn')
    return task.deadlineOn === null ? null : textCell(formatDate(task.deadlineOn, 'vi'));
  if (column === 'coordinatingUnits') return textCell(task.coordinatingUnits.join(SEPARATOR));
  return textCell(task[column] ?? '');
}

/** A number where the spreadsheet shows and keeps the same digits, else text. */
function decimalCell(text: DecimalText | null): Cell {
  if (text === null) return null;
  const kept = String(Number(text)) === text && text.replace(/\D/g, '').length <= KEPT_DIGITS;
  return kept ? { value: Number(text), type: Number, alignVertical: 'top' } : textCell(text);
}
