/** Clerks of Bưu điện Thử who key sheets, and a manager who settles: for tests of keying. */
import { findSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import type { KeyedSheetInput } from '../../server/actions/key-sheet.ts';
import { compareTallies, recount } from '../../server/actions/recount-tallies.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import type { KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { keyedBy } from '../survey-forms/made-keyings.ts';
import { type Member, member } from './member.ts';
import { CAMPAIGN } from './opened-world.ts';
import type { World } from './world.ts';

export const clerk = (world: World, unit = 'TT-BD'): Promise<Member> =>
  member(world, [{ role: 'entry-clerk', unit }]);
export const manager = (world: World, unit = 'TT'): Promise<Member> =>
  member(world, [{ role: 'fieldwork-manager', unit }]);

/** The first serials, as they are printed. */
export const serials = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, i) => serialOf(from + i));

/** A satisfaction sheet on which every box is 4, but for what is given. */
export const sheetOfFours = (more: KeyedAnswers = {}): KeyedAnswers => ({
  ...keyedBy(satisfaction, [], () => 4),
  ...more,
});

/** What the screen sends for a sheet of the survey `hai-long`. */
export const keyed = (serial: string, more: Partial<KeyedSheetInput> = {}): KeyedSheetInput => ({
  ...{ campaign: CAMPAIGN, serial, pass: 1, formVersion: 1, answers: sheetOfFours() },
  ...{ comments: {}, keystrokes: 29, seconds: 31 },
  ...more,
});

export interface Sent {
  readonly status: number;
  readonly body: Record<string, unknown> & { code?: string; errors?: { field: string; code: string }[] };
}

export async function sent(response: Response | Promise<Response>): Promise<Sent> {
  const { status } = await response;
  return { status, body: (await (await response).json()) as Sent['body'] };
}

export const send = (who: Member, body: unknown): Promise<Sent> =>
  sent(who.request('POST', '/api/v1/keying/sheets', body));

/** Status, or the code of the problem. */
export const outcomeOf = ({ status, body }: Sent): string =>
  status < 300 ? String(status) : String(body.code);

/** State and reason of every sheet, by serial. */
export async function standings({ db }: World): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('sheets')
    .select(['serial', 'state', 'reason'])
    .orderBy('serial')
    .execute();
  return Object.fromEntries(
    rows.map((row) => [row.serial, row.reason ? `${row.state} ${row.reason}` : row.state]),
  );
}

/** Responses in the running tallies of a survey, held against a recount. @throws Error where they differ */
export async function tallied({ db }: World, survey = 'hai-long'): Promise<number> {
  const found = await findSurvey(db, survey);
  if (!found) throw new Error(`no survey ${survey}`);
  const running = await readTallies(db, found.province, survey);
  const differences = compareTallies(running, await recount(db, found));
  if (differences.length > 0) throw new Error(`tallies differ: ${JSON.stringify(differences)}`);
  return running.reduce((sum, one) => sum + one.responses, 0);
}
