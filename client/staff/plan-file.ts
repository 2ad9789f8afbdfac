/** A plan from a chosen file: a workbook is read by the server, which stores nothing; JSON is read here. */
import { answerOf, type BroughtTasks, plans } from './api.ts';
import { base64Of } from './framework-file.ts';

export const PLAN_FILES = '.xlsx,.json,application/json';

export interface PlanGround {
  readonly unit: string;
  readonly fromCampaign: string | null;
}

/** Null where the file is neither. @throws Trouble on a workbook that cannot be read, with sheet, row and column */
export async function readPlanFile(file: File, ground: PlanGround): Promise<BroughtTasks | null> {
  if (/\.xlsx$/i.test(file.name)) {
    const json = { file: await base64Of(file), ...ground };
    return (await answerOf(plans.plans.sheet.$post({ json }))).tasks;
  }
  const read = jsonOf(await file.text());
  if (!isRecord(read) || read.kind !== 'plan' || !isRecord(read.plan)) return null;
  return Array.isArray(read.plan.tasks) ? (read.plan.tasks as BroughtTasks) : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A byte order mark, which office programs put first, is no part of it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
