/** Keyings: what each clerk read off a sheet, and the counts of a batch's progress. */
import type { KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { type Db, insertEach, putEach, selectEach } from '../dialect.ts';
import type { KeyingTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';
import type { SheetKey } from './sheets.ts';

/** One clerk's reading of one sheet. */
export interface Keying extends SheetKey {
  readonly pass: number;
  /** Account id. */
  readonly clerk: string;
  /** When the server took it in. */
  readonly keyedAt: string;
  readonly formVersion: number;
  readonly answers: KeyedAnswers;
  /** Free text by question; null: none, or it has moved (decision 21). */
  readonly comments: Readonly<Record<string, string>> | null;
  readonly contentHash: string;
  readonly keystrokes: number;
  /** Working time without pauses. */
  readonly seconds: number;
  /** The import it came with; null for the keying screen. */
  readonly source: string | null;
}

const SHEET = ['province', 'campaign', 'serial'];
const KEY = [...SHEET, ['pass', 'smallint']] as const;
const OTHERS = [
  'clerk',
  'keyed_at',
  ['form_version', 'integer'],
  'answers',
  'comments',
  'content_hash',
  ['keystrokes', 'integer'],
  ['seconds', 'integer'],
  'source',
] as const;

const rowOf = (one: Keying) => [
  one.province,
  one.campaign,
  one.serial,
  one.pass,
  one.clerk,
  one.keyedAt,
  one.formVersion,
  JSON.stringify(one.answers),
  one.comments === null ? null : JSON.stringify(one.comments),
  one.contentHash,
  one.keystrokes,
  one.seconds,
  one.source,
];

const toKeying = (row: KeyingTable): Keying => ({
  province: row.province,
  campaign: row.campaign,
  serial: row.serial,
  pass: row.pass,
  clerk: row.clerk,
  keyedAt: row.keyed_at,
  formVersion: row.form_version,
  answers: JSON.parse(row.answers),
  comments: row.comments === null ? null : JSON.parse(row.comments),
  contentHash: row.content_hash,
  keystrokes: row.keystrokes,
  seconds: row.seconds,
  source: row.source,
});

/** Rows by their sheet's serial, in the order given. */
export function bySerial<Row extends { readonly serial: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const sheets = new Map<string, Row[]>();
  for (const row of rows) {
    const known = sheets.get(row.serial);
    if (known) known.push(row);
    else sheets.set(row.serial, [row]);
  }
  return sheets;
}

export async function insertKeyings(trx: Writing, keyings: readonly Keying[]): Promise<void> {
  await insertEach(trx, 'keyings', [...KEY, ...OTHERS], keyings.map(rowOf));
}

/** Takes the free text off keyings: it lies with the other comments now, and no longer beside the serial (decision 21). */
export async function dropComments(trx: Writing, keyings: readonly Keying[]): Promise<void> {
  const bare = keyings.filter((one) => one.comments !== null).map((one) => ({ ...one, comments: null }));
  await putEach(trx, 'keyings', KEY, OTHERS, bare.map(rowOf));
}

/** The keyings of sheets the caller holds, by serial; of each sheet by pass. */
export async function keyingsOf(trx: Writing, sheets: readonly SheetKey[]): Promise<Map<string, Keying[]>> {
  const keys = sheets.map((key) => [key.province, key.campaign, key.serial]);
  const rows = await selectEach<KeyingTable>(trx, 'keyings', SHEET, keys);
  return bySerial(rows.map(toKeying).sort((a, b) => a.pass - b.pass));
}

/** The keyings of one sheet, by pass. */
export async function readKeyings(db: Db, key: SheetKey): Promise<Keying[]> {
  const rows = await db
    .selectFrom('keyings')
    .selectAll()
    .where('province', '=', key.province)
    .where('campaign', '=', key.campaign)
    .where('serial', '=', key.serial)
    .orderBy('pass')
    .execute();
  return rows.map(toKeying);
}

const SERIALS_AT_ONCE = 500;

/** What one clerk keyed of these sheets, whatever became of them; more than he asked for, never another's. */
export async function keyingsByClerk(
  db: Db,
  clerk: string,
  campaign: string,
  serials: readonly string[],
): Promise<Keying[]> {
  const found: Keying[] = [];
  for (let from = 0; from < serials.length; from += SERIALS_AT_ONCE) {
    const rows = await db
      .selectFrom('keyings')
      .selectAll()
      .where('clerk', '=', clerk)
      .where('campaign', '=', campaign)
      .where('serial', 'in', serials.slice(from, from + SERIALS_AT_ONCE))
      .execute();
    found.push(...rows.map(toKeying));
  }
  return found;
}

/** Sheets `s` of batches `b` with what was read in each pass, `one` and `two`; null where nobody has keyed it. */
const sheetsOfBatches = (db: Db) =>
  db
    .selectFrom('sheet_batches as b')
    .innerJoin('sheets as s', (join) =>
      join
        .onRef('s.province', '=', 'b.province')
        .onRef('s.campaign', '=', 'b.campaign')
        .onRef('s.batch', '=', 'b.number'),
    )
    .leftJoin('keyings as one', (join) =>
      join
        .onRef('one.province', '=', 's.province')
        .onRef('one.campaign', '=', 's.campaign')
        .onRef('one.serial', '=', 's.serial')
        .on('one.pass', '=', 1),
    )
    .leftJoin('keyings as two', (join) =>
      join
        .onRef('two.province', '=', 's.province')
        .onRef('two.campaign', '=', 's.campaign')
        .onRef('two.serial', '=', 's.serial')
        .on('two.pass', '=', 2),
    );

/** How far one pass of one batch is. */
export interface PassProgress {
  readonly campaign: string;
  readonly batch: number;
  readonly pass: 1 | 2;
  /** Sheets that wait for this pass. */
  readonly waiting: number;
  /** Of these, how many the clerk may key: not those whose other pass is his. */
  readonly forYou: number;
  /** Keyed in this pass, by whomever and whatever became of them. */
  readonly keyed: number;
  readonly byYou: number;
}

/** Progress of every batch that came back and is not closed; passes nobody is to key are left out. */
export async function openProgress(db: Db, clerk: string): Promise<PassProgress[]> {
  const rows = await sheetsOfBatches(db)
    .where('b.state', '=', 'returned')
    .select((eb) => {
      const count = eb.fn.countAll<number>();
      const waiting = (pass: 'one' | 'two') =>
        eb.and([eb('s.state', '=', 'returned'), eb(`${pass}.clerk`, 'is', null)]);
      const unlessHis = (pass: 'one' | 'two') =>
        eb.or([eb(`${pass}.clerk`, 'is', null), eb(`${pass}.clerk`, '!=', clerk)]);
      return [
        'b.campaign',
        'b.number',
        count.filterWhere(waiting('one')).as('waiting1'),
        count.filterWhere(eb.and([waiting('one'), unlessHis('two')])).as('yours1'),
        count.filterWhere('one.clerk', 'is not', null).as('keyed1'),
        count.filterWhere('one.clerk', '=', clerk).as('by1'),
        count.filterWhere(eb.and([waiting('two'), eb('s.passes', '=', 2)])).as('waiting2'),
        count.filterWhere(eb.and([waiting('two'), eb('s.passes', '=', 2), unlessHis('one')])).as('yours2'),
        count.filterWhere('two.clerk', 'is not', null).as('keyed2'),
        count.filterWhere('two.clerk', '=', clerk).as('by2'),
      ];
    })
    .groupBy(['b.campaign', 'b.number'])
    .orderBy('b.campaign')
    .orderBy('b.number')
    .execute();
  return rows
    .flatMap((row): PassProgress[] => [
      passOf(row, 1, [row.waiting1, row.yours1, row.keyed1, row.by1]),
      passOf(row, 2, [row.waiting2, row.yours2, row.keyed2, row.by2]),
    ])
    .filter(({ waiting, keyed }) => waiting + keyed > 0);
}

const passOf = (
  { campaign, number: batch }: { campaign: string; number: number },
  pass: 1 | 2,
  [waiting, forYou, keyed, byYou]: readonly [number, number, number, number],
): PassProgress => ({
  ...{ campaign, batch, pass },
  ...{ waiting: Number(waiting), forYou: Number(forYou), keyed: Number(keyed), byYou: Number(byYou) },
});

/** Who keyed the sheets of a batch that wait, in either pass: enough to say which a clerk may key, and nothing of what he read. */
export async function clerksOfWaiting(
  db: Db,
  batch: { readonly province: string; readonly campaign: string; readonly number: number },
): Promise<{ serial: string; passes: number; one: string | null; two: string | null }[]> {
  return sheetsOfBatches(db)
    .select(['s.serial', 's.passes', 'one.clerk as one', 'two.clerk as two'])
    .where('b.province', '=', batch.province)
    .where('b.campaign', '=', batch.campaign)
    .where('b.number', '=', batch.number)
    .where('s.state', '=', 'returned')
    .orderBy('s.receipt')
    .orderBy('s.place')
    .execute();
}

/** A sheet as every pass read it, for the quality of keying. */
export interface KeyedSheetRow {
  readonly serial: string;
  readonly survey: string;
  readonly state: string;
  readonly passes: number;
  readonly keyings: readonly Keying[];
}

const PAGE = 500;

/** Sheets of a campaign, or of one batch of it, with their keyings, a page at a time: memory does not grow with them. */
export async function* keyedSheets(
  db: Db,
  { province, campaign, batch }: { province: string; campaign: string; batch?: number | undefined },
): AsyncGenerator<readonly KeyedSheetRow[]> {
  let after = '';
  for (;;) {
    const sheets = await db
      .selectFrom('sheets')
      .select(['serial', 'survey', 'state', 'passes'])
      .where('province', '=', province)
      .where('campaign', '=', campaign)
      .where('serial', '>', after)
      .$if(batch !== undefined, (q) => q.where('batch', '=', batch ?? 0))
      .orderBy('serial')
      .limit(PAGE)
      .execute();
    const last = sheets.at(-1);
    if (!last) return;
    const rows = await db
      .selectFrom('keyings')
      .selectAll()
      .where('province', '=', province)
      .where('campaign', '=', campaign)
      .where('serial', '>', after)
      .where('serial', '<=', last.serial)
      .orderBy('serial')
      .orderBy('pass')
      .execute();
    const keyings = bySerial(rows.map(toKeying));
    yield sheets.flatMap((sheet) => {
      const own = keyings.get(sheet.serial);
      return own ? [{ ...sheet, keyings: own }] : [];
    });
    after = last.serial;
  }
}
