/**
 * Stores rows of an imported file as keyings of the account that brought it. Rows keyed for one of the two passes are
 * compared and judged as if keyed at the screen; rows verified elsewhere are accepted at once, many together.
 */
import { insertKeyings, type Keying, keyingsOf } from '../../db/queries/keyings.ts';
import { namedSheets, type SheetImport } from '../../db/queries/sheet-imports.ts';
import { lockSheetBatch, lockSheets, type Sheet, type SheetBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import type { FileSheet } from '../core/check-sheet-row.ts';
import { keyingPass, standingOfRow } from '../core/import-standing.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import type { ImportFaultCode } from '../sheet-faults.ts';
import type { SurveyEntry } from '../survey-book.ts';
import { conclude, type Desk, type Read } from './judge-sheets.ts';
import { contentHashOf, type Reading, storeKeyings } from './key-sheet.ts';
import { type Arrival, prepareResponse } from './prepare-response.ts';

/** A row that fitted when the file was checked. */
export interface ImportedRow extends FileSheet {
  /** As the spreadsheet numbers it. */
  readonly row: number;
}

export type RowOutcome = 'stored' | 'unchanged' | ImportFaultCode;

interface Held extends HeldBatch {
  readonly row: ImportedRow;
  readonly sheet: Sheet;
}

interface HeldBatch {
  readonly batch: SheetBatch;
  readonly frame: ImportFaultCode | null;
}

/** What makes the keying of a row: the file it stands in, and when it is stored. */
interface Bringing {
  readonly file: SheetImport;
  readonly entry: SurveyEntry;
}

/** The hash by which the row is known again, in this file or another. */
export const contentHashOfRow = (
  file: Pick<SheetImport, 'campaign' | 'pass' | 'formVersion'>,
  row: FileSheet,
) =>
  contentHashOf({
    campaign: file.campaign,
    serial: row.serial,
    pass: keyingPass(file.pass),
    formVersion: file.formVersion,
    answers: row.answers,
  });

/**
 * Why no sheet of the batch could be accepted, whatever stands on it: judged by the day the batch came back (decision
 * 10). Null: they could.
 */
export function frameFault(batch: SheetBatch, entry: SurveyEntry): ImportFaultCode | null {
  const { returnedOn: day, survey, formVersion, unit, respondentGroup } = batch;
  if (day === null) return 'batch-not-returned';
  const blank: Arrival = {
    ...{ clientId: '', survey, formVersion, respondentGroup, answers: {}, sheetDay: day },
    ...{ channel: 'paper', unit: unit === '' ? undefined : unit },
  };
  const { outcome } = prepareResponse(blank, entry, day, false);
  if (!(outcome instanceof Problem)) return null;
  const { code } = outcome;
  return code === 'survey-closed' || code === 'survey-not-open' ? code : 'not-acceptable';
}

/** @returns one outcome per row, in the order given; no serial comes twice */
export async function storeImported(
  trx: Writing,
  environment: Environment,
  bringing: Bringing,
  rows: readonly ImportedRow[],
): Promise<RowOutcome[]> {
  const held = await hold(trx, bringing, rows);
  const outcomes = new Map<string, RowOutcome>();
  const free: Held[] = [];
  const known = await keyingsOf(
    trx,
    [...held.values()].map(({ sheet }) => sheet),
  );
  for (const row of rows) {
    const one = held.get(row.serial);
    const standing = one ? standingOf(one, bringing, known.get(row.serial) ?? []) : 'unknown-serial';
    if (one && standing === 'free') free.push(one);
    else outcomes.set(row.serial, standing === 'free' ? 'unknown-serial' : standing);
  }
  for (const [serial, outcome] of await store(trx, environment, bringing, free))
    outcomes.set(serial, outcome);
  return rows.map(({ serial }) => outcomes.get(serial) ?? 'not-acceptable');
}

function standingOf({ row, sheet, batch, frame }: Held, { file }: Bringing, known: readonly Keying[]) {
  const { survey, formVersion, pass, broughtBy: clerk } = file;
  const arriving = { survey, formVersion, pass, clerk, contentHash: contentHashOfRow(file, row) };
  const standing = standingOfRow(arriving, sheet, batch, known);
  return standing === 'free' ? (frame ?? standing) : standing;
}

/** Batches in the order of their numbers, then all sheets: the order that everybody keeps. */
async function hold(
  trx: Writing,
  { file, entry }: Bringing,
  rows: readonly ImportedRow[],
): Promise<Map<string, Held>> {
  const { province, campaign } = file;
  const serials = rows.map(({ serial }) => serial);
  const named = await namedSheets(trx, file, serials);
  const batches = new Map<number, HeldBatch>();
  for (const number of [...new Set(named.map(({ batch }) => batch))].sort((a, b) => a - b)) {
    const batch = await lockSheetBatch(trx, { province, campaign, number });
    if (batch) batches.set(number, { batch, frame: frameFault(batch, entry) });
  }
  const sheets = await lockSheets(
    trx,
    named.map(({ serial }) => ({ province, campaign, serial })),
  );
  const held = new Map<string, Held>();
  for (const row of rows) {
    const sheet = sheets.get(row.serial);
    const batch = sheet && batches.get(sheet.batch);
    if (batch) held.set(row.serial, { ...batch, row, sheet });
  }
  return held;
}

/** Batch by batch, in the order in which citizens' answers touch the day's ledger: by unit, then by day. */
async function store(
  trx: Writing,
  environment: Environment,
  bringing: Bringing,
  held: readonly Held[],
): Promise<Map<string, RowOutcome>> {
  const outcomes = new Map<string, RowOutcome>();
  const placeOf = ({ unit, returnedOn }: SheetBatch) => `${unit}|${returnedOn}`;
  const batches = [...new Set(held.map(({ batch }) => batch))];
  for (const batch of batches.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))) {
    const group = held.filter((one) => one.batch === batch);
    const desk = { batch, entry: bringing.entry };
    const stored =
      bringing.file.pass === 0
        ? await acceptVerified(trx, environment, desk, bringing, group)
        : await storePass(trx, environment, desk, bringing, group);
    for (const [i, { row }] of group.entries()) outcomes.set(row.serial, stored[i] ?? 'not-acceptable');
  }
  return outcomes;
}

