/** A plan as its page shows it: tasks with their standing, lists per agency, the expected index, and the result after. */
import type { Db } from '../db/dialect.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { listProgress, type Progress, type StoredPlan, type StoredTask } from '../db/queries/plans.ts';
import { type Actor, can } from './access.ts';
import { expectedIndex } from './core/expected-index.ts';
import { outcomeOf, targetOutcomes } from './core/plan-gaps.ts';
import { countStandings, standingOf, tasksByAgency } from './core/plan-standing.ts';
import { type Published, resultOf } from './core/series.ts';
import type { StandingFigures } from './core/what-if.ts';
import type { PlanReader } from './plan-reader.ts';
import { publishedViews } from './published.ts';
import { frozenOf, publishedOf } from './published-series.ts';

/** @param tasks those that the reader sees */
export function planHead(plan: StoredPlan, tasks: readonly StoredTask[], reader: PlanReader, today: string) {
  const { id, title, unit, year, source, state, document, revision } = plan;
  return {
    ...{ id, title, year, source, state, document, revision },
    unit: { code: unit, name: { ...(reader.units.get(unit)?.name ?? { vi: unit }) } },
    counts: { ...countStandings(tasks, today) },
    mine: tasks.filter((task) => task.state === 'open' && reader.leads(task)).length,
  };
}

export async function planView(db: Db, { actor, reader, plan, tasks, today }: PlanAsked) {
  const reports = byTask(await listProgress(db, plan.id));
  const base = reader.whole ? await baseOf(db, plan) : null;
  const after = base && outcomeOf(frozenOf(await publishedOf(db, plan.province)), plan);
  const outcomes = base && after ? targetOutcomes(tasks, plan.unit, { from: base, to: after }) : [];
  const above = aboveOf(reader, plan.unit);
  const mayChange = plan.state === 'draft' && can(actor, 'save-plan', above);
  const mayIssue = can(actor, 'issue-plan', above);
  const targets = tasks.flatMap(({ criterion, targetPoints: points, state }) =>
    points === null || state === 'dropped' ? [] : [{ criterion, points }],
  );
  const expected = base && targets.length > 0 ? expectedIndex(base, plan.unit, targets) : null;
  return {
    ...planHead(plan, tasks, reader, today),
    ...{ today, whole: reader.whole, mayChange },
    mayIssue: mayIssue && plan.state === 'draft',
    mayTakeBack: mayIssue && plan.state === 'issued' && reports.size === 0,
    fromCampaign: base && campaignHead(base),
    units: unitsOf(reader, mayChange ? null : tasks),
    areas: await areasOf(db, plan),
    tasks: tasks.map((task, at) => ({
      ...task,
      coordinatingUnits: [...task.coordinatingUnits],
      standing: standingOf(task, today),
      ...lastOf(reports.get(task.position) ?? []),
      mine: reader.leads(task),
      mayReport: reader.mayReport(task),
      outcome: outcomes[at] ?? null,
    })),
    agencies: tasksByAgency(tasks, today).map(({ unit, lead, counts, tasks: own }) => ({
      ...{ unit, lead },
      counts: { ...counts },
      tasks: own.map(({ position }) => position),
    })),
    expected: expected && {
      before: figuresOf(expected.before),
      after: figuresOf(expected.after),
      gained: expected.gained,
      targets: targets.length,
      met: [...expected.met],
      left: [...expected.left],
    },
    whyNoExpected: expected ? null : whyNot(plan, reader, base, targets.length),
    outcome: after && {
      ...{ campaign: after.inputs.id, title: { ...after.inputs.title }, year: after.inputs.year },
      index: resultOf(after, plan.unit)?.index ?? null,
    },
  };
}

export interface PlanAsked {
  readonly actor: Actor;
  readonly reader: PlanReader;
  readonly plan: StoredPlan;
  readonly tasks: readonly StoredTask[];
  readonly today: string;
}

/** The standing publication of the campaign that the plan starts from. */
async function baseOf(db: Db, plan: StoredPlan): Promise<Published | null> {
  const view = plan.fromCampaign === null ? null : await publishedViews(db).find(plan.fromCampaign);
  return view && resultOf(view.published, plan.unit) ? view.published : null;
}

const campaignHead = ({ inputs: { id, title, year } }: Published) => ({ id, title: { ...title }, year });

export const figuresOf = ({
  index,
  class: earned,
  points,
}: Pick<StandingFigures, 'index' | 'class' | 'points'>) => ({
  ...{ index, points },
  class: earned && { ...earned },
});

function whyNot(plan: StoredPlan, reader: PlanReader, base: Published | null, targets: number) {
  if (!reader.whole) return 'not-yours';
  if (plan.fromCampaign === null) return 'no-campaign';
  return base === null || targets > 0 ? 'not-published' : 'no-targets';
}

function byTask(all: readonly Progress[]): Map<number, Progress[]> {
  const found = new Map<number, Progress[]>();
  for (const one of all) found.set(one.position, [...(found.get(one.position) ?? []), one]);
  return found;
}

/** What the latest report says; the percentage is the last that was stated. */
function lastOf(reports: readonly Progress[]) {
  const last = reports.at(-1);
  return {
    percent: reports.findLast(({ percent }) => percent !== null)?.percent ?? null,
    reports: reports.length,
    lastReport: last ? { at: last.writtenAt, note: last.note } : null,
  };
}

function aboveOf({ units }: PlanReader, code: string | null): string[] {
  return code === null ? [] : [code, ...aboveOf({ units } as PlanReader, units.get(code)?.parent ?? null)];
}

/** @param tasks null: all units of the province, for who chooses among them */
function unitsOf({ units }: PlanReader, tasks: readonly StoredTask[] | null) {
  const named = tasks && new Set(tasks.flatMap((task) => [task.leadUnit ?? '', ...task.coordinatingUnits]));
  return [...units.values()]
    .filter(({ code }) => named === null || named.has(code))
    .map(({ code, name }) => ({ code, name: { ...name } }));
}

async function areasOf(db: Db, { framework }: StoredPlan) {
  const found = framework && (await findFramework(db, framework.id, framework.version));
  return (found?.criteria ?? [])
    .filter(({ parent }) => parent === null)
    .map(({ code, name }) => ({ code, name: { ...name } }));
}
