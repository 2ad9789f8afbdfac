/**
 * A dossier as one-stop software reports it, from the texts of a row to days and codes. Files and the API take the same
 * way, so that both are held to the same rules. What the database has to say of it stands in `dossier-standing.ts`.
 */
import { hash } from 'node:crypto';
import type { DossierColumn } from './dossier-columns.ts';
import type { DossierDays, Pause } from './dossier-time.ts';
import { isBefore, type Moment, type MomentFault, readMoment } from './read-moment.ts';

export interface Dossier extends DossierDays {
  readonly code: string;
  readonly unit: string;
  readonly procedure: string;
  /** '' where it is not said. */
  readonly official: string;
  /** Handed in online; null: not said. */
  readonly online: boolean | null;
}

export type DossierFaultCode =
  | MomentFault
  | 'cell-blank'
  | 'cell-too-long'
  | 'date-ahead'
  | 'before-receipt'
  | 'procedure-unknown'
  | 'unit-unknown'
  | 'unit-name-shared'
  | 'pause-unreadable'
  | 'pause-upside-down'
  | 'pause-outside'
  | 'not-yes-or-no';

export interface DossierFault {
  readonly column: DossierColumn;
  readonly code: DossierFaultCode;
  /** A bound, a day in machine notation, for the sentence. */
  readonly limit?: string;
}

export type DossierCells = Readonly<Record<DossierColumn, string>>;

/** What a row is held against. */
export interface DossierContext {
  /** Codes of units under that code, name or alias; `unitFinder`. */
  readonly unitsNamed: (name: string) => readonly string[];
  readonly procedures: ReadonlySet<string>;
  /** The day of the server: what has not happened yet cannot be reported. */
  readonly today: string;
}

const LONGEST_CODE = 100;
const LONGEST_OFFICIAL = 200;
const MOST_PAUSES = 50;

/** The dossier, or everything that is wrong with the row. */
export function readDossier(
  cells: DossierCells,
  context: DossierContext,
): { readonly dossier: Dossier; readonly faults: readonly [] } | { dossier: null; faults: DossierFault[] } {
  const faults: DossierFault[] = [];
  const note = (column: DossierColumn, code: DossierFaultCode, limit?: string) => {
    faults.push({ column, code, ...(limit === undefined ? {} : { limit }) });
    return null;
  };
  const code = textOf(cells.dossier);
  if (code === '') note('dossier', 'cell-blank');
  const procedure = procedureOf(cells.procedure, context, note);
  const unit = unitOf(cells.unit, context, note);
  const official = textOf(cells.official);
  if (code.length > LONGEST_CODE) note('dossier', 'cell-too-long', String(LONGEST_CODE));
  if (official.length > LONGEST_OFFICIAL) note('official', 'cell-too-long', String(LONGEST_OFFICIAL));
  const days = daysOf(cells, context.today, note);
  const online = onlineOf(cells.online);
  if (online === undefined) note('online', 'not-yes-or-no');
  if (faults.length > 0 || days === null || unit === null || procedure === null || online === undefined)
    return { dossier: null, faults };
  return { dossier: { code, unit, procedure, official, online, ...days }, faults: [] };
}

type Note = (column: DossierColumn, code: DossierFaultCode, limit?: string) => null;

/** One spelling of the same letters, and no spaces around them. */
const textOf = (cell: string): string => cell.normalize('NFC').replace(/\s+/gu, ' ').trim();

function procedureOf(cell: string, { procedures }: DossierContext, note: Note): string | null {
  const code = textOf(cell);
  if (code === '') return note('procedure', 'cell-blank');
  return procedures.has(code) ? code : note('procedure', 'procedure-unknown');
}

function unitOf(cell: string, { unitsNamed }: DossierContext, note: Note): string | null {
  const name = textOf(cell);
  if (name === '') return note('unit', 'cell-blank');
  const [code, ...others] = unitsNamed(name);
  if (code === undefined) return note('unit', 'unit-unknown');
  return others.length > 0 ? note('unit', 'unit-name-shared') : code;
}

