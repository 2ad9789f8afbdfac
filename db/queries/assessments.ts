/** Assessments of units in a campaign: where each stands, and the days of its stages. */
import type { AssessmentState, Deadlines, Stage } from '../../server/core/assessment.ts';
import type { Text } from '../../survey-forms/form.ts';
import { type Db, insertEach, selectEach } from '../dialect.ts';
import type { AssessmentTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** The council's decision. */
export interface Decision {
  readonly number: string;
  readonly day: string;
}

export interface Assessment {
  readonly campaign: string;
  readonly unit: string;
  readonly state: AssessmentState;
  readonly submittedAt: string | null;
  /** Account id. */
  readonly submittedBy: string | null;
  /** A later last day for the unit's present stage, inclusive. */
  readonly extendedUntil: string | null;
  readonly decision: Decision | null;
  readonly revision: number;
}

const toAssessment = (row: AssessmentTable): Assessment => ({
  campaign: row.campaign,
  unit: row.unit,
  state: row.state,
  submittedAt: row.submitted_at,
  submittedBy: row.submitted_by,
  extendedUntil: row.extended_until,
  decision: row.decision === null ? null : JSON.parse(row.decision),
  revision: row.revision,
});

export async function findAssessment(db: Db, campaign: string, unit: string): Promise<Assessment | null> {
  const row = await db
    .selectFrom('assessments')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .executeTakeFirst();
  return row ? toAssessment(row) : null;
}

/** The assessment, held until the transaction ends: nobody moves it on while a score is written. */
export async function lockAssessment(
  trx: Writing,
  campaign: string,
  unit: string,
): Promise<Assessment | null> {
  const [row] = await selectEach<AssessmentTable>(
    trx,
    'assessments',
    ['campaign', 'unit'],
    [[campaign, unit]],
    'lock',
  );
  return row ? toAssessment(row) : null;
}

/** Begins the assessment of units that have none yet. @returns the units for which it began */
export async function insertAssessments(
  trx: Writing,
  campaign: string,
  units: readonly string[],
): Promise<string[]> {
  const rows = units.map((unit) => [campaign, unit, 'open', 1]);
  const columns = ['campaign', 'unit', 'state', ['revision', 'integer']] as const;
  const begun = await insertEach<{ unit: string }>(trx, 'assessments', columns, rows, { returning: 'unit' });
  return begun.map(({ unit }) => unit);
}

/** What may change of an assessment; what is left out stays. */
export type AssessmentChange = Partial<
  Pick<Assessment, 'state' | 'submittedAt' | 'submittedBy' | 'extendedUntil' | 'decision'>
>;

/** Writes a locked assessment. */
export async function changeAssessment(
  trx: Writing,
  { campaign, unit }: Pick<Assessment, 'campaign' | 'unit'>,
  change: AssessmentChange,
): Promise<void> {
  const { state, submittedAt, submittedBy, extendedUntil, decision } = change;
  await trx
    .updateTable('assessments')
    .set((eb) => ({
      ...(state === undefined ? {} : { state }),
      ...(submittedAt === undefined ? {} : { submitted_at: submittedAt }),
      ...(submittedBy === undefined ? {} : { submitted_by: submittedBy }),
      ...(extendedUntil === undefined ? {} : { extended_until: extendedUntil }),
      ...(decision === undefined ? {} : { decision: decision && JSON.stringify(decision) }),
      revision: eb('revision', '+', 1),
    }))
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .execute();
}

export interface NamedAssessment extends Assessment {
  readonly name: Text;
}

/** The assessments of a campaign in the order of its units. */
export async function listAssessments(db: Db, campaign: string): Promise<NamedAssessment[]> {
  const rows = await db
    .selectFrom('assessments')
    .innerJoin('campaign_units', (join) =>
      join
        .onRef('campaign_units.campaign', '=', 'assessments.campaign')
        .onRef('campaign_units.unit', '=', 'assessments.unit'),
    )
    .innerJoin('units', 'units.code', 'assessments.unit')
    .selectAll('assessments')
    .select(['name_vi', 'name_en'])
    .where('assessments.campaign', '=', campaign)
    .orderBy('campaign_units.position')
    .execute();
  return rows.map(({ name_vi: vi, name_en: en, ...row }) => ({
    ...toAssessment(row),
    name: en === null ? { vi } : { vi, en },
  }));
}

/** Campaigns in which units are assessed here, with those units. */
export async function assessedUnits(db: Db): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('assessments').select(['campaign', 'unit']).orderBy('unit').execute();
  const found = new Map<string, string[]>();
  for (const { campaign, unit } of rows) found.set(campaign, [...(found.get(campaign) ?? []), unit]);
  return found;
}

export async function readDeadlines(db: Db, campaign: string): Promise<Deadlines> {
  const rows = await db
    .selectFrom('stage_deadlines')
    .select(['stage', 'deadline'])
    .where('campaign', '=', campaign)
    .execute();
  return Object.fromEntries(rows.map(({ stage, deadline }) => [stage, deadline])) as Deadlines;
}

/** Replaces the days of a campaign's stages. */
export async function putDeadlines(trx: Writing, campaign: string, deadlines: Deadlines): Promise<void> {
  await trx.deleteFrom('stage_deadlines').where('campaign', '=', campaign).execute();
  const rows = Object.entries(deadlines) as [Stage, string][];
  await insertEach(
    trx,
    'stage_deadlines',
    ['campaign', 'stage', 'deadline'],
    rows.map(([stage, deadline]) => [campaign, stage, deadline]),
  );
}

/** Documents that stand, by criterion and the stage in which they were brought. */
export async function countEvidence(
  db: Db,
  campaign: string,
  unit: string,
): Promise<Map<string, { self: number; explanation: number }>> {
  const rows = await db
    .selectFrom('evidence_uses')
    .innerJoin('evidence', 'evidence.id', 'evidence_uses.evidence')
    .select(['evidence_uses.criterion', 'evidence_uses.stage'])
    .where('evidence_uses.campaign', '=', campaign)
    .where('evidence_uses.unit', '=', unit)
    .where('evidence.withdrawn_at', 'is', null)
    .execute();
  const found = new Map<string, { self: number; explanation: number }>();
  for (const { criterion, stage } of rows) {
    const count = found.get(criterion) ?? { self: 0, explanation: 0 };
    count[stage === 'explanation' ? 'explanation' : 'self'] += 1;
    found.set(criterion, count);
  }
  return found;
}
