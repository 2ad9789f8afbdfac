/** Reads the settings, opens and migrates the database, serves, and stops in order. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { connect } from '../db/connect.ts';
import { storageTrouble } from '../db/dialect.ts';
import { migrate } from '../db/migrate.ts';
import { readSetting } from '../db/queries/settings.ts';
import { countAllBreakdowns } from './actions/count-breakdowns.ts';
import { expireTokens } from './actions/expire-tokens.ts';
import { importShippedForms } from './actions/import-definition.ts';
import { Intake } from './actions/intake.ts';
import { loadSample } from './actions/load-sample.ts';
import { firstAdministrator } from './actions/manage-accounts.ts';
import { releaseComments } from './actions/release-comments.ts';
import { settleDays } from './actions/settle-days.ts';
import { createApp } from './app.ts';
import { readAssets } from './assets.ts';
import type { Config } from './config.ts';
import { dayOf } from './core/calendar.ts';
import { DossierImports } from './dossier-import/dossier-imports.ts';
import { blockwise, type Environment } from './environment.ts';
import { EvidenceStore } from './evidence/evidence-store.ts';
import { ExportFiles } from './exports/export-files.ts';
import { addLanguages } from './languages.ts';
import { RateLimits } from './rate-limits.ts';
import { readSealingKey } from './sealing.ts';
import { Sessions } from './session.ts';
import { SheetImports } from './sheet-import/sheet-imports.ts';
import { readSigner } from './signing.ts';
import { SurveyFollowers } from './survey-followers.ts';

const GROUP_LIMIT = 500;
/** How long requests under way may take after the signal to stop. */
const STOP_WITHIN_MS = 10_000;
/** How long a whole request may take to come in: a document of 20 MB over a line of 1 Mbit/s takes nearly three minutes. */
const WHOLE_REQUEST_MS = 300_000;
/** Imports that lost whoever ran them are looked for every minute. */
const RESUME_EVERY_MS = 60_000;
/** Files made for staff are taken away within a minute of their time. */
const TEND_EVERY_MS = 60_000;
/** The settlement looks every quarter of an hour whether a day has ended. */
const SETTLE_EVERY_MS = 15 * 60_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

/** Opens the database of the settings, at the newest schema. */
export async function openEnvironment(config: Config): Promise<Environment> {
  mkdirSync(config.dataDir, { recursive: true });
  const signer = config.signingKeyFile === null ? undefined : readSigner(config.signingKeyFile);
  const db = connect(config.database);
  await migrate(db);
  return { db, now: () => new Date(), randomBytes: blockwise(randomBytes), signer };
}

/** An empty installation gets its first administrator and, unless told otherwise, the sample. */
async function welcome(environment: Environment, config: Config): Promise<void> {
  const actor = { kind: 'system', name: 'start' } as const;
  await importShippedForms(environment, actor);
  if (config.sample && (await readSetting(environment.db, 'sample')) === null) {
    say('Đang nạp dữ liệu mẫu… / Loading the sample…');
    await loadSample.run(environment, actor, {});
  }
  const first = await firstAdministrator(environment);
  if (!first) return;
  say(`Tài khoản quản trị / administrator: ${first.username}`);
  say(`Mật khẩu dùng một lần / one-time password: ${first.password}`);
}

