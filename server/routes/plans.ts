/** Improvement plans: made from gaps or a workbook, saved, issued, read by agency and deadline, reported on. */
import type { z } from '@hono/zod-openapi';
import { accountNames } from '../../db/queries/accounts.ts';
import {
  findPlan,
  findProgress,
  listPlans,
  listProgress,
  listTasks,
  type Progress,
  type StoredPlan,
} from '../../db/queries/plans.ts';
import { publishedCampaigns } from '../../db/queries/publications.ts';
import { listUnits } from '../../db/queries/units.ts';
import { type Actor, can, canSomewhere } from '../access.ts';
import { issuedTask, reportingUnit, reportProgress } from '../actions/report-progress.ts';
import { createPlan, definitionOf, issuePlan, removePlan, replacePlan } from '../actions/save-plan.ts';
import { dayOf } from '../core/calendar.ts';
import { planFaults, settledTask } from '../core/plan.ts';
import { planGaps } from '../core/plan-gaps.ts';
import { resultOf } from '../core/series.ts';
import { Turns } from '../evidence/turns.ts';
import { type AppContext, createRoutes, demandRight, demandSomewhere, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { planGround } from '../plan-ground.ts';
import { planProblem } from '../plan-problem.ts';
import { planReader } from '../plan-reader.ts';
import { planSheet } from '../plan-sheet.ts';
import { figuresOf, planHead, planView } from '../plan-view.ts';
import { Problem } from '../problem.ts';
import { publishedViews } from '../published.ts';
import { readPlanSheet } from '../read-plan-sheet.ts';
import { readWorkbook } from '../read-workbook.ts';
import { sheetProblem } from '../sheet-problem.ts';
import { downloadHeaders } from './evidence.ts';
import { WORKBOOK } from './framework-declarations.ts';
import * as routes from './plan-declarations.ts';

/** Documents held in memory at the same moment while they arrive. */
const ARRIVING = 8;

type Shown = z.infer<(typeof routes.one.responses)[200]['content']['application/json']['schema']>;

export function planRoutes(parts: Parts) {
  const { environment, evidence: store } = parts;
  const { db, now } = environment;
  const arriving = new Turns(ARRIVING);
  const today = () => dayOf(now());

  /** What of a plan the reader sees; null: nothing. */
  async function seen(actor: Actor, plan: StoredPlan) {
    const reader = await planReader(db, actor, plan);
    const tasks = (await listTasks(db, plan.id)).filter(reader.sees);
    return reader.whole || tasks.length > 0 ? { actor, reader, plan, tasks, today: today() } : null;
  }

  /** @throws Problem `not-found`, `forbidden` */
  async function asked(c: AppContext, id: string) {
    const { actor } = demandSomewhere(c, 'read-plan');
    const plan = await findPlan(db, id);
    if (!plan) throw new Problem('not-found');
    const found = await seen(actor, plan);
    if (!found) throw new Problem('forbidden');
    return found;
  }

  /** Reports on a task that the reader sees. */
  async function reportsOn(c: AppContext, id: string, position: number): Promise<Progress[]> {
    const { tasks } = await asked(c, id);
    if (!tasks.some((task) => task.position === position)) throw new Problem('not-found');
    return listProgress(db, id, position);
  }

  return createRoutes()
    .openapi(routes.list, async (c) => {
      const { actor } = demandSomewhere(c, 'read-plan');
      const plans = [];
      for (const plan of await listPlans(db)) {
        const found = await seen(actor, plan);
        if (found) plans.push(planHead(plan, found.tasks, found.reader, found.today));
      }
      return c.json({ plans, mayMake: canSomewhere(actor, 'save-plan') }, 200);
    })
    .openapi(routes.choices, async (c) => {
      const { actor } = demandSomewhere(c, 'save-plan');
      const all = await listUnits(db);
      const names = new Map(all.map(({ code, name }) => [code, name]));
      const parents = new Map(all.map(({ code, parent }) => [code, parent]));
      const above = (code: string | null): string[] =>
        code === null ? [] : [code, ...above(parents.get(code) ?? null)];
      const units = all
        .filter(({ code, kind }) => kind !== 'post-office' && can(actor, 'save-plan', above(code)))
        .map(({ code, name, province }) => ({
          ...{ code, name: { ...name } },
          province: { ...(names.get(province) ?? { vi: province }) },
        }));
      const own = new Set(units.map(({ code }) => code));
      const campaigns = [];
      for (const { campaign } of await publishedCampaigns(db)) {
        const inputs = (await publishedViews(db).find(campaign))?.published.inputs;
        const rated = inputs?.units.map(({ code }) => code).filter((code) => own.has(code)) ?? [];
        if (!inputs || rated.length === 0) continue;
        campaigns.push({ id: campaign, title: { ...inputs.title }, year: inputs.year, units: rated });
      }
      return c.json({ units, campaigns }, 200);
    })
    .openapi(routes.gaps, async (c) => {
      const { campaign, unit } = c.req.valid('query');
      await demandRight(c, parts, 'save-plan', unit);
      const view = await publishedViews(db).find(campaign);
      const own = view && resultOf(view.published, unit);
      if (!own) throw new Problem('not-found');
      return c.json(structuredClone({ gaps: gapsOf(view.published, unit), before: figuresOf(own) }), 200);
    })
    .openapi(routes.template, async (c) => {
      demandSomewhere(c, 'save-plan');
      const empty = { unit: '', year: new Date(now()).getUTCFullYear(), title: 'Kế hoạch', source: null };
      const bytes = await planSheet({ ...empty, fromCampaign: null, tasks: [] });
      return c.body(new Uint8Array(bytes), 200, attached('ke-hoach-mau.xlsx'));
    })
    .openapi(routes.readSheet, async (c) => {
      const { file, unit, fromCampaign } = c.req.valid('json');
      await demandRight(c, parts, 'save-plan', unit);
      const { framework, units, find } = await planGround(db, unit, fromCampaign);
      const read = readPlanSheet(await readWorkbook(Buffer.from(file, 'base64')));
      if (!read.ok) throw sheetProblem(read.faults);
      const { head, placeOf } = read.plan;
      const tasks = read.plan.tasks.map((task) => settledTask(task, find));
      const faults = planFaults(tasks, framework, new Set(units.map(({ code }) => code)));
      const cellOf = (task: number, field: string) => placeOf(task, field as Parameters<typeof placeOf>[1]);
      if (faults.length > 0) throw planProblem(faults, cellOf);
      const { year = null, title = null, source = null } = head;
      return c.json(
        {
          head: { year, title, source },
          tasks: tasks.map((task) => ({ ...task, coordinatingUnits: [...task.coordinatingUnits] })),
        },
        200,
      );
    })
    .openapi(routes.create, async (c) => {
      const { actor } = signedInOf(c);
      return c.json(await createPlan.run(environment, actor, c.req.valid('json')), 201);
    })
    .openapi(routes.one, async (c) => {
      const view = await planView(db, await asked(c, c.req.valid('param').plan));
      return c.json(structuredClone(view) as Shown, 200);
    })
    .openapi(routes.save, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await replacePlan.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(routes.remove, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await removePlan.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(routes.issue, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await issuePlan.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(routes.sheet, async (c) => {
      const { plan, tasks } = await asked(c, c.req.valid('param').plan);
      const bytes = await planSheet({ ...plan, tasks });
      return c.body(new Uint8Array(bytes), 200, attached(`ke-hoach-${plan.year}.xlsx`));
    })
    .openapi(routes.file, async (c) => {
      const { plan, tasks, reader } = await asked(c, c.req.valid('param').plan);
      if (!reader.whole) throw new Problem('forbidden');
      const { unit, year, title, source, fromCampaign } = plan;
      c.header('Content-Disposition', `attachment; filename="ke-hoach-${year}.json"`);
      const defined = tasks
        .map(definitionOf)
        .map((task) => ({ ...task, coordinatingUnits: [...task.coordinatingUnits] }));
      const content = { unit, year, title, source, fromCampaign, tasks: defined };
      return c.json({ kind: 'plan' as const, plan: content }, 200);
    })
    .openapi(routes.progress, async (c) => {
      const { plan, task } = c.req.valid('param');
      const reports = await reportsOn(c, plan, task);
      const names = await accountNames(db, [...new Set(reports.map(({ writtenBy }) => writtenBy))]);
      const shown = reports.toReversed().map(({ id, state, percent, note, file, writtenBy, writtenAt }) => ({
        ...{ id, state, percent, note },
        file: file && { name: file.name, bytes: file.bytes },
        by: names.get(writtenBy) ?? writtenBy,
        at: writtenAt,
      }));
      return c.json({ reports: shown }, 200);
    })
    .openapi(routes.report, async (c) => {
      const { plan, task: position } = c.req.valid('param');
      const input = { plan, position, ...c.req.valid('json') };
      return c.json(await reportProgress.run(environment, signedInOf(c).actor, input), 201);
    })
    .openapi(routes.reportWithFile, async (c) => {
      const { plan, task: position } = c.req.valid('param');
      const { fileName, percent = null, ...report } = c.req.valid('query');
      // Before the document is taken in: it may be long in coming, and is stored before the row.
      const unit = await reportingUnit(db, { plan, position });
      const { actor } = await demandRight(c, parts, 'report-progress', unit);
      await issuedTask(db, { plan, position });
      if (!store) throw new Problem('not-found');
      const file = await arriving.run(async () =>
        store.put(Buffer.from(await c.req.arrayBuffer()), fileName),
      );
      const input = { plan, position, percent, ...report, file };
      return c.json(await reportProgress.run(environment, actor, input), 201);
    })
    .openapi(routes.progressFile, async (c) => {
      const { plan, progress } = c.req.valid('param');
      const { tasks } = await asked(c, plan);
      const found = await findProgress(db, progress);
      const sees = found?.plan === plan && tasks.some(({ position }) => position === found.position);
      if (!sees || !found.file || !store) throw new Problem('not-found');
      const bytes = await store.read(found.file.hash);
      if (bytes === null) throw new Problem('file-unreadable');
      const { name: fileName, mediaType } = found.file;
      return c.body(new Uint8Array(bytes), 200, downloadHeaders({ fileName, mediaType }));
    });
}

export type PlanRoutes = ReturnType<typeof planRoutes>;

const attached = (name: string) => ({
  'Content-Type': WORKBOOK,
  'Content-Disposition': `attachment; filename="${name}"`,
});

const gapsOf = (...given: Parameters<typeof planGaps>) =>
  planGaps(...given).map((gap) => ({
    ...gap,
    name: { ...gap.name },
    agency: gap.agency && { ...gap.agency },
  }));
