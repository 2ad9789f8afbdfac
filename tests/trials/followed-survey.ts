/**
 * A survey is followed while answers arrive: pages are asked for again and again, the stream is listened to, and another
 * process recounts. In the end every figure of every page is held against the answers themselves.
 *
 * One sender for each tally, who waits for each receipt: so the order of its answers is known, and a release of n of them
 * is the first n. Which n stand in a release its name tells: it is found again among those that the receipts allow, by
 * counting the answers anew (`followed-oracle.ts`).
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { connect } from '../../db/connect.ts';
import type { Database } from '../../db/dialect.ts';
import { findForm } from '../../db/queries/forms.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { issueTokens } from '../../server/actions/issue-tokens.ts';
import { recountTallies } from '../../server/actions/recount-tallies.ts';
import type { SurveyView } from '../../server/core/survey-view.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import type { Form } from '../../survey-forms/form.ts';
import { openQuietSurvey } from '../help/answering.ts';
import { readEvents } from '../help/event-stream.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, UNITS } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';
import {
  checkPage,
  type Fetched,
  nameOf,
  type Row,
  releaseFinder,
  type Seen,
  STEP,
  type Step,
} from './followed-oracle.ts';

export interface FollowedReport {
  readonly database: Database;
  readonly answers: number;
  readonly perSecond: number;
  /** Pages read while answers arrived, and different releases they named. */
  readonly pages: number;
  readonly releases: number;
  /** Events of the stream that named a release. */
  readonly events: number;
  readonly recounts: number;
  /** Figures held against the answers, and those withheld. */
  readonly figures: number;
  readonly withheld: number;
  /** Empty when every figure is what the answers say. */
  readonly broken: readonly string[];
}

const PER_SECOND = 200;
const GROUPS = ['citizen', 'organisation'] as const;

interface Run {
  readonly world: World;
  readonly survey: string;
  readonly form: Form;
  readonly rows: readonly Row[];
  readonly origin: string;
  readonly analyst: Member;
  readonly steps: Step[];
  readonly pages: Fetched[];
  readonly events: Seen[];
  readonly recounts: Seen[];
  readonly broken: string[];
  arriving: boolean;
}

/** Pages as an analyst turns them; the empty one is the page as it opens. */
const QUERIES = [
  '',
  ...UNITS.map((unit) => `unit=${unit}`),
  ...GROUPS.map((group) => `group=${group}`),
  'basis=open',
  'basis=all',
  'flagged=without',
  'channel=web&basis=all',
  'channel=kiosk',
  `unit=${UNITS[1]}&group=${GROUPS[0]}`,
  `unit=${UNITS[2]}&basis=open&flagged=without`,
];