/** @returns a function that stops the server in order */
export async function startServer(config: Config): Promise<() => Promise<void>> {
  addLanguages(join(config.dataDir, 'languages'));
  const environment = await openEnvironment(config);
  await welcome(environment, config);
  const fatal = (error: unknown) => {
    complain(
      `The database reports damage or an I/O error; stopping, so that nothing is acknowledged that is not stored. ${String(error)}`,
    );
    process.exit(1);
  };
  const settle = dailyWork(environment, fatal);
  await settle();
  const intake = new Intake(environment, { groupLimit: GROUP_LIMIT, fatal });
  const https = config.origin?.startsWith('https://') === true;
  const assets = readAssets(join(import.meta.dirname, '..', 'client'));
  const limits = new RateLimits({ openAnswers: config.answersPerMinute, trustProxy: config.trustProxy });
  const sealing = readSealingKey(config.dataDir);
  const report = (error: unknown) =>
    storageTrouble(error) === 'fatal' ? fatal(error) : complain(`An import stopped: ${String(error)}`);
  const dossierImports = new DossierImports(environment, join(config.dataDir, 'dossiers'), report);
  const sheetImports = new SheetImports(environment, report);
  const followers = new SurveyFollowers(environment, intake);
  const redrawer = join(import.meta.dirname, 'reencode-image.js');
  const evidence = new EvidenceStore(join(config.dataDir, 'evidence'), redrawer);
  const exports = exportFiles(environment, config, fatal);
  const app = createApp({
    environment,
    exports,
    sheetImports,
    dossierImports,
    followers,
    intake,
    sessions: new Sessions(environment),
    assets,
    limits,
    sealing,
    evidence,
    origin: config.origin ?? undefined,
    https,
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, (info) => {
      announce(config.origin ?? `http://${config.host}:${info.port}`);
      resolve(starting);
    });
    starting.once('error', reject);
  });
  if ('headersTimeout' in server)
    Object.assign(server, { headersTimeout: 10_000, requestTimeout: WHOLE_REQUEST_MS });
  const counting = breakdownWork(environment, fatal);
  const settling = setInterval(() => void settle().then(() => counting.run('all')), SETTLE_EVERY_MS);
  void counting.run('all');
  const resume = () => Promise.all([sheetImports.resume(), dossierImports.resume()]).catch(report);
  const resuming = setInterval(() => {
    void resume();
    void counting.run('uncounted');
  }, RESUME_EVERY_MS);
  void resume();
  const tend = () => exports.tend().catch(exports.report);
  const tending = setInterval(() => void tend(), TEND_EVERY_MS);
  void tend();
  return async () => {
    clearInterval(settling);
    clearInterval(resuming);
    clearInterval(tending);
    // A page that follows a survey would keep its line open for ever.
    followers.stop();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      setTimeout(resolve, STOP_WITHIN_MS).unref();
    });
    await counting.stop();
    await exports.stop();
    await sheetImports.stop();
    await dossierImports.stop();
    await intake.idle();
    await environment.db.destroy();
  };
}

/** Tokens run out and comments are released before the day is settled, which covers both; once a day, for they read all. */
function dailyWork(environment: Environment, fatal: (error: unknown) => void): () => Promise<void> {
  const actor = { kind: 'system', name: 'timer' } as const;
  let dailyOn = '';
  return async () => {
    try {
      const today = dayOf(environment.now());
      if (today !== dailyOn) {
        await expireTokens(environment, actor);
        // Before the settlement, which puts them in order.
        await releaseComments(environment, actor);
      }
      dailyOn = today;
      await settleDays(environment, actor);
    } catch (error) {
      if (storageTrouble(error) === 'fatal') fatal(error);
      complain(`The daily settlement did not run: ${String(error)}`);
    }
  };
}

/** Counts surveys that are over by their declared questions, one after the other, beside everything else. */
function breakdownWork(environment: Environment, fatal: (error: unknown) => void) {
  const actor = { kind: 'system', name: 'timer' } as const;
  const stopping = new AbortController();
  let running: Promise<unknown> | null = null;
  const count = async (which: 'all' | 'uncounted') => {
    try {
      await countAllBreakdowns(environment, actor, which, stopping.signal);
    } catch (error) {
      if (storageTrouble(error) === 'fatal') fatal(error);
      complain(`Results were not counted by the declared questions: ${String(error)}`);
    }
    running = null;
  };
  return {
    run: (which: 'all' | 'uncounted') => (running ??= count(which)),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Files made for staff, in a folder of their own; what is to be said of them goes to the log. */
function exportFiles(environment: Environment, config: Config, fatal: (error: unknown) => void): ExportFiles {
  return new ExportFiles(environment, join(config.dataDir, 'exports'), (error) => {
    if (storageTrouble(error) === 'fatal') fatal(error);
    complain(`A file was not made: ${String(error)}`);
  });
}

function announce(origin: string): void {
  say(`Trang công khai / public pages:  ${origin}/   (English: ${origin}/en)`);
  say(`Trang quản trị / staff pages:    ${origin}/quan-tri`);
}
