/** A flood is slowed down by slip, kiosk and address, and told when to come again; real people do not notice. */
import { expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { type LimitSettings, networkOf, OPEN_ANSWERS, RateLimits } from '../../server/rate-limits.ts';
import { Sessions } from '../../server/session.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { textOf } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { oneToken, openedWorld, visit, whatAnswersLeft } from '../help/opened-world.ts';
import { newClientId, type World } from '../help/world.ts';

const SETTINGS: LimitSettings = { openAnswers: 5, trustProxy: false };

/** Sends from an address, as the web server hands it to the app. */
function limited(world: World, settings: LimitSettings = SETTINGS) {
  const { environment, intake } = world;
  const limits = new RateLimits(settings);
  const app = createApp({
    environment,
    intake,
    sessions: new Sessions(environment),
    assets: NO_ASSETS,
    limits,
    https: false,
  });
  const at = (address: string) => ({ incoming: { socket: { remoteAddress: address } } });
  return {
    limits,
    request: async (address: string, path: string, init: RequestInit) => app.request(path, init, at(address)),
    send: async (address: string, submission: Submission, headers: Record<string, string> = {}) =>
      app.request(
        '/api/v1/responses',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: JSON.stringify(submission),
        },
        at(address),
      ),
  };
}

type Door = ReturnType<typeof limited>;

async function statuses(count: number, send: () => Promise<Response>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await send()).status);
  return seen;
}

const openAnswers = (door: Door, address: string, count: number, headers = {}) =>
  statuses(count, () => door.send(address, visit(), headers));

onBothDatabases('a flood', (database) => {
  test('of open answers is held at the bound of its address, and told when to come again', async () => {
    const world = await openedWorld(database);
    const door = limited(world);
    expect(await openAnswers(door, '203.0.113.7', 5)).toEqual(Array(5).fill(201));
    const late = visit();
    const refused = await door.send('203.0.113.7', late);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'slow-down', title: 'Từ nơi này đang gửi quá nhiều' });
    // Nobody else notices, and what was refused is taken later under the same id, once.
    expect(await openAnswers(door, '203.0.113.8', 3)).toEqual([201, 201, 201]);
    const later = limited(world);
    expect((await later.send('203.0.113.7', late)).status).toBe(201);
    expect((await whatAnswersLeft(world.db)).responses).toHaveLength(9);
  });

  test('of answers by slip does not count against the address, and each slip has its own bound', async () => {
    const world = await openedWorld(database);
    const door = limited(world);
    for (let i = 0; i < 8; i++) {
      const token = await oneToken(world);
      expect((await door.send('203.0.113.7', visit({ token }))).status).toBe(201);
    }
    const token = await oneToken(world);
    const seen = await statuses(14, () => door.send('203.0.113.7', visit({ token })));
    expect(seen).toEqual([201, ...Array(9).fill(409), ...Array(4).fill(429)]);
    expect((await door.send('203.0.113.7', visit({ token: await oneToken(world) }))).status).toBe(201);
  });

  test('of guessed slips is slowed down at its address only', async () => {
    const world = await openedWorld(database);
    const door = limited(world);
    const guess = () => door.send('203.0.113.7', visit({ token: newClientId() }));
    expect(await statuses(60, guess)).toEqual(Array(60).fill(422));
    expect(await statuses(2, guess)).toEqual([429, 429]);
    expect((await door.send('203.0.113.8', visit({ token: await oneToken(world) }))).status).toBe(201);
  });

  test('of retries costs nothing: what was stored gets its receipt', async () => {
    const world = await openedWorld(database);
    const door = limited(world);
    const first = visit();
    expect((await door.send('203.0.113.7', first)).status).toBe(201);
    expect(await statuses(20, () => door.send('203.0.113.7', first))).toEqual(Array(20).fill(200));
    expect(await openAnswers(door, '203.0.113.7', 5)).toEqual([201, 201, 201, 201, 429]);
  });

  test('of forms posted without script is held as well, and keeps what was answered on the screen', async () => {
    const world = await openedWorld(database);
    const door = limited(world, { openAnswers: 1, trustProxy: false });
    const post = () => {
      const fields = new URLSearchParams({
        clientId: newClientId(),
        formVersion: '1',
        respondentGroup: 'citizen',
      });
      for (let i = 1; i <= 22; i++) fields.set(`answer.q${String(i).padStart(2, '0')}`, '4');
      return door.request('203.0.113.9', '/khao-sat/hai-long/TT-AN', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: fields.toString(),
      });
    };
    expect((await post()).status).toBe(201);
    const refused = await post();
    expect([refused.status, refused.headers.has('Retry-After')]).toEqual([429, true]);
    const page = await refused.text();
    expect(textOf(page)).toContain('Từ nơi này đang gửi quá nhiều');
    expect(page.match(/\schecked/g)).toHaveLength(23);
  });

  test('of receipts looked up is held at the address', async () => {
    const world = await openedWorld(database);
    const door = limited(world);
    const ask = () =>
      door.request('203.0.113.7', '/api/v1/receipts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ receipt: 'ABCDEFGHJK' }),
      });
    expect(await statuses(20, ask)).toEqual(Array(20).fill(200));
    expect(await statuses(1, ask)).toEqual([429]);
  });

  test('leaves no address behind in the database', async () => {
    const world = await openedWorld(database);
    await openAnswers(limited(world), '203.0.113.77', 7);
    expect(JSON.stringify(await whatAnswersLeft(world.db))).not.toContain('203.0.113');
  });
});

