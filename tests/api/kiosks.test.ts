/** The device at the counter, as the server sees it: what it may send, what counts, and how it is told that it may not. */
import { expect, test } from 'vitest';
import { findKiosk } from '../../db/queries/kiosks.ts';
import { renewKiosk, revokeKiosk } from '../../server/actions/manage-kiosks.ts';
import { onBothDatabases } from '../help/databases.ts';
import { AT_COUNTER, atCounter, enrolledKiosk, newKiosk, openKioskSurvey, PIN } from '../help/kiosks.ts';
import { member } from '../help/member.ts';
import { oneToken, openedWorld, whatAnswersLeft } from '../help/opened-world.ts';
import { newClientId, SYSTEM, type World } from '../help/world.ts';

async function told(response: Response | Promise<Response>): Promise<unknown[]> {
  const { status, json } = await Promise.resolve(response).then(async (one) => ({
    status: one.status,
    json: (await one.json()) as { code?: string; errors?: { field: string }[] },
  }));
  return [status, json.code, ...(json.errors ?? []).map(({ field }) => field)];
}

const ledger = ({ db }: World) =>
  db
    .selectFrom('ledger')
    .select(['unit', 'used', 'open', 'kiosk'])
    .where('survey', '=', AT_COUNTER)
    .execute();

onBothDatabases('a device', (database) => {
  test('is enrolled by code and PIN, once', async () => {
    const world = await openedWorld(database);
    const { code } = await newKiosk(world);
    const enrol = (body: object) => world.post('/api/v1/kiosk/enrolment', body);
    expect(await told(enrol({ code: 'AAAA-BBBB-CCCC', pin: PIN }))).toEqual([
      422,
      'unknown-enrolment',
      'code',
    ]);
    expect(await told(enrol({ code, pin: '0000' }))).toEqual([401, 'wrong-pin', 'pin']);
    const response = await enrol({ code, pin: PIN });
    expect([
      response.status,
      response.headers.get('Cache-Control'),
      response.headers.get('Set-Cookie'),
    ]).toEqual([201, 'no-store', null]);
    const { secret, device } = (await response.json()) as {
      secret: string;
      device: { form: { id: string } };
    };
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(device).toMatchObject({
      survey: AT_COUNTER,
      unit: { code: 'TT-AN', name: { vi: 'Sở An', en: 'Department An' } },
      counter: 'Quầy số 1',
      state: 'open',
      form: { id: 'satisfaction', version: 1 },
    });
    expect(await told(enrol({ code, pin: PIN }))).toEqual([422, 'unknown-enrolment', 'code']);
  });

  test('sends answers, which are counted as from a kiosk, and once', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    const answer = atCounter();
    const first = await kiosk.post('/responses', answer);
    const again = await kiosk.post('/responses', answer);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
    expect(await ledger(world)).toEqual([{ unit: 'TT-AN', used: 0, open: 0, kiosk: 1 }]);
    expect((await findKiosk(world.db, kiosk.id))?.answers).toBe(1);
    // With a token it counts as that token's answer; the device has one more either way.
    const token = await oneToken(world, AT_COUNTER);
    expect((await kiosk.send({ token })).status).toBe(201);
    expect((await kiosk.send({ token })).body).toMatchObject({ code: 'token-used' });
    expect(await ledger(world)).toMatchObject([{ unit: 'TT-AN', used: 1, open: 0, kiosk: 1 }]);
    expect((await findKiosk(world.db, kiosk.id))?.answers).toBe(2);
    const { rows } = { rows: await world.db.selectFrom('responses').selectAll().execute() };
    expect(rows.map(({ channel, basis }) => [channel, basis]).sort()).toEqual([
      ['kiosk', 'open'],
      ['kiosk', 'token'],
    ]);
    // Nothing leads from an answer to its device (decision 17).
    expect(JSON.stringify(await whatAnswersLeft(world.db))).not.toContain(kiosk.id);
  });

  test('is counted for what it sent, also in a rush of several devices', async () => {
    const world = await openedWorld(database);
    await openKioskSurvey(world);
    const kiosks = await Promise.all([enrolledKiosk(world), enrolledKiosk(world, { unit: 'TT-BI' })]);
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, i) => kiosks[i % 2]?.send({ clientId: newClientId() })),
    );
    expect(new Set(sent.map((one) => one?.status))).toEqual(new Set([201]));
    for (const { id } of kiosks) expect((await findKiosk(world.db, id))?.answers).toBe(20);
    expect((await ledger(world)).map(({ unit, kiosk }) => [unit, kiosk]).sort()).toEqual([
      ['TT-AN', 20],
      ['TT-BI', 20],
    ]);
  });

  test('answers for its own survey and unit only', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    const before = await whatAnswersLeft(world.db);
    expect(await told(kiosk.post('/responses', atCounter({ unit: 'TT-BI' })))).toEqual([
      422,
      'unknown-unit',
      'unit',
    ]);
    expect(await told(kiosk.post('/responses', atCounter({ survey: 'hai-long' })))).toEqual([
      422,
      'unknown-unit',
      'survey',
    ]);
    expect(await told(kiosk.post('/responses', atCounter({ unit: undefined })))).toEqual([
      422,
      'unknown-unit',
      'unit',
    ]);
    expect(await whatAnswersLeft(world.db)).toEqual(before);
  });

  test('without a known secret is not heard, and asked to try again', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    const wrong = [
      '',
      'Kiosk',
      `Kiosk ${'A'.repeat(43)}`,
      `Bearer ${kiosk.secret}`,
      `Kiosk ${kiosk.secret}x`,
    ];
    for (const Authorization of wrong)
      for (const [path, body] of [
        ['/responses', atCounter()],
        ['/kiosk/heartbeat', { waiting: 0, quarantined: 0 }],
        ['/kiosk/pin', { pin: PIN }],
      ] as const)
        expect(await told(world.post(`/api/v1${path}`, body, { Authorization }))).toEqual([
          401,
          'kiosk-unknown',
        ]);
    expect(await ledger(world)).toEqual([]);
    // A phone needs no credential.
    expect((await world.send({ ...atCounter(), channel: 'web' })).status).toBe(201);
  });

  test('is told at once that it was revoked, and unknown once another took its place', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    await revokeKiosk.run(world.environment, SYSTEM, { kiosk: kiosk.id });
    const beat = () => kiosk.post('/kiosk/heartbeat', { waiting: 3, quarantined: 0 });
    expect(await told(kiosk.post('/responses', atCounter()))).toEqual([403, 'kiosk-revoked']);
    expect(await told(beat())).toEqual([403, 'kiosk-revoked']);
    expect(await told(kiosk.post('/kiosk/pin', { pin: PIN }))).toEqual([403, 'kiosk-revoked']);
    expect(await findKiosk(world.db, kiosk.id)).toMatchObject({ answers: 0, seenAt: null, waiting: 0 });
    const { code } = await renewKiosk.run(world.environment, SYSTEM, { kiosk: kiosk.id });
    expect(await told(beat())).toEqual([401, 'kiosk-unknown']);
    expect((await world.post('/api/v1/kiosk/enrolment', { code, pin: PIN })).status).toBe(201);
    expect(await told(beat())).toEqual([401, 'kiosk-unknown']);
  });

  test('says how it is, without a line in the trail, and hears what to ask', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    const trail = () => world.db.selectFrom('audit').select('id').execute();
    const before = await trail();
    const response = await kiosk.post('/kiosk/heartbeat', { waiting: 7, quarantined: 2 });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { survey: AT_COUNTER, state: 'open' },
    ]);
    expect(await findKiosk(world.db, kiosk.id)).toMatchObject({
      waiting: 7,
      quarantined: 2,
      seenAt: world.environment.now().toISOString(),
    });
    expect(await trail()).toEqual(before);
    for (const waiting of [-1, 0.5, '7', 1e9])
      expect((await told(kiosk.post('/kiosk/heartbeat', { waiting, quarantined: 0 })))[0]).toBe(400);
    world.setDay('2026-08-01');
    expect(await (await kiosk.post('/kiosk/heartbeat', { waiting: 0, quarantined: 0 })).json()).toMatchObject(
      {
        state: 'closed',
      },
    );
  });

  test('checks the PIN of staff, as often as a person mistypes', async () => {
    const world = await openedWorld(database);
    const kiosk = await enrolledKiosk(world);
    const check = (pin: string) => kiosk.post('/kiosk/pin', { pin });
    expect((await check(PIN)).status).toBe(200);
    for (let i = 0; i < 10; i++) expect(await told(check('0000'))).toEqual([401, 'wrong-pin', 'pin']);
    const refused = await check(PIN);
    expect([refused.status, Number(refused.headers.get('Retry-After')) > 60]).toEqual([429, true]);
  });
});

