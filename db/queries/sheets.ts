/** Paper sheets: the ledger of serials, and the batches they belong to. */
import { type Db, insertEach, putEach, selectEach } from '../dialect.ts';
import type { SheetBatchTable, SheetTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export type SheetState = SheetTable['state'];
export type BatchState = SheetBatchTable['state'];

/** A numbered sheet and where it is. */
export interface Sheet {
  readonly province: string;
  readonly campaign: string;
  readonly serial: string;
  readonly survey: string;
  readonly batch: number;
  /** Place in the batch, from 1. */
  readonly place: number;
  /** How often it is keyed: 1 or 2. */
  readonly passes: number;
  readonly state: SheetState;
  readonly reason: string | null;
  readonly note: string | null;
  /** Order of receipt within the batch, from 1; null: not counted back. */
  readonly receipt: number | null;
  /** Day and id of the response that stands for it now; null before it is accepted. */
  readonly responseDay: string | null;
  readonly response: string | null;
}

export type SheetKey = Pick<Sheet, 'province' | 'campaign' | 'serial'>;

const KEY = ['province', 'campaign', 'serial'];
const OTHERS = [
  'survey',
  ['batch', 'integer'],
  ['place', 'integer'],
  ['passes', 'smallint'],
  'state',
  'reason',
  'note',
  ['receipt', 'integer'],
  'response_day',
  'response_id',
] as const;

const rowOf = (sheet: Sheet) => [
  sheet.province,
  sheet.campaign,
  sheet.serial,
  sheet.survey,
  sheet.batch,
  sheet.place,
  sheet.passes,
  sheet.state,
  sheet.reason,
  sheet.note,
  sheet.receipt,
  sheet.responseDay,
  sheet.response,
];

const toSheet = ({ response_day: responseDay, response_id: response, ...row }: SheetTable): Sheet => ({
  ...row,
  responseDay,
  response,
});

export async function insertSheets(trx: Writing, sheets: readonly Sheet[]): Promise<void> {
  await insertEach(trx, 'sheets', [...KEY, ...OTHERS], sheets.map(rowOf));
}

/** Writes sheets as they are now; their key exists. */
export async function putSheets(trx: Writing, sheets: readonly Sheet[]): Promise<void> {
  await putEach(trx, 'sheets', KEY, OTHERS, sheets.map(rowOf));
}

/** The sheets with these serials, held until the transaction ends: two clerks at once come one after the other. */
export async function lockSheets(trx: Writing, keys: readonly SheetKey[]): Promise<Map<string, Sheet>> {
  const rows = await selectEach<SheetTable>(
    trx,
    'sheets',
    KEY,
    keys.map((key) => [key.province, key.campaign, key.serial]),
    'lock',
  );
  return new Map(rows.map((row) => [row.serial, toSheet(row)]));
}

export async function findSheet(db: Db, key: SheetKey): Promise<Sheet | null> {
  const row = await db
    .selectFrom('sheets')
    .selectAll()
    .where('province', '=', key.province)
    .where('campaign', '=', key.campaign)
    .where('serial', '=', key.serial)
    .executeTakeFirst();
  return row ? toSheet(row) : null;
}

/** The other campaigns of the province that printed this serial: a clerk is told whose sheet he holds. */
export async function campaignsOfSerial(db: Db, province: string, serial: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sheets')
    .select('campaign')
    .where('province', '=', province)
    .where('serial', '=', serial)
    .execute();
  return rows.map((row) => row.campaign);
}

type BatchKey = Pick<SheetBatch, 'province' | 'campaign' | 'number'>;

/** The sheets of a batch, by place. */
export async function sheetsOfBatch(db: Db, { province, campaign, number }: BatchKey): Promise<Sheet[]> {
  const rows = await db
    .selectFrom('sheets')
    .selectAll()
    .where('province', '=', province)
    .where('campaign', '=', campaign)
    .where('batch', '=', number)
    .orderBy('place')
    .execute();
  return rows.map(toSheet);
}

/** Sheets printed together for one post office, rated unit and respondent group. */
export interface SheetBatch {
  readonly province: string;
  readonly campaign: string;
  /** From 1 in each campaign. */
  readonly number: number;
  readonly survey: string;
  readonly postOffice: string;
  /** '' for a form that rates many units. */
  readonly unit: string;
  readonly respondentGroup: string;
  readonly formVersion: number;
  readonly sheets: number;
  /** Null: no bound. */
  readonly quota: number | null;
  readonly state: BatchState;
  readonly allottedOn: string;
  readonly handedOutOn: string | null;
  readonly returnedOn: string | null;
  readonly expected: number | null;
  readonly closedAt: string | null;
  readonly seal: string | null;
}

const toBatch = (row: SheetBatchTable): SheetBatch => ({
  province: row.province,
  campaign: row.campaign,
  number: row.number,
  survey: row.survey,
  postOffice: row.post_office,
  unit: row.unit,
  respondentGroup: row.respondent_group,
  formVersion: row.form_version,
  sheets: row.sheets,
  quota: row.quota,
  state: row.state,
  allottedOn: row.allotted_on,
  handedOutOn: row.handed_out_on,
  returnedOn: row.returned_on,
  expected: row.expected,
  closedAt: row.closed_at,
  seal: row.seal,
});

const BATCH_KEY = ['province', 'campaign', ['number', 'integer']] as const;

/** Writes a batch, new or as it is now. */
export async function putSheetBatch(trx: Writing, batch: SheetBatch): Promise<void> {
  const others = [
    'survey',
    'post_office',
    'unit',
    'respondent_group',
    ['form_version', 'integer'],
    ['sheets', 'integer'],
    ['quota', 'integer'],
    'state',
    'allotted_on',
    'handed_out_on',
    'returned_on',
    ['expected', 'integer'],
    'closed_at',
    'seal',
  ] as const;
  await putEach(trx, 'sheet_batches', BATCH_KEY, others, [
    [
      batch.province,
      batch.campaign,
      batch.number,
      batch.survey,
      batch.postOffice,
      batch.unit,
      batch.respondentGroup,
      batch.formVersion,
      batch.sheets,
      batch.quota,
      batch.state,
      batch.allottedOn,
      batch.handedOutOn,
      batch.returnedOn,
      batch.expected,
      batch.closedAt,
      batch.seal,
    ],
  ]);
}

/** The batch, held until the transaction ends: nobody closes it while a sheet of it is keyed. */
export async function lockSheetBatch(trx: Writing, key: BatchKey): Promise<SheetBatch | null> {
  const keys = [[key.province, key.campaign, key.number]];
  const [row] = await selectEach<SheetBatchTable>(trx, 'sheet_batches', BATCH_KEY, keys, 'lock');
  return row ? toBatch(row) : null;
}

export async function findSheetBatch(db: Db, key: Omit<BatchKey, 'province'>): Promise<SheetBatch | null> {
  const row = await db
    .selectFrom('sheet_batches')
    .selectAll()
    .where('campaign', '=', key.campaign)
    .where('number', '=', key.number)
    .executeTakeFirst();
  return row ? toBatch(row) : null;
}

/** The batches of a campaign, by number. */
export async function listSheetBatches(db: Db, campaign: string): Promise<SheetBatch[]> {
  const rows = await db
    .selectFrom('sheet_batches')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('number')
    .execute();
  return rows.map(toBatch);
}
