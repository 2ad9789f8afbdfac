/**
 * The questions of the form by which a survey's results may be broken down, and the counters that one scan of its answers
 * made of each. Like tallies, they are packed in the order of server/core/tally.ts.
 */
import type { Basis } from '../../survey-forms/submission.ts';
import { type Db, insertEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

interface SurveyKey {
  readonly province: string;
  readonly id: string;
}

/** A declared question. */
export interface DeclaredBreakdown {
  readonly question: string;
  /** SHA-256 of the survey's tallies when it was counted; null: not counted. */
  readonly countedHash: string | null;
}

/** Counters of those who chose a code of the question, over all respondent groups and channels. */
export interface BreakdownTally {
  readonly unit: string;
  readonly formVersion: number;
  readonly question: string;
  /** -1: left blank or not asked. */
  readonly code: number;
  readonly basis: Basis;
  readonly flagged: boolean;
  readonly responses: number;
  readonly counters: Uint8Array;
}

/** In the order in which they were declared. */
export async function readBreakdowns(db: Db, survey: SurveyKey): Promise<DeclaredBreakdown[]> {
  const rows = await db
    .selectFrom('survey_breakdowns')
    .select(['question', 'counted_hash'])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .orderBy('position')
    .execute();
  return rows.map(({ question, counted_hash: countedHash }) => ({ question, countedHash }));
}

/** Surveys that have declared questions, or only those that have one which is not counted. */
export async function surveysWithBreakdowns(db: Db, which: 'all' | 'uncounted'): Promise<string[]> {
  const rows = await db
    .selectFrom('survey_breakdowns')
    .select('survey')
    .distinct()
    .$if(which === 'uncounted', (q) => q.where('counted_hash', 'is', null))
    .orderBy('survey')
    .execute();
  return rows.map(({ survey }) => survey);
}

/** Declares questions for a survey, in the order given; none of them is counted yet. It has none so far. */
export async function insertBreakdowns(
  trx: Writing,
  survey: SurveyKey,
  questions: readonly string[],
): Promise<void> {
  await insertEach(
    trx,
    'survey_breakdowns',
    ['province', 'survey', 'question', ['position', 'integer']],
    questions.map((question, i) => [survey.province, survey.id, question, i + 1]),
  );
}

/** Declares these questions instead of those before; what was counted by them goes. */
export async function replaceBreakdowns(
  trx: Writing,
  survey: SurveyKey,
  questions: readonly string[],
): Promise<void> {
  for (const table of ['survey_breakdowns', 'breakdown_tallies'] as const)
    await trx
      .deleteFrom(table)
      .where('province', '=', survey.province)
      .where('survey', '=', survey.id)
      .execute();
  await insertBreakdowns(trx, survey, questions);
}

export async function readBreakdownTallies(
  db: Db,
  survey: SurveyKey,
  question: string,
): Promise<BreakdownTally[]> {
  const rows = await db
    .selectFrom('breakdown_tallies')
    .selectAll()
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .where('question', '=', question)
    .orderBy('unit')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    formVersion: row.form_version,
    question: row.question,
    code: row.code,
    basis: row.basis as Basis,
    flagged: row.flagged === 1,
    responses: row.responses,
    counters: row.counters,
  }));
}

/** Puts counters of a survey's declared questions in the place of those before, and says of which state of its tallies. */
export async function storeBreakdownTallies(
  trx: Writing,
  survey: SurveyKey,
  tallies: readonly BreakdownTally[],
  counted: { readonly at: string; readonly hash: string },
): Promise<void> {
  await trx
    .deleteFrom('breakdown_tallies')
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .execute();
  await insertEach(
    trx,
    'breakdown_tallies',
    [
      'province',
      'survey',
      'unit',
      ['form_version', 'integer'],
      'question',
      ['code', 'integer'],
      'basis',
      ['flagged', 'smallint'],
      ['responses', 'integer'],
      ['counters', 'bytea'],
    ],
    tallies.map((one) => [
      survey.province,
      survey.id,
      one.unit,
      one.formVersion,
      one.question,
      one.code,
      one.basis,
      one.flagged ? 1 : 0,
      one.responses,
      one.counters,
    ]),
  );
  await trx
    .updateTable('survey_breakdowns')
    .set({ counted_at: counted.at, counted_hash: counted.hash })
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .execute();
}
