/**
 * From what arrived to what may be stored, before any transaction: hashes for the retry, validation by the code the
 * phone runs, flags, packing and the counters to raise. Nothing here writes; trouble is a value, because a retry must
 * get its receipt even after the survey closed (decision 12).
 */
import { createHmac, hash } from 'node:crypto';
import type { Answers, Violation } from '../../survey-forms/answer.ts';
import { flagsOf } from '../../survey-forms/flags.ts';
import { type Form, questionsOf, ratesManyUnits } from '../../survey-forms/form.ts';
import { packAnswers } from '../../survey-forms/pack-answers.ts';
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { windowAt } from '../core/calendar.ts';
import { countResponse, tallyLayout } from '../core/tally.ts';
import { Problem } from '../problem.ts';
import type { SurveyEntry } from '../survey-book.ts';
import { canonicalToken, isMistyped, type TokenKeys, tokenKeysOf } from '../token-keys.ts';

/** A response on its way in, from whatever channel. */
export interface Arrival {
  /** The device's random id; for a keyed sheet a text made of its serial. */
  readonly clientId: string;
  readonly survey: string;
  readonly formVersion: number;
  readonly unit?: string | undefined;
  readonly respondentGroup: string;
  readonly channel: Channel;
  /** The kiosk it came from, already held against its secret. Counted there, and kept nowhere else (decision 19). */
  readonly kiosk?: string | undefined;
  readonly token?: string | undefined;
  readonly seconds?: number | undefined;
  readonly answers: unknown;
  /** For a keyed sheet: the day its batch came back (decision 10). */
  readonly sheetDay?: string | undefined;
}

/** What raises which counters: one per rated unit. */
export interface Count {
  readonly unit: string;
  readonly slots: readonly number[];
}

/** Everything a response becomes, but for its random id. */
export interface Accepted {
  readonly province: string;
  readonly survey: string;
  readonly day: string;
  readonly form: Form;
  readonly unit: string | null;
  readonly respondentGroup: string;
  readonly channel: Channel;
  readonly basis: Basis;
  readonly flags: number;
  readonly packed: string;
  readonly comments: readonly { readonly question: string; readonly text: string }[];
  readonly counts: readonly Count[];
}

export interface Prepared {
  readonly province: string;
  readonly survey: string;
  readonly clientHash: string;
  readonly contentMac: string;
  readonly receipt: string;
  readonly receiptHash: string;
  readonly token: TokenKeys | null;
  readonly kiosk: string | null;
  /** The unit and day a late arrival is counted for. */
  readonly unit: string;
  readonly day: string;
  readonly outcome: Accepted | Problem;
}

export const FLAG_TOO_FAST = 1;
export const FLAG_IDENTICAL_RUN = 2;
export const FLAG_BURST = 4;

/** Letters and digits that are not mistaken for one another when read aloud or copied by hand. */
const RECEIPT_SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const RECEIPT_LENGTH = 10;

export const sha256 = (text: string): string => hash('sha256', text, 'base64url');

/** The receipt of a client id: the same id always gets the same one, and it leads to no answer. */
export function receiptOf(clientId: string): string {
  const bytes = hash('sha256', `receipt ${clientId}`, 'buffer');
  let receipt = '';
  for (let i = 0; i < RECEIPT_LENGTH; i++) receipt += RECEIPT_SIGNS[(bytes[i] ?? 0) & 31];
  return receipt;
}

/** The unit that is counted for; '' for none, as on a form that rates many, and for a name the survey does not know. */
export function knownUnit({ unit }: Arrival, { units }: SurveyEntry): string {
  return unit !== undefined && units.has(unit) ? unit : '';
}

/**
 * @param entry the survey, already known to exist
 * @param today the server's day; for a keyed sheet the day its batch came back, by which it is judged (decision 10)
 * @param burst whether the unit's counter is above its bound this minute
 */
export function prepareResponse(
  arrival: Arrival,
  entry: SurveyEntry,
  today: string,
  burst: boolean,
): Prepared {
  const { survey } = entry;
  const token = arrival.token === undefined ? undefined : canonicalToken(arrival.token);
  const reading = readAnswers(arrival, entry);
  const outcome = judge(arrival, entry, reading, today, burst);
  const place = [survey.id, arrival.formVersion, arrival.unit ?? '', arrival.respondentGroup, token ?? ''];
  const receipt = receiptOf(arrival.clientId);
  return {
    province: survey.province,
    survey: survey.id,
    clientHash: sha256(arrival.clientId),
    contentMac: createHmac('sha256', arrival.clientId)
      .update(`${place.join('|')}|${contentOf(reading, arrival)}`)
      .digest('base64url'),
    receipt,
    receiptHash: sha256(receipt),
    token: token === undefined ? null : tokenKeysOf(token),
    kiosk: arrival.kiosk ?? null,
    unit: knownUnit(arrival, entry),
    day: arrival.sheetDay ?? today,
    outcome,
  };
}

/** What was sent, read by the form version it was given under, whatever day it is. */
type Reading =
  | {
      readonly ok: true;
      readonly form: Form;
      readonly answers: Answers;
      readonly packed: string;
      readonly comments: Accepted['comments'];
    }
  | { readonly ok: false; readonly form: Form | undefined; readonly violations: readonly Violation[] };

