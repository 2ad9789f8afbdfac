/** Surveys: one form, a list of units, respondent groups, channels and a window. */
import type { Text } from '../../survey-forms/form.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import type { Db } from '../dialect.ts';
import type { SurveyTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Survey {
  readonly id: string;
  readonly province: string;
  readonly campaign: string;
  readonly form: string;
  readonly title: Text;
  readonly opensOn: string;
  /** Last day, inclusive. */
  readonly closesOn: string;
  /** Last day on which an answer that was under way is taken, inclusive. */
  readonly acceptsUntil: string;
  readonly channels: readonly Channel[];
  readonly respondentGroups: readonly string[];
  readonly openAnswers: boolean;
  readonly burstBound: number;
  readonly revision: number;
  readonly sample: boolean;
}

/** A survey with all that an answer is checked against. */
export interface OpenSurvey extends Survey {
  readonly units: readonly string[];
  readonly formVersions: readonly number[];
}

const toText = (vi: string, en: string | null): Text => (en === null ? { vi } : { vi, en });

function toSurvey(row: SurveyTable): Survey {
  return {
    id: row.id,
    province: row.province,
    campaign: row.campaign,
    form: row.form,
    title: toText(row.title_vi, row.title_en),
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    acceptsUntil: row.accepts_until,
    channels: JSON.parse(row.channels),
    respondentGroups: JSON.parse(row.respondent_groups),
    openAnswers: row.open_answers === 1,
    burstBound: row.burst_bound,
    revision: row.revision,
    sample: row.sample === 1,
  };
}

export async function findSurvey(db: Db, id: string): Promise<OpenSurvey | null> {
  const row = await db.selectFrom('surveys').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const units = await db
    .selectFrom('survey_units')
    .select('unit')
    .where('survey', '=', id)
    .orderBy('position')
    .execute();
  const versions = await db
    .selectFrom('survey_form_versions')
    .select('version')
    .where('survey', '=', id)
    .orderBy('version')
    .execute();
  return {
    ...toSurvey(row),
    units: units.map((one) => one.unit),
    formVersions: versions.map((one) => one.version),
  };
}

/** The revision of each survey that exists, by id. */
export async function surveyRevisions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('surveys')
    .select(['id', 'revision'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.revision]));
}

export async function listSurveys(db: Db): Promise<(Survey & { units: number })[]> {
  const rows = await db
    .selectFrom('surveys')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('survey_units')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('survey_units.survey', '=', 'surveys.id')
        .as('units'),
    )
    .orderBy('closes_on', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...toSurvey(row), units: Number(row.units) }));
}

/** Surveys of a campaign, with what their tallies need. */
export async function surveysOfCampaign(db: Db, campaign: string): Promise<OpenSurvey[]> {
  const rows = await db
    .selectFrom('surveys')
    .select('id')
    .where('campaign', '=', campaign)
    .orderBy('id')
    .execute();
  const found = await Promise.all(rows.map((row) => findSurvey(db, row.id)));
  return found.filter((survey) => survey !== null);
}

export async function insertSurvey(trx: Writing, survey: OpenSurvey): Promise<void> {
  await trx
    .insertInto('surveys')
    .values({
      id: survey.id,
      province: survey.province,
      campaign: survey.campaign,
      form: survey.form,
      title_vi: survey.title.vi,
      title_en: survey.title.en ?? null,
      opens_on: survey.opensOn,
      closes_on: survey.closesOn,
      accepts_until: survey.acceptsUntil,
      channels: JSON.stringify(survey.channels),
      respondent_groups: JSON.stringify(survey.respondentGroups),
      open_answers: survey.openAnswers ? 1 : 0,
      burst_bound: survey.burstBound,
      revision: survey.revision,
      sample: survey.sample ? 1 : 0,
    })
    .execute();
  await trx
    .insertInto('survey_units')
    .values(survey.units.map((unit, i) => ({ survey: survey.id, unit, position: i + 1 })))
    .execute();
  await trx
    .insertInto('survey_form_versions')
    .values(survey.formVersions.map((version) => ({ survey: survey.id, version })))
    .execute();
}

/** Moves the window of a survey; its revision rises so that every server reads it afresh. */
export async function moveSurveyWindow(
  trx: Writing,
  id: string,
  window: { closesOn: string; acceptsUntil: string },
): Promise<void> {
  await trx
    .updateTable('surveys')
    .set((eb) => ({
      closes_on: window.closesOn,
      accepts_until: window.acceptsUntil,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}
