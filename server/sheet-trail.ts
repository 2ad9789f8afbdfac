/**
 * Everything that happened to one sheet, from the batch it was printed in to its last correction. Gathered from the ledger,
 * the keyings, the conflicts and the trail of staff. What a clerk read is shown only when no clerk can still be led by
 * it: every pass is in, or the batch is closed.
 */
import type { Db } from '../db/dialect.ts';
import type { AuditRow } from '../db/queries/audit.ts';
import { type Conflict, readConflicts } from '../db/queries/conflicts.ts';
import { findForm } from '../db/queries/forms.ts';
import { type Keying, readKeyings } from '../db/queries/keyings.ts';
import { findResponse } from '../db/queries/responses.ts';
import { auditOf, namesOfAccounts } from '../db/queries/sheet-trail.ts';
import { findSheetBatch, type Sheet, type SheetBatch } from '../db/queries/sheets.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import type { Answers } from '../survey-forms/answer.ts';
import type { Form } from '../survey-forms/form.ts';
import { fieldsOf, type KeyedValue, valueAt } from '../survey-forms/keyed-answers.ts';
import { unpackAnswers } from '../survey-forms/pack-answers.ts';

/** A field that a correction changed. `unit` is '' outside a matrix. */
export interface FieldChange {
  readonly question: string;
  readonly unit: string;
  readonly before: KeyedValue;
  readonly after: KeyedValue;
}

/** In the order in which they follow one another within a moment. */
export const HAPPENINGS = [
  'allotted',
  'handed-out',
  'called-back',
  'counted',
  'taken-off',
  'keyed',
  'settled',
  'accepted',
  'rejected',
  'reinstated',
  'pushed-out',
  'back-in',
  'withdrawn',
  'corrected',
  'voided',
  'closed',
  'reopened',
] as const;

export type Happening = (typeof HAPPENINGS)[number];

export interface TrailLine {
  readonly what: Happening;
  /** UTC. */
  readonly at: string;
  /** Account id, or the name of a part of the system. */
  readonly who: string;
  /** The pass that was keyed. */
  readonly pass?: number;
  /** From the list of reject reasons, or in the person's own words. */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** A calendar day: handed out on, came back on. */
  readonly day?: string | undefined;
  readonly changes?: readonly FieldChange[];
}

/** A keying without its free text. */
export interface TrailKeying extends Pick<Keying, 'pass' | 'clerk' | 'keyedAt' | 'source'> {
  /** Null while the other pass must not see them. */
  readonly answers: Keying['answers'] | null;
}

export interface SheetTrail {
  readonly batch: SheetBatch | null;
  readonly form: Form;
  /** The answers that count now; null: none do. */
  readonly answers: Answers | null;
  readonly keyings: readonly TrailKeying[];
  readonly conflicts: readonly Conflict[];
  /** The oldest first. */
  readonly lines: readonly TrailLine[];
  /** Names of the accounts in it, by id. */
  readonly names: ReadonlyMap<string, string>;
}

export async function sheetTrail(db: Db, survey: OpenSurvey, sheet: Sheet): Promise<SheetTrail> {
  const { campaign, serial } = sheet;
  const batch = await findSheetBatch(db, { campaign, number: sheet.batch });
  const form = await findForm(db, survey.form, batch?.formVersion ?? Math.max(...survey.formVersions));
  if (!form) throw new Error(`survey ${survey.id} names a form that is not stored`);
  const keyings = await readKeyings(db, sheet);
  const conflicts = await readConflicts(db, sheet);
  const seen = keyings.length >= sheet.passes || batch?.state === 'closed';
  const subjects = [subjectOf(sheet), `sheet-batch ${campaign} ${sheet.batch}`, `campaign ${campaign}`];
  const audit = await auditOf(db, subjects, { among: `sheet ${campaign} `, naming: serial });
  const lines = [
    ...(await Promise.all(audit.map((row) => lineOf(db, row, { sheet, survey, form })))).flat(),
    ...keyings.map((one): TrailLine => ({ what: 'keyed', at: one.keyedAt, who: one.clerk, pass: one.pass })),
    ...settledLines(conflicts),
  ].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : HAPPENINGS.indexOf(a.what) - HAPPENINGS.indexOf(b.what),
  );
  return {
    batch,
    form,
    answers: await answersOf(db, { sheet, survey, form }, sheet.response),
    keyings: keyings.map(({ pass, clerk, keyedAt, source, answers }) => ({
      ...{ pass, clerk, keyedAt, source },
      answers: seen ? answers : null,
    })),
    conflicts: seen ? conflicts : [],
    lines: withAcceptance(lines, sheet),
    names: await namesOfAccounts(db, [...new Set(lines.map((line) => line.who))]),
  };
}

