/**
 * Simulated respondents of the sample: by token, as walk-ins and on numbered sheets, all through the one door, so that the
 * ledgers of a simulated survey balance as an office's do.
 */
import { type Sheet, sheetsOfBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { textsOf } from '../../survey-forms/keyed-answers.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import type { Actor } from '../access.ts';
import { addDays } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import type { SimulatedResponse } from '../sample/generate-answers.ts';
import { newestForm, type SurveyEntry } from '../survey-book.ts';
import { acceptResponses } from './accept-response.ts';
import { allotSheets } from './allot-sheets.ts';
import { closeBatch } from './close-batch.ts';
import { countBack } from './count-back.ts';
import { handOutSheets } from './hand-out-sheets.ts';
import { issueTokens } from './issue-tokens.ts';
import { type Desk, formOf } from './judge-sheets.ts';
import { type Reading, storeKeyings } from './key-sheet.ts';
import { prepareResponse } from './prepare-response.ts';

const CHUNK = 500;
/** Sheets that go out to each unit beyond those that come back. */
const SHEETS_LOST = 2;
/** Batches come back over the last days before the close. */
const DAYS_OF_RETURN = 5;
/** Two people key every sheet, and always read alike. */
const CLERKS = ['sample clerk 1', 'sample clerk 2'] as const;

/** A survey at work. `environment` has the clock of the simulated day. */
export interface Fieldwork {
  readonly trx: Writing;
  readonly environment: Environment;
  readonly actor: Actor;
  readonly entry: SurveyEntry;
}

/** A simulated respondent and the day on which he answers. */
export interface Visitor {
  readonly response: SimulatedResponse;
  readonly day: string;
  readonly channel: Exclude<Channel, 'paper'>;
  readonly token?: string | undefined;
}

/** Answers on a phone or at a counter, in the order given. @throws Problem of the first that is refused */
export async function answer(
  { trx, environment, entry }: Fieldwork,
  visitors: readonly Visitor[],
): Promise<void> {
  const { survey } = entry;
  const prepared = visitors.map(({ response, day, channel, token }) =>
    prepareResponse(
      {
        clientId: Buffer.from(environment.randomBytes(16)).toString('base64url'),
        survey: survey.id,
        formVersion: newestForm(entry).version,
        unit: response.unit ?? undefined,
        respondentGroup: response.respondentGroup,
        channel,
        token,
        answers: response.answers,
      },
      entry,
      day,
      false,
    ),
  );
  for (let at = 0; at < prepared.length; at += CHUNK) {
    const outcomes = await acceptResponses(trx, environment, prepared.slice(at, at + CHUNK));
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok) throw refused.problem;
  }
}

/** Gives every visitor a token of his unit, issued on the day of the clock. */
export async function withTokens(
  { trx, environment, actor, entry }: Fieldwork,
  visitors: readonly Visitor[],
): Promise<Visitor[]> {
  const { id: survey, units } = entry.survey;
  const tokens = new Map<string | null, string[]>();
  for (const unit of units) {
    const count = visitors.filter(({ response }) => response.unit === unit).length;
    if (count === 0) continue;
    const issued = await issueTokens.within(trx, environment, actor, { survey, unit, count });
    tokens.set(unit, issued.tokens);
  }
  return visitors.map((one) => ({ ...one, token: tokens.get(one.response.unit)?.pop() }));
}

/**
 * Sheets of one respondent group: allotted and handed out on the day of the clock, counted back towards the close, keyed
 * twice, and their batches closed.
 */
export async function answerOnPaper(
  work: Fieldwork,
  frame: { readonly postOffice: string; readonly respondentGroup: string },
  responses: readonly SimulatedResponse[],
): Promise<void> {
  const { trx, environment, actor, entry } = work;
  const { id: survey, campaign, units, closesOn } = entry.survey;
  const of = (unit: string) => responses.filter((response) => response.unit === unit);
  const sheets = Math.max(...units.map((unit) => of(unit).length)) + SHEETS_LOST;
  const allotted = { ...frame, campaign, survey, units, sheets, quota: null };
  const { batches } = await allotSheets.within(trx, environment, actor, allotted);
  for (const [i, batch] of batches.entries()) {
    await handOutSheets.within(trx, environment, actor, { campaign, batch });
    const back = clockAt(environment, addDays(closesOn, (i % DAYS_OF_RETURN) - DAYS_OF_RETURN));
    await bringBack({ ...work, environment: back }, batch, of(units[i] ?? ''));
  }
}

async function bringBack(
  { trx, environment, actor, entry }: Fieldwork,
  batch: number,
  responses: readonly SimulatedResponse[],
): Promise<void> {
  const { campaign, province } = entry.survey;
  const sheets = await sheetsOfBatch(trx, { province, campaign, number: batch });
  const serials = sheets.slice(0, responses.length).map(({ serial }) => serial);
  const counting = { campaign, batch, serials, expected: serials.length };
  const { back, counted } = await countBack.within(trx, environment, actor, counting);
  const desk = { batch: back, entry };
  const passes = counted.map((sheet, i) => readingsOf(desk, sheet, responses[i]?.answers ?? {}));
  for (const pass of CLERKS.keys()) {
    const readings = passes.flatMap((both) => both[pass] ?? []);
    const outcomes = await storeKeyings(trx, environment, desk, readings);
    const refused = outcomes.find((outcome) => outcome instanceof Problem);
    if (refused) throw refused;
  }
  await closeBatch.within(trx, environment, actor, {
    campaign,
    batch,
    missing: sheets.length - serials.length,
  });
}

/** What each clerk reads off a sheet; free text is keyed once, apart from the fields. */
function readingsOf(desk: Desk, sheet: Sheet, answers: Answers): Reading[] {
  const texts = new Set(textsOf(formOf(desk)).map(({ key }) => key));
  const isText = ([key]: readonly [string, unknown]) => texts.has(key);
  const written = Object.entries(answers).filter(
    (entry): entry is [string, string] => isText(entry) && typeof entry[1] === 'string',
  );
  const fields = Object.fromEntries(Object.entries(answers).filter((entry) => !isText(entry)));
  const { campaign, serial } = sheet;
  return CLERKS.map((clerk, i) => ({
    ...{ sheet, clerk, campaign, serial, pass: i + 1, formVersion: desk.batch.formVersion },
    ...{ answers: fields, comments: i === 0 ? Object.fromEntries(written) : {}, keystrokes: 0, seconds: 0 },
  }));
}

/** The same with another clock: the morning of a day in Việt Nam. */
export const clockAt = (environment: Environment, day: string): Environment => ({
  ...environment,
  now: () => new Date(`${day}T02:00:00.000Z`),
});
