/**
 * A survey is followed while answers arrive: pages are asked for again and again, the stream is listened to, and another
 * process recounts. In the end every figure of every page is held against the answers themselves.
 *
 * One sender for each tally, who waits for each receipt: so the order of its answers is known, and a release of n of them
 * is the first n. Which n stand in a release its name tells: it is found again among those that the receipts allow, by
 * counting the answers anew with a packing written here.
 */
import { createHash } from 'node:crypto';
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
import type { ResultFilters, SurveyView } from '../../server/core/survey-view.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { type Form, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';
import { openQuietSurvey } from '../help/answering.ts';
import { readEvents } from '../help/event-stream.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld, UNITS } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';

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
const STEP = 10;
const GROUPS = ['citizen', 'organisation'] as const;

/** All answers of one tally, in the order in which they are sent. */
interface Row {
  readonly unit: string;
  readonly group: string;
  readonly basis: 'token' | 'open';
  readonly flagged: boolean;
  readonly answers: Answers[];
  readonly tokens: string[];
}

/** The answer that makes a release of its row, by its receipt. */
interface Step {
  readonly row: number;
  readonly at: number;
}

interface Fetched {
  readonly query: string;
  readonly view: SurveyView;
}

interface Seen {
  readonly name: string;
  readonly responses: number;
}

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

/** How many answers of each row stand in a release. */
type Vector = readonly number[];

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

/** Releases around the boundary whose order of commit the receipts leave open. */
const UNSURE = 6;

/** Finds what a named release is made of; what is found nowhere is broken. */
function releaseFinder(run: Run): (seen: Seen) => Vector | null {
  const known = new Map<string, Vector>();
  const steps = run.steps.toSorted((one, other) => one.at - other.at);
  const vectorOf = (some: readonly Step[]) => {
    const vector = run.rows.map(() => 0);
    for (const { row } of some) vector[row] = (vector[row] ?? 0) + STEP;
    return vector;
  };
  return ({ name, responses }) => {
    const found = known.get(name);
    if (found) return found;
    const count = responses / STEP;
    const sure = steps.slice(0, Math.max(0, count - UNSURE));
    const unsure = steps.slice(sure.length, count + UNSURE);
    for (const some of subsets(unsure, count - sure.length)) {
      const vector = vectorOf([...sure, ...some]);
      if (nameOf(run, vector) !== name) continue;
      known.set(name, vector);
      return vector;
    }
    run.broken.push(`release ${name} of ${responses} responses holds none of the answers that it may`);
    return null;
  };
}

function* subsets<One>(list: readonly One[], size: number): Generator<One[]> {
  const [first, ...rest] = list;
  if (size === 0) yield [];
  else if (first !== undefined && size <= list.length) {
    for (const some of subsets(rest, size - 1)) yield [first, ...some];
    yield* subsets(rest, size);
  }
}

/** The name by the rule that `server/release-name.ts` states, from the answers. */
function nameOf({ rows, form }: Run, vector: Vector): string {
  const sum = createHash('sha256');
  const keyed = rows.map((row, i) => ({ row, count: vector[i] ?? 0 })).filter(({ count }) => count > 0);
  const keyOf = ({ unit, group, basis, flagged }: Row) =>
    ['TT', 'theo-doi', unit, form.version, group, 'web', basis, flagged ? 1 : 0].join('|');
  keyed.sort((one, other) => (keyOf(one.row) < keyOf(other.row) ? -1 : 1));
  for (const { row, count } of keyed) {
    const { unit, group, basis, flagged } = row;
    sum.update(JSON.stringify([unit, form.version, group, 'web', basis, flagged, count]));
    sum.update(packed(form, row.answers.slice(0, count)));
  }
  return sum.digest('hex').slice(0, 8);
}

const asked = (form: Form) => questionsOf(form).filter((one) => one.kind !== 'text');
const codesOf = (form: Form, question: Question): number[] =>
  question.kind === 'text' || question.kind === 'number'
    ? []
    : levelsOf(form, question).map(({ code }) => code);