interface Subject {
  readonly sheet: Sheet;
  readonly survey: OpenSurvey;
  readonly form: Form;
}

async function answersOf(
  db: Db,
  { sheet, survey, form }: Subject,
  id: string | null,
): Promise<Answers | null> {
  if (id === null || sheet.responseDay === null) return null;
  const { province } = survey;
  const response = await findResponse(db, { province, survey: survey.id, day: sheet.responseDay, id });
  return response ? unpackAnswers(form, response.answers) : null;
}

/** A settlement settles all fields of a sheet at once. */
function settledLines(conflicts: readonly Conflict[]): TrailLine[] {
  const settled = conflicts.find((one) => one.settledAt !== null);
  if (!settled) return [];
  return [{ what: 'settled', at: settled.settledAt ?? '', who: settled.settledBy ?? '' }];
}

/** Acceptance follows the last keying or its settlement in the same moment, and has no row of its own. */
function withAcceptance(lines: readonly TrailLine[], sheet: Sheet): TrailLine[] {
  const last = lines.findLast((line) => line.what === 'settled' || line.what === 'keyed');
  if (sheet.response === null || !last) return [...lines];
  const at = lines.indexOf(last) + 1;
  return [...lines.slice(0, at), { what: 'accepted', at: last.at, who: last.who }, ...lines.slice(at)];
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a row of the trail says of this sheet: often nothing, and sometimes more than one thing. */
async function lineOf(db: Db, row: AuditRow, subject: Subject): Promise<TrailLine[]> {
  const { sheet } = subject;
  const details = (row.details ?? {}) as Record<string, unknown>;
  const line: Line = (what, more = {}) => [{ what, at: row.at, who: row.actor, ...more }];
  if (row.action === 'correct-sheet') {
    const changes = await changesOf(db, details, subject);
    return line('corrected', { reason: textOf(details.reason), changes });
  }
  const moved = [
    ...(listOf(details.pushedOut).includes(sheet.serial) ? line('pushed-out') : []),
    ...(listOf(details.backIn).includes(sheet.serial) ? line('back-in') : []),
  ];
  // A sheet that was rejected, voided or taken back may have moved this one by the quota.
  const own = !row.subject.startsWith('sheet ') || row.subject === subjectOf(sheet);
  return own ? [...ownLines(row, details, sheet, line), ...moved] : moved;
}

const subjectOf = ({ campaign, serial }: Sheet) => `sheet ${campaign} ${serial}`;

type Line = (what: Happening, more?: Partial<TrailLine>) => TrailLine[];

function ownLines(row: AuditRow, details: Record<string, unknown>, sheet: Sheet, line: Line): TrailLine[] {
  const reason = textOf(details.reason);
  const note = textOf(details.note);
  switch (row.action) {
    case 'allot-sheets':
      return listOf(details.batches).includes(sheet.batch) ? line('allotted') : [];
    case 'hand-out-sheets':
      return details.handedOutOn === null
        ? line('called-back')
        : line('handed-out', { day: textOf(details.handedOutOn) });
    case 'count-back-sheets':
      return countLines(details, sheet, line);
    case 'reject-sheet':
      return line('rejected', { reason, note });
    case 'reinstate-sheet':
      return line('reinstated');
    case 'withdraw-sheet':
      // Of a whole batch it concerns those that were still out.
      return sheet.state === 'void' && sheet.note === note ? line('withdrawn', { note }) : [];
    case 'void-sheet':
      return line('voided', { reason });
    case 'close-sheet-batch':
      return line('closed');
    case 'reopen-sheet-batch':
      return line('reopened', { reason });
    default:
      return [];
  }
}

/** Of many counted at once the trail holds the places in the order of receipt. */
function countLines(details: Record<string, unknown>, { serial, receipt }: Sheet, line: Line): TrailLine[] {
  const [from = 0, to = 0] = listOf(details.receipts).map(Number);
  const among = receipt !== null && from <= receipt && receipt <= to;
  // Of one that was taken off again, the row of one alone still names it.
  const counted = details.serial === undefined ? among : details.serial === serial;
  return [
    ...(counted ? line('counted', { day: textOf(details.returnedOn) }) : []),
    ...(listOf(details.takenOff).includes(serial) ? line('taken-off') : []),
  ];
}

async function changesOf(db: Db, details: Record<string, unknown>, subject: Subject): Promise<FieldChange[]> {
  const [before, after] = await Promise.all([
    answersOf(db, subject, textOf(details.before) ?? null),
    answersOf(db, subject, textOf(details.after) ?? null),
  ]);
  if (!before || !after) return [];
  return fieldsOf(subject.form, subject.survey.units).flatMap((field): FieldChange[] => {
    const [was, is] = [valueAt(before, field) ?? null, valueAt(after, field) ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ question: field.question.key, unit: field.unit, before: was, after: is }];
  });
}
