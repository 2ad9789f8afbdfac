/** By which right somebody may have a file made, and what of it that right covers. */
import type { Db } from '../db/dialect.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listRevisions } from '../db/queries/publications.ts';
import { findSurvey } from '../db/queries/surveys.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { type Actor, can, canSomewhere } from './access.ts';
import { dayOf, windowAt } from './core/calendar.ts';
import {
  EXPORT_KINDS,
  type ExportChoices,
  type ExportKind,
  type ExportOperation,
  type ExportOptions,
} from './export-kinds.ts';
import { heldUnits } from './held-units.ts';
import { Problem } from './problem.ts';

export interface ExportAsked {
  readonly kind: ExportKind;
  readonly format: string;
  /** Id of the survey or campaign. */
  readonly of: string;
  readonly choices: ExportChoices;
}

export interface ExportScope extends Pick<ExportOptions, 'operation' | 'unit' | 'units' | 'holds'> {
  readonly province: string;
  /** One of the two. */
  readonly survey: string | null;
  readonly campaign: string | null;
}

/** @throws Problem `forbidden`, `unknown-survey`, `not-found`, `survey-not-over`, `nothing-to-export` */
export async function exportScope(db: Db, actor: Actor, now: Date, asked: ExportAsked): Promise<ExportScope> {
  const { of, operations } = EXPORT_KINDS[asked.kind];
  const may = operations.filter((operation) => canSomewhere(actor, operation));
  if (may.length === 0) throw new Problem('forbidden');
  return of === 'survey' ? surveyScope(db, actor, now, asked, may) : campaignScope(db, actor, asked, may);
}

async function surveyScope(
  db: Db,
  actor: Actor,
  now: Date,
  { kind, of }: ExportAsked,
  may: readonly ExportOperation[],
): Promise<ExportScope> {
  const survey = await findSurvey(db, of);
  if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
  for (const operation of may) {
    const held = await heldUnits(db, survey, actor, operation);
    const isWhole = held.has(survey.province);
    const [unit] = isWhole ? [survey.province] : held;
    if (unit === undefined) continue;
    // Two files of a running survey, one before and one after an answer, would tell that answer (decision 22).
    if (kind === 'answers' && windowAt(survey, dayOf(now)) !== 'over') throw new Problem('survey-not-over');
    const units = isWhole ? null : survey.units.filter((one) => held.has(one));
    return { operation, unit, units, holds: [], province: survey.province, survey: of, campaign: null };
  }
  throw new Problem('forbidden');
}

async function campaignScope(
  db: Db,
  actor: Actor,
  { kind, of, choices }: ExportAsked,
  operations: readonly ExportOperation[],
): Promise<ExportScope> {
  const campaign = await findCampaign(db, of);
  if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const { province } = campaign;
  const above = await unitAndAbove(db, province);
  const may = (operation: ExportOperation) => can(actor, operation, above);
  const operation = operations.find(may);
  if (operation === undefined || (choices.answers && !may('export-answers'))) throw new Problem('forbidden');
  const isPublished = (await listRevisions(db, of)).length > 0;
  if (kind === 'results' && !isPublished) throw new Problem('nothing-to-export');
  const holds: ExportOptions['holds'] = [
    ...(isPublished && may('export-results') ? (['results'] as const) : []),
    ...(may('export-tallies') ? (['tallies'] as const) : []),
    ...(choices.answers ? (['answers'] as const) : []),
  ];
  return { operation, unit: province, units: null, holds, province, survey: null, campaign: of };
}
