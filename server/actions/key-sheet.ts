/**
 * Keying: what one clerk read off one sheet, stored once (issue "Paper", decisions 12, 13). The second clerk is another
 * person and learns nothing of the first pass; when all passes are in, the sheet is judged in the same transaction.
 */
import { hash } from 'node:crypto';
import type { Db } from '../../db/dialect.ts';
import { insertKeyings, type Keying, keyingsOf } from '../../db/queries/keyings.ts';
import { findSheet, findSheetBatch, type Sheet } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Violation } from '../../survey-forms/answer.ts';
import { checkKeyed, countableOf, type KeyedAnswers, textsOf } from '../../survey-forms/keyed-answers.ts';
import { type KeyedContent, keyedContent } from '../../survey-forms/keyed-content.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { actorName } from '../access.ts';
import type { Environment } from '../environment.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { SurveyBook } from '../survey-book.ts';
import { action } from './action.ts';
import { holdSheet, provinceOfCampaign, unknownSerial } from './hold-batch.ts';
import { type Desk, formOf, judgeKeyed } from './judge-sheets.ts';
import { receiptOf } from './prepare-response.ts';

/** A keying as the screen sends it; `answers` are not checked yet. */
export interface KeyedSheetInput extends KeyedContent {
  /** Free text by question, keyed in the first pass only. */
  readonly comments: Readonly<Record<string, string>>;
  readonly keystrokes: number;
  /** Working time without pauses. */
  readonly seconds: number;
  /** The file or import it comes with; absent for the keying screen. */
  readonly source?: string;
}

/** A keying on its way in. The caller holds the sheet. */
export interface Reading extends KeyedSheetInput {
  readonly sheet: Sheet;
  /** Account id. */
  readonly clerk: string;
}

/** What became of a reading; `before`: the same clerk had sent the same. */
export type KeyingOutcome = 'stored' | 'before' | Problem;

export const contentHashOf = (content: KeyedContent): string =>
  hash('sha256', keyedContent(content), 'base64url');

/** The same for the same keying, and it says nothing of what the other clerk read. */
export const keyingReceipt = ({ campaign, serial, pass }: KeyedContent): string =>
  receiptOf(`keying ${campaign} ${serial} ${pass}`);

/**
 * Stores readings of one batch, at most one of each sheet, and judges the sheets that are complete with them. The caller
 * holds batch and sheets (in this order) and has the right. One that does not fit is refused by itself.
 * @returns one outcome per reading, in the order given
 */
export async function storeKeyings(
  trx: Writing,
  environment: Environment,
  desk: Desk,
  readings: readonly Reading[],
): Promise<KeyingOutcome[]> {
  const known = await keyingsOf(
    trx,
    readings.map(({ sheet }) => sheet),
  );
  const keyedBefore = ({ sheet }: Reading) => known.get(sheet.serial) ?? [];
  const checked = readings.map((one) => check(one, desk, keyedBefore(one), environment));
  const fresh = checked.flatMap((one) => (isKeying(one) ? [one] : []));
  await insertKeyings(trx, fresh);
  await judgeKeyed(
    trx,
    environment,
    desk,
    readings.flatMap((reading, i) => {
      const one = checked[i];
      return isKeying(one) ? [{ sheet: reading.sheet, keyings: [...keyedBefore(reading), one] }] : [];
    }),
  );
  return checked.map((one) => (isKeying(one) ? 'stored' : one));
}

type Checked = Keying | 'before' | Problem;
const isKeying = (one: Checked | undefined): one is Keying =>
  one !== undefined && one !== 'before' && !(one instanceof Problem);

const refuse = (code: ProblemCode, field: string, why: string = code) =>
  new Problem(code, [{ field, code: why }]);

function check(reading: Reading, desk: Desk, before: readonly Keying[], environment: Environment): Checked {
  const contentHash = contentHashOf(reading);
  const own = before.find((one) => one.pass === reading.pass);
  // First of all: a retry always gets its receipt, also after the batch was closed (decision 12).
  if (own && isSame(own, reading, contentHash)) return 'before';
  const standing = standingProblem(reading, desk, before);
  if (standing) return standing;
  const read = readKeyed(reading, desk);
  if (read instanceof Problem) return read;
  const { sheet, pass, clerk, source = null, keystrokes, seconds } = reading;
  return {
    ...{ province: sheet.province, campaign: sheet.campaign, serial: sheet.serial, pass, clerk },
    ...{ keyedAt: environment.now().toISOString(), formVersion: desk.batch.formVersion },
    ...read,
    ...{ contentHash, keystrokes, seconds, source },
  };
}

