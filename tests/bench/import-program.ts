/**
 * Imports one file of verified sheets in a process of its own, so that its memory is the import's alone:
 * `node import-program.js <database> <rows>`. Says on one line what it took. Meanwhile a citizen sends answers one after
 * another, as fast as they are taken.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { insertSheets, putSheetBatch, type Sheet, type SheetBatch } from '../../db/queries/sheets.ts';
import { inTransaction } from '../../db/transaction.ts';
import { beginSheetImport, bringSheetFile } from '../../server/actions/import-sheets.ts';
import { Intake } from '../../server/actions/intake.ts';
import { dayOf } from '../../server/core/calendar.ts';
import { cellsOf } from '../../server/core/check-sheet-row.ts';
import { columnsOf } from '../../server/core/sheet-columns.ts';
import type { Environment } from '../../server/environment.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import { checkSheetFile } from '../../server/sheet-import/check-sheet-file.ts';
import { SheetImports } from '../../server/sheet-import/sheet-imports.ts';
import { SurveyBook } from '../../server/survey-book.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import type { KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { makeBodies, openBenchSurvey, SURVEY } from './bench-province.ts';

export interface ImportReport {
  readonly rows: number;
  readonly fileBytes: number;
  readonly accepted: number;
  /** Milliseconds. */
  readonly checking: number;
  readonly storing: number;
  /** Of the processor, all in all, the citizens' answers included. */
  readonly processor: number;
  /** Most memory the process ever held, bytes; and what it held before the file came. */
  readonly peak: number;
  readonly before: number;
  /** Citizens' answers taken meanwhile, and how long one waited at most, milliseconds. */
  readonly answers: number;
  readonly longestWait: number;
}

const SHEETS_OF_BATCH = 500;
const actor = { kind: 'system', name: 'command line' } as const;

/** Batches that came back today, one unit each. */
async function returnedSheets({ db, now }: Environment, count: number): Promise<void> {
  const entry = await new SurveyBook(db).find(SURVEY);
  if (!entry) throw new Error('no survey');
  const { province, campaign, units } = entry.survey;
  const day = dayOf(now());
  for (let number = 1; (number - 1) * SHEETS_OF_BATCH < count; number += 1) {
    const batch: SheetBatch = {
      ...{ province, campaign, number, survey: SURVEY, postOffice: province, sheets: SHEETS_OF_BATCH },
      ...{
        unit: units[number % units.length] ?? '',
        respondentGroup: 'citizen',
        formVersion: 1,
        quota: null,
      },
      ...{ state: 'returned', allottedOn: day, handedOutOn: day, returnedOn: day, expected: SHEETS_OF_BATCH },
      ...{ closedAt: null, seal: null },
    };
    const first = (number - 1) * SHEETS_OF_BATCH;
    const sheets = Array.from(
      { length: Math.min(SHEETS_OF_BATCH, count - first) },
      (_, i): Sheet => ({
        ...{ province, campaign, serial: serialOf(first + i), survey: SURVEY, batch: number, place: i + 1 },
        ...{ passes: 1, state: 'returned', reason: null, note: null, receipt: i + 1 },
        ...{ responseDay: null, response: null },
      }),
    );
    await inTransaction(db, async (trx) => {
      await putSheetBatch(trx, batch);
      await insertSheets(trx, sheets);
    });
  }
}

/** A file of so many sheets on the disk. @returns its path */
async function csvFile(count: number): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'thuoc-do-nhap-')), 'do.csv');
  await pipeline(Readable.from(csvLines(count)), createWriteStream(path));
  return path;
}

function* csvLines(count: number): Generator<string> {
  const columns = columnsOf(satisfaction, []);
  yield `${columns.headings.join(',')}\r\n`;
  let row = 0;
  for (const { answers } of generateAnswers({ seed: 1, count, units: ['a'], form: satisfaction })) {
    const sheet = { serial: serialOf(row), answers: answers as KeyedAnswers, comments: {} };
    yield `${cellsOf(columns, sheet).join(',')}\r\n`;
    row += 1;
  }
}

/** A citizen after another, until told to stop. */
function citizens(environment: Environment) {
  const intake = new Intake(environment, { groupLimit: 500, fatal: () => process.exit(1) });
  const bodies = makeBodies(7, 5000);
  let going = true;
  let answers = 0;
  let longestWait = 0;
  const sending = (async () => {
    for (const body of bodies) {
      if (!going) return;
      const begun = performance.now();
      const outcome = await intake.accept(JSON.parse(body));
      if (!outcome.ok) throw outcome.problem;
      answers += 1;
      longestWait = Math.max(longestWait, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    stop: async () => {
      going = false;
      await sending;
      return { answers, longestWait };
    },
  };
}

async function run(address: string, rows: number): Promise<ImportReport> {
  const db = connect(address);
  await migrate(db);
  const environment: Environment = { db, now: () => new Date(), randomBytes };
  await openBenchSurvey(environment);
  await returnedSheets(environment, rows);
  const entry = await new SurveyBook(db).find(SURVEY);
  if (!entry) throw new Error('no survey');
  const path = await csvFile(rows);
  const before = process.memoryUsage().rss;
  const crowd = citizens(environment);
  const begun = performance.now();
  const worked = process.cpuUsage();
  const file = { name: 'do.csv', kind: 'csv', pass: 0, bytes: createReadStream(path) } as const;
  const checked = await checkSheetFile(environment, entry, 'bench', file);
  const { id } = await bringSheetFile.run(environment, actor, checked);
  const checking = performance.now() - begun;
  const storingBegun = performance.now();
  await beginSheetImport.run(environment, actor, { id, mode: 'all' });
  let failed: unknown = null;
  await new SheetImports(environment, (error) => {
    failed = error;
  }).run(id, actor);
  if (failed) throw failed;
  const storing = performance.now() - storingBegun;
  const { user, system } = process.cpuUsage(worked);
  const { answers, longestWait } = await crowd.stop();
  const { n } = await db
    .selectFrom('sheets')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('state', '=', 'accepted')
    .executeTakeFirstOrThrow();
  const fileBytes = statSync(path).size;
  await db.destroy();
  rmSync(dirname(path), { recursive: true, force: true });
  return {
    ...{ rows, fileBytes, accepted: Number(n), checking, storing, before },
    processor: (user + system) / 1000,
    ...{ peak: process.resourceUsage().maxRSS * 1024, answers, longestWait },
  };
}

const [, , address = '', rows = '1000'] = process.argv;
process.stdout.write(`${JSON.stringify(await run(address, Number(rows)))}\n`);
process.exit(0);
