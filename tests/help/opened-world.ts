/** The small province with its trial campaign and four surveys that run in June 2026, and a look at what is stored. */
import { sql } from 'kysely';
import type { Database, Db } from '../../db/dialect.ts';
import { importCampaign, importForm, importFramework } from '../../server/actions/import-definition.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { openSurvey, type SurveyInput } from '../../server/actions/open-survey.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { smallForm } from '../survey-forms/small-form.ts';
import { campaign, framework, satisfactionAnswers } from '../walk/hand-computed.ts';
import { makeWorld, newClientId, SYSTEM, type World } from './world.ts';

export const UNITS = ['TT-AN', 'TT-BI', 'TT-CA'] as const;
export const CAMPAIGN = campaign.campaign.id;

/** Open from 1 to 30 June; answers are taken until 14 July. */
const COMMON = {
  campaign: CAMPAIGN,
  units: [...UNITS],
  opensOn: '2026-06-01',
  closesOn: '2026-06-30',
  openAnswers: true,
};

export const SURVEYS: readonly SurveyInput[] = [
  { ...COMMON, id: 'hai-long', form: 'satisfaction', title: { vi: 'Hài lòng', en: 'Satisfaction' } },
  { ...COMMON, id: 'theo-ma', form: 'satisfaction', title: { vi: 'Chỉ theo mã' }, openAnswers: false },
  { ...COMMON, id: 'dai-bieu', form: 'department-matrix', title: { vi: 'Đại biểu' } },
  { ...COMMON, id: 'nho', form: 'small', title: { vi: 'Phiếu nhỏ' } },
];

/** Stands at noon of 15 June 2026 in Việt Nam. */
export async function openedWorld(
  database: Database,
  options?: Parameters<typeof makeWorld>[1],
): Promise<World> {
  const world = await makeWorld(database, options);
  const { environment } = world;
  await importForm.run(environment, SYSTEM, { definition: smallForm });
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  await importCampaign.run(environment, SYSTEM, { definition: campaign });
  for (const survey of SURVEYS) await openSurvey.run(environment, SYSTEM, survey);
  return world;
}

/** A walk-in at Sở An who is content with everything, as his phone sends it. */
export function visit(more: Partial<Submission> = {}): Submission {
  return {
    clientId: newClientId(),
    survey: 'hai-long',
    formVersion: 1,
    unit: 'TT-AN',
    respondentGroup: 'citizen',
    channel: 'web',
    answers: satisfactionAnswers([5, 4, 5, 4]),
    ...more,
  };
}

/** One fresh token. */
export async function oneToken(world: World, survey = 'hai-long', unit = 'TT-AN'): Promise<string> {
  const { tokens } = await issueTokens.run(world.environment, SYSTEM, { survey, unit, count: 1 });
  const [token] = tokens;
  if (token === undefined) throw new Error('no token was issued');
  return token;
}

/** Rows of every table that has some; a table that is added later is counted too. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    const n = Number(rows[0]?.n ?? 0);
    if (n > 0) counts[name] = n;
  }
  return counts;
}

/** What answers leave behind, whole: the same before and after means that nothing was stored, counted or spent. */
export async function whatAnswersLeft(db: Db): Promise<Record<string, unknown[]>> {
  const left: Record<string, unknown[]> = {};
  for (const table of ['responses', 'comments', 'retries', 'tallies', 'tokens', 'ledger'] as const)
    left[table] = await db.selectFrom(table).selectAll().orderBy('province').execute();
  return left;
}