test('an office of sixty who share one address answer within a minute', async () => {
  const door = limited(await openedWorld('sqlite'), { openAnswers: OPEN_ANSWERS, trustProxy: false });
  const seen = await Promise.all(Array.from({ length: 60 }, () => door.send('203.0.113.7', visit())));
  expect(new Set(seen.map((response) => response.status))).toEqual(new Set([201]));
});

test('a kiosk may send thirty answers a minute, whatever its address', async () => {
  const { limits } = limited(await openedWorld('sqlite'));
  const taken = { ok: true, stored: true, receipt: 'ABCDEFGHJK', id: null } as const;
  const send = async (kiosk: string) =>
    limits.answer(
      { env: undefined, req: { header: () => undefined } } as never,
      { kiosk },
      async () => taken,
    );
  const outcomes = [];
  for (let i = 0; i < 31; i++) outcomes.push((await send('one')).ok);
  expect(outcomes).toEqual([...Array(30).fill(true), false]);
  expect((await send('other')).ok).toBe(true);
});

test('the sender is the socket; behind a trusted proxy the last entry it wrote', async () => {
  const world = await openedWorld('sqlite');
  const forged = { 'X-Forwarded-For': '198.51.100.1' };
  expect(await openAnswers(limited(world), '10.0.0.1', 6, forged)).toEqual([201, 201, 201, 201, 201, 429]);
  const door = limited(world, { openAnswers: 1, trustProxy: true });
  const from = async (forwarded: string) =>
    (await door.send('10.0.0.1', visit(), { 'X-Forwarded-For': forwarded })).status;
  // What a client writes himself stands before what the proxy adds, and says nothing.
  expect(await from('203.0.113.1')).toBe(201);
  expect(await from('198.51.100.9, 203.0.113.1')).toBe(429);
  expect(await from('203.0.113.1, 203.0.113.2')).toBe(201);
  expect(await from('not an address')).toBe(201);
  expect(await from('neither')).toBe(429);
});

test('one subscriber of IPv6 is one sender, whichever of his addresses he uses', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:bbbb:0:0:9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::1')).toBe('0:0:0:0');
});

test('the same sender has another name in another process', async () => {
  const world = await openedWorld('sqlite');
  const names = [limited(world), limited(world)].map(({ limits }) => {
    const context = { env: { incoming: { socket: { remoteAddress: '203.0.113.7' } } } };
    return limits.senderOf(context as never);
  });
  expect(names[0]).not.toBe(names[1]);
  expect(names.join(' ')).not.toContain('203.0.113');
});
