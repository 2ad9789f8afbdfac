/**
 * The lead agency of a task reports how far it is, with a document where it has one. A report is never changed or taken
 * away; who was wrong reports again. Documents lie in the store of evidence, named by the report alone: a plan may have
 * no campaign, and its tasks no criterion that is scored there.
 */

import type { Db } from '../../db/dialect.ts';
import {
  findPlan,
  findTask,
  insertProgress,
  listProgress,
  type ProgressFile,
  type StoredPlan,
  type StoredTask,
  setTaskState,
} from '../../db/queries/plans.ts';
import { actorName } from '../access.ts';
import { changedMeanwhile } from '../changed-meanwhile.ts';
import type { TaskState } from '../core/plan-standing.ts';
import { randomId } from '../environment.ts';
import type { StoredFile } from '../evidence/evidence-store.ts';
import { reporterOf } from '../plan-reader.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';

export interface ProgressInput {
  readonly plan: string;
  readonly position: number;
  readonly state: TaskState;
  /** 0 to 100; null: not stated. What is done is at 100. */
  readonly percent: number | null;
  readonly note: string;
  /** The document as it lies in the store already. */
  readonly file?: StoredFile | undefined;
}

type Place = Pick<ProgressInput, 'plan' | 'position'>;

/** The task of an issued plan. @throws Problem `not-found`, `wrong-plan-state` */
export async function issuedTask(
  db: Db,
  { plan, position }: Place,
): Promise<{ readonly plan: StoredPlan; readonly task: StoredTask }> {
  const [stored, task] = [await findPlan(db, plan), await findTask(db, plan, position)];
  if (!stored || !task) throw new Problem('not-found', [{ field: 'task', code: 'not-found' }]);
  if (stored.state !== 'issued') throw new Problem('wrong-plan-state');
  return { plan: stored, task };
}

/** The unit whose right it takes; null: there is no such task, and only who holds it everywhere is told so. */
export async function reportingUnit(db: Db, { plan, position }: Place): Promise<string | null> {
  const [stored, task] = [await findPlan(db, plan), await findTask(db, plan, position)];
  return stored && task ? reporterOf(stored, task) : null;
}

export const reportProgress = action({
  name: 'report-progress',
  unit: reportingUnit,
  run: async (trx, input: ProgressInput, { environment, actor }) => {
    const { task } = await issuedTask(trx, input);
    const { plan, position, state, note, file } = input;
    const id = randomId(environment);
    if (!(await setTaskState(trx, input, task.revision, state)))
      throw await changedMeanwhile(trx, 'report-progress', subjectOf(input));
    await insertProgress(trx, {
      id,
      plan,
      position,
      percent: state === 'done' ? 100 : input.percent,
      state,
      note: note.normalize('NFC').trim(),
      file: file ? fileOf(file) : null,
      writtenBy: actorName(actor),
      writtenAt: await instantAfter(trx, input, environment.now()),
    });
    return { id };
  },
  audit: (input, { id }) => ({
    subject: subjectOf(input),
    details: {
      progress: id,
      state: input.state,
      percent: input.percent,
      ...(input.file ? { file: input.file.name, hash: input.file.hash } : {}),
    },
  }),
});

/** Reports are read in their order: two in one millisecond still come one after the other. */
async function instantAfter(db: Db, { plan, position }: Place, now: Date): Promise<string> {
  const last = (await listProgress(db, plan, position)).at(-1);
  const earliest = last ? Date.parse(last.writtenAt) + 1 : 0;
  return new Date(Math.max(now.getTime(), earliest)).toISOString();
}

const subjectOf = ({ plan, position }: Place) => `plan-task ${plan} ${position}`;

const fileOf = ({ hash, name, mediaType, size }: StoredFile): ProgressFile => ({
  ...{ hash, name, mediaType },
  bytes: size,
});