function readAnswers(arrival: Arrival, { forms, survey }: SurveyEntry): Reading {
  const form = forms.get(arrival.formVersion);
  if (!form) return { ok: false, form, violations: [] };
  const medium = arrival.sheetDay === undefined ? 'screen' : 'paper';
  const checked = validateAnswers(form, arrival.answers, survey.units, medium);
  if (!checked.ok) return { ok: false, form, violations: checked.violations };
  const { answers } = checked;
  return { ok: true, form, answers, packed: packAnswers(form, answers), comments: commentsOf(form, answers) };
}

/**
 * What a retry must repeat: the same on every day, else a retry after the close were a conflict (decision 12). Answers
 * that do not fit were never stored, and `!` is what no answers are packed to.
 */
function contentOf(reading: Reading, { sheetDay }: Arrival): string {
  if (!reading.ok) return '!';
  const { packed, comments } = reading;
  // The id of a sheet can be guessed: with it, whoever holds the database could try every comment on every sheet.
  return comments.length === 0 || sheetDay !== undefined ? packed : `${packed}|${JSON.stringify(comments)}`;
}

function judge(
  arrival: Arrival,
  entry: SurveyEntry,
  reading: Reading,
  today: string,
  burst: boolean,
): Accepted | Problem {
  const { survey } = entry;
  const at = windowAt(survey, today);
  if (at === 'before') return new Problem('survey-not-open');
  if (at === 'over') return new Problem('survey-closed');
  const { form } = reading;
  if (!form)
    return new Problem('unknown-form-version', [{ field: 'formVersion', code: 'unknown-form-version' }]);
  if (!survey.channels.includes(arrival.channel))
    return new Problem('malformed-request', [{ field: 'channel', code: 'not-in-scale' }]);
  const many = ratesManyUnits(form);
  if (many ? arrival.unit !== undefined : !entry.units.has(arrival.unit ?? ''))
    return new Problem('unknown-unit', [{ field: 'unit', code: 'unknown-unit' }]);
  if (!entry.respondentGroups.has(arrival.respondentGroup))
    return new Problem('unknown-respondent-group', [
      { field: 'respondentGroup', code: 'unknown-respondent-group' },
    ]);
  const basis = basisOf(arrival);
  if (arrival.token !== undefined && isMistyped(arrival.token))
    return new Problem('token-mistyped', [{ field: 'token', code: 'token-mistyped' }]);
  if (basis === 'open' && !survey.openAnswers)
    return new Problem('unknown-token', [{ field: 'token', code: 'required' }]);
  if (!reading.ok) return invalidAnswers(reading.violations);
  return accept(arrival, entry, reading, {
    basis,
    many,
    day: arrival.sheetDay ?? today,
    burst,
  });
}

function basisOf(arrival: Arrival): Basis {
  if (arrival.sheetDay !== undefined) return 'sheet';
  return arrival.token === undefined ? 'open' : 'token';
}

function invalidAnswers(violations: readonly Violation[]): Problem {
  return new Problem(
    'answers-invalid',
    violations.map(({ question, unit, code, limit }) => ({
      field: ['answers', question, unit].filter(Boolean).join('.'),
      code,
      ...(limit === undefined ? {} : { limit }),
    })),
  );
}

function accept(
  arrival: Arrival,
  entry: SurveyEntry,
  { form, answers, packed, comments }: Extract<Reading, { ok: true }>,
  facts: { basis: Basis; many: boolean; day: string; burst: boolean },
): Accepted {
  const flags = flagsOf(form, answers, arrival.seconds);
  return {
    province: entry.survey.province,
    survey: entry.survey.id,
    day: facts.day,
    form,
    unit: facts.many ? null : (arrival.unit ?? null),
    respondentGroup: arrival.respondentGroup,
    channel: arrival.channel,
    basis: facts.basis,
    flags:
      (flags.tooFast ? FLAG_TOO_FAST : 0) |
      (flags.identicalRun ? FLAG_IDENTICAL_RUN : 0) |
      (facts.burst ? FLAG_BURST : 0),
    packed,
    comments,
    counts: countsOf(form, answers, facts.many ? null : (arrival.unit ?? '')),
  };
}

/** Free text, which goes to a table of its own (decision 21). */
function commentsOf(form: Form, answers: Answers): { question: string; text: string }[] {
  return questionsOf(form).flatMap((question) => {
    const text = question.kind === 'text' ? answers[question.key] : null;
    return typeof text === 'string' ? [{ question: question.key, text }] : [];
  });
}

/** Which counters a response raises: those of its unit, or of every unit it rates (decision 5). */
export function countsOf(form: Form, answers: Answers, unit: string | null): Count[] {
  const layout = tallyLayout(form);
  if (unit !== null) return [{ unit, slots: countResponse(layout, answers) }];
  const rated = new Set<string>();
  for (const question of questionsOf(form))
    if (question.kind === 'matrix')
      for (const code of Object.keys(answers[question.key] ?? {})) rated.add(code);
  return [...rated].map((code) => ({ unit: code, slots: countResponse(layout, answers, code) }));
}