/** The days of a dossier in their order; a pause lies between receipt and return. */
function daysOf(cells: DossierCells, today: string, note: Note): DossierDays | null {
  const received = momentOf(cells, 'received', note);
  const due = momentOf(cells, 'due', note);
  const isReturned = cells.returned.trim() !== '';
  const returned = isReturned ? momentOf(cells, 'returned', note) : null;
  const pauses = pausesOf(cells.pauses, note);
  if (received === null || due === null || (isReturned && returned === null) || pauses === null) return null;
  if (received.day > today) note('received', 'date-ahead');
  if (returned && returned.day > today) note('returned', 'date-ahead');
  if (due.day < received.day) note('due', 'before-receipt', received.day);
  if (returned && isBefore(returned, received)) note('returned', 'before-receipt', received.day);
  const end = returned?.day ?? today;
  for (const pause of pauses) {
    if (pause.to < pause.from) note('pauses', 'pause-upside-down', pause.from);
    else if (pause.from < received.day) note('pauses', 'pause-outside', pause.from);
    else if (pause.to > end) note('pauses', 'pause-outside', pause.to);
  }
  return { receivedOn: received.day, dueOn: due.day, returnedOn: returned?.day ?? null, pauses };
}

function momentOf(cells: DossierCells, column: 'received' | 'due' | 'returned', note: Note): Moment | null {
  if (cells[column].trim() === '') return note(column, 'cell-blank');
  const moment = readMoment(cells[column]);
  return typeof moment === 'string' ? note(column, moment) : moment;
}

/** A day and perhaps a time, wherever it stands in the cell. */
const WRITTEN_MOMENT =
  /\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:(?:T| +)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g;
/** All that may stand between the days of pauses. */
const BETWEEN = /^(?:[\s;,|~–—→[\]()/.-]|từ|đến|tới|from|to|until)*$/iu;

/**
 * Pauses as pairs of days, "03/01/2022 – 05/01/2022; 10/01/2022 – 12/01/2022": the day the clock was stopped, and the
 * day it went on, which counts again. In the order of the days.
 */
function pausesOf(cell: string, note: Note): Pause[] | null {
  const days = cell.match(WRITTEN_MOMENT) ?? [];
  const isReadable = BETWEEN.test(cell.normalize('NFC').replace(WRITTEN_MOMENT, ' '));
  if (!isReadable || days.length % 2 > 0 || days.length > 2 * MOST_PAUSES)
    return note('pauses', 'pause-unreadable');
  const pauses: Pause[] = [];
  for (let i = 0; i < days.length; i += 2) {
    const [from, to] = [readMoment(days[i] ?? ''), readMoment(days[i + 1] ?? '')];
    if (typeof from === 'string') return note('pauses', from);
    if (typeof to === 'string') return note('pauses', to);
    pauses.push({ from: from.day, to: to.day });
  }
  return pauses.sort((one, other) => (one.from + one.to < other.from + other.to ? -1 : 1));
}

const YES = new Set(['1', 'x', 'có', 'co', 'yes', 'y', 'true', 'online', 'trực tuyến', 'đúng']);
const NO = new Set(['0', 'không', 'khong', 'no', 'n', 'false', 'trực tiếp', 'sai']);

/** undefined: neither. */
function onlineOf(cell: string): boolean | null | undefined {
  const word = textOf(cell).toLowerCase();
  if (word === '') return null;
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** What was reported, as one line of JSON without spaces: the same report has the same line, however it was written. */
export const dossierLine = (one: Dossier): string =>
  JSON.stringify([
    ...[one.code, one.unit, one.procedure, one.official, one.receivedOn, one.dueOn, one.returnedOn],
    ...[one.pauses.map(({ from, to }) => [from, to]), one.online],
  ]);

/** The dossier that a line of `dossierLine` holds. */
export function dossierOfLine(line: string): Dossier {
  const [code, unit, procedure, official, receivedOn, dueOn, returnedOn, pauses, online] = JSON.parse(
    line,
  ) as [string, string, string, string, string, string, string | null, [string, string][], boolean | null];
  return {
    ...{ code, unit, procedure, official, receivedOn, dueOn, returnedOn, online },
    pauses: pauses.map(([from, to]) => ({ from, to })),
  };
}

/** SHA-256 of the report: by it the same one sent again is recognised. */
export const dossierHash = (one: Dossier): string => hash('sha256', dossierLine(one), 'base64url');
