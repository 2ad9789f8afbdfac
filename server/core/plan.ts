/**
 * An improvement plan (issue "Procedure ratings, years, and the plan that follows"): tasks per criterion for one unit,
 * often the province. Pure: what a plan is, how what an office brings becomes one, and what is wrong with it.
 *
 * Words are kept as the document has them. A day, points and units beside them are read only where the words leave no
 * doubt (`plan-words.ts`); what a person set by hand, null included, is never read over.
 */
import { deadlineDay } from '../../survey-forms/deadline-day.ts';
import { isDay } from './calendar.ts';
import { unitFinder } from './check-units.ts';
import { isDecimalText, parseDecimal } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';
import { agenciesIn, targetPointsIn } from './plan-words.ts';

export interface PlanTask {
  /** Code of the criterion, as the framework has it. */
  readonly criterion: string;
  readonly name: string;
  /** The target in words, and in points where it states some. */
  readonly target: string;
  readonly targetPoints: DecimalText | null;
  readonly product: string;
  readonly requirement: string;
  /** As written; `deadlineOn` is the last day, inclusive (decision 10), where the words name one. */
  readonly deadline: string;
  readonly deadlineOn: string | null;
  /** As written; `leadUnit` is the unit it names, by recorded spellings only (decision 3). */
  readonly lead: string;
  readonly leadUnit: string | null;
  readonly coordinating: string;
  readonly coordinatingUnits: readonly string[];
}

/** A task as a file brings it: what is absent is read from the words, null is meant. */
export type BroughtTask = Pick<PlanTask, 'criterion' | 'name'> & {
  readonly [Field in Exclude<keyof PlanTask, 'criterion' | 'name'>]?: PlanTask[Field] | undefined;
};

export interface PlanHead {
  /** Code of the unit whose plan it is. */
  readonly unit: string;
  /** The year in which it is carried out and whose result shows what came of it. */
  readonly year: number;
  readonly title: string;
  readonly source: string | null;
  /** The campaign whose gaps it closes; null: none is named, and codes are held against no framework. */
  readonly fromCampaign: string | null;
}

export interface PlanDefinition extends PlanHead {
  readonly tasks: readonly PlanTask[];
}

/** Units as the reading of words needs them. */
export interface KnownUnit {
  readonly code: string;
  readonly name: { readonly vi: string };
  readonly aliases: readonly string[];
}

export const MOST_TASKS = 500;
const LONGEST_TEXT = 4000;
const LONGEST_NAME = 1000;

const TEXTS = ['target', 'product', 'requirement', 'deadline', 'lead', 'coordinating'] as const;

/** No text of a document holds these, and no spreadsheet takes them. Line ends become one sign. */
const cleaned = (text: string | undefined): string =>
  (text ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => ('\t\n'.includes(sign) ? sign : ''))
    .normalize('NFC')
    .trim();

export type FindAgency = (name: string) => string | null;

/** Finds the one unit of a recorded spelling; null where there is none, and where several share it. */
export function agencyFinder(units: readonly KnownUnit[]): FindAgency {
  const find = unitFinder(units);
  return (name) => onlyOne(find(name));
}