/** Free text counts as long as it lies beside the keying; once it has moved, nothing leads back to it. */
function isSame(own: Keying, { clerk, sheet, comments }: Reading, contentHash: string): boolean {
  if (own.clerk !== clerk || own.contentHash !== contentHash) return false;
  return (
    sheet.state === 'accepted' || JSON.stringify(own.comments ?? {}) === JSON.stringify(filled(comments))
  );
}

/** Texts that say something, in one order. */
const filled = (comments: Reading['comments']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(comments)
      .filter(([, text]) => text.trim() !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether the sheet waits for this keying of this clerk. */
function standingProblem(
  { sheet, pass, clerk, formVersion }: Reading,
  { batch }: Desk,
  before: readonly Keying[],
): Problem | null {
  if (batch.state === 'closed') return refuse('batch-closed', 'serial');
  if (batch.state !== 'returned' || !['returned', 'accepted'].includes(sheet.state))
    return refuse('sheet-not-returned', 'serial', `is-${sheet.state}`);
  if (formVersion !== batch.formVersion) return refuse('old-form-version', 'formVersion');
  if (pass > sheet.passes) return refuse('keyed-once', 'pass');
  if (before.some((one) => one.clerk === clerk && one.pass !== pass)) return refuse('same-clerk', 'serial');
  // One that was accepted without this pass came with an import that had been verified elsewhere.
  if (sheet.state === 'accepted' || before.some((one) => one.pass === pass))
    return refuse('sheet-already-keyed', 'serial');
  return null;
}

/** Answers and free text as they are stored, or what does not fit, place by place. */
function readKeyed(
  { answers, comments, pass }: Reading,
  desk: Desk,
): { answers: KeyedAnswers; comments: Record<string, string> | null } | Problem {
  const form = formOf(desk);
  const { units } = desk.entry.survey;
  const checked = checkKeyed(form, answers, units);
  if (!checked.ok) return invalid('answers', checked.violations);
  const texts = filled(comments);
  const known = pass === 1 ? textsOf(form).map((question) => question.key) : [];
  const stray = Object.keys(texts).filter((question) => !known.includes(question));
  if (stray.length > 0)
    return invalid(
      'comments',
      stray.map((question) => ({ question, code: pass === 1 ? 'unknown-question' : 'not-asked' })),
    );
  // By the check that acceptance will make: what is stored now can be accepted later.
  const whole = validateAnswers(form, { ...countableOf(checked.keyed), ...texts }, units, 'paper');
  if (!whole.ok) return invalid('comments', whole.violations);
  return { answers: checked.keyed, comments: Object.keys(texts).length === 0 ? null : texts };
}

/** Violations as places: `answers.<question>[.<unit>]`. */
export const invalid = (part: 'answers' | 'comments', violations: readonly Violation[]): Problem =>
  new Problem(
    'answers-invalid',
    violations.map(({ question, unit, code, limit }) => ({
      field: [part, question, unit].filter(Boolean).join('.'),
      code,
      ...(limit === undefined ? {} : { limit }),
    })),
  );

/** The survey of a batch, as the door needs it. */
export async function deskOf(trx: Writing, batch: Desk['batch']): Promise<Desk> {
  const entry = await new SurveyBook(trx).find(batch.survey);
  if (!entry) throw new Error(`batch ${batch.number} of ${batch.campaign} belongs to no survey`);
  return { batch, entry };
}

/** The unit that a clerk's right is held against. @throws Problem that says whose sheet it is, if it is not this campaign's */
export async function postOfficeOf(db: Db, input: { campaign: string; serial: string }): Promise<string> {
  const province = await provinceOfCampaign(db, input);
  if (province === null) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const key = { province, campaign: input.campaign, serial: input.serial };
  const sheet = await findSheet(db, key);
  if (!sheet) throw await unknownSerial(db, key);
  return (await findSheetBatch(db, { campaign: key.campaign, number: sheet.batch }))?.postOffice ?? province;
}

/** Stores one keying. The right is held against the post office that collected the sheet. */
export const keySheet = action({
  name: 'key-sheet',
  unit: postOfficeOf,
  run: async (trx, input: KeyedSheetInput, { environment, actor }) => {
    const { sheet, batch } = await holdSheet(trx, input);
    if (!batch) throw refuse('sheet-not-returned', 'serial', `is-${sheet.state}`);
    const reading = { ...input, sheet, clerk: actorName(actor) };
    const [outcome] = await storeKeyings(trx, environment, await deskOf(trx, batch), [reading]);
    if (outcome === undefined || outcome instanceof Problem) throw outcome ?? new Problem('internal');
    return { receipt: keyingReceipt(input), stored: outcome === 'stored' };
  },
  audit: ({ campaign, serial, pass }, { stored }) => ({
    subject: `sheet ${campaign} ${serial}`,
    details: { pass, stored },
  }),
});