/** Keyed and verified elsewhere: one keying for the trail, and accepted, or rejected as blank. */
async function acceptVerified(
  trx: Writing,
  environment: Environment,
  desk: Desk,
  { file }: Bringing,
  group: readonly Held[],
): Promise<RowOutcome[]> {
  const keyedAt = environment.now().toISOString();
  const read = group.map(({ row, sheet }): Read => {
    const { province, campaign, serial } = sheet;
    const keying: Keying = {
      ...{ province, campaign, serial, pass: keyingPass(file.pass), clerk: file.broughtBy, keyedAt },
      ...{ formVersion: file.formVersion, answers: row.answers, contentHash: contentHashOfRow(file, row) },
      ...{ comments: hasAny(row.comments) ? row.comments : null, keystrokes: 0, seconds: 0, source: file.id },
    };
    return { sheet, keyings: [keying], answers: row.answers };
  });
  await insertKeyings(
    trx,
    read.flatMap(({ keyings }) => keyings),
  );
  await conclude(trx, environment, desk, read);
  return group.map(() => 'stored');
}

const hasAny = (comments: FileSheet['comments']): boolean => Object.keys(comments).length > 0;

/** Free text is keyed in the first pass only. */
async function storePass(
  trx: Writing,
  environment: Environment,
  desk: Desk,
  { file }: Bringing,
  group: readonly Held[],
): Promise<RowOutcome[]> {
  const { campaign, formVersion, broughtBy: clerk, id: source } = file;
  const pass = keyingPass(file.pass);
  const readings = group.map(
    ({ row, sheet }): Reading => ({
      ...{ campaign, serial: row.serial, pass, formVersion, answers: row.answers },
      comments: pass === 1 ? row.comments : {},
      ...{ keystrokes: 0, seconds: 0, source, sheet, clerk },
    }),
  );
  const outcomes = await storeKeyings(trx, environment, desk, readings);
  return outcomes.map((outcome) =>
    outcome === 'before' ? 'unchanged' : outcome === 'stored' ? outcome : 'not-acceptable',
  );
}
