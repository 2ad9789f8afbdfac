/** Campaigns: units, scores, adjustments and printed values of one year. */
import type {
  Adjustment,
  CampaignUnit,
  Policies,
  PrintedValue,
  Score,
  Subordinates,
} from '../../server/core/campaign.ts';
import type { CampaignNote, Fieldwork } from '../../server/core/campaign-file.ts';
import type { Text } from '../../survey-forms/form.ts';
import { type Db, insertEach } from '../dialect.ts';
import type { CampaignTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Campaign {
  readonly id: string;
  readonly province: string;
  readonly year: number;
  readonly title: Text;
  readonly source: string | null;
  readonly framework: string;
  readonly frameworkVersion: number;
  readonly policies: Policies;
  readonly fieldwork: Fieldwork | null;
  readonly notes: readonly CampaignNote[];
  readonly sample: boolean;
}

/** What a campaign was scored with; tallies come from its surveys. */
export interface CampaignContents {
  readonly units: readonly CampaignUnit[];
  readonly scores: readonly Score[];
  readonly adjustments: readonly Adjustment[];
  readonly printed: readonly PrintedValue[];
  readonly subordinates?: readonly Subordinates[] | undefined;
}

function toCampaign(row: CampaignTable): Campaign {
  return {
    id: row.id,
    province: row.province,
    year: row.year,
    title: row.title_en === null ? { vi: row.title_vi } : { vi: row.title_vi, en: row.title_en },
    source: row.source,
    framework: row.framework,
    frameworkVersion: row.framework_version,
    policies: JSON.parse(row.policies) as Policies,
    fieldwork: row.fieldwork === null ? null : JSON.parse(row.fieldwork),
    notes: row.notes === null ? [] : JSON.parse(row.notes),
    sample: row.sample === 1,
  };
}

export async function findCampaign(db: Db, id: string): Promise<Campaign | null> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toCampaign(row) : null;
}

/** All campaigns, the latest year first. */
export async function listCampaigns(db: Db): Promise<Campaign[]> {
  const rows = await db.selectFrom('campaigns').selectAll().orderBy('year', 'desc').orderBy('id').execute();
  return rows.map(toCampaign);
}

export async function insertCampaign(
  trx: Writing,
  campaign: Campaign,
  contents: CampaignContents,
): Promise<void> {
  await trx
    .insertInto('campaigns')
    .values({
      id: campaign.id,
      province: campaign.province,
      year: campaign.year,
      title_vi: campaign.title.vi,
      title_en: campaign.title.en ?? null,
      source: campaign.source,
      framework: campaign.framework,
      framework_version: campaign.frameworkVersion,
      policies: JSON.stringify(campaign.policies),
      fieldwork: campaign.fieldwork === null ? null : JSON.stringify(campaign.fieldwork),
      notes: campaign.notes.length === 0 ? null : JSON.stringify(campaign.notes),
      sample: campaign.sample ? 1 : 0,
    })
    .execute();
  await insertContents(trx, campaign.id, contents);
}

async function insertContents(trx: Writing, campaign: string, contents: CampaignContents): Promise<void> {
  for (const [i, unit] of contents.units.entries())
    await trx
      .insertInto('campaign_units')
      .values({ campaign, unit: unit.code, position: i + 1, unit_group: unit.group, scale: unit.scale })
      .execute();
  for (const score of contents.scores)
    await trx
      .insertInto('scores')
      .values({
        campaign,
        unit: score.unit,
        criterion: score.criterion,
        state: score.state,
        points: score.points,
        self_points: score.selfPoints ?? null,
        note: score.note ?? null,
        source: score.source ?? null,
        figures: score.figures ? JSON.stringify(score.figures) : null,
        inputs: score.inputs ? JSON.stringify(score.inputs) : null,
      })
      .execute();
  for (const [i, adjustment] of contents.adjustments.entries())
    await trx
      .insertInto('adjustments')
      .values({ campaign, position: i + 1, ...adjustment })
      .execute();
  await insertEach(
    trx,
    'subordinates',
    ['campaign', 'unit', ['units', 'integer'], ['reaching', 'integer'], 'document'],
    (contents.subordinates ?? []).map((one) => [campaign, one.unit, one.units, one.reaching, one.document]),
  );
  await insertEach(
    trx,
    'printed_values',
    ['campaign', ['position', 'integer'], 'unit', 'field', 'criterion', 'value', 'label'],
    contents.printed.map((one, i) => [
      campaign,
      i + 1,
      one.unit,
      one.field,
      one.criterion ?? null,
      one.value,
      one.label ? JSON.stringify(one.label) : null,
    ]),
  );
}

/** Everything a campaign was scored with, in its own order. */
export async function readContents(db: Db, campaign: string): Promise<CampaignContents> {
  return {
    units: await readUnits(db, campaign),
    scores: await readScores(db, campaign),
    adjustments: await db
      .selectFrom('adjustments')
      .select(['unit', 'kind', 'points', 'reason', 'document'])
      .where('campaign', '=', campaign)
      .orderBy('position')
      .execute(),
    printed: await readPrinted(db, campaign),
    ...(await readSubordinates(db, campaign)),
  };
}

/** Absent where none are counted: a campaign without a class cap has no such list. */
async function readSubordinates(db: Db, campaign: string): Promise<Pick<CampaignContents, 'subordinates'>> {
  const subordinates = await db
    .selectFrom('subordinates')
    .select(['unit', 'units', 'reaching', 'document'])
    .where('campaign', '=', campaign)
    .orderBy('unit')
    .execute();
  return subordinates.length > 0 ? { subordinates } : {};
}

/** The units that are ranked, in the order of the campaign. */
export async function readUnits(db: Db, campaign: string): Promise<CampaignUnit[]> {
  const rows = await db
    .selectFrom('campaign_units')
    .innerJoin('units', 'units.code', 'campaign_units.unit')
    .select(['code', 'name_vi', 'name_en', 'unit_group', 'scale'])
    .where('campaign', '=', campaign)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    name: row.name_en === null ? { vi: row.name_vi } : { vi: row.name_vi, en: row.name_en },
    group: row.unit_group,
    scale: row.scale,
  }));
}

async function readScores(db: Db, campaign: string): Promise<Score[]> {
  const rows = await db
    .selectFrom('scores')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('unit')
    .orderBy('criterion')
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    criterion: row.criterion,
    state: row.state,
    points: row.points,
    selfPoints: row.self_points,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.source === null ? {} : { source: row.source }),
    ...(row.figures === null ? {} : { figures: JSON.parse(row.figures) }),
    ...(row.inputs === null ? {} : { inputs: JSON.parse(row.inputs) }),
  }));
}

async function readPrinted(db: Db, campaign: string): Promise<PrintedValue[]> {
  const rows = await db
    .selectFrom('printed_values')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    field: row.field as PrintedValue['field'],
    ...(row.criterion === null ? {} : { criterion: row.criterion }),
    value: row.value,
    ...(row.label === null ? {} : { label: JSON.parse(row.label) }),
  }));
}
