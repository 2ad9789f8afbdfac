/**
 * What the size of a survey costs its pages: the requests of the pages of a province and of a survey with 5,000 responses
 * and with 5 million, over and running, on both databases. Pages are made of counters, so that it should cost next to
 * nothing.
 */
import { sql } from 'kysely';
import type { Database } from '../../db/dialect.ts';
import { type Member, member } from '../help/member.ts';
import { makeWorld } from '../help/world.ts';
import { CAMPAIGN, PROVINCE } from './bench-province.ts';
import { DASHBOARD_SURVEY, loadDashboard } from './dashboard-load.ts';

export interface PageTime {
  readonly database: Database;
  readonly page: string;
  readonly responses: number;
  /** Milliseconds: the middle of the rounds. */
  readonly median: number;
}

const SURVEY = `/api/v1/surveys/${DASHBOARD_SURVEY}`;

/** What a page asks for when it is opened. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  province: [
    '/api/v1/session',
    `/api/v1/overview?campaign=${CAMPAIGN}`,
    `/api/v1/overview/${CAMPAIGN}/arrivals`,
  ],
  survey: ['/api/v1/session', `${SURVEY}/results`, `${SURVEY}/arrivals-by-day`, `${SURVEY}/comments`],
  'survey, one unit': [
    `${SURVEY}/results?unit=${PROVINCE}-007`,
    `${SURVEY}/arrivals-by-day?unit=${PROVINCE}-007`,
  ],
};

/** Opens the pages of surveys of each size in turn, so that whatever else the machine does slows all sizes alike. */
export async function measureDashboard(
  database: Database,
  sizes: readonly number[],
  { isOver, rounds }: { isOver: boolean; rounds: number },
): Promise<PageTime[]> {
  const analysts = [];
  for (const responses of sizes)
    analysts.push({ responses, analyst: await loadedAnalyst(database, responses, isOver) });
  const measured: PageTime[] = [];
  for (const [page, paths] of Object.entries(PAGES)) {
    const times = new Map<number, number[]>(sizes.map((responses) => [responses, []]));
    for (let round = 0; round <= rounds; round++)
      for (const { responses, analyst } of analysts) {
        const took = await openPage(analyst, paths);
        // The first one finds everything cold.
        if (round > 0) times.get(responses)?.push(took);
      }
    const name = `${page}, ${isOver ? 'over' : 'running'}`;
    for (const [responses, all] of times)
      measured.push({ database, page: name, responses, median: medianOf(all) });
  }
  return measured;
}

async function loadedAnalyst(database: Database, responses: number, isOver: boolean): Promise<Member> {
  const world = await makeWorld(database);
  await loadDashboard(world.environment, responses, isOver);
  // As the server's own housekeeping leaves it, minutes after so much came.
  if (database === 'postgres') await sql`vacuum analyze`.execute(world.db);
  return member(world, [{ role: 'analyst', unit: PROVINCE }]);
}

/** @returns milliseconds */
async function openPage(analyst: Member, paths: readonly string[]): Promise<number> {
  const begun = performance.now();
  for (const path of paths) {
    const response = await analyst.request('GET', path);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    await response.text();
  }
  return performance.now() - begun;
}

function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The measurements beside each other, with how many times the larger costs the smaller. */
export function dashboardTable(all: readonly PageTime[]): string {
  const few = Math.min(...all.map(({ responses }) => responses));
  const small = all.filter(({ responses }) => responses === few);
  const large = all.filter(({ responses }) => responses !== few);
  const lines = small.map((one) => {
    const other = large.find(({ database, page }) => database === one.database && page === one.page);
    const times = other ? (other.median / one.median).toFixed(2) : '-';
    const cells = [one.median.toFixed(1), other?.median.toFixed(1) ?? '-', times];
    return `${one.database.padEnd(10)}${one.page.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  });
  const sizes = [small[0]?.responses, large[0]?.responses].map((size) => `${size} ms`.padStart(12)).join('');
  return [
    `Pages by the number of responses loaded, median; Node ${process.version}.`,
    `${''.padEnd(38)}${sizes}${'times'.padStart(12)}`,
    ...lines,
    '',
  ].join('\n');
}