onBothDatabases('staff', (database) => {
  test('see their kiosks, how they are, and which are silent', async () => {
    const world = await openedWorld(database);
    // Signed in afresh each time: a session does not outlive the two hours.
    const administrator = () => member(world, [{ role: 'administrator', unit: 'TT-AN' }]);
    const list = async () =>
      (await (await (await administrator()).request('GET', '/api/v1/kiosks')).json()) as {
        kiosks: Record<string, unknown>[];
        places: { survey: string; units: { code: string }[] }[];
      };
    expect(await list()).toEqual({ kiosks: [], places: [] });
    await openKioskSurvey(world);
    expect((await list()).places).toMatchObject([{ survey: AT_COUNTER, units: [{ code: 'TT-AN' }] }]);
    const [mine] = await Promise.all([enrolledKiosk(world), enrolledKiosk(world, { unit: 'TT-BI' })]);
    await mine.send();
    await mine.post('/kiosk/heartbeat', { waiting: 1, quarantined: 0 });
    const at = world.environment.now().getTime();
    world.setTime(new Date(at + 2 * 3_600_000).toISOString());
    const { kiosks } = await list();
    expect(kiosks).toMatchObject([
      { id: mine.id, unitName: { vi: 'Sở An' }, counter: 'Quầy số 1', answers: 1, waiting: 1, silent: false },
    ]);
    expect(JSON.stringify(kiosks)).not.toMatch(/hash|argon/i);
    world.setTime(new Date(at + 2 * 3_600_000 + 1).toISOString());
    expect((await list()).kiosks).toMatchObject([{ silent: true }]);
    await (await administrator()).request('DELETE', `/api/v1/kiosks/${mine.id}`);
    expect((await list()).kiosks).toMatchObject([{ state: 'revoked', silent: false }]);
  });
});