export async function followSurvey(database: Database, answers: number): Promise<FollowedReport> {
  const world = await openedWorld(database);
  const server = createServer(getRequestListener(world.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await follow(await prepare(world, server, answers), database);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function prepare(world: World, server: Server, answers: number): Promise<Run> {
  const id = await openQuietSurvey(world, { id: 'theo-doi', form: 'satisfaction' });
  const survey = await findSurvey(world.db, id);
  const form = survey && (await findForm(world.db, survey.form, Math.max(...survey.formVersions)));
  if (!form) throw new Error('the survey was not opened');
  const kinds = UNITS.flatMap((unit) =>
    GROUPS.flatMap((group) => [
      { unit, group, basis: 'token' as const, flagged: false },
      { unit, group, basis: 'open' as const, flagged: unit === UNITS[2] && group === GROUPS[1] },
    ]),
  );
  const each = Math.ceil(answers / kinds.length);
  const rows: Row[] = [];
  for (const [seed, kind] of kinds.entries()) {
    const made = [...generateAnswers({ seed: 7 + seed, count: each, units: [kind.unit], form })];
    const input = { survey: id, unit: kind.unit, count: each };
    const { tokens } =
      kind.basis === 'token' ? await issueTokens.run(world.environment, SYSTEM, input) : { tokens: [] };
    rows.push({ ...kind, answers: made.map((one) => one.answers), tokens: [...tokens] });
  }
  const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
  const { port } = server.address() as AddressInfo;
  const lists = { steps: [], pages: [], events: [], recounts: [], broken: [] };
  return {
    world,
    survey: id,
    form,
    rows,
    analyst,
    origin: `http://127.0.0.1:${port}`,
    ...lists,
    arriving: true,
  };
}

async function follow(run: Run, database: Database): Promise<FollowedReport> {
  const began = Date.now();
  const followers = [listen(run), turnPages(run), turnPages(run), recountBeside(run)];
  await Promise.all(run.rows.map((row, i) => send(run, row, i)));
  const seconds = (Date.now() - began) / 1000;
  run.arriving = false;
  await Promise.all(followers);
  const checked = check(run);
  await checkExact(run);
  const answers = run.rows.reduce((sum, row) => sum + row.answers.length, 0);
  return {
    ...{ database, answers, perSecond: Math.round(answers / seconds), pages: run.pages.length },
    releases: new Set(run.pages.map(({ view }) => view.release.name)).size,
    ...{ events: run.events.length, recounts: run.recounts.length, ...checked, broken: run.broken },
  };
}

/** Sends the answers of a row at its share of the rate, each after the receipt of the one before. */
async function send(run: Run, row: Row, index: number): Promise<void> {
  const pause = (1000 * run.rows.length) / PER_SECOND;
  const began = Date.now() + (pause * index) / run.rows.length;
  for (const [i, answers] of row.answers.entries()) {
    const early = began + i * pause - Date.now();
    if (early > 0) await sleep(early);
    const submission = {
      ...{ clientId: newClientId(), survey: run.survey, formVersion: run.form.version, unit: row.unit },
      ...{ respondentGroup: row.group, channel: 'web', seconds: row.flagged ? 1 : 300, answers },
      ...(row.basis === 'token' ? { token: row.tokens[i] } : {}),
    };
    const response = await fetch(`${run.origin}/api/v1/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(submission),
    });
    if (!response.ok) throw new Error(`answer ${i} of row ${index}: ${await response.text()}`);
    if ((i + 1) % STEP === 0) run.steps.push({ row: index, at: Date.now() });
  }
}

const get = (run: Run, path: string, signal?: AbortSignal) =>
  fetch(`${run.origin}/api/v1/surveys/${run.survey}/${path}`, {
    headers: { Cookie: run.analyst.cookie },
    ...(signal ? { signal } : {}),
  });

async function turnPages(run: Run): Promise<void> {
  for (let turn = 0; run.arriving; turn++) {
    const query = QUERIES[turn % QUERIES.length] ?? '';
    const response = await get(run, `results?${query}`);
    if (!response.ok) run.broken.push(`results?${query}: ${response.status}`);
    else run.pages.push({ query, view: (await response.json()) as SurveyView });
    await sleep(20);
  }
}

async function listen(run: Run): Promise<void> {
  const line = new AbortController();
  const stream = readEvents(await get(run, 'events', line.signal));
  const stop = (async () => {
    while (run.arriving) await sleep(50);
    line.abort();
  })();
  for (;;) {
    const told = await stream.next().catch(() => null);
    if (told === null) break;
    const { release, responses } = told.data as { release: string; responses: number };
    if (told.event === 'release') run.events.push({ name: release, responses });
  }
  await stop;
}

/** As `cli recount` does it, on a connection of its own. */
async function recountBeside(run: Run): Promise<void> {
  const db = connect(run.world.address);
  const environment = { ...run.world.environment, db };
  try {
    while (run.arriving) {
      const input = { survey: run.survey, repair: false };
      const { differences, release } = await recountTallies.run(environment, SYSTEM, input);
      run.recounts.push({ name: release.name, responses: release.responses });
      if (differences.length + release.faults.length > 0)
        run.broken.push(`a recount differs: ${JSON.stringify({ differences, faults: release.faults })}`);
      await sleep(200);
    }
  } finally {
    await db.destroy();
  }
}

function check(run: Run): { figures: number; withheld: number } {
  const find = releaseFinder(run);
  const sums = { figures: 0, withheld: 0 };
  for (const { query, view } of run.pages) {
    const vector = find({ name: view.release.name, responses: view.release.responses });
    if (vector) checkPage(run, { query, view }, vector, sums);
  }
  for (const seen of [...run.events, ...run.recounts]) find(seen);
  return sums;
}

/** After the last day the page is exact, and says what the recount says. */
async function checkExact(run: Run): Promise<void> {
  run.world.setDay('2026-07-15');
  const analyst = await member(run.world, [{ role: 'analyst', unit: 'TT' }]);
  const all = run.rows.map((row) => row.answers.length);
  const input = { survey: run.survey, repair: false };
  const { release, differences } = await recountTallies.run(run.world.environment, SYSTEM, input);
  const sums = { figures: 0, withheld: 0 };
  for (const query of QUERIES) {
    const response = await get({ ...run, analyst }, `results?${query}`);
    const view = (await response.json()) as SurveyView;
    if (!view.release.exact || view.release.name !== release.name || release.name !== nameOf(run, all))
      run.broken.push(`?${query} names ${view.release.name}, the recount ${release.name}`);
    checkPage(run, { query, view }, all, sums);
  }
  if (differences.length > 0 || sums.figures === 0) run.broken.push('the recount in the end differs');
}

/** What the trial found, in words. */
export function followedReportText(report: FollowedReport): string {
  const { database, answers, perSecond, pages, releases, events, recounts, figures, withheld, broken } =
    report;
  const found =
    broken.length > 0
      ? broken.slice(0, 20).join('\n')
      : 'Every figure is what the answers of its release say.';
  return (
    `${database}: ${answers} answers, ${perSecond} a second; ${pages} pages in ${releases} releases, ` +
    `${events} told by the stream, ${recounts} recounts beside; ${figures} figures held, ${withheld} withheld.\n${found}`
  );
}
