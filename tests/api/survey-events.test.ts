/** The stream of a survey: who is told what, how often, and when it ends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, expect, test } from 'vitest';
import { setGrants } from '../../db/queries/accounts.ts';
import { inTransaction } from '../../db/transaction.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { Sessions } from '../../server/session.ts';
import { MOST_FOLLOWERS, SurveyFollowers } from '../../server/survey-followers.ts';
import { answer, openQuietSurvey, times } from '../help/answering.ts';
import { onBothDatabases } from '../help/databases.ts';
import { readEvents, within } from '../help/event-stream.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';

const QUICK = { lookEvery: 20, readWholeEvery: 200, heartbeat: 150 };
const liking = { seconds: 100, answers: { item: 5 } } as const;

async function opened(database: Parameters<typeof openedWorld>[0], pace = QUICK) {
  const world = await openedWorld(database);
  const survey = await openQuietSurvey(world);
  const { environment, intake, sealing, evidence } = world;
  let looks = 0;
  const counted = {
    ...environment,
    now: () => {
      looks += 1;
      return environment.now();
    },
  };
  const followers = new SurveyFollowers(counted, intake, pace);
  opening.push(followers);
  const sessions = new Sessions(environment);
  const app = createApp({
    ...{ environment, intake, sealing, evidence, sessions, followers },
    ...{ assets: NO_ASSETS, https: false },
  });
  const ask = async (caller: Member, headers = {}) =>
    app.request(`/api/v1/surveys/${survey}/events`, { headers: { Cookie: caller.cookie, ...headers } });
  const follow = async (caller: Member) => readEvents(await ask(caller));
  return { world, survey, app, followers, ask, follow, looks: () => looks };
}

const opening: SurveyFollowers[] = [];

const analystOf = (world: World) => member(world, [{ role: 'analyst', unit: 'TT' }]);

onBothDatabases('following a survey', (database) => {
  afterEach(() => {
    for (const followers of opening.splice(0)) followers.stop();
  });

  test('a page is told how it stands, and then of every change', async () => {
    const { world, survey, ask } = await opened(database);
    const response = await ask(await analystOf(world), { 'Accept-Encoding': 'gzip' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(response.headers.get('Content-Encoding')).toBeNull();
    const stream = readEvents(response);
    const none = { event: 'release', data: { release: 'e3b0c442', responses: 0 } };
    expect([await stream.next(), await stream.next()]).toEqual([
      none,
      { event: 'arrivals', data: { today: 0, total: 0 } },
    ]);
    await answer(world, survey, times(9, liking));
    expect(await stream.next()).toEqual({ event: 'arrivals', data: { today: 9, total: 9 } });
    await answer(world, survey, times(1, liking));
    const release = await stream.next();
    expect(release).toEqual({ event: 'release', data: { release: expect.any(String), responses: 10 } });
    expect(release).not.toEqual(none);
    expect(await stream.next()).toEqual({ event: 'arrivals', data: { today: 10, total: 10 } });
    await stream.close();
  });

  test('an officer is told of the arrivals of his unit, and of results once it is over', async () => {
    const { world, survey, follow } = await opened(database);
    await answer(world, survey, times(10, liking));
    await answer(world, survey, times(3, { ...liking, unit: 'TT-BI' }));
    const officer = () => member(world, [{ role: 'unit-officer', unit: 'TT-BI' }]);
    const running = await follow(await officer());
    expect(await running.next()).toEqual({ event: 'arrivals', data: { today: 3, total: 3 } });
    await answer(world, survey, times(1, liking));
    await answer(world, survey, times(1, { ...liking, unit: 'TT-BI' }));
    expect(await running.next()).toEqual({ event: 'arrivals', data: { today: 4, total: 4 } });
    await running.close();
    world.setDay('2026-07-15');
    const over = await follow(await officer());
    expect(await over.next()).toMatchObject({ event: 'release', data: { responses: 4 } });
    expect(await over.next()).toEqual({ event: 'arrivals', data: { today: 0, total: 4 } });
    await over.close();
  });

  test('nobody follows without the right', async () => {
    const { world, ask, app } = await opened(database);
    const statusOf = async (role: 'publisher' | 'analyst', unit: string) =>
      (await ask(await member(world, [{ role, unit }]))).status;
    expect([await statusOf('publisher', 'TT'), await statusOf('analyst', 'HH')]).toEqual([403, 403]);
    expect((await app.request('/api/v1/surveys/dong-nguoi/events')).status).toBe(401);
    const { cookie } = await analystOf(world);
    expect((await app.request('/api/v1/surveys/khong/events', { headers: { Cookie: cookie } })).status).toBe(
      404,
    );
  });

  test('the line ends with the session, with the right, and with the server', async () => {
    const { world, followers, follow } = await opened(database);
    const [leaving, demoted, staying] = [
      await analystOf(world),
      await analystOf(world),
      await analystOf(world),
    ];
    const [one, two, three] = [await follow(leaving), await follow(demoted), await follow(staying)];
    for (const stream of [one, two, three]) {
      await stream.next();
      await stream.next();
    }
    expect((await leaving.request('DELETE', '/api/v1/session')).status).toBe(200);
    expect(await one.next()).toBeNull();
    await inTransaction(world.db, (trx) => setGrants(trx, demoted.id, [{ role: 'publisher', unit: 'TT' }]));
    expect(await two.next()).toBeNull();
    const last = three.next();
    followers.stop();
    expect(await last).toBeNull();
  });

  test('listening keeps nobody signed in', async () => {
    const { world, follow } = await opened(database);
    const stream = await follow(await analystOf(world));
    await stream.next();
    await stream.next();
    world.setTime('2026-06-15T05:31:00.000Z');
    expect(await stream.next()).toBeNull();
  });

  test('a line on which nothing comes has a heart', async () => {
    const { world, follow } = await opened(database);
    const stream = await follow(await analystOf(world));
    await stream.next();
    await stream.next();
    const silence = stream.next().catch(() => 'silence');
    await expect.poll(() => stream.beats(), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    await stream.close();
    await silence;
  });

  test('many who follow cost one look, and nobody who follows costs none', async () => {
    const { world, follow, looks } = await opened(database, { ...QUICK, lookEvery: 100 });
    const analyst = await analystOf(world);
    const streams = await Promise.all(times(8, analyst).map(follow));
    for (const stream of streams) await stream.next();
    const began = looks();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const asked = looks() - began;
    expect(asked).toBeLessThanOrEqual(12);
    await expect.poll(() => looks() - began, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
    for (const stream of streams) await stream.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const left = looks();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(looks()).toBe(left);
  });

  test('an account has so many lines and no more; one that ends makes room', async () => {
    const { world, ask, follow } = await opened(database);
    const analyst = await analystOf(world);
    const streams = await Promise.all(times(MOST_FOLLOWERS, analyst).map(follow));
    const refused = await ask(analyst);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      429,
      'too-many-followers',
    ]);
    expect((await ask(await analystOf(world))).status).toBe(200);
    await streams[0]?.close();
    await expect.poll(async () => (await ask(analyst)).status).toBe(200);
  });

  test('a correction that leaves every sum as it was is told too', async () => {
    const { world, survey, follow } = await opened(database);
    await answer(world, survey, times(10, liking));
    const stream = await follow(await analystOf(world));
    const before = await stream.next();
    await stream.next();
    const { counters } = await world.db
      .selectFrom('tally_releases')
      .select('counters')
      .executeTakeFirstOrThrow();
    const corrected = Buffer.from(counters);
    corrected.writeUInt32LE(9, 6 * 4);
    corrected.writeUInt32LE(1, 5 * 4);
    await world.db.updateTable('tally_releases').set({ counters: corrected }).execute();
    const after = await stream.next();
    expect(after).toMatchObject({ event: 'release', data: { responses: 10 } });
    expect(after).not.toEqual(before);
    await stream.close();
  });

  test('a server that stops waits for nobody who follows', async () => {
    const { world, survey, app, followers } = await opened(database);
    const analyst = await analystOf(world);
    const server = createServer(getRequestListener(app.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/api/v1/surveys/${survey}/events`;
    const stream = readEvents(await fetch(address, { headers: { Cookie: analyst.cookie } }));
    await stream.next();
    await stream.next();
    const gone = new AbortController();
    const other = await fetch(address, { headers: { Cookie: analyst.cookie }, signal: gone.signal });
    expect(other.status).toBe(200);
    // One that goes without a word leaves its place.
    gone.abort();
    followers.stop();
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    expect(await stream.next()).toBeNull();
    await within(closed, 3000);
  });
});
