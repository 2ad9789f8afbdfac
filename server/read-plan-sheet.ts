/**
 * The workbook of a plan: that of `plan-sheet.ts`, or a printed annex typed off by an office, which has the columns of
 * the annex and a title above them. A column that is missing or called otherwise stops the reading and is named by its
 * place; nothing is guessed.
 */

import { deadlineDay } from '../survey-forms/deadline-day.ts';
import type { Fault } from '../survey-forms/fault.ts';
import { fault, type Refused } from './core/fault-list.ts';
import type { BroughtTask, PlanHead } from './core/plan.ts';
import {
  ANNEX_COLUMNS,
  FURTHER_COLUMNS,
  HEAD_ROWS,
  HEAD_SHEET,
  type PlanColumn,
  SEPARATOR,
  TASK_SHEET,
} from './plan-sheet.ts';
import type { Sheet } from './read-workbook.ts';
import { readRows, type SheetRow } from './sheet-rows.ts';

export interface ReadPlan {
  /** What the second sheet says; empty where there is none. */
  readonly head: Partial<PlanHead>;
  readonly tasks: readonly BroughtTask[];
  /** The cell of a field of a task, as the office sees it: "Nhiệm vụ!B12". */
  readonly placeOf: (task: number, field: PlanColumn) => string;
}

/** Titles of an annex take a few rows. */
const HEAD_WITHIN = 20;
const KNOWN_HEADINGS = 4;

export function readPlanSheet(
  sheets: readonly Sheet[],
): { readonly ok: true; readonly plan: ReadPlan } | Refused {
  const faults: Fault[] = [];
  const only = sheets.length === 1 ? sheets[0] : undefined;
  const sheet = sheets.find(({ name }) => name.trim() === TASK_SHEET) ?? only;
  const headAt = sheet ? headingRow(sheet) : 0;
  const columns = { ...ANNEX_COLUMNS, ...presentColumns(sheet, headAt) };
  const rows = readRows(
    sheets,
    sheet?.name.trim() ?? TASK_SHEET,
    columns as Readonly<Record<PlanColumn, string>>,
    faults,
    headAt,
  );
  if (faults.length > 0) return { ok: false, faults };
  const tasks = rows.map((row) => taskOf(row, columns));
  const head = headOf(sheets, faults);
  if (faults.length > 0) return { ok: false, faults };
  const placeOf = (task: number, field: PlanColumn) =>
    rows[task]?.place(field in columns ? field : (WORDS_OF[field] ?? 'criterion')) ?? TASK_SHEET;
  return { ok: true, plan: { head, tasks, placeOf } };
}

/** Where a value was read from the words, they are its place. */
const WORDS_OF: Partial<Record<PlanColumn, PlanColumn>> = {
  targetPoints: 'target',
  deadlineOn: 'deadline',
  leadUnit: 'lead',
  coordinatingUnits: 'coordinating',
};

/** The first row that holds several of the headings; where none does, the first row is told what it lacks. */
function headingRow({ rows }: Sheet): number {
  const known: readonly string[] = Object.values(ANNEX_COLUMNS);
  const found = rows
    .slice(0, HEAD_WITHIN)
    .findIndex(
      (cells) =>
        cells.filter((cell) => typeof cell === 'string' && known.includes(cell.trim())).length >=
        KNOWN_HEADINGS,
    );
  return Math.max(0, found);
}

function presentColumns(sheet: Sheet | undefined, headAt: number): Partial<typeof FURTHER_COLUMNS> {
  const head = (sheet?.rows[headAt] ?? []).map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
  return Object.fromEntries(Object.entries(FURTHER_COLUMNS).filter(([, heading]) => head.includes(heading)));
}

function taskOf(row: SheetRow<PlanColumn>, columns: object): BroughtTask {
  const has = (column: PlanColumn) => column in columns;
  const cell = row.cell('deadline');
  const day = typeof cell === 'object' && cell !== null && 'odd' in cell ? cell.day : undefined;
  return {
    criterion: row.code('criterion') ?? '',
    name: row.text('name') ?? '',
    target: row.text('target'),
    product: row.text('product'),
    requirement: row.text('requirement'),
    // A cell that the spreadsheet made a date of is that date.
    deadline: day === undefined ? row.text('deadline') : writtenDay(day),
    lead: row.text('lead'),
    coordinating: row.text('coordinating'),
    ...(has('targetPoints') ? { targetPoints: row.decimal('targetPoints') ?? null } : {}),
    ...(has('deadlineOn') ? { deadlineOn: dayOf(row) } : day === undefined ? {} : { deadlineOn: day }),
    ...(has('leadUnit') ? { leadUnit: row.text('leadUnit')?.trim() ?? null } : {}),
    ...(has('coordinatingUnits') ? { coordinatingUnits: codesOf(row.text('coordinatingUnits')) } : {}),
  };
}

const writtenDay = (day: string) => day.split('-').toReversed().join('/');

function dayOf(row: SheetRow<PlanColumn>): string | null {
  const cell = row.cell('deadlineOn');
  if (typeof cell === 'object' && cell !== null && 'odd' in cell && cell.day !== undefined) return cell.day;
  const text = row.text('deadlineOn')?.trim();
  if (text === undefined) return null;
  return deadlineDay(text) ?? row.fault('deadlineOn', 'not-a-day', `"${text}" is no day`) ?? null;
}

const codesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(SEPARATOR.trim())
    .map((code) => code.trim())
    .filter((code) => code !== '');

/** Rows of the second sheet by their names; an unknown one is told. */
function headOf(sheets: readonly Sheet[], faults: Fault[]): Partial<PlanHead> {
  const sheet = sheets.find(({ name }) => name.trim() === HEAD_SHEET);
  if (!sheet) return {};
  const names: readonly string[] = Object.values(HEAD_ROWS);
  const found = new Map<string, string>();
  for (const [at, [name, value]] of sheet.rows.entries()) {
    if (at === 0 || typeof name !== 'string') continue;
    const written = typeof value === 'object' && value !== null && 'number' in value ? value.number : value;
    const text = typeof written === 'string' ? written.trim() : '';
    const place = (column: string) => `${HEAD_SHEET}!${column}${at + 1}`;
    if (!names.includes(name.trim()))
      faults.push(fault(place('A'), 'unknown-setting', `"${name}" is no setting`));
    else if (name.trim() === HEAD_ROWS.year && !/^\d{4}$/.test(text))
      faults.push(fault(place('B'), 'not-a-year', `"${text}" is no year`));
    else if (text !== '') found.set(name.trim(), text);
  }
  const of = (key: keyof typeof HEAD_ROWS) => found.get(HEAD_ROWS[key]);
  const [unit, year, title] = [of('unit'), of('year'), of('title')];
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(title === undefined ? {} : { title }),
    source: of('source') ?? null,
    fromCampaign: of('fromCampaign') ?? null,
  };
}