/** Fills in what the words say where nothing else was said. */
export function settledTask(brought: BroughtTask, find: FindAgency): PlanTask {
  const named = (words: string) => agenciesIn(words, find);
  const texts = Object.fromEntries(TEXTS.map((field) => [field, cleaned(brought[field])])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  const { targetPoints, deadlineOn, leadUnit, coordinatingUnits } = brought;
  const leads = leadUnit === undefined ? named(texts.lead) : null;
  return {
    criterion: cleaned(brought.criterion),
    name: cleaned(brought.name),
    target: texts.target,
    targetPoints: targetPoints === undefined ? targetPointsIn(texts.target) : targetPoints,
    product: texts.product,
    requirement: texts.requirement,
    deadline: texts.deadline,
    deadlineOn: deadlineOn === undefined ? deadlineDay(texts.deadline) : deadlineOn,
    lead: texts.lead,
    // Of several that lead, none is the one: a person says which.
    leadUnit: leads?.isWhole ? onlyOne(leads.units) : (leadUnit ?? null),
    coordinating: texts.coordinating,
    coordinatingUnits: [...new Set(coordinatingUnits ?? named(texts.coordinating).units)],
  };
}

const onlyOne = <T>(list: readonly T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null);

/** What is wrong with a task, and in which of its fields. */
export interface PlanFault {
  /** From 0; null: the plan as a whole. */
  readonly task: number | null;
  readonly field: keyof PlanTask | keyof PlanHead | 'tasks';
  readonly code:
    | 'plan-text-missing'
    | 'plan-text-too-long'
    | 'plan-unknown-criterion'
    | 'plan-no-code'
    | 'plan-points-not-decimal'
    | 'plan-points-above-max'
    | 'plan-points-on-group'
    | 'plan-not-a-day'
    | 'plan-unknown-unit'
    | 'plan-no-tasks'
    | 'plan-too-many-tasks';
  /** What stands there, and the bound it breaks. */
  readonly value: string;
  readonly bound: string;
}

/**
 * Every fault of the tasks; empty: the plan may be stored.
 * @param framework null: the plan names no campaign, and codes stand as the document has them
 * @param units codes that a task may name
 */
export function planFaults(
  tasks: readonly PlanTask[],
  framework: Pick<Framework, 'criteria'> | null,
  units: ReadonlySet<string>,
): PlanFault[] {
  if (tasks.length === 0)
    return [{ task: null, field: 'tasks', code: 'plan-no-tasks', value: '', bound: '' }];
  if (tasks.length > MOST_TASKS)
    return [
      {
        ...{ task: null, field: 'tasks', code: 'plan-too-many-tasks' },
        ...{ value: String(tasks.length), bound: String(MOST_TASKS) },
      },
    ];
  const criteria = framework && new Map(framework.criteria.map((one) => [one.code, one]));
  return tasks.flatMap((task, at) => [
    ...textFaults(task, at),
    ...criterionFaults(task, at, criteria),
    ...placeFaults(task, at, units),
  ]);
}

function textFaults(task: PlanTask, at: number): PlanFault[] {
  const faults: PlanFault[] = [];
  for (const field of ['criterion', 'name'] as const)
    if (task[field] === '') faults.push({ task: at, field, code: 'plan-text-missing', value: '', bound: '' });
  for (const [field, longest] of [['name', LONGEST_NAME], ...TEXTS.map((one) => [one, LONGEST_TEXT])] as [
    (typeof TEXTS)[number] | 'name',
    number,
  ][])
    if (task[field].length > longest)
      faults.push({
        ...{ task: at, field, code: 'plan-text-too-long' },
        ...{ value: String(task[field].length), bound: String(longest) },
      });
  return faults;
}

type Criteria = ReadonlyMap<string, Framework['criteria'][number]>;

function criterionFaults(task: PlanTask, at: number, criteria: Criteria | null): PlanFault[] {
  const { criterion: code, targetPoints } = task;
  const fault = (field: PlanFault['field'], kind: PlanFault['code'], value: string, bound = '') => [
    { task: at, field, code: kind, value, bound },
  ];
  const found = criteria?.get(code);
  if (criteria && code !== '' && !found)
    return fault('criterion', 'plan-unknown-criterion', code.slice(0, 40));
  // "1,1" and "5.5.1." are other criteria to a program (domain §9.6).
  if (!criteria && code !== '' && !/^\d+(\.\d+)*$/.test(code))
    return fault('criterion', 'plan-no-code', code.slice(0, 40));
  if (targetPoints === null) return [];
  if (!isDecimalText(targetPoints) || targetPoints.startsWith('-') || targetPoints.length > 40)
    return fault('targetPoints', 'plan-points-not-decimal', targetPoints.slice(0, 40));
  if (found?.kind === 'group') return fault('targetPoints', 'plan-points-on-group', code);
  const max = found?.max ?? null;
  return max !== null && parseDecimal(targetPoints).gt(parseDecimal(max))
    ? fault('targetPoints', 'plan-points-above-max', targetPoints, max)
    : [];
}

function placeFaults(task: PlanTask, at: number, units: ReadonlySet<string>): PlanFault[] {
  const faults: PlanFault[] = [];
  const { deadlineOn, leadUnit, coordinatingUnits } = task;
  if (deadlineOn !== null && !isDay(deadlineOn))
    faults.push({
      task: at,
      field: 'deadlineOn',
      code: 'plan-not-a-day',
      value: deadlineOn.slice(0, 40),
      bound: '',
    });
  const unknown = (field: 'leadUnit' | 'coordinatingUnits', code: string) =>
    faults.push({ task: at, field, code: 'plan-unknown-unit', value: code.slice(0, 40), bound: '' });
  if (leadUnit !== null && !units.has(leadUnit)) unknown('leadUnit', leadUnit);
  for (const code of coordinatingUnits) if (!units.has(code)) unknown('coordinatingUnits', code);
  return faults;
}
