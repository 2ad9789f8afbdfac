/**
 * Makes files of answers in a process of its own, so that its memory is theirs alone. Answers are loaded by another one:
 * `node export-program.js load <database> <rows>…`, a survey that is over for each number; then
 * `node export-program.js <csv|xlsx> <database> <rows>` says on one line what the file took. Meanwhile a citizen sends
 * answers one after another, as fast as they are taken.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import yauzl from 'yauzl';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { findExportFile } from '../../db/queries/export-files.ts';
import { insertResponses, type Response } from '../../db/queries/responses.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import { putTallies, type RunningTally, tallyKeyText } from '../../db/queries/tallies.ts';
import { inTransaction } from '../../db/transaction.ts';
import { Intake } from '../../server/actions/intake.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { addDays, dayOf } from '../../server/core/calendar.ts';
import { addTo, countResponse, emptyCounters, packCounters, tallyLayout } from '../../server/core/tally.ts';
import { type Environment, randomId } from '../../server/environment.ts';
import { ExportFiles } from '../../server/exports/export-files.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { packAnswers } from '../../survey-forms/pack-answers.ts';
import { makeBodies, openBenchSurvey, SURVEY } from './bench-province.ts';

export interface ExportReport {
  readonly rows: number;
  /** Counted by the database, and in the file itself. */
  readonly stored: number;
  readonly found: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Of the processor, all in all, the citizens' answers included. */
  readonly processor: number;
  /** Most memory the process ever held, bytes; and what it held before. */
  readonly peak: number;
  readonly before: number;
  /** Citizens' answers taken meanwhile, and how long one waited at most, milliseconds. */
  readonly answers: number;
  readonly longestWait: number;
}

const actor = { kind: 'system', name: 'command line' } as const;
const CHUNK = 5000;
/** Answers came over so many days. */
const DAYS = 45;
const oldSurvey = (rows: number) => `xong-${rows}`;

async function load(environment: Environment, numbers: readonly number[]): Promise<void> {
  await openBenchSurvey(environment);
  const open = await findSurvey(environment.db, SURVEY);
  if (!open) throw new Error('no survey');
  const today = dayOf(environment.now());
  for (const rows of numbers) {
    await openSurvey.run(environment, actor, {
      ...{ id: oldSurvey(rows), campaign: open.campaign, form: satisfaction.id, title: { vi: 'Đã xong' } },
      ...{ units: open.units, opensOn: addDays(today, -DAYS - 2), closesOn: addDays(today, -2) },
      ...{ acceptsUntil: addDays(today, -1), openAnswers: true },
    });
    const survey = await findSurvey(environment.db, oldSurvey(rows));
    if (survey) await fill(environment, survey, rows);
  }
}

/** Responses in bulk with the tallies that they make, by the same core code. */
async function fill(environment: Environment, survey: OpenSurvey, rows: number): Promise<void> {
  const { db } = environment;
  const layout = tallyLayout(satisfaction);
  const counting = new Map<string, RunningTally & { readonly counts: Uint32Array }>();
  let chunk: Response[] = [];
  const store = async () => {
    const batch = chunk;
    chunk = [];
    await inTransaction(db, (trx) => insertResponses(trx, batch));
  };
  const given = { seed: 5, count: rows, units: [...survey.units], form: satisfaction };
  let at = 0;
  for (const { unit, respondentGroup, answers } of generateAnswers(given)) {
    const head = {
      province: survey.province,
      survey: survey.id,
      respondentGroup,
      channel: 'web',
      basis: 'open',
    } as const;
    const day = addDays(survey.opensOn, at % DAYS);
    const packed = packAnswers(satisfaction, answers);
    chunk.push({
      ...{ ...head, day, id: randomId(environment), formVersion: 1, unit, flags: 0 },
      ...{ state: 'counted', answers: packed },
    });
    const key = { ...head, unit: unit ?? '', formVersion: 1, flagged: false };
    const text = tallyKeyText(key);
    const one = counting.get(text) ?? {
      ...{ ...key, responses: 0, unreleased: 0, counters: new Uint8Array() },
      counts: emptyCounters(layout),
    };
    addTo(one.counts, countResponse(layout, answers), 1);
    counting.set(text, { ...one, responses: one.responses + 1 });
    at += 1;
    if (chunk.length >= CHUNK) await store();
  }
  await store();
  const tallies = [...counting.values()].map(({ counts, ...one }) => ({
    ...one,
    counters: packCounters(counts),
  }));
  await inTransaction(db, (trx) => putTallies(trx, tallies));
}

/** A citizen after another, until told to stop. */
function citizens(environment: Environment) {
  const intake = new Intake(environment, { groupLimit: 500, fatal: () => process.exit(1) });
  const bodies = makeBodies(7, 5000);
  let [going, answers, longestWait] = [true, 0, 0];
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

async function make(environment: Environment, format: string, rows: number): Promise<ExportReport> {
  const { db } = environment;
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-tep-'));
  const exports = new ExportFiles(environment, folder, (error) => process.stderr.write(`${String(error)}\n`));
  const crowd = citizens(environment);
  const before = process.memoryUsage.rss();
  const worked = process.cpuUsage();
  const begun = performance.now();
  const choices = { mark: false, lang: 'vi', part: 'ranking', answers: false } as const;
  const { id } = await exports.ask(actor, { kind: 'answers', format, of: oldSurvey(rows), choices });
  await exports.ended(id);
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(worked);
  const peak = process.resourceUsage().maxRSS * 1024;
  const { answers, longestWait } = await crowd.stop();
  const file = await findExportFile(db, id);
  if (file?.state !== 'done') throw new Error(`${file?.state} ${file?.trouble}`);
  const [name = ''] = readdirSync(folder);
  const path = join(folder, name);
  const found = format === 'csv' ? await linesOf(createReadStream(path), '\n') : await rowsOfSheet(path);
  const { n } = await db
    .selectFrom('responses')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('survey', '=', oldSurvey(rows))
    .executeTakeFirstOrThrow();
  rmSync(folder, { recursive: true, force: true });
  return {
    ...{ rows: file.rows, stored: Number(n), found: found - 1, bytes: file.bytes ?? 0, milliseconds },
    ...{ processor: (user + system) / 1000, peak, before, answers, longestWait },
  };
}

/** How often the mark occurs. */
async function linesOf(stream: AsyncIterable<unknown>, mark: string): Promise<number> {
  let [count, rest] = [0, ''];
  for await (const part of stream) {
    const text = rest + (part as Buffer).toString('latin1');
    count += text.split(mark).length - 1;
    rest = mark.length === 1 ? '' : text.slice(1 - mark.length);
  }
  return count;
}

/** Rows of the first sheet, as it is packed. */
const rowsOfSheet = (path: string): Promise<number> =>
  new Promise((resolve, reject) =>
    yauzl.open(path, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== 'xl/worksheets/sheet1.xml') return;
        zip.openReadStream(entry, (trouble, stream) =>
          trouble ? reject(trouble) : void linesOf(stream, '</row>').then(resolve, reject),
        );
      });
    }),
  );

const [, , what = '', address = '', ...numbers] = process.argv;
const db = connect(address);
await migrate(db);
const environment: Environment = { db, now: () => new Date(), randomBytes };
if (what === 'load') await load(environment, numbers.map(Number));
else process.stdout.write(`${JSON.stringify(await make(environment, what, Number(numbers[0])))}\n`);
await db.destroy();
process.exit(0);