/** Blank, not asked, then every code: four bytes each, the lowest first. */
function packed(form: Form, answers: readonly Answers[]): Uint8Array {
  const counts = asked(form).flatMap((question) => {
    const given = answers.map((one) => one[question.key]);
    const blank = given.filter((one) => one === null).length;
    const none = given.filter((one) => one === undefined).length;
    return [
      blank,
      none,
      ...codesOf(form, question).map((code) => given.filter((one) => one === code).length),
    ];
  });
  const bytes = Buffer.alloc(counts.length * 4);
  for (const [i, count] of counts.entries()) bytes.writeUInt32LE(count, i * 4);
  return bytes;
}

function isOn(row: Row, filters: ResultFilters): boolean {
  return (
    (filters.unit === null || row.unit === filters.unit) &&
    (filters.group === null || row.group === filters.group) &&
    (filters.channel === null || filters.channel === 'web') &&
    (filters.basis === 'all' || (row.basis === 'open') === (filters.basis === 'open')) &&
    (filters.flagged === 'with' || !row.flagged)
  );
}

/** Holds every figure of a page against the answers of its release. */
function checkPage(
  run: Run,
  { query, view }: Fetched,
  vector: Vector,
  sums: { figures: number; withheld: number },
): void {
  const answersOf = (filters: ResultFilters) =>
    run.rows.flatMap((row, i) => (isOn(row, filters) ? row.answers.slice(0, vector[i]) : []));
  const page = answersOf(view.filters);
  const same = (what: string, shown: number | string | null, wanted: number | null) => {
    sums.figures += 1;
    const value = typeof shown === 'string' ? Number(shown) : shown;
    const equal = value === wanted || (value !== null && wanted !== null && Math.abs(value - wanted) < 1e-12);
    if (!equal)
      run.broken.push(`${view.release.name} ?${query} ${what}: shown ${shown}, recounted ${wanted}`);
  };
  const hidden = () => {
    sums.withheld += 1;
  };
  if (view.counted.responses === null) hidden();
  else same('responses', view.counted.responses, page.length);
  for (const item of view.counted.items) {
    if (item.withheld) {
      hidden();
      continue;
    }
    const given = page.map((one) => one[item.key]);
    for (const { code, count } of item.levels)
      same(`${item.key} ${code}`, count, given.filter((one) => one === code).length);
    same(`${item.key} blank`, item.blank, given.filter((one) => one === null).length);
    same(`${item.key} answers`, item.answers, validOf(page, item.key));
    if (isItem(run.form, item.key)) same(item.key, item.value, shareOf(page, [item.key]));
  }
  for (const factor of view.counted.factors) {
    if (factor.withheld) {
      hidden();
      continue;
    }
    const keys = itemsOf(run.form, factor.key);
    same(`factor ${factor.key}`, factor.pooled, shareOf(page, keys));
    same(`factor ${factor.key} mean`, factor.meanOfItems, meanOf(keys.map((key) => shareOf(page, [key]))));
  }
  if (view.counted.overall.withheld) hidden();
  else
    same(
      'overall',
      view.counted.overall.pooled,
      meanOf(view.counted.factors.map(({ key }) => shareOf(page, itemsOf(run.form, key)))),
    );
  for (const { item, groups } of view.byGroup)
    for (const { group, answers, value, withheld } of groups) {
      if (withheld) {
        hidden();
        continue;
      }
      const own = answersOf({ ...view.filters, group });
      same(`${item} of ${group}`, answers, validOf(own, item));
      same(`${item} of ${group} share`, value, shareOf(own, [item]));
    }
}

const validOf = (answers: readonly Answers[], key: string) =>
  answers.filter((one) => typeof one[key] === 'number').length;

/** Levels 4 and 5 of the valid answers (domain §2); nothing answered is null. */
function shareOf(answers: readonly Answers[], keys: readonly string[]): number | null {
  const given = keys
    .flatMap((key) => answers.map((one) => one[key]))
    .filter((one) => typeof one === 'number');
  return given.length === 0 ? null : given.filter((one) => one >= 4).length / given.length;
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((one) => one !== null);
  return known.length < values.length || known.length === 0
    ? null
    : known.reduce((sum, one) => sum + one, 0) / known.length;
}

const isItem = (form: Form, key: string) =>
  questionsOf(form).some((one) => one.key === key && one.kind === 'satisfaction');

const itemsOf = (form: Form, section: string) =>
  (form.sections.find(({ key }) => key === section)?.questions ?? [])
    .filter((one) => one.kind === 'satisfaction')
    .map(({ key }) => key);

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
