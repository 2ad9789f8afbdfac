/**
 * Improvement plans: made from gaps or a file, saved whole while they are drafts, issued by a decision, thrown away.
 * Every save names the revision it was made on. What is issued is fixed; it becomes a draft again only while nobody has
 * reported on it.
 */
import {
  deletePlan,
  findPlan,
  holdPlans,
  insertPlan,
  listPlans,
  listProgress,
  listTasks,
  type StoredPlan,
  type StoredTask,
  savePlan,
  setIssued,
} from '../../db/queries/plans.ts';
import type { Decision } from '../../db/queries/publications.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import { nameKey } from '../core/check-units.ts';
import { type BroughtTask, type PlanHead, type PlanTask, planFaults, settledTask } from '../core/plan.ts';
import { hashOf } from '../core/recipe.ts';
import { randomId } from '../environment.ts';
import { planGround } from '../plan-ground.ts';
import { pathOf, planProblem } from '../plan-problem.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';

export interface PlanInput extends PlanHead {
  readonly tasks: readonly BroughtTask[];
}

/** @returns id and revision of the new draft */
export const createPlan = action({
  name: 'save-plan',
  unit: async (_trx, { unit }: PlanInput) => unit,
  run: async (trx, input, { environment, actor }) => {
    const { head, tasks, framework, province } = await checkedPlan(trx, input);
    await holdPlans(trx);
    await refuseTwice(trx, { ...head, tasks }, null);
    const id = randomId(environment);
    const plan: StoredPlan = {
      ...head,
      id,
      province,
      framework,
      state: 'draft',
      document: null,
      revision: 1,
      madeBy: actorName(actor),
      madeAt: environment.now().toISOString(),
    };
    await insertPlan(trx, plan, tasks);
    return { id, revision: 1 };
  },
  audit: ({ unit, year, title, tasks }, { id, revision }) => ({
    subject: `plan ${id}`,
    details: { unit, year: String(year), title, tasks: tasks.length, revision },
  }),
});

/** Texts, points and days checked, and what the words say filled in. @throws Problem with every fault */
async function checkedPlan(trx: Writing, input: PlanInput) {
  const { province, framework, units, find } = await planGround(trx, input.unit, input.fromCampaign);
  const tasks = input.tasks.map((task) => settledTask(task, find));
  const faults = planFaults(tasks, framework, new Set(units.map(({ code }) => code)));
  if (faults.length > 0) throw planProblem(faults, (task, field) => pathOf(task, field));
  const head: PlanHead = {
    unit: input.unit,
    year: input.year,
    title: input.title.normalize('NFC').trim(),
    source: input.source?.normalize('NFC').trim() || null,
    fromCampaign: input.fromCampaign,
  };
  return { head, tasks, province, framework: framework && { id: framework.id, version: framework.version } };
}

/** The tasks as they are defined, without what has become of them. */
export const definitionOf = ({ position: _, state: __, revision: ___, ...task }: StoredTask): PlanTask =>
  task;

/**
 * The same plan of a unit for a year, by its name or by its tasks, is not stored twice: two half-kept copies would each
 * show half of the progress. @throws Problem `plan-twice`
 */
async function refuseTwice(
  trx: Writing,
  plan: PlanHead & { readonly tasks: readonly PlanTask[] },
  own: string | null,
): Promise<void> {
  for (const other of await listPlans(trx, plan)) {
    if (other.id === own) continue;
    const values = { title: { text: other.title }, year: { text: String(other.year) } };
    if (nameKey(other.title) === nameKey(plan.title))
      throw new Problem('plan-twice', [{ field: 'title', code: 'plan-same-title', values }]);
    const tasks = (await listTasks(trx, other.id)).map(definitionOf);
    if (hashOf(tasks) === hashOf(plan.tasks))
      throw new Problem('plan-twice', [{ field: 'tasks', code: 'plan-same-tasks', values }]);
  }
}

export interface PlanPlace {
  readonly plan: string;
  /** The revision that the change was made on. */
  readonly revision: number;
}

const unitOf = async (trx: Writing, { plan }: { readonly plan: string }): Promise<string | null> =>
  (await findPlan(trx, plan))?.unit ?? null;

/** @throws Problem `not-found` */
async function storedPlan(trx: Writing, plan: string): Promise<StoredPlan> {
  const found = await findPlan(trx, plan);
  if (!found) throw new Problem('not-found', [{ field: 'plan', code: 'not-found' }]);
  return found;
}

/** Why a draft could not be written. */
const refusal = async (trx: Writing, plan: StoredPlan): Promise<Problem> =>
  plan.state === 'draft'
    ? changedMeanwhile(trx, 'save-plan', `plan ${plan.id}`)
    : new Problem('wrong-plan-state');

/** The whole draft in place of the one that was seen; unit and year stay. */
export const replacePlan = action({
  name: 'save-plan',
  unit: unitOf,
  run: async (trx, input: PlanPlace & Omit<PlanInput, 'unit' | 'year'>) => {
    const stored = await storedPlan(trx, input.plan);
    const { unit, year } = stored;
    const { head, tasks, framework } = await checkedPlan(trx, { ...input, unit, year });
    await holdPlans(trx);
    await refuseTwice(trx, { ...head, tasks }, stored.id);
    if (!(await savePlan(trx, stored.id, { ...head, framework, tasks, seen: input.revision })))
      throw await refusal(trx, stored);
    return { revision: input.revision + 1 };
  },
  audit: ({ plan, title, tasks }, { revision }) => ({
    subject: `plan ${plan}`,
    details: { title, tasks: tasks.length, revision },
  }),
});

/** Throws a draft away. */
export const removePlan = action({
  name: 'save-plan',
  unit: unitOf,
  run: async (trx, { plan, revision }: PlanPlace) => {
    const stored = await storedPlan(trx, plan);
    if (!(await deletePlan(trx, plan, revision))) throw await refusal(trx, stored);
    return { removed: true };
  },
  audit: ({ plan }, output) => ({ subject: `plan ${plan}`, details: output }),
});

/** Issues a draft by its decision, or with null takes that back while nobody has reported. */
export const issuePlan = action({
  name: 'issue-plan',
  unit: unitOf,
  run: async (trx, { plan, revision, document }: PlanPlace & { readonly document: Decision | null }) => {
    const stored = await storedPlan(trx, plan);
    if (document === null && (await listProgress(trx, plan)).length > 0)
      throw new Problem('wrong-plan-state');
    if ((document === null) !== (stored.state === 'issued')) throw new Problem('wrong-plan-state');
    if (!(await setIssued(trx, plan, revision, document)))
      throw await changedMeanwhile(trx, 'save-plan', `plan ${plan}`);
    return { revision: revision + 1 };
  },
  audit: ({ plan, document }, { revision }) => ({
    subject: `plan ${plan}`,
    details: { decision: document && `${document.number}, ${document.day}`, revision },
  }),
});
