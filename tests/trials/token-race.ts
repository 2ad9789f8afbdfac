/**
 * Many phones with one slip at the same moment: one answer, however often it is tried. Half of them read the QR, the other
 * half type the code, and two servers on one database take them in.
 */
import type { Database } from '../../db/dialect.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Outcome } from '../../server/actions/accept-response.ts';
import { Intake } from '../../server/actions/intake.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { surveyLedger } from '../../server/survey-ledger.ts';
import { codeOfToken } from '../../server/token-keys.ts';
import { openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

export const PHONES = 50;

export interface RaceReport {
  readonly database: Database;
  readonly races: number;
  readonly answers: number;
  /** Empty when every promise held. */
  readonly broken: readonly string[];
}

const fatal = (error: unknown) => {
  throw error;
};

/** Lets 50 phones use one token at once, `races` times. */
export async function tokenRace(database: Database, races: number): Promise<RaceReport> {
  const world = await openedWorld(database);
  const servers = [world.intake, new Intake(world.environment, { groupLimit: 7, fatal })];
  const input = { survey: 'hai-long', unit: 'TT-AN', count: races };
  const { tokens } = await issueTokens.run(world.environment, SYSTEM, input);
  const broken: string[] = [];
  for (const [race, token] of tokens.entries()) {
    const spellings = [token, codeOfToken(token)];
    const outcomes = await Promise.all(
      Array.from({ length: PHONES }, (_, phone) =>
        servers[phone % 2]?.accept(visit({ token: spellings[(phone >> 1) % 2] })),
      ),
    );
    const seen = tally(outcomes);
    if (seen !== `stored 1, token-used ${PHONES - 1}`) broken.push(`race ${race}: ${seen}`);
  }
  const answers = await countAnswers(world);
  if (answers !== races) broken.push(`${answers} answers are stored, not ${races}`);
  broken.push(...(await ledgerFaults(world)));
  return { database, races, answers, broken };
}

/** What became of them: "stored 1, token-used 49". */
function tally(outcomes: readonly (Outcome | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const what = outcome?.ok ? (outcome.stored ? 'stored' : 'retry') : outcome?.problem.code;
    counts.set(String(what), (counts.get(String(what)) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}

async function countAnswers({ db }: World): Promise<number> {
  return (await db.selectFrom('responses').select('id').execute()).length;
}

async function ledgerFaults({ db }: World): Promise<string[]> {
  const survey = await findSurvey(db, 'hai-long');
  const units = survey ? (await surveyLedger(db, survey)).units : [];
  if (units.length !== 1) return [`${units.length} units stand in the ledger, not 1`];
  return units.flatMap(({ faults }) => faults.map((fault) => `the ledger is off: ${JSON.stringify(fault)}`));
}

/** What the trial found, in words. */
export function raceReportText({ database, races, answers, broken }: RaceReport): string {
  const found =
    broken.length > 0 ? broken.join('\n') : 'Each token gave one answer, and the ledger balances.';
  return `${database}: ${PHONES} phones at once, ${races} times: ${answers} answers.\n${found}`;
}
