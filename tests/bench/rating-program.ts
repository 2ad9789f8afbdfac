/**
 * Imports a year of dossiers and rates its quarters in a process of its own, so that its memory is theirs alone:
 * `node rating-program.js <database> <rows> <folder>`. Says on one line what it took.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect } from '../../db/connect.ts';
import type { Db } from '../../db/dialect.ts';
import { migrate } from '../../db/migrate.ts';
import { findDossierImport } from '../../db/queries/dossier-imports.ts';
import type { Rating } from '../../db/queries/ratings.ts';
import { importCampaign, importFramework, importUnits } from '../../server/actions/import-definition.ts';
import { beginDossierImport } from '../../server/actions/import-dossiers.ts';
import { importProcedures } from '../../server/actions/import-procedures.ts';
import { addDays } from '../../server/core/calendar.ts';
import { DEFAULT_RATING_RULES } from '../../server/core/rating-rules.ts';
import { DossierImports } from '../../server/dossier-import/dossier-imports.ts';
import type { Environment } from '../../server/environment.ts';
import { ratingStanding } from '../../server/rating-inputs.ts';
import campaign from '../../server/sample/dien-bien-2022-procedure-campaign.json' with { type: 'json' };
import framework from '../../server/sample/dien-bien-2022-procedure-framework.json' with { type: 'json' };
import units from '../../server/sample/dien-bien-units.json' with { type: 'json' };
import { seededRandom } from '../help/seeded-random.ts';

export interface RatingReport {
  readonly rows: number;
  readonly fileBytes: number;
  readonly stored: number;
  /** Dossiers that the four quarters rate: all that were returned in the year. */
  readonly rated: number;
  /** Milliseconds: file read, compared with itself and with what is stored; stored; the slowest quarter rated; sent again. */
  readonly checking: number;
  readonly storing: number;
  readonly rating: number;
  readonly again: number;
  /** Of the processor, all in all. */
  readonly processor: number;
  /** Most memory the process held, bytes: all in all, and what it held before the file came. */
  readonly peak: number;
  readonly before: number;
  /** Longest time that a timer was late: how long whoever else asked had to wait. */
  readonly longestWait: number;
}

const actor = { kind: 'system', name: 'command line' } as const;
const PROVINCE = 'DB';
const PROCEDURES = 400;
const OFFICIALS = 12;

async function prepare(environment: Environment): Promise<string[]> {
  await importUnits.run(environment, actor, { definition: units });
  await importFramework.run(environment, actor, { definition: framework });
  await importCampaign.run(environment, actor, { definition: campaign });
  const procedures = Array.from({ length: PROCEDURES }, (_, i) => ({
    ...{ code: `1.${String(i).padStart(6, '0')}`, name: `Thủ tục ${i}`, nameEn: null, field: null },
    ...{ online: (['none', 'partial', 'full'] as const)[i % 3] ?? 'none', validFrom: null, validTo: null },
  }));
  await importProcedures.run(environment, actor, { province: PROVINCE, procedures });
  return campaign.units.map(({ unit }) => unit);
}

const shown = (day: string) => day.split('-').reverse().join('/');

/** A year of dossiers in the order of their receipt; one in fifty is paused, one in a hundred not returned. */
function* csvLines(count: number, agencies: readonly string[]): Generator<string> {
  const random = seededRandom(22);
  const upTo = (bound: number) => Math.floor(random() * bound);
  yield 'Mã hồ sơ;Mã thủ tục;Đơn vị;Công chức xử lý;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả;Tạm dừng;Trực tuyến\r\n';
  for (let i = 0; i < count; i += 1) {
    const received = addDays('2021-12-15', Math.floor((i * 365) / count));
    const due = addDays(received, 3 + upTo(25));
    const returned = i % 100 === 0 ? '' : addDays(due, upTo(8) - 5);
    const ends = returned === '' || returned < received ? received : returned;
    const pause =
      i % 50 === 1 && ends > received ? `${shown(received)} – ${shown(addDays(received, 1))}` : '';
    const agency = agencies[upTo(agencies.length)] ?? '';
    const cells = [
      ...[
        `000.00.17.H18-2022-${String(i).padStart(7, '0')}`,
        `1.${String(upTo(PROCEDURES)).padStart(6, '0')}`,
      ],
      ...[agency, `Công chức ${upTo(OFFICIALS)}`, `${shown(received)} 08:15`, shown(due)],
      ...[returned === '' ? '' : `${shown(ends)} 16:40`, pause, i % 3 === 0 ? '1' : '0'],
    ];
    yield `${cells.join(';')}\r\n`;
  }
}

/** How late a timer of ten milliseconds ever was. */
function watch() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 10);
    last = now;
  }, 10);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, milliseconds: number]> {
  const begun = performance.now();
  const result = await work();
  return [result, performance.now() - begun];
}

async function rateQuarters(db: Db): Promise<{ slowest: number; rated: number }> {
  let [slowest, rated] = [0, 0];
  for (const quarter of [1, 2, 3, 4]) {
    const rating: Rating = {
      ...{ id: '', province: PROVINCE, campaign: campaign.campaign.id, year: 2022, quarter, surveys: [] },
      ...{ rules: DEFAULT_RATING_RULES, state: 'open', result: null, resultHash: null, verifiedBy: null },
      ...{ verifiedAt: null, closedBy: null, closedAt: null, revision: 1 },
    };
    const [{ result }, took] = await timed(() => ratingStanding(db, rating, new Date()));
    slowest = Math.max(slowest, took);
    for (const { dossiers } of result.units) rated += dossiers.early + dossiers.onTheDay + dossiers.late;
  }
  return { slowest, rated };
}

async function run(address: string, rows: number, folder: string): Promise<RatingReport> {
  const db = connect(address);
  await migrate(db);
  const environment: Environment = { db, now: () => new Date(), randomBytes };
  const agencies = await prepare(environment);
  const path = join(folder, 'ho-so.csv');
  await pipeline(Readable.from(csvLines(rows, agencies)), createWriteStream(path));
  const failures: unknown[] = [];
  const imports = new DossierImports(environment, join(folder, 'dossiers'), (error) => failures.push(error));
  const check = async () => {
    const file = { province: PROVINCE, name: 'ho-so.csv', bytes: createReadStream(path) };
    const { id } = await imports.bring(actor, file);
    await imports.ended(id);
    return id;
  };
  const before = process.memoryUsage().rss;
  const stopWatch = watch();
  const worked = process.cpuUsage();
  const [id, checking] = await timed(check);
  const [, storing] = await timed(async () => {
    await beginDossierImport.run(environment, actor, { id, mode: 'all' });
    await imports.run(id, actor);
  });
  const { slowest: rating, rated } = await rateQuarters(db);
  const { user, system } = process.cpuUsage(worked);
  const peak = process.resourceUsage().maxRSS * 1024;
  const longestWait = stopWatch();
  const [repeated, again] = await timed(check);
  const done = await findDossierImport(db, id);
  const unchanged = (await findDossierImport(db, repeated))?.unchanged;
  if (failures.length > 0 || unchanged !== rows) throw failures[0] ?? new Error(`${unchanged} unchanged`);
  const fileBytes = statSync(path).size;
  await db.destroy();
  return {
    ...{ rows, fileBytes, stored: done?.stored ?? 0, rated, checking, storing, rating, again },
    ...{ processor: (user + system) / 1000, peak, before, longestWait },
  };
}

const [, , address = '', rows = '1000', folder = ''] = process.argv;
process.stdout.write(`${JSON.stringify(await run(address, Number(rows), folder))}\n`);
process.exit(0);
